"""slapos.recipe.template:jinja2, of 5.1."""
import importlib
import json
import os

import jinja2
import six
from zc.buildout.buildout import dumps

from . import Recording, refuse
from .files import fetched, inline, write


def check(condition, *args):
    if not condition:
        raise AssertionError(*args)
    return ''


# In the context alone: what is imported without context does not see them.
names = {each.__name__: each for each in (
    abs, all, any, bin, bool, bytes, callable, chr, complex, dict, divmod, enumerate, filter, float,
    format, frozenset, hex, int, isinstance, iter, len, list, map, max, min, next, oct, ord, pow,
    range, repr, reversed, round, set, six, sorted, str, sum, tuple, zip)}
names.update({'assert': check, 'dumps': dumps})


class Jinja2(Recording):
    """Reads its context when it is made, and the template each time that it is run."""

    def prepare(self, options):
        refuse(options, 'encoding', 'import-delimiter', 'template', 'rendered')
        self.output = options['output']
        mode = options.get('mode')
        self.mode = int(mode, 8) if mode else None
        self.environment = jinja2.Environment(
            undefined=jinja2.StrictUndefined,
            extensions=options.get('extensions', '').split(),
            loader=self.loader())
        self.context = dict(names)
        for kind, name, expression in self.lines('context'):
            if name in self.context:
                raise ValueError('%s stands twice in the context' % name)
            self.context[name] = self.kinds[kind](self, expression)
        self.inline = inline(options) if 'inline' in options else None
        self.path = None if self.inline is not None else fetched(self, options['url'])

    def lines(self, option):
        """Kind, name and expression of each line: all three must be there."""
        for line in filter(None, self.options.get(option, '').splitlines()):
            kind, name, expression = line.split(None, 2)
            yield kind, name, expression

    def key(self, expression):
        section, option = expression.split(':')
        return self.buildout[section][option] if section else self.options[option]

    kinds = {
        'raw': lambda self, expression: expression,
        'key': key,
        'json': lambda self, expression: json.loads(expression),
        'jsonkey': lambda self, expression: json.loads(self.key(expression)),
        'import': lambda self, expression: importlib.import_module(expression),
        'section': lambda self, expression: dict(self.buildout[expression]),
    }

    def loader(self):
        loaders = {}
        for kind, name, expression in self.lines('import-list'):
            if name in loaders:
                raise ValueError('%s stands twice in import-list' % name)
            path = {'rawfile': str, 'file': self.key, 'rawfolder': str, 'folder': self.key}[kind](
                expression)
            loaders[name] = File(path) if kind.endswith('file') else jinja2.FileSystemLoader(path)
        return Prefixed(loaders) if loaders else None

    def make(self):
        once = self.options.get('once')
        if once and os.path.exists(once):
            return None
        text = self.inline
        if text is None:
            with open(self.path, encoding='utf-8') as f:
                text = f.read()
        # Jinja2 takes the last line end off, and the recipe gives none back.
        write(self.output, self.environment.from_string(text).render(**self.context), self.mode)
        if once:
            open(once, 'ab').close()
            return None
        return self.output


class Prefixed(jinja2.PrefixLoader):
    """An alias alone is the file of that alias."""

    def get_loader(self, template):
        return super().get_loader(template if '/' in template else template + '/')


class File(jinja2.BaseLoader):
    def __init__(self, path):
        self.path = path

    def get_source(self, environment, template):
        if template or not os.path.exists(self.path):
            raise jinja2.TemplateNotFound(template)
        with open(self.path, encoding='utf-8') as f:
            return f.read(), self.path, lambda: True
