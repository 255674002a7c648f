"""Runs a command, never two at once: the dump of a leader, or the load of a backup.

once.py --lock FILE --alone PROGRAM COMMAND ...
    ends as the command does; with 75 where another run is under way, or PROGRAM runs that this one
    did not begin. What a run that was killed left behind is ended first.
"""
import argparse, fcntl, os, signal, subprocess, sys, time

BUSY = 75  # EX_TEMPFAIL of sysexits.h
# What a killed run left has so long to end by itself: in seconds.
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


def end_left(lock):
    """Ends what a killed run left behind: all of its session; whether there was anything."""
    held = os.pread(lock, 100, 0).decode().split()
    if len(held) != 2 or held[1] != boot():
        return False
    left = lambda: [number for number, _, session in processes() if session == held[0]]
    found = left()
    for which in signal.SIGTERM, signal.SIGKILL:
        for number in left():
            try:
                os.kill(number, which)
            except ProcessLookupError:
                pass
        ends = time.monotonic() + GRACE
        while left() and time.monotonic() < ends:
            time.sleep(0.1)
    return bool(found)


def take(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def run(lock, command):
    # A session of its own, to be ended as a whole.
    started = subprocess.Popen(command, start_new_session=True)
    os.pwrite(lock, ('%d %s' % (started.pid, boot())).encode(), 0)
    code = started.wait()
    os.ftruncate(lock, 0)
    return code if code >= 0 else 128 - code


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--lock', required=True)
    parser.add_argument('--alone', required=True)
    parser.add_argument('command', nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    lock = os.open(arguments.lock, os.O_RDWR | os.O_CREAT, 0o600)
    if take(lock):
        if end_left(lock):
            print('a run that was broken off was not over: it was ended', file=sys.stderr)
        # A run of another profile holds no lock: it is seen by its program.
        begins = beginning(arguments.alone)
        if not any(words[:len(begins)] == begins for _, words, _ in processes()):
            try:
                return run(lock, arguments.command)
            except OSError as error:
                print('%s cannot be run: %s' % (arguments.command[0], error.strerror), file=sys.stderr)
                return 1
    print('%s is running already: this run was not begun' % arguments.alone, file=sys.stderr)
    return BUSY


sys.exit(main())
