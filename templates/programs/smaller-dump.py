"""Whether a dump lost most of the data, beside the last ones that were good.

smaller-dump.py OPTIONS check     ends with 1, and says why, when it did
smaller-dump.py OPTIONS remember  remembers as good the one that was checked, whatever came since
smaller-dump.py OPTIONS accept    lets the next dump be as small as it is

--dump is the folder of the dump, in which the file backup.rows may say how many rows it has; --record holds
how large the last good ones were, and --parameters says to how many percent of the largest of them a dump
may shrink, in bytes and in rows: it may not halve again and again. A first dump may be empty, and one that
was accepted is a first one.
"""
import argparse, json, os, re, sys

# So many good ones are remembered: those of a day, as leaders dump hourly.
REMEMBERED = 24

SMALLER = (
    'the dump has %d %s, and one of the last had %d: it goes no further. If the leader lost its data, take'
    ' over on a backup; if it is right so, run bin/smaller-dump accept, and the next dump goes on')

UNREADABLE = (
    'how large the last dump was cannot be read: this one of %d bytes goes no further. If it is right so, run'
    ' bin/smaller-dump accept, and the next dump goes on')

# In a dump's folder: how many rows it has, where its exporter says so. A small database is little of its
# dump's bytes.
ROWS = 'backup.rows'


def size_of(dump):
    """How much a dump has: what its files hold in bytes, without its signature, and its rows where it says them."""
    size = {'bytes': 0}
    for parent, folders, names in os.walk(dump):
        folders[:] = [name for name in folders if name not in ('rdiff-backup-data', 'backup.signatures')]
        for name in names:
            if name != 'backup.signature':
                size['bytes'] += os.lstat(os.path.join(parent, name)).st_size
    if os.path.exists(os.path.join(dump, ROWS)):
        with open(os.path.join(dump, ROWS), errors='replace') as stream:
            rows = stream.read(99)
        if not re.fullmatch(r'[0-9]+\n?', rows, re.ASCII):
            sys.exit('%s is not a number: %s' % (os.path.join(dump, ROWS), ascii(rows)))
        size['rows'] = int(rows)
    return size


def good_ones(record):
    """How much the last good ones had: none before the first, nothing known of a broken record."""
    try:
        with open(record) as stream:
            held = json.load(stream)
        # Earlier versions held bytes alone, and before that the last ones alone.
        good = held['good'] if 'good' in held else [{'bytes': each} for each in [*held.get('before', []), held['bytes']]]
        return [{what: int(each[what]) for what in each} for each in good]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write(path, **held):
    """As a whole, or not at all: a computer that loses its power must not leave it empty."""
    with open(path + '.new', 'w') as stream:
        json.dump(held, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.rename(path + '.new', path)


def remove(path):
    if os.path.exists(path):
        os.remove(path)


def check(arguments):
    size, good = size_of(arguments.dump), good_ones(arguments.record)
    with open(arguments.parameters) as stream:
        smallest = json.load(stream)['smallest-dump']
    accepted = os.path.exists(arguments.record + '.accept')
    remove(arguments.record + '.checked')
    if not accepted and good is None:
        print(UNREADABLE % size['bytes'], file=sys.stderr)
        return 1
    for what, has in {} if accepted else size.items():
        largest = max(each.get(what, 0) for each in good or [{}])
        if largest and (has == 0 or has < largest * smallest / 100):
            print(SMALLER % (has, what, largest), file=sys.stderr)
            return 1
    write(arguments.record + '.checked', size=size, accepted=accepted)
    return 0


def remember(arguments):
    try:
        with open(arguments.record + '.checked') as stream:
            checked = json.load(stream)
    except FileNotFoundError:
        print('no dump was checked, or it was refused: nothing is remembered', file=sys.stderr)
        return 1
    before = [] if checked['accepted'] else good_ones(arguments.record) or []
    write(arguments.record, good=[*before, checked['size']][-REMEMBERED:])
    # Who accepted while this one was loaded means the next.
    if checked['accepted']:
        remove(arguments.record + '.accept')
    remove(arguments.record + '.checked')
    return 0


def accept(arguments):
    open(arguments.record + '.accept', 'w').close()
    print('The next dump goes on, however small it is; each instance accepts it for itself.')
    return 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = {'check': check, 'remember': remember, 'accept': accept}
    parser.add_argument('command', choices=commands)
    for option in ('dump', 'record', 'parameters'):
        parser.add_argument('--' + option, required=True)
    arguments = parser.parse_args()
    try:
        return commands[arguments.command](arguments)
    except OSError as error:
        print('%s: %s' % (error.filename or arguments.record, error.strerror), file=sys.stderr)
        return 1


sys.exit(main())
