"""slapos.cookbook's recipes that talk to the master, and that run the profile of the type."""
import configparser
import json
import os

from zc.buildout import UserError
from zc.buildout.buildout import Buildout, MissingOption, MissingSection

from . import Generic, Recording, Slap, create_python_script, refuse

noop = '-switch-softwaretype.noop'


#: What the takeover calls some of a connection's options.
keywords = {'computer-id': 'computer_guid', 'software-release-url': 'software_release'}


class Addresiliency(Slap):
    def make(self):
        told = {'namebase': self.options['namebase'],
                'takeover_triggered_file_path': self.options['takeover-triggered-file-path']}
        told.update((keywords.get(name, name.replace('-', '_')), value)
                    for name, value in self.connection.items())
        return create_python_script(self.options['wrapper-takeover'], 'no_master', kw=told)


class Publish(Slap):
    """What this sends to the master is recorded beside the options."""

    def prepare(self, options):
        self.extended = [self.name]
        for name in self.extended:
            further = self.buildout[name].get('-extends', '').split()
            self.extended += [each for each in further if each not in self.extended]

    def make(self):
        self.published = {}
        for name in self.extended:
            section = self.buildout[name]
            named = [each for each in section if each != 'recipe' and not each.startswith('-')]
            for each in section['-publish'].split() if '-publish' in section else named:
                self.published[each] = section[each]
        return []

    def remake(self):
        # What it extends may have changed without a trace in its own options.
        return self.make() if len(self.extended) > 1 else []

    def recorded(self, installed):
        return super().recorded(installed, published=getattr(self, 'published', None))


class PublishEarly(Slap):
    """Gives what the instance published to the sections that would make it anew."""

    def prepare(self, options):
        sections = {}
        for line in options['-init'].splitlines():
            if line and line.split()[0] not in options:
                name, place = line.split()
                section, option = place.split(':')
                sections.setdefault(section, []).append((name, option))
        own = known(self.buildout).get('own', {})
        early = []
        for section, names in sections.items():
            made = self.begin(section, {option: own[name] for name, option in names if name in own})
            for name, option in names:
                if option in made:
                    options[name] = made[option]
                    del made[option]
                    early.append(name)
        options['-publish'] = ' '.join(
            [name for name in options if name != 'recipe' and not name.startswith('-')])
        # What was made so is in no record of buildout's.
        copy = options.copy
        options.copy = lambda: {k: v for k, v in copy().items() if k not in early and k != '-publish'}

    def begin(self, section, given):
        """The section, which nobody asked for yet, with options that it would else make."""
        kind, asked = self.buildout.Options, []

        def options(buildout, name, data):
            buildout.Options = kind
            asked.append(name)
            made = kind(buildout, name, data)
            made.update(given)
            return made
        self.buildout.Options = options
        try:
            made = self.buildout[section]
        finally:
            self.buildout.Options = kind
        if not asked:
            raise UserError('%s section was already initialized' % section)
        return made


class Request(Recording):
    """The master's answers are made up, and tell who was asked: on the first passes it has none."""

    def prepare(self, options):
        options['software-url'], options['name']
        returns = options.get('return', '').split()
        if 'config' in options or 'sla' in options:
            raise UserError('config and sla are obsolete')
        shared = options.get('shared', 'false').lower() in Generic.TRUE
        state = self.buildout['slap-connection'].get('requested', 'started')
        state = state if state in ('started', 'stopped') else 'started'
        options['requested-state'] = options.get('state', state)
        options['server-url'], options['computer-id'], options['partition-id']
        if not shared:
            # Bytes: the recipe encodes it.
            guid = ('<guid@%s>' % self.name).encode()
            options['instance-guid'] = options['instance_guid'] = guid
            options['instance-state'] = options['instance-status'] = 'started'
        published = known(self.buildout).get('published', {})
        self.missing = [] if published is not None else returns[:1]
        for name in returns:
            answer = '<%s@%s>' % (name, self.name)
            for each in name, '%s:%s' % (self.name, name):
                answer = (published or {}).get(each, answer)
            options['connection-' + name] = '' if self.missing else answer

    def make(self):
        if self.missing:
            raise KeyError('%s: %s is not published yet' % (self.name, self.missing[0]))
        return []


