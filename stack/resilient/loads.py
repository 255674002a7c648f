"""What became of a dump at the backups, on its way back to the leader: a backup says in its feed "load"
how the last load went, its pull-backup server asks for that, and the leader asks the server.

loads.py relay --servers FILE --feed FILE  asks the servers, and writes what they say, and of when it is,
                                           into a feed of that name
loads.py promise --servers FILE            ends with 0 unless one of them says that a dump was not loaded,
                                           or it is long that one said anything

The file holds the notification URL of each server, by the name to be told. FILE.unheard, beside it, holds
since when each has not answered.
"""
import argparse, calendar, csv, http.client, io, json, os, re, signal, sys, time, urllib.error, urllib.request
from xml.etree import ElementTree

# What another instance says is read to this end, in bytes, and told to that one, in letters.
LONGEST, SHOWN = 1 << 20, 500
WITHIN = 10  # seconds, for a whole answer
# A backup reports every five minutes, and so often it is relayed: three of these, and it is silent.
SILENT = 900  # seconds


def shown(text):
    return ' '.join(''.join(c if c.isprintable() else ' ' for c in text).split())[:SHOWN]


def late(number, frame):
    raise TimeoutError('it did not answer within %d s' % WITHIN)


def asked(url):
    """What a server's feed holds: as a whole within the time, however slowly its bytes come."""
    base = re.fullmatch(r'(https?://(\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d+)/notify', url)
    if not base:
        raise ValueError('%r is not the URL of a notifier' % url[:100])
    signal.signal(signal.SIGALRM, late)
    signal.alarm(WITHIN)
    try:
        with urllib.request.urlopen(base.group(1) + '/get/load', timeout=WITHIN) as answer:
            text = answer.read(LONGEST + 1)
    finally:
        signal.alarm(0)
    if len(text) > LONGEST or b'<!DOCTYPE' in text:
        raise ValueError('it says what is not a feed')
    return text


def when(words):
    """Of when an entry is, as the programs here write it into its id."""
    at, now = re.search(r' at ([0-9]{1,10})$', words.get('id', '')), int(time.time())
    if at:
        return int(at.group(1))
    # An earlier version has the notifier's word alone, by a zone that is not told: less than a day off.
    try:
        given = calendar.timegm(time.strptime(words.get('updated', '')[:19], '%Y-%m-%dT%H:%M:%S'))
    except ValueError:
        return now
    return given if 86400 < abs(now - given) and 0 <= given < 10 ** 10 else now


def said(url):
    """What a server says: name and word of each load, and of when it is."""
    try:
        entries = [each for each in ElementTree.fromstring(asked(url)) if each.tag.endswith('entry')]
    except ElementTree.ParseError as error:
        raise ValueError('it says what is not a feed: %s' % error)
    for entry in entries:
        words = {each.tag.rpartition('}')[2]: each.text or '' for each in entry}
        yield shown(words.get('title', '')), shown(words.get('content', '')), when(words)


def answers(path, since):
    """What each server says: its name, the load's, the word, and of when it is. One that cannot be asked says
    that itself, and is silent since the time that is known of it or, where none is, from now on."""
    with open(path) as stream:
        servers = json.load(stream)
    for name, url in sorted(servers.items()):
        now = int(time.time())
        try:
            for load, word, at in list(said(url)):
                yield name, load, word, at
        except (OSError, ValueError, LookupError, http.client.HTTPException) as error:
            # A stack that has no such feed never will say more.
            none = isinstance(error, urllib.error.HTTPError) and error.code == 404
            at = now if none else min(since.get(name, now), now)
            yield name, name, 'UNKNOWN: %s' % shown(str(error)), at


def write(path, text):
    """As a whole: the notifier passes over a feed that is being written."""
    try:
        with open(path + '.tmp', 'w', newline='') as stream:
            stream.write(text)
        os.rename(path + '.tmp', path)
    except OSError:
        if os.path.exists(path + '.tmp'):
            os.remove(path + '.tmp')
        raise


def relayed(path):
    """Of when the last word of each is that was relayed."""
    try:
        with open(path, newline='', errors='replace') as stream:
            return {row[1]: int(row[0]) for row in csv.reader(stream)}
    except (OSError, ValueError, IndexError, csv.Error):
        return {}


def relay(arguments):
    text = io.StringIO()
    rows = csv.writer(text)
    for name, _, word, at in answers(arguments.servers, relayed(arguments.feed)):
        rows.writerow([at, name, word, '%s at %d' % (name, at)])
    write(arguments.feed, text.getvalue())
    return 0


def unheard(path):
    """Since when each server does not answer."""
    try:
        with open(path) as stream:
            return {name: int(at) for name, at in json.load(stream).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def promise(arguments):
    record = arguments.servers + '.unheard'
    before, problems, after = unheard(record), [], {}
    for name, load, word, at in answers(arguments.servers, before):
        unknown = word.startswith('UNKNOWN')
        if unknown and load == name:
            after[name] = at
        # What lies in the future was said by a clock that is wrong, and would be true for as long.
        if abs(time.time() - at) > SILENT:
            problems.append('%s: the last that is known is of %s: %s' % (load, on(at), word))
        elif not word.startswith('OK') and not unknown:
            problems.append('%s: %s' % (load, word))
    try:
        if after != before:
            write(record, json.dumps(after))
    except OSError as error:
        # A full disk: who cannot tell the time from the next quarter of an hour tells it now.
        problems += ['%s does not answer, and since when cannot be written down: %s' % (name, error.strerror)
                     for name in after if name not in before]
    print('\n'.join(problems))
    return 1 if problems else 0


def on(moment):
    return time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(moment))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = {'relay': relay, 'promise': promise}
    parser.add_argument('command', choices=commands)
    parser.add_argument('--servers', required=True)
    parser.add_argument('--feed')
    arguments = parser.parse_args()
    return commands[arguments.command](arguments)


sys.exit(main())
