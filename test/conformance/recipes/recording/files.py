"""Recipes that write files: the same files as the real ones."""
import json
import os
import textwrap

import jinja2
import six
from zc.buildout.buildout import dumps

from . import Recording


class Template(Recording):
    """slapos.recipe.template: `${…}` is substituted, `$${` becomes `${`."""

    needs = ('output',)

    def prepare(self, options):
        self.check(('inline' in options) != ('url' in options), 'either inline or url')
        self.text = self.render(self.source(options))

    def source(self, options):
        if 'inline' in options:
            return textwrap.dedent(options['inline'].lstrip('\n')) + '\n'
        with open(options['url'], 'rb') as f:
            data = f.read()
        check_md5(self, options, data)
        return data.decode()

    def render(self, text):
        return '$'.join(self.options._sub(piece, []) for piece in text.split('$$'))

    def build(self, options):
        script = self.text.startswith('#!')
        return [self.write(options['output'], self.text, 0o700 if script else 0o600)]


class Jinja2(Template):
    """slapos.recipe.template:jinja2."""

    def render(self, text):
        sources, context = {}, {'dumps': dumps, 'six': six, 'repr': repr}
        context.update({f.__name__: f for f in (bool, dict, int, len, list, range, set, sorted, str)})
        for kind, name, value in self.lines('import-list'):
            with open(value if kind == 'rawfile' else self.value(value)) as f:
                sources[name] = f.read()
        for kind, name, value in self.lines('context'):
            self.check(kind in ('raw', 'key', 'section'), 'no context of kind %s', kind)
            context[name] = {
                'raw': lambda: value,
                'key': lambda: self.value(value),
                'section': lambda: self.buildout[value],
            }[kind]()
        environment = jinja2.Environment(
            undefined=jinja2.StrictUndefined,
            extensions=self.options.get('extensions', '').split(),
            loader=jinja2.DictLoader(sources))
        environment.globals.update(context)
        return environment.from_string(text).render(**context) + '\n'

    def lines(self, option):
        return [line.split(None, 2) for line in self.options.get(option, '').splitlines() if line]

    def value(self, reference):
        section, option = reference.split(':')
        return self.buildout[section or self.name][option]


class CollectiveTemplate(Recording):
    needs = ('input', 'output')

    def prepare(self, options):
        self.check(options['input'].startswith('inline:#!'), 'input is no inline script')

    def build(self, options):
        return [self.write(options['output'], options['input'][7:] + '\n')]


class Build(Recording):
    """slapos.recipe.build: runs `init` when it is made."""

    def prepare(self, options):
        if 'init' in options:
            exec(textwrap.dedent(options['init']), {'self': self, 'options': options})


class Download(Recording):
    """slapos.recipe.build:download, of files."""

    needs = ('url',)

    def prepare(self, options):
        options['location'] = os.path.join(self.buildout['buildout']['parts-directory'], self.name)
        options['target'] = os.path.join(options['location'], options.get('filename', self.name))

    def build(self, options):
        with open(options['url'], 'rb') as f:
            data = f.read()
        check_md5(self, options, data)
        os.makedirs(options['location'], exist_ok=True)
        with open(options['target'], 'wb') as f:
            f.write(data)
        return [options['location']]


def check_md5(recipe, options, data):
    import hashlib
    made = hashlib.md5(data).hexdigest()
    recipe.check(options.get('md5sum', made) == made, 'md5sum is not that of %s', options['url'])


class Command(Recording):
    needs = ('command',)


class Symlink(Recording):
    needs = ('symlink',)

    def prepare(self, options):
        for line in options['symlink'].splitlines():
            self.check(not line.strip() or ' = ' in line, 'no link: %s', line)


class Egg(Recording):
    needs = ('eggs',)