class Requestoptional(Request):
    def make(self):
        return []


def known(buildout):
    """What the master knows of an instance that it deploys; nothing of a profile that runs alone."""
    path = os.path.join(buildout['buildout']['directory'], 'instance.json')
    if not os.path.exists(path):
        return {}
    with open(path) as f:
        return json.load(f)


class Slapconfiguration(Recording):
    """What the master knows of the instance."""

    def prepare(self, options):
        for new, old in ('server-url', 'url'), ('computer-id', 'computer'), ('partition-id', 'partition'):
            options.get(new) or options[old]
        instance = known(self.buildout)
        connection = self.buildout['slap-connection']
        # The master keeps every parameter as text.
        parameters = {name: str(value) for name, value in instance['parameters'].items()}
        options.update({
            'instance-state': 'started',
            'slap-software-type': instance['type'],
            'slap-computer-partition-id': connection['partition-id'],
            'slap-computer-id': connection['computer-id'],
            'slap-software-release-url': connection['software-release-url'],
            'timestamp': '1', 'instance-guid': 'SOFTINST-1',
            'instance-title': 'root', 'root-instance-title': 'root',
            'root-instance-short-title': 'root',
            'ipv4-random': '127.0.0.1', 'ipv6-random': '::1'})
        options['slave-instance-list'] = instance['shared']
        options['ipv4'], options['ipv6'] = {'127.0.0.1'}, {'::1'}
        options['storage-dict'] = {}
        options['configuration'] = parameters
        for name, value in parameters.items():
            # No profile can name an option with one of these signs.
            if configparser.RawConfigParser.OPTCRE.match(name) is None:
                options['configuration.' + name] = value


class SubBuildout(Buildout):
    """The profile of the type, with what the node and the outer profile say."""

    def __init__(self, outer, profile, given):
        self._logger, self._log_level = outer._logger, outer._log_level
        for name in ('offline', 'verbosity', 'newest', 'directory', 'eggs-directory',
                     'develop-eggs-directory'):
            if name in outer['buildout']:
                given.append(('buildout', name, outer['buildout'][name]))
        given += [('slap-connection', *item) for item in outer['slap-connection'].items()]
        given.append(('slap-configuration', noop, literal(dict(outer['slap-configuration']))))
        given.append(('slap-configuration', 'recipe', 'slapos.cookbook:switch-softwaretype.noop'))
        super().__init__(profile, given)

    def _setup_logging(self):
        """The outer one's."""


class SwitchSoftwaretype(Recording):
    def prepare(self, options):
        refuse(options, 'override')
        try:
            kind = self.buildout['slap-configuration']['slap-software-type']
        except (MissingSection, MissingOption):
            raise UserError('no type in a section [slap-configuration]')
        if kind == 'RootSoftwareInstance' and kind not in options:
            kind = 'default'
        try:
            section, option = options[kind].split(':')
        except ValueError:
            raise UserError('%s: the type %s is no section:option' % (self.name, kind))
        self.profile = self.buildout[section][option]

    def make(self):
        given = [('buildout', 'installed', '.installed-%s.cfg' % self.name)]
        SubBuildout(self.buildout, self.profile, given).install([])


class SwitchSoftwaretypeNoop(Recording):
    """What the node said, put in only now: the profile's own values were read before."""

    def prepare(self, options):
        for name, value in options.pop(noop).items():
            options[name] = value


def literal(value):
    """An option that reads back as this value: SlapOS's buildout hides these two signs as well."""
    return '!py!' + repr(value).replace('$', '\\x24').replace(';', '\\x3b')
