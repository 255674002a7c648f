"""Recipes that write files, or run what stands in a profile."""
import os
import re
import subprocess
import sys

import pkg_resources
from zc.buildout import UserError, easy_install
from zc.buildout.download import Download as Fetch

from . import Recording, create_file, recipes, refuse, umask


class Template(Recording):
    """slapos.recipe.template: in what `url` leads to, `${…}` is filled in, and `$${` becomes `${`."""

    def prepare(self, options):
        self.output = options['output']
        mode = options.get('mode')
        self.mode = int(mode, 8) if mode else None
        self.text = self.read(options)

    def read(self, options):
        if 'inline' in options:
            return inline(options)
        with open(fetched(self, options['url']), encoding='utf-8') as f:
            return '$'.join(options._sub(piece, []) for piece in f.read().split('$$'))

    def make(self):
        return [write(self.output, self.text, self.mode)]

    def remake(self):
        return [] if self.options.get('md5sum') or 'inline' in self.options else self.make()


def inline(options):
    """A template that stands in the profile: there too `$${` is what becomes `${`."""
    return options['inline'].replace('$${', '${')


def fetched(recipe, url):
    """A local file where it is; its md5sum must be the one that is given."""
    fetch = Fetch(recipe.buildout['buildout'], hash_name=True)
    return fetch(url, md5sum=recipe.options.get('md5sum'))[0]


def write(path, text, mode):
    """A script whose interpreter is there may be run."""
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    if mode is None:
        shebang = re.match(r'#!\s*(\S+)', text)
        runs = shebang and os.access(shebang.group(1), os.X_OK)
        mode = (0o777 if runs else 0o666) & ~umask()
    create_file(path, text, mode)
    return path


class Build(Recording):
    """slapos.recipe.build: runs `init` when it is made, `update` when it is installed."""

    def prepare(self, options):
        refuse(options, 'install', 'shared', 'environment')
        if not options.get('init') and not options.get('update'):
            raise UserError('none of init, install, update')
        self.run(options.get('init'))

    def run(self, script):
        if script:
            names = {'self': self, 'options': self.options}
            if 'location' in self.options:
                names['location'] = self.options['location']
            exec(compile(script, self.name, 'exec'), names)

    def make(self):
        self.run(self.options.get('update'))
        return ()


class Download(Recording):
    """slapos.recipe.build:download; with an md5sum it does not come a second time."""

    def prepare(self, options):
        refuse(options, 'destination', 'shared', 'offline', 'alternate-url')
        options['url']
        parts = self.buildout['buildout']['parts-directory']
        options['location'] = os.path.join(parts, self.name)
        options['target'] = os.path.join(options['location'], options.get('filename') or self.name)

    def make(self):
        o = self.options
        os.makedirs(o['location'], exist_ok=True)
        with open(fetched(self, o['url']), 'rb') as source, open(o['target'], 'wb') as target:
            target.write(source.read())
        return [o['location']]

    def remake(self):
        return [] if self.options.get('md5sum') else self.make()


class Command(Recording):
    """plone.recipe.command."""

    answers = {None: False, 'no': False, 'off': False, 'false': False,
               'yes': True, 'on': True, 'true': True}

    def prepare(self, options):
        stop = options.get('stop-on-error')
        stop = stop and stop.lower()
        if stop not in self.answers:
            raise UserError('stop-on-error is neither yes nor no: %r' % stop)
        self.stops = self.answers[stop]

    def run(self, command):
        code = subprocess.call(command, shell=True)
        if code and self.stops:
            raise UserError('%s: the command ended with %s' % (self.name, code))

    def make(self):
        command = self.options.get('command')
        if not command:
            raise UserError('no command')
        self.run(command)
        return (self.options.get('location') or '').split()

    def remake(self):
        if self.options.get('update-command') is not None:
            self.run(self.options['update-command'])


class Symlink(Recording):
    """cns.recipe.symlink: no link to what is not there, and none over what is."""

    def prepare(self, options):
        refuse(options, 'symlink_base', 'symlink_target', 'eggs', 'develop', 'bulk', 'ignore')

    def make(self):
        made = []
        for line in filter(None, (self.options.get('symlink') or '').split('\n')):
            source, target = map(str.strip, line.split('=')[:2])
            source = os.path.expanduser(source)
            if not os.path.exists(target):
                if not os.path.exists(source):
                    continue
                os.symlink(source, target)
            made.append(target)
        return made


class Egg(Recording):
    """zc.recipe.egg: the eggs must be there; their scripts go into the buildout's bin."""

    def prepare(self, options):
        refuse(options, 'scripts', 'entry-points', 'dependent-scripts', 'extra-paths')
        of = self.buildout['buildout']
        options['eggs-directory'] = options['_e'] = of['eggs-directory']
        options['develop-eggs-directory'] = options['_d'] = of['develop-eggs-directory']
        options['bin-directory'] = options['_b'] = of['bin-directory']

    def make(self):
        o = self.options
        names = [line.strip() for line in o.get('eggs', self.name).split('\n') if line.strip()]
        path = [o['develop-eggs-directory'], o['eggs-directory']]
        eggs = easy_install.working_set(names, path)
        made = []
        for egg in map(eggs.find, map(pkg_resources.Requirement.parse, names)):
            for script, entry in egg.get_entry_map('console_scripts').items():
                text = '#!%s\nimport sys\nsys.path[0:0] = [%r]\n\nimport %s\n\nsys.exit(%s())\n'
                call = '.'.join((entry.module_name, *entry.attrs))
                text %= sys.executable, recipes, entry.module_name, call
                path = os.path.join(o['bin-directory'], script)
                made.append(create_file(path, text, 0o777 & ~umask()))
        return made
