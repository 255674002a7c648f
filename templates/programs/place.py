"""The change of a folder of data for a new one: whenever it is cut, the data of before or the new is there.

place.py --record FILE put NEW DATA  puts the new folder in the place of that of the data
place.py --record FILE take-up       makes an end of a change that was cut: where that brought the data of
                                     before back, it prints that folder

FILE.moving is there while a change goes on. FILE.put says which dump was whole when its data came in place:
that of RESILIENT_CHECKED_DUMP, which load.py asks for after the load.
"""
import argparse, json, os, shutil, sys


def remove(path):
    if os.path.islink(path) or not os.path.isdir(path):
        if os.path.lexists(path):
            os.remove(path)
    else:
        shutil.rmtree(path)


def write(path, **held):
    """As a whole, and there after a computer lost its power."""
    beside = '%s.%d' % (path, os.getpid())
    try:
        with open(beside, 'w') as stream:
            json.dump(held, stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(beside, path)
    except OSError:
        remove(beside)
        raise


def restore(data):
    """Makes an end of a change of folders that was cut: the data of before where the new is not in its place.
    Whether it was."""
    old = data + '.old'
    if not os.path.lexists(old):
        return False
    # A pass of the node makes a folder that is not there.
    if not os.path.islink(data) and os.path.isdir(data) and not os.listdir(data):
        os.rmdir(data)
    if os.path.lexists(data):
        remove(old)
        return False
    os.rename(old, data)
    return True


def put(record, new, data):
    new, data = map(os.path.abspath, (new, data))
    restore(data)
    # Whoever comes next knows of it: another load, or a takeover.
    write(record + '.moving', data=data)
    os.sync()
    if os.path.lexists(data):
        os.rename(data, data + '.old')
    os.rename(new, data)
    try:
        write(record + '.put', mark=os.environ.get('RESILIENT_CHECKED_DUMP'))
    except OSError:
        pass  # a push that begins from here on is taken for one that began before
    remove(data + '.old')
    remove(record + '.moving')


def take_up(record):
    try:
        with open(record + '.moving') as stream:
            data = json.load(stream)['data']
    except FileNotFoundError:
        return
    except (ValueError, TypeError, KeyError):
        data = None  # it was cut before it was written, and nothing was moved
    if data and restore(data):
        print(data)
    remove(record + '.moving')


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--record', required=True)
    commands = parser.add_subparsers(dest='command')
    commands.required = True
    folders = commands.add_parser('put')
    folders.add_argument('new')
    folders.add_argument('data')
    commands.add_parser('take-up')
    given = parser.parse_args()
    try:
        if given.command == 'put':
            put(given.record, given.new, given.data)
        else:
            take_up(given.record)
    except OSError as error:
        print('%s: %s' % (error.filename or given.record, error.strerror), file=sys.stderr)
        return 1
    return 0


sys.exit(main())
