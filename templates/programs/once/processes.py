{# Who runs what, as once.py sees and ends it. -#}

def is_own(name):
    """Whether who uses this instance began a process: anyone may give theirs the words of another."""
    with open('/proc/%s/status' % name, 'rb') as stream:
        began_by = [line.split()[1] for line in stream if line.startswith(b'Uid:')]
    return began_by == [b'%d' % os.getuid()]


def told_of(name):
    """Who began a process, its session, and when it began: in ticks since the computer did."""
    with open('/proc/%s/stat' % name) as stream:
        fields = stream.read().rpartition(')')[2].split()
    return int(fields[1]), int(fields[3]), int(fields[19])


def processes():
    """Every process of this user: its number, its words, and what is known of it."""
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            if not is_own(name):
                continue
            with open('/proc/%s/cmdline' % name, 'rb') as stream:
                words = stream.read().split(b'\0')
            told = told_of(name)
        except OSError:
            continue  # it has ended
        # What ended and was not waited for has no words any more.
        if words != [b'']:
            yield int(name), words, told


def interpreter_of(program):
    """What runs a program: itself, where it is not a script."""
    try:
        with open(program, 'rb') as stream:
            first = os.fsdecode(stream.readline(500))
    except OSError:
        return program
    words = first[2:].split() if first.startswith('#!') else [program]
    if os.path.basename(words[0]) == 'env':
        words = [word for word in words[1:] if not word.startswith('-')] or words
    return shutil.which(words[0]) or words[0]


def is_run(number, words, program, interpreter):
    """Whether a process runs a program, by whatever path, link or shell."""
    try:
        itself, folder = os.path.realpath('/proc/%d/exe' % number), os.readlink('/proc/%d/cwd' % number)
    except OSError:
        return False  # it has ended
    if itself == program:
        return True
    # python3 is python3.11 by its whole name, or another's in a folder of versions.
    name, asked = map(os.path.basename, (itself, interpreter))
    if itself != os.path.realpath(interpreter) and not name.startswith(asked) and name not in SHELLS:
        return False
    script = next((os.fsdecode(word) for word in words[1:] if not word.startswith(b'-')), '')
    return os.path.realpath(os.path.join(folder, script)) == program


def boot():
    """Numbers of processes mean nothing after a restart of the computer."""
    with open('/proc/sys/kernel/random/boot_id') as stream:
        return stream.read().strip()


def end(found, grace=GRACE):
    """Ends what is found, whoever is found anew included; whether there was anything."""
    first = found()
    for which in signal.SIGTERM, signal.SIGKILL:
        for number in found():
            try:
                os.kill(number, which)
            except (ProcessLookupError, PermissionError):
                pass  # it has ended, or runs as somebody else by now
        ends = time.monotonic() + grace
        while found() and time.monotonic() < ends:
            time.sleep(0.1)
    return bool(first)


def is_marked(number, mark):
    try:
        with open('/proc/%d/environ' % number, 'rb') as stream:
            given = stream.read().split(b'\0')
    except OSError:
        return False  # it has ended, or shows nobody what it was given
    name = MARK.encode() + b'='
    return any(mark.encode() in each[len(name):].split() for each in given if each.startswith(name))


def of_run(first, mark, start, keeper=None):
    """The processes of a run, whatever session they made: those that bear its mark, or came to its keeper when
    who began them ended, and all that they began. Of its first process that and the session count only
    where it began at that time: numbers are given anew."""
    found = {number: told for number, _, told in processes() if number != os.getpid()}
    own = {number for number, (parent, _, began) in found.items()
           if (number, began) == (first, start) or parent == keeper or is_marked(number, mark)}
    # No number is given anew while there is a session of it.
    if any(found[number][1] == first for number in own):
        own.update(number for number, told in found.items() if told[1] == first)
    more = own
    while more:
        more = {number for number, told in found.items() if told[0] in more} - own
        own = own | more
    return sorted(own)
