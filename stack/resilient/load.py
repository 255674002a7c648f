"""The load of a dump on a backup: runs it, and tells how it went.

load.py OPTIONS run      checks the dump with --check and --smaller, then loads it with --importer. What the
                         queue asked for ends with 100 where that went well, and loads no dump twice: of
                         what ends with 0 the queue keeps the time that was told with it, which anybody may
                         tell, and nothing that was told with an earlier one would be run any more
load.py OPTIONS allowed  ends with 0 unless a takeover was begun, or another dump came while this one was
                         read: asked right before data is replaced
load.py OPTIONS put NEW DATA
                         asks that too, and then has --place put the new folder in the place of the data
load.py OPTIONS recover  takes up what a load that was cut left half in its place, before a takeover
load.py OPTIONS expect   remembers the dump that is there before any load
load.py OPTIONS promise  ends with 0 unless a dump that came was not loaded
load.py OPTIONS report   writes into --feed what the promise says, for the leader
load.py OPTIONS say      says in a sentence what a takeover would start with

--status holds how the last load went, --dump is the folder of the dump, --lock is there while the
queue works, --begun while a takeover is under way, --triggered since one was done. --differences is
what the check found. --parameters says within how many seconds a load is expected.
"""
import argparse, csv, hashlib, io, json, os, re, subprocess, sys, time

# How the queue's runs end, and what it adds to its commands.
WELL, QUEUED = 100, '--transaction-id'
# A dump that began to come is loaded within this time: in seconds.
PATIENCE = 3600
MISSED = 'a dump came after %s, and the importer did not run'
LONG = 'a load runs since %s: longer than the time from one dump to the next'
# How a check ends that could not be made, as diff and cmp do.
TROUBLE = 2
UNCHECKED = 'the dump cannot be checked, on a full disk, say: it was not loaded'
AGAIN = 'the dump that is here was loaded: it is not loaded again'
MIXED = 'another dump came while this one was loaded: it may be loaded in part. Its own load mends that, or bin/import-run'
CHANGED = 'another dump came while this one was read: the data here stays as it is. bin/import-run loads that one'
BEGUN = 'a takeover was begun and is not over: nothing is loaded. bin/takeover takes it up again'
UNSEEN = 'since when a load is due, after that of %s, cannot be written down: %s'
CUT, FAILED = 'the last load did not end', 'the last load failed'
NEVER = 'nothing is known of a load since %s'
# So many files of a refused dump are asked for by their names, and more by asking for all.
NAMED = 20
ENDS = {b'n': b'\n', b'r': b'\r'}
# So many files of a dump tell it from the next: those that lie highest, and its signature.
TELLING = 10000
SIGNATURE = 'backup.signature'
# By this an importer's programs know which dump was checked.
CHECKED = 'RESILIENT_CHECKED_DUMP'


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
    write_text(path, json.dumps(dict(held, at=time.time())))


def write_text(path, text, beside=None):
    beside = beside or '%s.%d' % (path, os.getpid())
    try:
        with open(beside, 'w', newline='') as stream:
            stream.write(text)
            # A computer that loses its power must not leave it empty.
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(beside, path)
    except OSError:
        if os.path.exists(beside):
            os.remove(beside)
        raise


def walked(dump):
    """Path and stat of all that lies in a dump: what lies highest first."""
    folders = [dump]
    for folder in folders:
        try:
            found = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue  # it was taken away, or never came
        for entry in found:
            try:
                stat = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            yield os.path.relpath(entry.path, dump), stat
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)


def entries(dump):
    """What tells one dump from the next: name, time and size of what lies in it."""
    told = []
    for path, stat in walked(dump):
        told.append([repr(path), stat.st_mtime, stat.st_size])
        if len(told) == TELLING:
            break
    # It says of each file what that holds, however many there are.
    for path in (SIGNATURE, os.path.join('backup.signatures', SIGNATURE)) if len(told) == TELLING else ():
        place = os.path.join(dump, path)
        if os.path.exists(place) and all(each[0] != repr(path) for each in told):
            told.append([repr(path), os.path.getmtime(place), os.path.getsize(place)])
    return told


