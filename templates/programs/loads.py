"""What became of a dump at the backups, on its way back to the leader: a backup says in its feed "load"
how the last load went, its pull-backup server asks for that, and the leader asks the server.

loads.py relay --servers FILE --feed FILE  asks the servers, and writes what they say into a feed of that name
loads.py promise --servers FILE            ends with 0 unless one of them says that a dump was not loaded

The file holds the notification URL of each server, by the name to be told.
"""
import argparse, csv, json, os, re, sys, time, urllib.request
from xml.etree import ElementTree

# What another instance says is read to this end, in bytes, and told to that one, in letters.
LONGEST, SHOWN = 1 << 20, 500
WITHIN = 10  # seconds


def shown(text):
    return ' '.join(''.join(c if c.isprintable() else ' ' for c in text).split())[:SHOWN]


def said(url):
    """What a server's feed says: name and word of each load."""
    base = re.fullmatch(r'(https?://(\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d+)/notify', url)
    if not base:
        raise ValueError('%r is not the URL of a notifier' % url[:100])
    with urllib.request.urlopen(base.group(1) + '/get/load', timeout=WITHIN) as answer:
        text = answer.read(LONGEST + 1)
    if len(text) > LONGEST or b'<!DOCTYPE' in text:
        raise ValueError('it says what is not a feed')
    try:
        entries = [each for each in ElementTree.fromstring(text) if each.tag.endswith('entry')]
    except ElementTree.ParseError as error:
        raise ValueError('it says what is not a feed: %s' % error)
    for entry in entries:
        words = {each.tag.rpartition('}')[2]: each.text or '' for each in entry}
        yield shown(words.get('title', '')), shown(words.get('content', ''))


def answers(path):
    """What each server says: its name, the load's, the word; one that cannot be asked says that itself."""
    with open(path) as stream:
        servers = json.load(stream)
    for name, url in sorted(servers.items()):
        try:
            for load, word in said(url):
                yield name, load, word
        except (OSError, ValueError) as error:
            yield name, name, 'UNKNOWN: %s' % shown(str(error))


def relay(arguments):
    # The notifier reads a feed as a whole, and passes over one that is being written.
    with open(arguments.feed + '.tmp', 'w', newline='') as stream:
        rows = csv.writer(stream)
        for name, _, word in answers(arguments.servers):
            rows.writerow([int(time.time()), name, word, name])
    os.rename(arguments.feed + '.tmp', arguments.feed)
    return 0


def promise(arguments):
    # Whoever cannot be asked is told of by promises of its own; a server of another stack has no such feed.
    problems = [
        '%s: %s' % (load, word) for _, load, word in answers(arguments.servers)
        if not word.startswith(('OK', 'UNKNOWN'))]
    print('\n'.join(problems))
    return 1 if problems else 0


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
