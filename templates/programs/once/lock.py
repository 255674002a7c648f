{# The lock of once.py, and whom it is held for. -#}

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
