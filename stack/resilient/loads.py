"""What became of a dump at the backups, on its way back to the leader: a backup says in its feed "load"
how the last load went, its pull-backup server asks for that, and the leader asks the server.

loads.py relay --servers FILE --feed FILE  asks the servers, and writes what they say, and of when it is,
                                           into a feed of that name
loads.py promise --servers FILE            ends with 0 unless one of them says that a dump was not loaded,
                                           it is long that one said anything, or its clock is not as this
loads.py anew --servers FILE               prints what they want to have sent anew, for signature.py

The file holds the notification URL of each server, by the name to be told. FILE.heard, beside it, holds
since when what each says is heard.
"""
import argparse, csv, email.utils, http.client, io, json, os, re, signal, sys, time, urllib.error, urllib.request
from xml.etree import ElementTree

# What another instance says is read to this end, in bytes, and passed on to that one, in letters.
LONGEST, SHOWN = 1 << 20, 500
# What load.py says of a refused dump: short sums of names, or all.
ANEW = re.compile(r'; to be sent anew: (all|[0-9a-f]{8}(?: [0-9a-f]{8})*)$')
WITHIN = 10  # seconds, for a whole answer
# A backup reports every five minutes, and so often it is relayed: three of these, and it is silent.
SILENT = 900  # seconds
# An archive takes no pull before the time of its last, by its own clock: so far two may be apart.
APART = 300  # seconds
# One that never said anything is being made, for a day at most.
MADE = 86400  # seconds


def shown(text):
    return ' '.join(''.join(c if c.isprintable() else ' ' for c in text).split())[:SHOWN]


def late(number, frame):
    raise TimeoutError('it did not answer within %d s' % WITHIN)


def clock_problem(host, date):
    """What an answer says of the clock there, where that is not as the one here."""
    try:
        apart = round(email.utils.parsedate_to_datetime(date).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None  # it says nothing of it
    return abs(apart) > APART and (
        'the clock of %s is %d minutes %s that of who asks it: set the wrong one right, or an archive takes'
        ' no pull until its last is past' % (host, abs(apart) // 60, 'ahead of' if apart > 0 else 'behind'))


class Straight(urllib.request.HTTPRedirectHandler):
    """A server answers for itself: where it sends elsewhere, nobody goes."""
    def redirect_request(self, *given):
        return None


def asked(url):
    """What a server's feed holds, and what is wrong with its clock: as a whole within the time, however
    slowly its bytes come."""
    base = re.fullmatch(r'(https?://(\[[0-9A-Fa-f:.]+\]|\w[\w.-]*):([0-9]{1,5}))/notify', url, re.ASCII)
    if not base or not 0 < int(base.group(3)) < 65536:
        raise ValueError('%r is not the URL of a notifier' % url[:100])
    signal.signal(signal.SIGALRM, late)
    signal.alarm(WITHIN)
    try:
        with urllib.request.build_opener(Straight).open(base.group(1) + '/get/load', timeout=WITHIN) as answer:
            text, date = answer.read(LONGEST + 1), answer.headers.get('Date')
    finally:
        signal.alarm(0)
    # Definitions could make a little text a very long one, and be written two bytes a letter.
    if len(text) > LONGEST or b'<!DOCTYPE' in text or b'\0' in text:
        raise ValueError('it says what is not a feed')
    return text, clock_problem(base.group(1), date)


def said(url):
    """What a server says: name and word of each load, and what tells this word from the one before."""
    text, wrong = asked(url)
    try:
        entries = [each for each in ElementTree.fromstring(text) if each.tag.endswith('entry')]
    except ElementTree.ParseError as error:
        raise ValueError('it says what is not a feed: %s' % error)
    for entry in entries:
        words = {each.tag.rpartition('}')[2]: each.text or '' for each in entry}
        mark = shown('%s of %s' % (words.get('id', ''), words.get('updated', '')))
        word = shown(words.get('content', ''))
        yield shown(words.get('title', '')), wrong if wrong and word.startswith('OK') else word, mark


def heard(path):
    """By the server's URL and load, what told its last word from the one before, and since when that is heard here."""
    try:
        with open(path) as stream:
            return {server: {load: (mark, int(at)) for load, (mark, at) in loads.items()}
                    for server, loads in json.load(stream).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def answers(servers, before, after):
    """What each server says: the load's name, its word, and of when that is. Times are by this clock alone,
    whatever those of the others say: a word is of when it was new here. A server that cannot be asked says
    that itself, of when it was heard last."""
    for server, url in sorted(servers.items()):
        now, known, word = int(time.time()), before.get(url, {}), 'UNKNOWN: it says nothing of a load'
        try:
            loads = list(said(url))
            silent = not loads
        except (OSError, ValueError, LookupError, http.client.HTTPException) as error:
            loads, word = [], 'UNKNOWN: %s' % shown(str(error))
            silent = isinstance(error, urllib.error.HTTPError) and error.code == 404
        # One that is just being made has no feed yet, and said nothing at this address.
        silent = silent and all(mark is None for mark, _ in known.values())
        after[url] = {} if loads else known or {server: (None, now)}
        for load, text, mark in loads:
            was, at = known.get(load, (None, now))
            after[url][load] = mark, min(at, now) if mark == was else now
            yield server, load, text, after[url][load][1]
        if not loads:
            at = min(now, max(at for _, at in after[url].values()))
            yield server, server, word, now if silent and now - at < MADE else at


def asked_all(path):
    """What the servers of a file say, once it is written down since when it is heard."""
    with open(path) as stream:
        servers = json.load(stream)
    before, after = heard(path + '.heard'), {}
    told = list(answers(servers, before, after))
    if after != before:
        write(path + '.heard', json.dumps(after))
    return told


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


def relay(arguments):
    text = io.StringIO()
    rows = csv.writer(text)
    for server, _, word, at in asked_all(arguments.servers):
        rows.writerow([at, server, word, '%s at %d' % (server, at)])
    write(arguments.feed, text.getvalue())
    return 0


def anew(arguments):
    """Of dumps that were refused: who cannot be asked now is asked at the next dump."""
    with open(arguments.servers) as stream:
        urls = json.load(stream).values()
    wanted = set()
    for url in urls:
        try:
            for _, word, _ in said(url):
                found = ANEW.search(word)
                wanted.update(found.group(1).split() if found else ())
        except (OSError, ValueError, LookupError, http.client.HTTPException):
            continue
    print(' '.join(sorted(wanted)))
    return 0


def promise(arguments):
    problems = []
    for _, load, word, at in asked_all(arguments.servers):
        if time.time() - at > SILENT:
            problems.append('%s: the last that is known is of %s: %s' % (load, on(at), word))
        elif not word.startswith(('OK', 'UNKNOWN')):
            problems.append('%s: %s' % (load, word))
    print('\n'.join(problems))
    return 1 if problems else 0


def on(moment):
    return time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(moment))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = {'relay': relay, 'promise': promise, 'anew': anew}
    parser.add_argument('command', choices=commands)
    parser.add_argument('--servers', required=True)
    parser.add_argument('--feed')
    arguments = parser.parse_args()
    try:
        return commands[arguments.command](arguments)
    except OSError as error:
        # A full disk: who cannot write down since when a word is heard takes none for new.
        print('since when words are heard cannot be written down: %s: %s' % (error.filename, error.strerror))
        return 1


sys.exit(main())
