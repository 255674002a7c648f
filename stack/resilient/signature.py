"""The signature of a dump: the SHA-256 of each of its files, as sha256sum writes it.

signature.py sign FOLDER
    prints the signature of a dump.
signature.py check FOLDER --proof FILE --differences FILE --earlier FILE --unsigned load|refuse
    ends with 0 only if the dump is as its signature says, with 2 where that is not known: backup.signature in the dump or, where
    there is none, those in its folder backup.signatures.
signature.py renew FOLDER --record FILE [--anew WORDS]
    gives another time to each file of a dump that has the size and the second of the last dump's,
    and holds something else: rdiff-backup would take it for the same. The record is of the last dump.
    What a file holds, its signature says; one that has none is read. So does each file that a backup
    wants anew, whatever the archive holds of it: the words are short sums of names, or all.
"""
import argparse, hashlib, json, os, stat, sys

SIGNATURE = b'backup.signature'
SIGNATURES = b'backup.signatures'
# Names are bytes, whatever they hold; a line end in one is written as sha256sum does.
ESCAPES = ((b'\\', b'\\\\'), (b'\n', b'\\n'), (b'\r', b'\\r'))


def files_of(folder, without=()):
    """The files of a folder by their paths below it: no links, no pipes, no sockets."""
    for parent, folders, names in os.walk(folder, onerror=fail):
        below = os.path.relpath(parent, folder)
        folders[:] = [name for name in folders if os.path.normpath(os.path.join(below, name)) not in without]
        for name in names:
            path = os.path.normpath(os.path.join(below, name))
            if path not in without and stat.S_ISREG(os.lstat(os.path.join(folder, path)).st_mode):
                yield path


def fail(error):
    raise error


def sum_of(path):
    total = hashlib.sha256()
    with open(path, 'rb') as stream:
        for block in iter(lambda: stream.read(1 << 20), b''):
            total.update(block)
    return total.hexdigest().encode()


def sums_of(folder, without):
    return {path: sum_of(os.path.join(folder, path)) for path in files_of(folder, without)}


def escaped(name):
    for character, written in ESCAPES:
        name = name.replace(character, written)
    return name


def lines_of(sums):
    """The signature's text, in the order of the paths."""
    for path in sorted(sums):
        name = escaped(path)
        yield (b'\\' if name != path else b'') + sums[path] + b'  ./' + name + b'\n'


def read(path, exact=None):
    """The sums that a signature holds, by path. Into exact go those whose names are marked as escaped."""
    sums = {}
    if not os.path.isfile(path):
        # A pipe would be waited for, a device read without end.
        raise OSError(None, 'is not a file', path)
    with open(path, 'rb') as stream:
        for line in stream.read().split(b'\n'):
            total, _, name = line.partition(b' ')
            if not name:
                continue
            # A star says that the file was read as bytes.
            name = name[1:] if name[:1] in (b' ', b'*') else name
            marked = total.startswith(b'\\')
            if marked:
                total = total[1:]
                name = name.replace(b'\\\\', b'\0')
                name = name.replace(b'\\n', b'\n').replace(b'\\r', b'\r').replace(b'\0', b'\\')
            name = os.path.normpath(name)
            sums[name] = total.lower()
            if marked and exact is not None:
                exact.add(name)
    return sums


def read_as_found(path, folder, found):
    """What was signed, by the names that are found: some programs escape them and do not say so, some
    follow links. A file that is found stands for one that was signed, and no more."""
    exact = set()
    signed = read(path, exact)
    for path in [path for path in signed if path not in found]:
        try:
            name = path if path in exact else os.fsencode(path.decode('unicode_escape'))
        except ValueError:
            name = path
        if name in found and name not in signed:
            signed[name] = signed.pop(path)
        elif not is_outside(path) and os.path.isfile(os.path.join(folder, path)):
            found[path] = sum_of(os.path.join(folder, path))
    return signed


def is_outside(path):
    """Whether a path leads out of the folder that it is below."""
    return os.path.isabs(path) or path.split(b'/')[0] == b'..'


def differences(signed, found, below=b''):
    for path in sorted(signed.keys() | found.keys()):
        if path not in found:
            yield b'missing: ' + os.path.join(below, path)
        elif path not in signed:
            yield b'not signed: ' + os.path.join(below, path)
        elif signed[path] != found[path]:
            yield b'changed: ' + os.path.join(below, path)


def check_whole(dump, proof):
    found = sums_of(dump, (SIGNATURE, b'rdiff-backup-data'))
    write(proof, b''.join(lines_of(found)))
    return differences(read_as_found(os.path.join(dump, SIGNATURE), dump, found), found)


def signatures_of(dump):
    """The signatures in the folder of them: what each is named after, its name, in what way it signs, and
    the folder that it signs, wherever that lies; none where it is not there."""
    signatures, places = {}, {}
    for name in os.listdir(os.path.join(dump, SIGNATURES)):
        base, _, kind = name.partition(SIGNATURE)
        # Whoever signs in another way (.custom) checks it too; a .proof is what was found.
        if kind in (b'', b'.custom'):
            signatures[base.rstrip(b'.')] = (name, kind)
    for parent, folders, _ in os.walk(dump, onerror=fail):
        for name in folders:
            path = os.path.relpath(os.path.join(parent, name), dump)
            if name in signatures and not path.startswith(SIGNATURES):
                places.setdefault(name, path)
    return [(base, name, kind, places.get(base) if base else b'')
            for base, (name, kind) in sorted(signatures.items())]


