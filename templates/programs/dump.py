"""The dump of a leader: runs its exporter, and never two at once.

dump.py --exporter PROGRAM --lock FILE
    ends as the exporter does; with 75 where a dump runs already, of whatever profile that was.
"""
import argparse, fcntl, os, signal, subprocess, sys, time

BUSY = 75  # EX_TEMPFAIL of sysexits.h
# What a killed run left has so long to end by itself: in seconds.
GRACE = 10


def runs_of(program):
    """The processes that run a program, in this instance: by process, its parent."""
    found = {}
    for name in os.listdir('/proc'):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open('/proc/%s/cmdline' % name, 'rb') as stream:
                words = stream.read().split(b'\0')
            with open('/proc/%s/stat' % name) as stream:
                parent = int(stream.read().rpartition(')')[2].split()[1])
        except OSError:
            continue  # it has ended
        # A script stands behind its interpreter, and an option or two of that.
        if os.fsencode(program) in words[:3]:
            found[int(name)] = parent
    return found


def end_orphans(program):
    """Ends what a run that was killed left behind; whether there was any."""
    orphans = [process for process, parent in runs_of(program).items() if parent == 1]
    for which in (signal.SIGTERM, signal.SIGKILL):
        for process in orphans:
            try:
                group = os.getpgid(process)
                os.kill(process, which) if group == os.getpgid(0) else os.killpg(group, which)
            except ProcessLookupError:
                pass
        ends = time.monotonic() + GRACE
        while time.monotonic() < ends and any(process in runs_of(program) for process in orphans):
            time.sleep(0.1)
    return bool(orphans)


def take(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--exporter', required=True)
    parser.add_argument('--lock', required=True)
    # What started the dump may give words of its own.
    arguments, given = parser.parse_known_args()
    lock = os.open(arguments.lock, os.O_RDWR | os.O_CREAT, 0o600)
    if end_orphans(arguments.exporter):
        print('a dump that was broken off was still running: it was ended', file=sys.stderr)
    # A dump of another profile holds no lock: it is seen by its program.
    if not take(lock) or runs_of(arguments.exporter):
        print('a dump is running already: this one was not begun', file=sys.stderr)
        return BUSY
    # The exporter holds the lock too, should this program be killed.
    code = subprocess.call([arguments.exporter] + given, pass_fds=[lock], start_new_session=True)
    return code if code >= 0 else 128 - code


sys.exit(main())
