{# The lock of once.py, and whom it is held for. -#}

def held_by(lock):
    return os.pread(lock, 100, 0).decode('utf-8', 'replace').split()


def session_of(lock):
    """The processes of the run that the lock tells of: all of its session."""
    held = held_by(lock)
    return of_session(held[0]) if len(held) == 2 and held[1] == boot() else []


def write_down(lock, boot_id):
    """Whom the lock is held for, always at one length: what was written once has its place on a full disk."""
    try:
        os.utime(lock)
        os.pwrite(lock, b'%-10d %s' % (os.getpid(), boot_id), 0)
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
