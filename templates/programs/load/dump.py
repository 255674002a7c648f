{# What lies in a dump of load.py's, and what tells it from the next. -#}

def walked(dump):
    """Path and stat of all that lies in a dump: what lies highest first."""
    folders = [dump]
    for folder in folders:
        try:
            found = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue  # it was taken away, or never came
        for entry in found:
            try:
                stat = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            yield os.path.relpath(entry.path, dump), stat
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)


def entries(dump):
    """What tells one dump from the next: name, time and size of what lies in it."""
    told = []
    for path, stat in walked(dump):
        told.append([repr(path), stat.st_mtime, stat.st_size])
        if len(told) == TELLING:
            break
    # It says of each file what that holds, however many there are.
    for path in (SIGNATURE, os.path.join('backup.signatures', SIGNATURE)) if len(told) == TELLING else ():
        place = os.path.join(dump, path)
        if os.path.exists(place) and all(each[0] != repr(path) for each in told):
            told.append([repr(path), os.path.getmtime(place), os.path.getsize(place)])
    return told


def is_newer(held, dump):
    """Whether another dump is there than the one that is written down."""
    found = entries(dump)
    # An earlier version did not look at the signature of many files.
    return held is not None and held != found and not (len(held) == TELLING and held == found[:TELLING])


def mark_of(dump):
    """What any change of a dump changes, were it to one file of many: a push puts new ones in their places."""
    total = hashlib.sha256()
    for path, stat in walked(dump):
        if path.partition(os.sep)[0] != 'rdiff-backup-data':
            total.update(b'%s\0%d %d %d\n' % (os.fsencode(path), stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return total.hexdigest()