def is_newer(held, dump):
    """Whether another dump is there than the one that is written down."""
    found = entries(dump)
    # An earlier version did not look at the signature of many files.
    return held is not None and held != found and not (len(held) == TELLING and held == found[:TELLING])


def mark_of(dump):
    """What any change of a dump changes, were it to one file of many: a push puts new ones in their places."""
    total = hashlib.sha256()
    for path, stat in walked(dump):
        if path.partition(os.sep)[0] != 'rdiff-backup-data':
            total.update(b'%s\0%d %d %d\n' % (os.fsencode(path), stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return total.hexdigest()


def taken_over(arguments):
    return any(os.path.exists(path) for path in (arguments.triggered, arguments.begun))


def changed(arguments, *kinds):
    """The names of such kinds that the check found."""
    try:
        with open(arguments.differences, 'rb') as stream:
            lines = stream.read().split(b'\n')
    except OSError:
        return []
    # The check wrote what would end a line, and the backslash, after a backslash.
    return [re.sub(rb'\\(.)', lambda found: ENDS.get(found.group(1), found.group(1)), line[len(kind):])
            for line in lines for kind in kinds if line.startswith(kind)]


def refresh(arguments):
    """What the check found changed gets another time: rdiff-backup looks at no more than that and the
    size, and so would never bring it again. The signatures do too: one of them may be what changed."""
    names = changed(arguments, b'changed: ')
    dump = os.fsencode(arguments.dump)
    if any(changed(arguments, b'')):
        signatures = os.path.join(dump, b'backup.signatures')
        names.append(b'backup.signature')
        if os.path.isdir(signatures):
            names += [os.path.join(signatures, name) for name in os.listdir(signatures)]
    for name in names:
        try:
            os.utime(os.path.join(dump, name), (0, 0), follow_symlinks=False)
        except OSError:
            pass  # it went, or never came


def anew(arguments):
    """What the leader has to send anew of a refused dump: short sums of the names, which loads.py reads."""
    if not any(changed(arguments, b'')):
        return ''
    names = changed(arguments, b'changed: ', b'missing: ') or [SIGNATURE.encode()]
    sums = [hashlib.sha256(name).hexdigest()[:8] for name in names]
    return ' '.join(sums) if len(sums) <= NAMED else 'all'


def fail(arguments, state, problem, code=1):
    write(arguments.status, state=state, problem=problem, anew=anew(arguments) if state == 'refused' else '')
    print(problem, file=sys.stderr)
    return 1 if code < 0 else code


def wrong(status):
    """What was wrong with the last load: until one ends well it is so, however soon the next begins."""
    if status.get('state') not in ('loading', 'refused', 'failed'):
        return {}
    problem = status.get('problem') or (CUT if status['state'] == 'loading' else FAILED)
    return {'problem': problem, 'anew': status.get('anew', '')}


def run(arguments, given):
    if taken_over(arguments):
        print('a takeover was begun: nothing is loaded', file=sys.stderr)
        return 1
    take_up(arguments)
    status, mark = read(arguments.status), mark_of(arguments.dump)
    well = WELL if QUEUED in given else 0
    # Whoever reaches the notifier may tell of a dump as often as they like.
    if well and status.get('state') == 'loaded' and status.get('mark') == mark:
        print(AGAIN, file=sys.stderr)
        return well
    if os.path.exists(arguments.status + '.put'):
        os.remove(arguments.status + '.put')
    # What comes while this is checked and loaded is another dump, with a load of its own.
    checked = entries(arguments.dump)
    os.environ[CHECKED] = mark
    write(arguments.status, state='loading', dump=checked, **wrong(status))
    for command, state, problem in (
            ([arguments.check] + given, 'refused', 'the dump is not what its signature says: it was not loaded'),
            ([arguments.smaller, 'check'], 'refused', ''),
            ([arguments.importer] + given, 'failed', 'the importer ended with %d'),
            ([arguments.smaller, 'remember'], 'failed', 'the size of the dump can not be written down')):
        try:
            # What it says is the problem, where nothing else is said of it.
            ended = subprocess.run(command, stderr=None if problem else subprocess.PIPE)
        except OSError as error:
            return fail(arguments, state, '%s cannot be run: %s' % (command[0], error.strerror))
        if command[0] == arguments.importer and is_mixed(arguments):
            return fail(arguments, state, CHANGED if ended.returncode else MIXED, ended.returncode or 1)
        if command[0] == arguments.check and ended.returncode == TROUBLE:
            return fail(arguments, 'failed', UNCHECKED, TROUBLE)
        if ended.returncode:
            refresh(arguments)
            problem = problem or ended.stderr.decode('utf-8', 'replace').strip()
            return fail(arguments, state, problem % ended.returncode if '%d' in problem else problem,
                        ended.returncode)
    write(arguments.status, state='loaded', dump=checked, mark=mark)
    return well


def allowed(arguments, given):
    if taken_over(arguments):
        print('a takeover was begun: the data here stays as it is', file=sys.stderr)
        return 1
    # Who runs the importer by hand had no dump checked.
    if os.environ.get(CHECKED, '') not in ('', mark_of(arguments.dump)):
        print(CHANGED, file=sys.stderr)
        return 1
    return 0


def is_mixed(arguments):
    """Whether the dump changed while the importer read it: from when new data is put in its place on, it is read."""
    checked = os.environ[CHECKED]
    return read(arguments.status + '.put').get('mark') != checked and mark_of(arguments.dump) != checked


def place(arguments, *words, **options):
    """The program that changes folders of data, and writes down beside the status how far it came."""
    return subprocess.run([sys.executable, arguments.place, '--record', arguments.status, *words], **options)


def put(arguments, given):
    return allowed(arguments, given) or place(arguments, 'put', *given).returncode


def take_up(arguments):
    """Makes an end of a change of folders that was cut: the data of before, where that was brought back."""
    ended = place(arguments, 'take-up', stdout=subprocess.PIPE)
    if ended.returncode:
        sys.exit(ended.returncode)  # it said why
    return os.fsdecode(ended.stdout)


def recover(arguments, given):
    back = take_up(arguments)
    status = read(arguments.status)
    state = status.get('state', 'unknown')
    if back:
        print('The last load was cut while it put its data in place: %s is as it was before it.' % back)
    elif state == 'loading':
        print('The last load did not end: look at the data, which may be of before it.')
    elif state in ('refused', 'failed'):
        print('The last dump is not loaded: %s' % (status.get('problem') or 'the load failed'))
    elif state == 'loaded':
        print('Data was last loaded on %s.' % on(status['at']))
    else:
        print('Nothing is known of a load here: there may be no data.')
    return 0


def expect(arguments, given):
    # A takeover says with it that it began, where no file can be made any more.
    if not taken_over(arguments):
        open(arguments.begun + '.spare', 'a').close()
    if not read(arguments.status):
        write(arguments.status, state='unknown', dump=entries(arguments.dump))
    return 0


def problem_of(arguments):
    """Why the last dump is not loaded; nothing when it is, or is about to be."""
    status = read(arguments.status)
    try:
        return judged(arguments, status)
    except OSError as error:
        # A full disk: who cannot tell the time from then on tells it now.
        return UNSEEN % (on(status['at']) if 'at' in status else 'no time that is known', error.strerror)


def judged(arguments, status):
    state = status.get('state', 'unknown')
    if os.path.exists(arguments.triggered):
        return None
    if os.path.exists(arguments.begun):
        return BEGUN
    # While the queue works, a load may be under way: what was wrong before is so until one ends well.
    if is_loading(arguments, status):
        # The next dump tells by its coming how long it is from one to the next.
        late = is_newer(status.get('dump'), arguments.dump) or over(status['at'], arguments)
        return LONG % on(status['at']) if late else status.get('problem')
    if state == 'loading':
        return CUT
    if state in ('refused', 'failed'):
        return status.get('problem') or FAILED
    if is_newer(status.get('dump'), arguments.dump):
        return MISSED % on(status['at']) if waited(arguments) > PATIENCE else None
    since = status.get('at') or os.path.getmtime(os.path.dirname(arguments.status))
    return NEVER % on(since) if state == 'unknown' and over(since, arguments) else None


def is_loading(arguments, status):
    return status.get('state') == 'loading' and os.path.exists(arguments.lock)


def over(since, arguments):
    """Whether a whole period, and an hour for the load, have passed."""
    if since > time.time():
        # By a clock that was wrong: it counts from when that is seen.
        since = seen(arguments, [since])
    return time.time() - since > parameter(arguments, 'pull-maximum-age')


def parameter(arguments, name):
    with open(arguments.parameters) as stream:
        return json.load(stream)[name]


def waited(arguments):
    """How long another dump than the loaded one is seen here, since this load: in seconds."""
    return time.time() - seen(arguments, read(arguments.status).get('at'))


def seen(arguments, load):
    """Since when that is seen of a load, by this clock: what lies in the future is seen now."""
    path = arguments.status + '.seen'
    held = read(path)
    if 'at' not in held or held.get('load') != load or held['at'] > time.time():
        write(path, load=load)
    return read(path)['at']


def promise(arguments, given):
    problem = problem_of(arguments)
    if problem:
        print(problem)
    return 1 if problem else 0


def report(arguments, given):
    text, now, problem = io.StringIO(), int(time.time()), problem_of(arguments)
    held = read(arguments.status).get('anew') if problem else None
    # The leader reads it there, and dumps that with another time: so what jams an archive is sent again.
    word = '%s; to be sent anew: %s' % (problem, held) if held else problem or 'OK'
    # The notifier tells times by its own zone: loads.py reads this one from the entry's id. Where the
    # feed cannot be written, the old one grows old, and whoever asks for it tells so.
    csv.writer(text).writerow([now, 'load', word, 'load at %d' % now])
    write_text(arguments.feed, text.getvalue(), arguments.feed + '.tmp')
    return 0


def on(moment):
    return time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(moment))


def say(arguments, given):
    status = read(arguments.status)
    state = status.get('state')
    problem = problem_of(arguments)
    if os.path.exists(arguments.triggered):
        print('The takeover was done.')
    elif problem == BEGUN:
        print('A takeover is under way, or was cut: taking over again takes it up.')
    elif problem and is_loading(arguments, status) and problem == status.get('problem'):
        print('The last dump is not loaded: %s. One is being loaded, since %s.' % (problem, on(status['at'])))
    elif problem:
        print('The last dump is not loaded: %s' % problem)
    elif state == 'loading':
        print('A dump is being loaded, since %s.' % on(status['at']))
    elif state == 'loaded':
        newer = is_newer(status.get('dump'), arguments.dump)
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
    commands = {'run': run, 'allowed': allowed, 'put': put, 'recover': recover, 'expect': expect,
                'promise': promise, 'report': report, 'say': say}
    parser.add_argument('command', choices=commands)
    for option in ('status', 'dump', 'lock', 'triggered', 'begun', 'check', 'differences', 'smaller',
                   'importer', 'place', 'parameters', 'feed'):
        parser.add_argument('--' + option, required=True)
    # What the queue adds is for the programs.
    arguments, given = parser.parse_known_args()
    try:
        return commands[arguments.command](arguments, given)
    except OSError as error:
        print('%s: %s' % (error.filename or arguments.status, error.strerror), file=sys.stderr)
        return 1


sys.exit(main())
