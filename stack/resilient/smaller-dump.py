"""Whether a dump lost most of the data, beside the last one that was good.

smaller-dump.py OPTIONS check     ends with 1, and says why, when it did
smaller-dump.py OPTIONS remember  remembers this one as good
smaller-dump.py OPTIONS accept    lets the next dump be as small as it is

--dump is the folder of the dump, --record holds how large the good one was, --parameters says to how
many percent of its size a dump may shrink. A first dump may be empty.
"""
import argparse, json, os, sys

SMALLER = (
    'the dump has %d bytes, and the last one had %d: it goes no further. If the leader lost its data, take'
    ' over on a backup; if it is right so, run bin/smaller-dump accept, and the next dump goes on')


def size_of(dump):
    """What the files of a dump hold, without its signature: in bytes."""
    total = 0
    for parent, folders, names in os.walk(dump):
        folders[:] = [name for name in folders if name not in ('rdiff-backup-data', 'backup.signatures')]
        for name in names:
            if name != 'backup.signature':
                total += os.lstat(os.path.join(parent, name)).st_size
    return total


def read(path):
    try:
        with open(path) as stream:
            return json.load(stream)
    except (OSError, ValueError):
        return {}


def check(arguments):
    size, last = size_of(arguments.dump), read(arguments.record).get('bytes', 0)
    least = last * read(arguments.parameters)['smallest-dump'] / 100
    if last and (size == 0 or size < least) and not os.path.exists(arguments.record + '.accept'):
        print(SMALLER % (size, last), file=sys.stderr)
        return 1
    return 0


def remember(arguments):
    # As a whole, or not at all.
    with open(arguments.record + '.new', 'w') as stream:
        json.dump({'bytes': size_of(arguments.dump)}, stream)
    os.rename(arguments.record + '.new', arguments.record)
    if os.path.exists(arguments.record + '.accept'):
        os.remove(arguments.record + '.accept')
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
    return commands[arguments.command](arguments)


sys.exit(main())
