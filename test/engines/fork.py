"""What SlapOS's fork of zc.buildout adds, put on the stock engine.

Options that are no text (`!py!` and a Python literal, `dumps` and `loads`),
`${:_profile_base_location_}`, the folder of the profile that names it, and a list of what is
installed that has each section once: slapos.cookbook:free_port reads it with Python's parser.
"""
import ast
import os
import pprint
import sys

from stock import configparser, engine

mark = '!py!'
own_folder = '_profile_base_location_'


def dumps(value):
    text = pprint.pformat(value, width=sys.maxsize, compact=True)
    if not pprint.isreadable(value):
        raise ValueError('Value cannot be serialised: %s' % text)
    return mark + text


def loads(text):
    if isinstance(text, str) and text.startswith(mark):
        return ast.literal_eval(text[len(mark):])
    return text


class Options(engine.Options):
    """A section whose values are read as Python's; a reference to one still takes its text."""

    def get(self, option, default=None, seen=None):
        value = super().get(option, default, seen)
        return loads(value) if seen is None else value

    def __getitem__(self, option):
        value = super().get(option)
        if value is None:
            raise engine.MissingOption('Missing option: %s:%s' % (self.name, option))
        return loads(value)

    def __setitem__(self, option, value):
        self._data[option] = value if isinstance(value, str) else dumps(value)

    def copy(self):
        return {option: loads(value) for option, value in super().copy().items()}


def save_option(option, value, stream):
    stock_save_option(option, value if isinstance(value, str) else dumps(value), stream)


def parse(stream, path, exp_globals=dict):
    sections = stock_parse(stream, path, exp_globals)
    # What buildout reads for itself, .installed.cfg say, is read without these names.
    if exp_globals is engine._default_globals:
        for options in sections.values():
            if any('${:%s}' % own_folder in value for value in options.values()):
                options[own_folder] = os.path.dirname(os.path.abspath(path))
    return sections


def update_installed(buildout, **options):
    stock_update_installed(buildout, **options)
    path = buildout['buildout']['installed']
    with open(path) as stream:
        sections = stock_parse(stream, path)
    with open(path, 'w') as stream:
        for section, written in sections.items():
            stream.write('[%s]\n' % section)
            for option, value in written.items():
                stream.write('%s = %s\n' % (option, value.replace('\n', '\n\t')))


stock_update_installed = engine.Buildout._update_installed
engine.Buildout._update_installed = update_installed
stock_save_option, stock_parse = engine._save_option, configparser.parse
engine.Buildout.Options = engine.Options = Options
engine._save_option, configparser.parse = save_option, parse
engine.dumps, engine.loads = dumps, loads
