{# A load of load.py's, from the check to the data in its place, and what a takeover makes of one that was cut. -#}

def fail(arguments, state, problem, code=1):
    write(arguments.status, state=state, problem=problem, anew=anew(arguments) if state == 'refused' else '')
    print(problem, file=sys.stderr)
    return 1 if code < 0 else code


def wrong(status):
    """What was wrong with the last load: until one ends well it is so, however soon the next begins."""
    if status.get('state') not in ('loading', 'refused', 'failed'):
        return {}
    problem = status.get('problem') or (CUT if status['state'] == 'loading' else FAILED)
    return {'problem': problem, 'anew': status.get('anew', '')}


def run(arguments, given):
    if taken_over(arguments):
        print('a takeover was begun: nothing is loaded', file=sys.stderr)
        return 1
    take_up(arguments)
    status, mark = read(arguments.status), mark_of(arguments.dump)
    well = WELL if QUEUED in given else 0
    # Whoever reaches the notifier may tell of a dump as often as they like.
    if well and status.get('state') == 'loaded' and status.get('mark') == mark:
        print(AGAIN, file=sys.stderr)
        return well
    if os.path.exists(arguments.status + '.put'):
        os.remove(arguments.status + '.put')
    # What comes while this is checked and loaded is another dump, with a load of its own.
    checked = entries(arguments.dump)
    os.environ[CHECKED] = mark
    write(arguments.status, state='loading', dump=checked, **wrong(status))
    for command, state, problem in (
            ([arguments.check] + given, 'refused', 'the dump is not what its signature says: it was not loaded'),
            ([arguments.smaller, 'check'], 'refused', ''),
            ([arguments.importer] + given, 'failed', 'the importer ended with %d'),
            ([arguments.smaller, 'remember'], 'failed', 'the size of the dump can not be written down')):
        try:
            # What it says is the problem, where nothing else is said of it.
            ended = subprocess.run(command, stderr=None if problem else subprocess.PIPE)
        except OSError as error:
            return fail(arguments, state, '%s cannot be run: %s' % (command[0], error.strerror))
        if command[0] == arguments.importer and is_mixed(arguments):
            return fail(arguments, state, CHANGED if ended.returncode else MIXED, ended.returncode or 1)
        if command[0] == arguments.check and ended.returncode == TROUBLE:
            return fail(arguments, 'failed', UNCHECKED, TROUBLE)
        if ended.returncode:
            refresh(arguments)
            problem = problem or ended.stderr.decode('utf-8', 'replace').strip()
            return fail(arguments, state, problem % ended.returncode if '%d' in problem else problem,
                        ended.returncode)
    write(arguments.status, state='loaded', dump=checked, mark=mark)
    return well


def allowed(arguments, given):
    if taken_over(arguments):
        print('a takeover was begun: the data here stays as it is', file=sys.stderr)
        return 1
    # Who runs the importer by hand had no dump checked.
    if os.environ.get(CHECKED, '') not in ('', mark_of(arguments.dump)):
        print(CHANGED, file=sys.stderr)
        return 1
    return 0


def is_mixed(arguments):
    """Whether the dump changed while the importer read it: from when new data is put in its place on, it is read."""
    checked = os.environ[CHECKED]
    return read(arguments.status + '.put').get('mark') != checked and mark_of(arguments.dump) != checked


def place(arguments, *words, **options):
    """The program that changes folders of data, and writes down beside the status how far it came."""
    return subprocess.run([sys.executable, arguments.place, '--record', arguments.status, *words], **options)


def put(arguments, given):
    return allowed(arguments, given) or place(arguments, 'put', *given).returncode


def take_up(arguments):
    """Makes an end of a change of folders that was cut: the data of before, where that was brought back."""
    ended = place(arguments, 'take-up', stdout=subprocess.PIPE)
    if ended.returncode:
        sys.exit(ended.returncode)  # it said why
    return os.fsdecode(ended.stdout)


def recover(arguments, given):
    back = take_up(arguments)
    status = read(arguments.status)
    state = status.get('state', 'unknown')
    if back:
        print('The last load was cut while it put its data in place: %s is as it was before it.' % back)
    elif state == 'loading':
        print('The last load did not end: look at the data, which may be of before it.')
    elif state in ('refused', 'failed'):
        print('The last dump is not loaded: %s' % (status.get('problem') or 'the load failed'))
    elif state == 'loaded':
        print('Data was last loaded on %s.' % on(status['at']))
    else:
        print('Nothing is known of a load here: there may be no data.')
    return 0


def expect(arguments, given):
    # A takeover says with it that it began, where no file can be made any more.
    if not taken_over(arguments):
        open(arguments.begun + '.spare', 'a').close()
    if not read(arguments.status):
        write(arguments.status, state='unknown', dump=entries(arguments.dump))
    return 0
