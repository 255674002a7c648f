{# What load.py asks for anew of a dump that was refused. -#}

def changed(arguments, *kinds):
    """The names of such kinds that the check found."""
    try:
        with open(arguments.differences, 'rb') as stream:
            lines = stream.read().split(b'\n')
    except OSError:
        return []
    # The check wrote what would end a line, and the backslash, after a backslash.
    return [re.sub(rb'\\(.)', lambda found: ENDS.get(found.group(1), found.group(1)), line[len(kind):])
            for line in lines for kind in kinds if line.startswith(kind)]


def refresh(arguments):
    """What the check found changed gets another time: rdiff-backup looks at no more than that and the
    size, and so would never bring it again. The signatures do too: one of them may be what changed."""
    names = changed(arguments, b'changed: ')
    dump = os.fsencode(arguments.dump)
    if any(changed(arguments, b'')):
        signatures = os.path.join(dump, b'backup.signatures')
        names.append(b'backup.signature')
        if os.path.isdir(signatures):
            names += [os.path.join(signatures, name) for name in os.listdir(signatures)]
    for name in names:
        try:
            os.utime(os.path.join(dump, name), (0, 0), follow_symlinks=False)
        except OSError:
            pass  # it went, or never came


def anew(arguments):
    """What the leader has to send anew of a refused dump: short sums of the names, which loads.py reads."""
    if not any(changed(arguments, b'')):
        return ''
    names = changed(arguments, b'changed: ', b'missing: ') or [SIGNATURE.encode()]
    sums = [hashlib.sha256(name).hexdigest()[:8] for name in names]
    return ' '.join(sums) if len(sums) <= NAMED else 'all'
