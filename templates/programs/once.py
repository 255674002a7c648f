"""Runs a command, never two at once: the dump of a leader, the load of a backup, or its takeover.

once.py --lock FILE [--alone PROGRAM] [--wait NAME] [--limit NAME] [--parameters FILE] COMMAND ...
    ends as the command does; with 75 where another run is under way, or PROGRAM runs that this one
    did not begin. What a run that was killed left behind is ended first.
    With --wait the other run has so many seconds to end, and is then ended. With --limit the
    command is, which ends with 124. Both name a parameter in FILE.
"""
import argparse, fcntl, json, os, signal, subprocess, sys, time

BUSY = 75  # EX_TEMPFAIL of sysexits.h
LATE = 124  # as timeout(1)
# Who is told to end has so long to do it by itself: in seconds.
GRACE = 10


def processes():
    """Every process that can be looked at: its number, its words, its session."""
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
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
            except ProcessLookupError:
                pass
        ends = time.monotonic() + GRACE
        while found() and time.monotonic() < ends:
            time.sleep(0.1)
    return bool(first)


def session_of(lock):
    """The processes of the run that the lock tells of: all of its session."""
    held = os.pread(lock, 100, 0).decode().split()
    if len(held) != 2 or held[1] != boot():
        return []
    return [number for number, _, session in processes() if session == held[0]]


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
                print('a run that was broken off was not over: it was ended', file=sys.stderr)
            if not others(program):
                return True
        if ends is None:
            return False
        if time.monotonic() > ends:
            print('it did not end in %d s: it is ended' % seconds, file=sys.stderr)
            end(lambda: session_of(lock) + others(program))
            # Who held the lock sees it, and lets it go.
            ends += GRACE
        time.sleep(0.1)


def run(lock, command, limit):
    # A session of its own, to be ended as a whole: it is written down before the command begins, or a
    # run that is killed in between would leave one that nobody knows of.
    now = boot()
    started = subprocess.Popen(
        command, start_new_session=True,
        preexec_fn=lambda: os.pwrite(lock, ('%d %s' % (os.getpid(), now)).encode(), 0))
    try:
        code = started.wait(limit)
    except subprocess.TimeoutExpired:
        print('it ran for %d s, which is the limit: it was ended' % limit, file=sys.stderr)
        end(lambda: session_of(lock))
        started.wait()
        code = LATE
    os.ftruncate(lock, 0)
    return code if code >= 0 else 128 - code


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
    for option in ('alone', 'wait', 'limit', 'parameters'):
        parser.add_argument('--' + option)
    parser.add_argument('command', nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    wait, limit = (seconds(arguments.parameters, name) for name in (arguments.wait, arguments.limit))
    lock = os.open(arguments.lock, os.O_RDWR | os.O_CREAT, 0o600)
    if not take_alone(lock, arguments.alone, wait):
        print('%s is running already: this run was not begun'
              % (arguments.alone or arguments.command[0]), file=sys.stderr)
        return BUSY
    try:
        return run(lock, arguments.command, limit)
    except OSError as error:
        print('%s cannot be run: %s' % (arguments.command[0], error.strerror), file=sys.stderr)
        return 1


sys.exit(main())
