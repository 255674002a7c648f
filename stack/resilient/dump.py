"""The dump of a leader: runs the exporter, and lets no dump go out that lost most of its data.

dump.py OPTIONS run      ends as the exporter does, and with 1 where the dump is too small beside
                         the last one that went out
dump.py OPTIONS accept   lets the next dump go out, however small it is

--dump is the folder of the dump, --record holds what went out, --parameters says to how many percent
of its size a dump may shrink. --signature is the program that signs.
"""
import argparse, json, os, subprocess, sys

SHRUNK = (
    'the dump has %d bytes, and the one that last went out has %d: nobody is told of it. Whoever lost'
    ' data takes over on a backup; if it is right so, run bin/export-dump accept, then bin/exporter')


def size_of(dump):
    """What the files of a dump hold, without its signature: in bytes."""
    total = 0
    for parent, folders, names in os.walk(dump):
        folders[:] = [name for name in folders if name != 'backup.signatures']
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


def write(path, held):
    """As a whole, or not at all."""
    beside = path + '.new'
    with open(beside, 'w') as stream:
        json.dump(held, stream)
    os.rename(beside, path)


def run(arguments, given):
    try:
        code = subprocess.call([arguments.exporter] + given)
    except OSError as error:
        print('%s cannot be run: %s' % (arguments.exporter, error.strerror), file=sys.stderr)
        return 1
    # What changed within a second at the same size would be passed over on its way.
    code = code or subprocess.call(
        [sys.executable, arguments.signature, 'renew', arguments.dump, '--record', arguments.record + '.files'])
    if code:
        return code if code > 0 else 128 - code
    size, last = size_of(arguments.dump), read(arguments.record).get('bytes', 0)
    least = last * read(arguments.parameters)['smallest-dump'] / 100
    accepted = arguments.record + '.accept'
    if last and (size == 0 or size < least) and not os.path.exists(accepted):
        print(SHRUNK % (size, last), file=sys.stderr)
        return 1
    write(arguments.record, {'bytes': size})
    if os.path.exists(accepted):
        os.remove(accepted)
    return 0


def accept(arguments, given):
    open(arguments.record + '.accept', 'w').close()
    print('The next dump goes out, however small it is; each backup accepts it for itself.')
    return 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = {'run': run, 'accept': accept}
    parser.add_argument('command', choices=commands)
    for option in ('exporter', 'dump', 'record', 'parameters', 'signature'):
        parser.add_argument('--' + option, required=True)
    # What the notifier adds is for the exporter.
    arguments, given = parser.parse_known_args()
    return commands[arguments.command](arguments, given)


sys.exit(main())
