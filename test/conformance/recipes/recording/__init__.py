"""Stand-ins for the recipes of a node: each reads, refuses and writes what the real one does.

Each part that is installed or updated becomes a line of JSON in recorded.jsonl, in the buildout's
folder. What a stand-in leaves out it refuses: no profile of ours has any of it.
"""
import json
import os
import shlex
import sys

recipes = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Recording:
    """What zc.buildout sees of a recipe; `make` and `remake` are the real one's install and update."""

    def __init__(self, buildout, name, options):
        self.buildout, self.name, self.section = buildout, name, options
        self.options = options
        self.prepare(options)

    def prepare(self, options):
        """What the real recipe reads, refuses and computes when it is made."""

    def make(self):
        return []

    def remake(self):
        return self.make()

    def install(self):
        return self.recorded(self.make())

    def update(self):
        return self.recorded(self.remake())

    def recorded(self, installed, **more):
        options = {key: plain(self.section[key]) for key in self.section}
        with open(os.path.join(self.buildout['buildout']['directory'], 'recorded.jsonl'), 'a') as f:
            f.write(json.dumps({'part': self.name, 'options': options, **more}) + '\n')
        return installed


class Generic(Recording):
    """slapos.recipe.librecipe's base: it reads a copy of the options, once all are there."""

    TRUE = ('y', 'yes', '1', 'true')

    def __init__(self, buildout, name, options):
        self.buildout, self.name, self.section = buildout, name, options
        self.options = options.copy()
        self.prepare(options)
        self.options = options.copy()

    def is_true(self, option, default):
        return default if option not in self.options else str(self.options[option]).lower() in self.TRUE


class Slap(Generic):
    """The same for recipes that talk to the master."""

    def __init__(self, buildout, name, options):
        super().__init__(buildout, name, options)
        connection = buildout['slap-connection']
        self.connection = {
            option: connection[option]
            for option in ('computer-id', 'partition-id', 'server-url', 'software-release-url')
        }
        for option in ('key-file', 'cert-file'):
            self.connection[option] = connection.get(option)


def create_file(path, text, mode=0o600):
    """Takes the old file away first; makes no folder."""
    if os.path.lexists(path):
        os.unlink(path)
    with open(path, 'w') as f:
        f.write(text)
    os.chmod(path, mode)
    return os.path.abspath(path)


def create_folder(parent, name):
    path = os.path.join(parent, name)
    if not os.path.exists(path):
        os.mkdir(path, 0o700)
    elif not os.path.isdir(path):
        raise OSError('no folder: %r' % path)
    return path


def create_wrapper(path, args, environment=None, **kw):
    """A script that becomes the command: of the shell, or of Python when it has more to do."""
    assert args
    if kw:
        return create_python_script(
            path, 'generic_exec', (args, environment) if environment else (args,), kw)
    lines = ['#!/bin/sh -e']
    lines += ['export %s=%s' % (k, shlex.quote(v)) for k, v in sorted((environment or {}).items())]
    lines.append('exec %s "$@"' % shlex.join(args))
    return create_file(path, '\n'.join(lines) + '\n', 0o700)


def create_python_script(path, function, args=(), kw={}):
    """A script that calls a function of recording.execute."""
    given = [repr(arg) for arg in args] + ['%s=%r' % item for item in kw.items()]
    text = '#!%s\nimport sys\nsys.path[0:0] = [%r]\n\nimport recording.execute\n\n' \
        "if __name__ == '__main__':\n    sys.exit(recording.execute.%s(%s))\n"
    return create_file(path, text % (sys.executable, recipes, function, ', '.join(given)),
                       0o777 & ~umask())


def umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def refuse(options, *names):
    """What this stand-in leaves out."""
    for name in names:
        if name in options:
            raise NotImplementedError('%s has no stand-in' % name)


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return value.decode() if isinstance(value, bytes) else value
