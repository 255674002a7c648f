"""The change of a folder of data for a new one: whenever it is cut, the data of before or the new is there.

place.py --record FILE put NEW DATA  puts the new folder in the place of that of the data
place.py --record FILE take-up       makes an end of a change that was cut: where that brought the data of
                                     before back, it prints that folder

FILE.moving is there while a change goes on. FILE.put says which dump was whole when its data came in place:
that of RESILIENT_CHECKED_DUMP, which load.py asks for after the load.
"""
import argparse, json, os, shutil, sys, time


def remove(path):
    if os.path.islink(path) or not os.path.isdir(path):
        if os.path.lexists(path):
            os.remove(path)
    else:
        # A folder that may not be written keeps what it holds.
        os.chmod(path, 0o700)
        for folder, names, _ in os.walk(path):
            for below in (os.path.join(folder, name) for name in names):
                if not os.path.islink(below):
                    os.chmod(below, 0o700)
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


def mark(path):
    """What a folder keeps when it is moved, and no other has."""
    stat = os.lstat(path)
    return [stat.st_dev, stat.st_ino]


def clear(data):
    """Makes way for the data of before: a pass of the node makes folders that are not there."""
    if os.path.islink(data) or not os.path.isdir(data):
        made = False
    else:
        made = not any(names for _, _, names in os.walk(data))
    if made:
        remove(data)
    elif os.path.lexists(data):
        # Whoever wrote that may want it.
        os.rename(data, '%s.aside-%d' % (data, time.time()))


def restore(data, new=None):
    """Makes an end of a change of folders that was cut: the data of before where the new is not in its place.
    Whether it was."""
    old = data + '.old'
    if not os.path.lexists(old):
        return False
    # Of an importer that moved the folders itself nothing is known: what is there was put there.
    is_empty = os.path.isdir(data) and not os.path.islink(data) and not os.listdir(data)
    if os.path.lexists(data) and (mark(data) == new if new else not is_empty):
        remove(old)
        return False
    clear(data)
    os.rename(old, data)
    return True


def put(record, new, data):
    new, data = map(os.path.abspath, (new, data))
    take_up(record)
    restore(data)
    # Whoever comes next knows of it: another load, or a takeover.
    known = mark(new)
    write(record + '.moving', data=data, new=known)
    os.sync()
    try:
        if os.path.lexists(data):
            os.rename(data, data + '.old')
        os.rename(new, data)
    except OSError:
        # As where the new folder is on another disk.
        restore(data, known)
        remove(record + '.moving')
        raise
    try:
        write(record + '.put', mark=os.environ.get('RESILIENT_CHECKED_DUMP'))
    except OSError:
        pass  # a push that begins from here on is taken for one that began before
    remove(data + '.old')
    remove(record + '.moving')


def take_up(record):
    """Makes an end of a change that was cut: the data of before, where that was brought back."""
    try:
        with open(record + '.moving') as stream:
            moving = json.load(stream)
            data, new = moving['data'], moving['new']
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, LookupError):
        raise OSError(None, 'what was to be moved cannot be read there', record + '.moving')
    back = restore(data, new)
    remove(record + '.moving')
    return data if back else None


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
            print(take_up(given.record) or '', end='')
    except OSError as error:
        print('%s: %s' % (error.filename or given.record, error.strerror), file=sys.stderr)
        return 1
    return 0


sys.exit(main())
