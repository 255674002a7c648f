{# What load.py writes down: as a whole, or not at all. -#}

def read(path):
    """What a file of ours holds: nothing where there is none."""
    try:
        with open(path, errors='replace') as stream:
            text = stream.read()
    except FileNotFoundError:
        return {}
    try:
        held = json.loads(text)
    except ValueError:
        # An earlier version left it empty after a load, and wrote the problem otherwise.
        state = 'failed' if text.strip() else 'loaded'
        return {'state': state, 'at': os.path.getmtime(path), 'problem': text.strip()}
    return held if isinstance(held, dict) else {}


def write(path, **held):
    """As a whole or, on a full disk, not at all: what was known before is still true then."""
    write_text(path, json.dumps(dict(held, at=time.time())))


def write_text(path, text, beside=None):
    beside = beside or '%s.%d' % (path, os.getpid())
    try:
        with open(beside, 'w', newline='') as stream:
            stream.write(text)
            # A computer that loses its power must not leave it empty.
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(beside, path)
    except OSError:
        if os.path.exists(beside):
            os.remove(beside)
        raise
