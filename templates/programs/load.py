"""The load of a dump on a backup: runs it, and tells how it went.

load.py OPTIONS run      checks the dump with --check, then loads it with --importer
load.py OPTIONS expect   remembers the dump that is there before any load
load.py OPTIONS promise  ends with 0 unless a dump that came was not loaded
load.py OPTIONS say      says in a sentence what a takeover would start with

--status holds how the last load went, --dump is the folder of the dump, --lock is there while the
queue works, --triggered since a takeover was triggered.
"""
import argparse, json, os, subprocess, sys, time

# A push is over when nothing changed for so long, and its load has begun: in seconds.
PATIENCE = 3600
MISSED = 'a dump came on %s, and the importer did not run'


def read(path):
    """How the last load went: nothing where none is known."""
    try:
        with open(path) as stream:
            text = stream.read()
    except FileNotFoundError:
        return {}
    try:
        return json.loads(text)
    except ValueError:
        # An earlier version left it empty after a load, and wrote the problem otherwise.
        state = 'failed' if text.strip() else 'loaded'
        return {'state': state, 'at': os.path.getmtime(path), 'problem': text.strip()}


def write(path, **status):
    beside = '%s.%d' % (path, os.getpid())
    with open(beside, 'w') as stream:
        json.dump(dict(status, at=time.time()), stream)
    os.rename(beside, path)


def entries(dump):
    """What tells one dump from the next: name, time and size of all that lies directly in it."""
    try:
        found = sorted(os.scandir(dump), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    stats = [(entry.name, entry.stat(follow_symlinks=False)) for entry in found]
    return [[repr(name), stat.st_mtime, stat.st_size] for name, stat in stats]


def came(dump):
    """When something was last pushed into the dump, 0 if nothing ever was."""
    try:
        return max((entry.stat(follow_symlinks=False).st_ctime for entry in os.scandir(dump)), default=0)
    except FileNotFoundError:
        return 0


def run(arguments, given):
    steps = (
        (arguments.check, 'refused', 'the dump is not what its signature says: it was not loaded'),
        (arguments.importer, 'failed', 'the importer ended with %d'),
    )
    write(arguments.status, state='loading')
    for program, state, problem in steps:
        code = subprocess.call([program] + given)
        if code:
            problem = problem % code if '%' in problem else problem
            write(arguments.status, state=state, problem=problem)
            print(problem, file=sys.stderr)
            return 1 if code < 0 else code
    write(arguments.status, state='loaded', dump=entries(arguments.dump))
    return 0


def expect(arguments, given):
    if not read(arguments.status):
        write(arguments.status, state='unknown', dump=entries(arguments.dump))
    return 0


def problem_of(arguments):
    """Why the last dump is not loaded; nothing when it is, or is about to be."""
    status = read(arguments.status)
    state = status.get('state', 'unknown')
    if os.path.exists(arguments.triggered):
        return None
    if state == 'loading':
        # Without the queue's lock nobody loads any more.
        return None if os.path.exists(arguments.lock) else 'the last load did not end'
    if state in ('refused', 'failed'):
        return None if os.path.exists(arguments.lock) else status['problem']
    pushed = came(arguments.dump)
    if 'dump' in status and status['dump'] != entries(arguments.dump) and time.time() - pushed > PATIENCE:
        return MISSED % on(pushed)
    return None


def promise(arguments, given):
    problem = problem_of(arguments)
    if problem:
        print(problem)
    return 1 if problem else 0


def on(moment):
    return time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(moment))


def say(arguments, given):
    status = read(arguments.status)
    problem = problem_of(arguments)
    if os.path.exists(arguments.triggered):
        print('The takeover was done.')
    elif problem:
        print('The last dump is not loaded: %s' % problem)
    elif status.get('state') == 'loading':
        print('A dump is being loaded, since %s.' % on(status['at']))
    elif status.get('state') == 'loaded':
        print('Data was last loaded on %s.' % on(status['at']))
    elif came(arguments.dump):
        print('A dump is here since %s; whether it was loaded is not known before the next.'
              % on(came(arguments.dump)))
    else:
        print('No data was loaded yet: a takeover would start without any.')
    return 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = {'run': run, 'expect': expect, 'promise': promise, 'say': say}
    parser.add_argument('command', choices=commands)
    for option in ('status', 'dump', 'lock', 'triggered', 'check', 'importer'):
        parser.add_argument('--' + option, required=True)
    # What the queue adds is for the programs.
    arguments, given = parser.parse_known_args()
    return commands[arguments.command](arguments, given)


sys.exit(main())
