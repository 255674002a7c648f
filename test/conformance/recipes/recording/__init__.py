"""Recipes that check their options as the real ones do, and record what they were given.

Each part that is installed becomes a line of JSON in recorded.jsonl, in the buildout's folder.
"""
import json
import os
import re

from zc.buildout import UserError


class Recording:
    """A recipe that needs some options, and may compute others."""

    #: Options that the real recipe reads without a default; they must hold something.
    needs = ()
    #: Options that it reads without a default, and that may be empty.
    takes = ()

    def __init__(self, buildout, name, options):
        self.buildout, self.name, self.options = buildout, name, options
        for option in self.needs + self.takes:
            value = options[option]  # fails as buildout does
            self.check(option in self.takes or value, '%s is empty', option)
            self.check('${' not in str(value), '%s holds a reference: %s', option, value)
        self.prepare(options)

    def check(self, condition, message, *args):
        if not condition:
            raise UserError('[%s] %s' % (self.name, message % args))

    def fits(self, option, pattern):
        value = self.options[option]
        self.check(re.fullmatch(pattern, value), '%s is no %s: %r', option, pattern, value)

    def prepare(self, options):
        """What the real recipe checks and computes when it is made."""

    def build(self, options):
        """What it writes; the paths that go when it is uninstalled."""
        return []

    def install(self):
        paths = self.build(self.options) or []
        options = {key: plain(self.options[key]) for key in self.options}
        with open(os.path.join(self.buildout['buildout']['directory'], 'recorded.jsonl'), 'a') as f:
            f.write(json.dumps({'part': self.name, 'options': options}) + '\n')
        return paths

    update = install

    def write(self, path, text, mode=0o700):
        self.check(os.path.isabs(path), '%s is not absolute', path)
        with open(path, 'w') as f:
            f.write(text)
        os.chmod(path, mode)
        return path


class SlapRecording(Recording):
    """One that talks to the master."""

    def __init__(self, buildout, name, options):
        for option in ('computer-id', 'partition-id', 'server-url', 'software-release-url'):
            buildout['slap-connection'][option]
        super().__init__(buildout, name, options)


def plain(value):
    return sorted(value) if isinstance(value, set) else value
