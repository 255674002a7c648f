"""Runs a command, never two at once: the dump of a leader, the load of a backup, or its takeover.

once.py --lock FILE [--alone PROGRAM] [--wait NAME] [--limit NAME] [--parameters FILE] COMMAND ...
    ends as the command does; with 75 where another run is under way, or PROGRAM runs that this one
    did not begin. What a run that was killed left behind is ended first. Who is told to end, ends
    what it began before; where this program is killed, another of it does that, and holds the lock
    until then. So is what a command left behind that has ended, or was killed, in whatever session.
    A connection that is lost ends nothing.
    With --wait the other run has so many seconds to end, and is then ended. With --limit the
    command is, which ends with 124; with --at-most-once it is not begun again at once after that. Both
    name a parameter in FILE.
once.py --lock FILE --due FILE --feed FILE --rotated FOLDER
    ends with 1, and says why, where a run goes on that began before the next was due, none began since
    then, the last was broken off or failed, or what came of it was not reported in the feed, or in what
    logrotate took away of it into the folder. Of when the next was due is the file that --due names.
"""
import argparse, fcntl, glob, json, math, os, re, shutil, signal, subprocess, sys, time, uuid

BUSY = 75  # EX_TEMPFAIL of sysexits.h
LATE = 124  # as timeout(1)
# Who is told to end has so long to do it by itself, in seconds; another of these programs ends first
# what it began.
GRACE, NESTED = 10, 30
# Who is of a run bears its mark in this variable, beside those of runs that it is part of.
MARK = 'RESILIENT_RUN'
# What is about to end when its command has: who writes a log, say.
REST = 2
# Whatever a script asks for, one of these may run it.
SHELLS = 'sh', 'bash', 'dash', 'ksh', 'zsh', 'busybox'
# What is waited for while a command runs, and how often who began it is looked for, in seconds.
HEARD = signal.SIGTERM, signal.SIGINT, signal.SIGCHLD
LOOK = 1
# A run that cron begins when it is due begins within this time: in seconds.
PROMPT = 60


def say(text):
    """Where the log cannot be written, as on a full disk, the rest goes on."""
    try:
        os.write(2, (text + '\n').encode('utf-8', 'surrogateescape'))
    except OSError:
        pass


def is_own(name):
    """Whether who uses this instance began a process: anyone may give theirs the words of another."""
    with open('/proc/%s/status' % name, 'rb') as stream:
        began_by = [line.split()[1] for line in stream if line.startswith(b'Uid:')]
    return began_by == [b'%d' % os.getuid()]


def told_of(name):
    """Who began a process, its session, and when it began: in ticks since the computer did."""
    with open('/proc/%s/stat' % name) as stream:
        fields = stream.read().rpartition(')')[2].split()
    return int(fields[1]), int(fields[3]), int(fields[19])


def processes():
    """Every process of this user: its number, its words, and what is known of it."""
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            if not is_own(name):
                continue
            with open('/proc/%s/cmdline' % name, 'rb') as stream:
                words = stream.read().split(b'\0')
            told = told_of(name)
        except OSError:
            continue  # it has ended
        # What ended and was not waited for has no words any more.
        if words != [b'']:
            yield int(name), words, told


def interpreter_of(program):
    """What runs a program: itself, where it is not a script."""
    try:
        with open(program, 'rb') as stream:
            first = os.fsdecode(stream.readline(500))
    except OSError:
        return program
    words = first[2:].split() if first.startswith('#!') else [program]
    if os.path.basename(words[0]) == 'env':
        words = [word for word in words[1:] if not word.startswith('-')] or words
    return shutil.which(words[0]) or words[0]


def is_run(number, words, program, interpreter):
    """Whether a process runs a program, by whatever path, link or shell."""
    try:
        itself, folder = os.path.realpath('/proc/%d/exe' % number), os.readlink('/proc/%d/cwd' % number)
    except OSError:
        return False  # it has ended
    if itself == program:
        return True
    # python3 is python3.11 by its whole name, or another's in a folder of versions.
    name, asked = map(os.path.basename, (itself, interpreter))
    if itself != os.path.realpath(interpreter) and not name.startswith(asked) and name not in SHELLS:
        return False
    script = next((os.fsdecode(word) for word in words[1:] if not word.startswith(b'-')), '')
    return os.path.realpath(os.path.join(folder, script)) == program


def boot():
    """Numbers of processes mean nothing after a restart of the computer."""
    with open('/proc/sys/kernel/random/boot_id') as stream:
        return stream.read().strip()


def end(found, grace=GRACE):
    """Ends what is found, whoever is found anew included; whether there was anything."""
    first = found()
    for which in signal.SIGTERM, signal.SIGKILL:
        for number in found():
            try:
                os.kill(number, which)
            except (ProcessLookupError, PermissionError):
                pass  # it has ended, or runs as somebody else by now
        ends = time.monotonic() + grace
        while found() and time.monotonic() < ends:
            time.sleep(0.1)
    return bool(first)


