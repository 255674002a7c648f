"""The load of a dump on a backup: runs it, and tells how it went.

load.py OPTIONS run      checks the dump with --check, then loads it with --importer
load.py OPTIONS expect   remembers the dump that is there before any load
load.py OPTIONS promise  ends with 0 unless a dump that came was not loaded
load.py OPTIONS say      says in a sentence what a takeover would start with

--status holds how the last load went, --dump is the folder of the dump, --lock is there while the
queue works, --triggered since a takeover was triggered. Within --period seconds a load is expected.
"""
import argparse, json, os, subprocess, sys, time

# A dump that began to come is loaded within this time: in seconds.
PATIENCE = 3600
MISSED = 'a dump came after %s, and the importer did not run'
NEVER = 'nothing is known of a load since %s'
# So many files of a dump tell it from the next: those that lie highest.
TELLING = 10000


def read(path):
    """What a file of ours holds: nothing where there is none."""
    try:
        with open(path, errors='replace') as stream:
            text = stream.read()
    except FileNotFoundError:
        return {}
    try:
        held = json.loads(text)
    except ValueError:
        # An earlier version left it empty after a load, and wrote the problem otherwise.
        state = 'failed' if text.strip() else 'loaded'
        return {'state': state, 'at': os.path.getmtime(path), 'problem': text.strip()}
    return held if isinstance(held, dict) else {}


def write(path, **held):
    """As a whole or, on a full disk, not at all: what was known before is still true then."""
    beside = '%s.%d' % (path, os.getpid())
    try:
        with open(beside, 'w') as stream:
            json.dump(dict(held, at=time.time()), stream)
        os.rename(beside, path)
    except OSError:
        if os.path.exists(beside):
            os.remove(beside)
        raise


def entries(dump):
    """What tells one dump from the next: name, time and size of what lies in it."""
    told, folders = [], [dump]
    for folder in folders:
        try:
            found = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue  # it was taken away, or never came
        for entry in found:
            stat = entry.stat(follow_symlinks=False)
            told.append([repr(os.path.relpath(entry.path, dump)), stat.st_mtime, stat.st_size])
            if len(told) == TELLING:
                return told
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
    return told


def run(arguments, given):
    steps = (
        (arguments.check, 'refused', 'the dump is not what its signature says: it was not loaded'),
        (arguments.importer, 'failed', 'the importer ended with %d'),
    )
    write(arguments.status, state='loading')
    for program, state, problem in steps:
        try:
            code = subprocess.call([program] + given)
        except OSError as error:
            code, problem = 1, '%s cannot be run: %s' % (program, error.strerror)
        if code:
            problem = problem % code if '%d' in problem else problem
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
    # While the queue works, a load may be under way.
    if os.path.exists(arguments.triggered) or os.path.exists(arguments.lock):
        return None
    if state == 'loading':
        return 'the last load did not end'
    if state in ('refused', 'failed'):
        return status.get('problem') or 'the last load failed'
    if 'dump' in status and status['dump'] != entries(arguments.dump):
        return MISSED % on(status['at']) if waited(arguments) > PATIENCE else None
    since = status.get('at') or os.path.getmtime(os.path.dirname(arguments.status))
    if state == 'unknown' and time.time() - since > arguments.period:
        return NEVER % on(since)
    return None


def waited(arguments):
    """How long another dump than the loaded one is seen here, since this load: in seconds."""
    seen = arguments.status + '.seen'
    load = read(arguments.status).get('at')
    if read(seen).get('load') != load:
        write(seen, load=load)
    return time.time() - read(seen)['at']


def promise(arguments, given):
    problem = problem_of(arguments)
    if problem:
        print(problem)
    return 1 if problem else 0


def on(moment):
    return time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(moment))


def say(arguments, given):
    status = read(arguments.status)
    state = status.get('state')
    problem = problem_of(arguments)
    if os.path.exists(arguments.triggered):
        print('The takeover was done.')
    elif problem:
        print('The last dump is not loaded: %s' % problem)
    elif state == 'loading' or state in ('refused', 'failed'):
        print('A dump is being loaded, since %s.' % on(status['at']))
    elif state == 'loaded':
        newer = status.get('dump') not in (None, entries(arguments.dump))
        print('Data was last loaded on %s%s.'
              % (on(status['at']), '; a newer dump is here, or coming' if newer else ''))
    elif entries(arguments.dump):
        print('A dump is here; whether it was loaded is not known before the next.')
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
    parser.add_argument('--period', type=int, required=True)
    # What the queue adds is for the programs.
    arguments, given = parser.parse_known_args()
    return commands[arguments.command](arguments, given)


sys.exit(main())