def check_signatures(dump, proof):
    """Each NAME.backup.signature signs the folder NAME, wherever it lies; backup.signature the rest."""
    signatures = signatures_of(dump)
    apart = [below for _, _, _, below in signatures if below]
    problems = []
    proved = {}
    for base, name, kind, below in signatures:
        if below is None:
            problems.append(b'missing: the folder that ' + name + b' signs')
        elif not kind:
            without = (SIGNATURES, b'rdiff-backup-data', *apart) if not base else ()
            found = sums_of(os.path.join(dump, below), without)
            proved.update({os.path.join(below, path): found[path] for path in found})
            signed = read_as_found(os.path.join(dump, SIGNATURES, name), os.path.join(dump, below), found)
            problems.extend(differences(signed, found, below))
    write(proof, b''.join(lines_of(proved)))
    return problems


def signed_of(dump):
    """What the signatures of a dump say of its files, by their paths; nothing where there are none."""
    if os.path.exists(os.path.join(dump, SIGNATURE)):
        return read(os.path.join(dump, SIGNATURE))
    if not os.path.isdir(os.path.join(dump, SIGNATURES)):
        return {}
    return {
        os.path.join(below, path): total
        for _, name, kind, below in signatures_of(dump) if below is not None and not kind
        for path, total in read(os.path.join(dump, SIGNATURES, name)).items()}


def write(path, text):
    """As a whole, or not at all."""
    beside = b'%s.%d' % (os.fsencode(path), os.getpid())
    try:
        with open(beside, 'wb') as stream:
            stream.write(text)
            # A computer that loses its power must not leave it empty.
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(beside, path)
    except OSError as error:
        if os.path.exists(beside):
            os.remove(beside)
        raise OSError(error.errno, error.strerror, path)


def check(arguments):
    dump = os.fsencode(arguments.folder)
    own = os.path.join(dump, SIGNATURE)
    if os.path.exists(own) and not os.path.isfile(own):
        problems = [b'not a file: ' + SIGNATURE]
    elif os.path.exists(own):
        problems = check_whole(dump, arguments.proof)
    elif os.path.exists(os.path.join(dump, SIGNATURES, SIGNATURE)):
        problems = check_signatures(dump, arguments.proof)
    else:
        problems = [] if arguments.unsigned == 'load' else [b'the dump has no backup.signature']
    text = b''.join(escaped(line) + b'\n' for line in problems)
    write(arguments.differences, text)
    # What another check found, before this one was put in its place.
    if arguments.earlier and os.path.exists(arguments.earlier):
        os.remove(arguments.earlier)
    sys.stderr.buffer.write(b''.join(text.splitlines(True)[:20]))
    return 1 if text else 0


def sign(arguments):
    sums = sums_of(os.fsencode(arguments.folder), (SIGNATURE, b'rdiff-backup-data'))
    sys.stdout.buffer.write(b''.join(lines_of(sums)))
    return 0


def is_wanted(path, wanted):
    """Whether a backup wants a file anew. A signature is what may be old wherever others differ from it."""
    if not wanted:
        return False
    isSignature = path == SIGNATURE or path.startswith(SIGNATURES + b'/')
    return 'all' in wanted or isSignature or hashlib.sha256(path).hexdigest()[:8] in wanted


def renewed(own, size, total, last, isWanted):
    """The second that a file gets, after what the record says of it in the last dump."""
    if isWanted:
        return max(own, last['given'] if last else own) + 1
    if not last or last['size'] != size:
        return own
    if last['sum'] == total:
        return last['given'] if last['own'] == own else own
    return last['given'] + 1 if own in (last['own'], last['given']) else own


def renew(arguments):
    dump = os.fsencode(arguments.folder)
    try:
        with open(arguments.record) as stream:
            before = json.load(stream)
    except (OSError, ValueError):
        before = {}
    after = {}
    signed = signed_of(dump)
    wanted = arguments.anew.split()
    for path in files_of(dump, (b'rdiff-backup-data',)):
        isWanted = is_wanted(path, wanted)
        place = os.path.join(dump, path)
        total = (signed.get(path) or sum_of(place)).decode('ascii', 'replace')
        path, found = os.fsdecode(path), os.lstat(place)
        own, size = int(found.st_mtime), found.st_size
        given = renewed(own, size, total, before.get(path), isWanted)
        if given != own:
            os.utime(place, (found.st_atime, given))
        after[path] = {'sum': total, 'size': size, 'own': own, 'given': given}
    write(os.fsencode(arguments.record), json.dumps(after).encode())
    return 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = parser.add_subparsers(dest='command', required=True)
    signing = commands.add_parser('sign')
    checking = commands.add_parser('check')
    renewing = commands.add_parser('renew')
    renewing.add_argument('--record', required=True)
    renewing.add_argument('--anew', default='')
    for command in (signing, checking, renewing):
        command.add_argument('folder')
    checking.add_argument('--proof', required=True)
    checking.add_argument('--differences', required=True)
    checking.add_argument('--earlier')
    checking.add_argument('--unsigned', choices=('load', 'refuse'), default='refuse')
    # What ran the callback adds words of its own.
    arguments, _ = parser.parse_known_args()
    try:
        return {'sign': sign, 'check': check, 'renew': renew}[arguments.command](arguments)
    except OSError as error:
        print('%s: %s' % (os.fsdecode(error.filename or arguments.folder), error.strerror), file=sys.stderr)
        return 2


sys.exit(main())