def is_marked(number, mark):
    try:
        with open('/proc/%d/environ' % number, 'rb') as stream:
            given = stream.read().split(b'\0')
    except OSError:
        return False  # it has ended, or shows nobody what it was given
    name = MARK.encode() + b'='
    return any(mark.encode() in each[len(name):].split() for each in given if each.startswith(name))


def of_run(first, mark, start, keeper=None):
    """The processes of a run, whatever session they made: those that bear its mark, or came to its keeper when
    who began them ended, and all that they began. Of its first process that and the session count only
    where it began at that time: numbers are given anew."""
    found = {number: told for number, _, told in processes() if number != os.getpid()}
    own = {number for number, (parent, _, began) in found.items()
           if (number, began) == (first, start) or parent == keeper or is_marked(number, mark)}
    # No number is given anew while there is a session of it.
    if any(found[number][1] == first for number in own):
        own.update(number for number, told in found.items() if told[1] == first)
    more = own
    while more:
        more = {number for number, told in found.items() if told[0] in more} - own
        own = own | more
    return sorted(own)


def held_by(lock):
    return os.pread(lock, 100, 0).decode('utf-8', 'replace').split()


def run_of(lock):
    """The processes of the run that the lock tells of."""
    held = held_by(lock)
    if len(held) != 4 or held[1] != boot() or not (held[0] + held[3]).isdigit():
        return []
    return of_run(int(held[0]), held[2], int(held[3]))


def write_down(lock, boot_id, mark):
    """Whom the lock is held for, always at one length: what was written once has its place on a full disk."""
    try:
        os.utime(lock)
        held = '%-10d %s %s %-20d' % (os.getpid(), boot_id, mark, told_of('self')[2])
        os.pwrite(lock, held.encode(), 0)
    except OSError:
        say('whom this run began can not be written down: were it killed, that would not be ended')


def over(lock, code):
    """Writes how a run ended in the place of whom it began, at the same length."""
    try:
        os.pwrite(lock, (b'ended %d' % code).ljust(os.fstat(lock).st_size), 0)
    except OSError:
        os.ftruncate(lock, 0)


def others(program):
    """Runs of another profile hold no lock: they are seen by their program."""
    if not program:
        return []
    program, interpreter = os.path.realpath(program), interpreter_of(program)
    return [number for number, words, _ in processes() if is_run(number, words, program, interpreter)]


def take(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def take_alone(lock, program, seconds):
    """The lock, and nobody beside it; where there are seconds, whoever is there has those to end."""
    ends = None if seconds is None else time.monotonic() + seconds
    while True:
        if take(lock):
            if end(lambda: run_of(lock)):
                say('a run that was broken off was not over: it was ended')
            if not others(program):
                return True
        if ends is None:
            return False
        if time.monotonic() > ends:
            say('it did not end in %d s: it is ended' % seconds)
            end(lambda: run_of(lock) + others(program))
            # Who held the lock sees it, and lets it go.
            ends += GRACE
        time.sleep(0.1)


def begin(lock, boot_id, mark):
    """In the new process, before the command is there: from now on who is told to end does."""
    write_down(lock, boot_id, mark)
    for each in signal.SIGHUP, *HEARD:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)


def keep_orphans():
    """What the command began comes to this process when who began it ends: to be seen, and waited for."""
    try:
        import ctypes
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    except (ImportError, OSError, AttributeError):
        pass  # the mark tells of most


