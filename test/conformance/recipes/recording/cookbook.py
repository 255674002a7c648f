"""slapos.cookbook's recipes: their options, as each reads them, and what they compute."""
import hashlib
import ipaddress
import json
import os
import re
import shlex

from zc.buildout import buildout as engine

from . import Recording, SlapRecording

noop = '-switch-softwaretype.noop'
url = r'http://\[[0-9a-f:]+\]:\d+'


class Addresiliency(SlapRecording):
    needs = ('wrapper-takeover', 'takeover-triggered-file-path', 'namebase')

    def build(self, options):
        return [self.write(options['wrapper-takeover'], '#!/bin/sh\n')]


class Cron(Recording):
    needs = ('cron-entries', 'dcrond-binary', 'crontabs', 'cronstamps', 'catcher', 'log-file', 'binary')


class CronD(Recording):
    needs = ('cron-entries', 'name', 'command', 'frequency')

    def prepare(self, options):
        self.fits('frequency', r'[\d*/,-]+( [\d*/,-]+){4}')

    def build(self, options):
        path = os.path.join(options['cron-entries'], options['name'])
        return [self.write(path, '%(frequency)s %(command)s\n' % options)]


class DropbearAddAuthorizedKey(Recording):
    needs = ('home',)
    takes = ('key',)

    def build(self, options):
        for line in options['key'].splitlines():
            self.check(re.fullmatch(r'ssh-\w+ \S+( \S*)?', line), 'no line of one key: %r', line)
        folder = os.path.join(options['home'], '.ssh')
        os.makedirs(folder, 0o700, exist_ok=True)
        return [self.write(os.path.join(folder, 'authorized_keys'), options['key'], 0o600)]


class Equeue(Recording):
    needs = ('lockfile', 'equeue-binary', 'database', 'log', 'socket', 'wrapper')

    def prepare(self, options):
        self.fits('lockfile', r'/.+\.lock')


class FreePort(Recording):
    needs = ('minimum', 'maximum', 'ip')

    def prepare(self, options):
        low, high = int(options['minimum']), int(options['maximum'])
        self.check(1024 <= low <= high <= 65535, 'no range: %s to %s', low, high)
        ipaddress.ip_address(options['ip'])
        options['port'] = str(low)


class GeneratePassword(Recording):
    needs = ('storage-path',)

    def prepare(self, options):
        options['passwd'] = 'secret'


class LogrotateD(Recording):
    needs = ('logrotate-entries', 'name', 'log', 'backup')


class Mkdirectory(Recording):
    def build(self, options):
        for option, path in options.items():
            if option in ('recipe', 'mode') or not path:
                continue
            self.check(os.path.isabs(path), '%s is not absolute: %s', option, path)
            os.makedirs(path, exist_ok=True)


class Notifier(Recording):
    needs = ('wrapper', 'server-binary', 'callbacks', 'feeds', 'equeue-socket', 'host', 'port')


class NotifierCallback(Recording):
    needs = ('callbacks-directory', 'callback-list')
    takes = ('on-notification-id',)

    def build(self, options):
        # The notifier keeps the line end of all callbacks but the last: one is all it can find.
        self.check(len(options['callback-list'].split()) == 1, 'not one callback')
        name = hashlib.sha512(options['on-notification-id'].encode()).hexdigest()
        path = os.path.join(options['callbacks-directory'], name)
        return [self.write(path, options['callback-list'], 0o600)]


class NotifierNotify(Recording):
    needs = ('feeds', 'name', 'host', 'port', 'notifier-binary', 'wrapper', 'executable', 'title',
             'pidfile')
    takes = ('notify',)

    def prepare(self, options):
        options['log-file'] = os.path.join(options['feeds'], options['name'])
        notify = options['notify']
        self.check(all(notify.split(' ')), 'an empty URL: %r', notify)

    def build(self, options):
        command = [options['notifier-binary'], '-l', options['log-file'],
                   '--title', options['title'], '--feed', options['host'], '--notification-url']
        command += options['notify'].split(' ') + ['--executable', options['executable']]
        return [self.write(options['wrapper'], '#!/bin/sh\nexec %s\n' % shlex.join(command))]


class Pbs(SlapRecording):
    def prepare(self, options):
        needed = ['rdiffbackup-binary']
        if options.get('client', 'true') == 'true':
            needed += ['directory', 'wrappers-directory', 'run-directory', 'promises-directory',
                       'sshclient-binary', 'known-hosts', 'feeds', 'callbacks-directory',
                       'notifier-binary', 'cron-entries']
            self.fits('notifier-url', url)
            self.pulls(options)
        else:
            needed += ['path', 'wrapper']
        for option in needed:
            self.check(options[option], '%s is empty', option)

    def pulls(self, options):
        shared = options['slave-instance-list']
        self.check(isinstance(shared, list), 'slave-instance-list is no list: %r', shared)
        folder = ''
        for each in shared:
            self.check(each['type'] in ('pull', 'push'), 'neither pull nor push: %r', each)
            for name in ('name', 'notification-id', 'notify', 'server-key', 'on-notification'):
                each[name]
            # rdiff-backup refuses a path that begins with two slashes.
            self.check(re.fullmatch(r'ssh://\w+@\[[0-9a-f:]+\]:\d+/[^/].*', each['url']),
                       'no url: %s', each['url'])
            if each['type'] == 'pull':
                folder = os.path.join(options['directory'], each['name'], 'rdiff-backup-data')
        options['rdiff-backup-data-folder'] = folder


