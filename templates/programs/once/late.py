{# What once.py says of a run that is late, or was not reported. -#}

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