def wait_for_orphans(command):
    """Takes away what came here and has ended; the command's own end is for who began it."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None or ended.si_pid == command:
            return
        os.waitpid(ended.si_pid, 0)


def stopped(started, limit, began_by):
    """Waits until a command has ended: none; or is told to, or is late: the code, and why."""
    ends = math.inf if limit is None else time.monotonic() + limit
    while started.poll() is None:
        heard = signal.sigtimedwait(HEARD, max(0, min(LOOK, ends - time.monotonic())))
        if heard and heard.si_signo == signal.SIGCHLD:
            wait_for_orphans(started.pid)
            continue
        if heard:
            return 128 + heard.si_signo, 'it was told to end: what it began ends first'
        if os.getppid() != began_by:
            return 128 + signal.SIGKILL, 'it was killed: what it began ends first'
        if time.monotonic() >= ends:
            return LATE, 'it ran for %d s, which is the limit: it was ended' % limit
    return None


def left(found):
    """Whether there is something of a run in a moment."""
    ends = time.monotonic() + REST
    while found() and time.monotonic() < ends:
        time.sleep(0.1)
    return bool(found())


def kept(lock, command, limit, began_by):
    """Runs a command, and ends it where it must end: how it ended."""
    # Who is killed with all of its session, as the queue is whenever it is stopped, is not this one.
    os.setsid()
    keep_orphans()
    boot_id, mark = boot(), uuid.uuid4().hex
    marks = dict(os.environ, **{MARK: ('%s %s' % (os.environ.get(MARK, ''), mark)).strip()})
    try:
        # To be ended as a whole: it is written down before the command begins, or a run that is killed in
        # between would leave one that nobody knows of.
        started = subprocess.Popen(command, env=marks, start_new_session=True,
                                   preexec_fn=lambda: begin(lock, boot_id, mark))
    except OSError as error:
        over(lock, 1)
        say('%s cannot be run: %s' % (command[0], error.strerror))
        return 1

    def found():
        return of_run(started.pid, mark, None, os.getpid())

    why = stopped(started, limit, began_by)
    if why:
        say(why[1])
    # The lock is for all of a run: none of it may write when another begins.
    elif left(found):
        say('it ended, and left something behind that did not: that is ended')
    nested = os.path.basename(sys.argv[0]) in map(os.path.basename, command)
    end(found, NESTED if nested else GRACE)
    started.wait()
    code = why[0] if why else started.returncode
    code = code if code >= 0 else 128 - code
    over(lock, code)
    return code


def run(lock, command, limit):
    """Has a process of its own run the command, which outlives this one, and holds the lock as this does."""
    # Nobody is told to end between the beginning of a command and when that is known.
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    itself = os.getpid()
    keeper = os.fork()
    if not keeper:
        return kept(lock, command, limit, itself)
    while True:
        heard = signal.sigwaitinfo(HEARD).si_signo
        if heard != signal.SIGCHLD:
            os.kill(keeper, heard)
            continue
        ended, status = os.waitpid(keeper, os.WNOHANG)
        if ended and os.WIFEXITED(status):
            return os.WEXITSTATUS(status)
        if ended:
            end(lambda: run_of(lock))
            return 128 + os.WTERMSIG(status)


def is_ended(lock):
    """Whether the run before was ended at its limit, right now: who begins each three times begins it again."""
    return held_by(lock) == ['ended', '%d' % LATE] and 0 <= time.time() - os.fstat(lock).st_mtime < PROMPT


def last_told(feed, rotated):
    """Of when the last word in a feed is, or in what logrotate took away of it and left empty."""
    name = os.path.basename(feed)
    form = re.compile(re.escape(name) + r'((-\d{8}|\.\d+)(\.[gx]z)?)?')
    found = [path for folder in (os.path.dirname(feed), rotated)
             for path in glob.glob(os.path.join(glob.escape(folder), glob.escape(name) + '*'))]
    stats = [os.stat(path) for path in found if form.fullmatch(os.path.basename(path))]
    # What was told by a clock that was ahead says nothing of a run since.
    times = [stat.st_mtime for stat in stats if stat.st_size and stat.st_mtime - time.time() < PROMPT]
    return max(times, default=0)


def late(path, due, feed, rotated):
    """What is wrong with the last run, or with there being none."""
    try:
        due_at = os.stat(due).st_mtime
    except FileNotFoundError:
        return None  # none was due yet
    at, held, running = 0, [], False
    if os.path.exists(path):
        lock = os.open(path, os.O_RDONLY)
        # Of when it began, or ended.
        at, held, running = os.fstat(lock).st_mtime, held_by(lock), bool(run_of(lock))
    # By a clock that was ahead: when it was is not known.
    if not running and at - time.time() > PROMPT:
        at = 0
    if running:
        return due_at - at > PROMPT and 'it runs since %s, and the next was due on %s' % (on(at), on(due_at))
    if time.time() - max(at, due_at) <= PROMPT:
        return None  # one is about to begin, or what came of it about to be reported
    if due_at - at > PROMPT:
        return 'none began since one was due on %s: run bin/exporter' % on(due_at)
    if held and held[0] != 'ended':
        return 'the last one, of %s, was broken off: run bin/exporter' % on(at)
    if held and held[1] != '0':
        return 'the last one, of %s, ended with %s' % (on(at), held[1])
    if at - last_told(feed, rotated) > 1:
        return 'what came of the last one, of %s, was reported to nobody: run bin/exporter' % on(at)
    return None


def on(moment):
    return time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(moment))


def seconds(path, name):
    """A parameter of the instance; none where nobody asks for it."""
    if name is None:
        return None
    with open(path) as stream:
        return json.load(stream)[name]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--lock', required=True)
    for option in ('alone', 'wait', 'limit', 'parameters', 'due', 'feed', 'rotated'):
        parser.add_argument('--' + option)
    parser.add_argument('--at-most-once', action='store_true')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if arguments.due:
        problem = late(arguments.lock, arguments.due, arguments.feed, arguments.rotated)
        print(problem or '', end='\n' if problem else '')
        return 1 if problem else 0
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    wait, limit = (seconds(arguments.parameters, name) for name in (arguments.wait, arguments.limit))
    try:
        lock = os.open(arguments.lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        say('%s cannot be opened: %s' % (arguments.lock, error.strerror))
        return 1
    if not take_alone(lock, arguments.alone, wait):
        say('%s is running already: this run was not begun' % (arguments.alone or arguments.command[0]))
        return BUSY
    if arguments.at_most_once and is_ended(lock):
        say('it was ended at its limit a moment ago: it is not begun again')
        return LATE
    return run(lock, arguments.command, limit)


sys.exit(main())
