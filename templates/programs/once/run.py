{# A command that once.py runs, which ends with all that it began. -#}

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
