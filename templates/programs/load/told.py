{# How the last load of load.py's went: for a promise, for the leader, and for who takes over. -#}

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
