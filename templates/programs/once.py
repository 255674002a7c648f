"""Runs a command, never two at once: the dump of a leader, the load of a backup, or its takeover.

once.py --lock FILE [--alone PROGRAM] [--wait NAME] [--limit NAME] [--parameters FILE] COMMAND ...
    ends as the command does; with 75 where another run is under way, or PROGRAM runs that this one
    did not begin. What a run that was killed left behind is ended first. Who is told to end, ends
    what it began before; a connection that is lost ends nothing.
    With --wait the other run has so many seconds to end, and is then ended. With --limit the
    command is, which ends with 124. Both name a parameter in FILE.
once.py --lock FILE --due FILE
    ends with 1, and says since when, where a run goes on that began before the next was due: of then
    is the file that --due names.
"""
import argparse, fcntl, json, os, signal, subprocess, sys, time

BUSY = 75  # EX_TEMPFAIL of sysexits.h
LATE = 124  # as timeout(1)
# Who is told to end has so long to do it by itself: in seconds.
GRACE = 10
# What is waited for while a command runs.
HEARD = signal.SIGTERM, signal.SIGINT, signal.SIGCHLD
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


def processes():
    """Every process of this user: its number, its words, its session."""
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            if not is_own(name):
                continue
            with open('/proc/%s/cmdline' % name, 'rb') as stream:
                words = stream.read().split(b'\0')
            with open('/proc/%s/stat' % name) as stream:
                session = stream.read().rpartition(')')[2].split()[3]
        except OSError:
            continue  # it has ended
        # What ended and was not waited for has no words any more.
        if words != [b'']:
            yield int(name), words, session


def beginning(program):
    """How the words of a process begin that runs a program: a script stands behind its interpreter."""
    try:
        with open(program, 'rb') as stream:
            first = stream.readline(500)
    except OSError:
        return [os.fsencode(program)]
    interpreter = first[2:].strip().split(None, 1) if first.startswith(b'#!') else []
    return interpreter + [os.fsencode(program)]


def boot():
    """Numbers of processes mean nothing after a restart of the computer."""
    with open('/proc/sys/kernel/random/boot_id') as stream:
        return stream.read().strip()


def end(found):
    """Ends what is found, whoever is found anew included; whether there was anything."""
    first = found()
    for which in signal.SIGTERM, signal.SIGKILL:
        for number in found():
            try:
                os.kill(number, which)
            except (ProcessLookupError, PermissionError):
                pass  # it has ended, or runs as somebody else by now
        ends = time.monotonic() + GRACE
        while found() and time.monotonic() < ends:
            time.sleep(0.1)
    return bool(first)


def of_session(wanted):
    return [number for number, _, session in processes() if session == wanted]


def session_of(lock):
    """The processes of the run that the lock tells of: all of its session."""
    held = os.pread(lock, 100, 0).decode('utf-8', 'replace').split()
    return of_session(held[0]) if len(held) == 2 and held[1] == boot() else []


def write_down(lock, boot_id):
    """Whom the lock is held for, always at one length: what was written once has its place on a full disk."""
    try:
        os.utime(lock)
        os.pwrite(lock, b'%-10d %s' % (os.getpid(), boot_id), 0)
    except OSError:
        say('whom this run began can not be written down: were it killed, that would not be ended')


def wipe(lock):
    try:
        os.pwrite(lock, b' ' * os.fstat(lock).st_size, 0)
    except OSError:
        os.ftruncate(lock, 0)


def others(program):
    """Runs of another profile hold no lock: they are seen by their program."""
    begins = beginning(program) if program else None
    return [number for number, words, _ in processes() if begins and words[:len(begins)] == begins]


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
            if end(lambda: session_of(lock)):
                say('a run that was broken off was not over: it was ended')
            if not others(program):
                return True
        if ends is None:
            return False
        if time.monotonic() > ends:
            say('it did not end in %d s: it is ended' % seconds)
            end(lambda: session_of(lock) + others(program))
            # Who held the lock sees it, and lets it go.
            ends += GRACE
        time.sleep(0.1)


def begin(lock, boot_id):
    """In the new process, before the command is there: from now on who is told to end does."""
    write_down(lock, boot_id)
    for each in signal.SIGHUP, *HEARD:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)


def stopped(started, limit):
    """Waits until a command has ended: none; or is told to, or is late: the code, and why."""
    ends = None if limit is None else time.monotonic() + limit
    while started.poll() is None:
        heard = signal.sigwaitinfo(HEARD) if ends is None else (
            signal.sigtimedwait(HEARD, max(0, ends - time.monotonic())))
        if heard is None:
            return LATE, 'it ran for %d s, which is the limit: it was ended' % limit
        if heard.si_signo != signal.SIGCHLD:
            return 128 + heard.si_signo, 'it was told to end: what it began ends first'
    return None


def run(lock, command, limit):
    # Nobody is told to end between the beginning of a command and when that is known.
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    # A session of its own, to be ended as a whole: it is written down before the command begins, or a
    # run that is killed in between would leave one that nobody knows of.
    boot_id = boot().encode()
    started = subprocess.Popen(command, start_new_session=True, preexec_fn=lambda: begin(lock, boot_id))
    why = stopped(started, limit)
    if why:
        say(why[1])
        end(lambda: of_session(str(started.pid)))
        started.wait()
    wipe(lock)
    if why:
        return why[0]
    return started.returncode if started.returncode >= 0 else 128 - started.returncode


def late(path, due):
    """Whether a run goes on that is not over though the next was due."""
    try:
        lock, due_at = os.open(path, os.O_RDONLY), os.stat(due).st_mtime
    except FileNotFoundError:
        return 0  # none ever began, or was due
    began = os.fstat(lock).st_mtime
    if due_at - began <= PROMPT or not session_of(lock):
        return 0
    print('it runs since %s, and the next was due on %s' % (on(began), on(due_at)))
    return 1


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
    for option in ('alone', 'wait', 'limit', 'parameters', 'due'):
        parser.add_argument('--' + option)
    parser.add_argument('command', nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if arguments.due:
        return late(arguments.lock, arguments.due)
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
    try:
        return run(lock, arguments.command, limit)
    except OSError as error:
        wipe(lock)
        say('%s cannot be run: %s' % (arguments.command[0], error.strerror))
        return 1


sys.exit(main())