class PromisePlugin(Recording):
    needs = ('eggs', 'output', 'module')
    configs = {
        'check_command_execute': ('config-command',),
        'check_socket_listening': ('config-host', 'config-port'),
        'check_url_available': ('config-url',),
    }

    def prepare(self, options):
        package, _, name = options['module'].rpartition('.')
        self.check(package == 'slapos.promise.plugin', 'no package %s', package)
        self.check(name in self.configs, 'no promise %s', name)
        for option in self.configs[name]:
            self.check(options[option], '%s is empty', option)
        if name == 'check_command_execute':
            self.command = shlex.split(options['config-command'])[0]

    def build(self, options):
        if hasattr(self, 'command'):
            self.check(os.access(self.command, os.X_OK), 'no program: %s', self.command)
        return [self.write(options['output'], '', 0o600)]


class Publish(SlapRecording):
    def build(self, options):
        for name, value in options.items():
            self.check(isinstance(value, str), '%s is no text: %r', name, value)
            if name.endswith('-url'):
                self.check('//' not in value.partition('://')[2], 'two slashes: %s', value)


class Request(SlapRecording):
    """slapos.cookbook:request; the master's answers are made up, and tell who was asked."""

    needs = ('software-url', 'name', 'computer-id', 'partition-id', 'server-url')

    def prepare(self, options):
        self.check(not {'config', 'sla'} & set(options), 'config and sla are obsolete')
        for name in options.get('return', '').split():
            options['connection-' + name] = '<%s of %s>' % (name, self.name)
        if options.get('shared', 'false') not in ('y', 'yes', '1', 'true'):
            options['instance-guid'] = options['instance_guid'] = '<guid of %s>' % self.name


class Requestoptional(Request):
    pass


class Simplelogger(Recording):
    needs = ('wrapper', 'log')


class Slapconfiguration(Recording):
    """What the node knows of the instance stands in instance.json."""

    def prepare(self, options):
        for option in ('computer', 'partition', 'url', 'key', 'cert'):
            options[option]
        with open(os.path.join(self.buildout['buildout']['directory'], 'instance.json')) as f:
            instance = json.load(f)
        for name, value in instance['parameters'].items():
            options['configuration.' + name] = value
        options['configuration'] = instance['parameters']
        options['slave-instance-list'] = instance.get('shared', [])
        options['slap-software-type'] = instance['type']
        options['ipv4-random'], options['ipv6-random'] = '127.0.0.1', '::1'
        options['root-instance-title'] = options['instance-title'] = 'root'


class SshkeysAuthority(Recording):
    needs = ('request-directory', 'keys-directory', 'wrapper', 'keygen-binary')

    def prepare(self, options):
        self.check('openssh' in options['keygen-binary'], 'keygen-binary would be dropbear')


class SshkeysAuthorityRequest(Recording):
    needs = ('keys-directory', 'request-directory', 'public-key', 'private-key', 'executable', 'wrapper')

    def prepare(self, options):
        options['public-key-value'] = 'ssh-rsa AAAA%s= \n' % options['name']


class SwitchSoftwaretype(Recording):
    """Runs the profile of the type, with the node's values, as a buildout of its own."""

    def prepare(self, options):
        configuration = self.buildout['slap-configuration']
        kind = configuration['slap-software-type']
        section, option = options[kind].split(':')
        self.profile = self.buildout[section][option]
        names = ('offline', 'directory', 'eggs-directory', 'develop-eggs-directory')
        given = [('buildout', name, self.buildout['buildout'][name]) for name in names]
        given.append(('buildout', 'installed', '.installed-%s.cfg' % self.name))
        given += [('slap-connection', *item) for item in self.buildout['slap-connection'].items()]
        values = {name: value for name, value in configuration.items() if name != 'recipe'}
        given.append(('slap-configuration', noop, literal(values)))
        given.append(('slap-configuration', 'recipe', 'slapos.cookbook:switch-softwaretype.noop'))
        self.given = given

    def build(self, options):
        engine.Buildout(self.profile, self.given).install([])


class SwitchSoftwaretypeNoop(Recording):
    """What the node said, put in only now: the profile's own values were read before."""

    def prepare(self, options):
        for name, value in options.pop(noop).items():
            options[name] = value


def literal(value):
    """An option that reads back as this value, whatever it holds."""
    return '!py!' + repr(value).replace('$', '\\x24')


class Userinfo(Recording):
    def prepare(self, options):
        options['pw-name'] = 'slapuser0'


class Wrapper(Recording):
    needs = ('command-line', 'wrapper-path')

    def prepare(self, options):
        self.words = shlex.split(options['command-line'])
        self.check(all(self.words), 'an empty word: %r', options['command-line'])

    def build(self, options):
        text = '#!/bin/sh -e\nexec %s "$@"\n' % ' '.join(map(shlex.quote, self.words))
        return [self.write(options['wrapper-path'], text)]
