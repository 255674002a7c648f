"""slapos.cookbook's recipes that notify, are notified, pull and push."""
import hashlib
import os
import shlex
from urllib.parse import urlsplit

from . import Generic, Slap, create_file, create_folder, create_python_script, create_wrapper


class NotifierCallback(Generic):
    def make(self):
        o = self.options
        return create_callback(o['callbacks-directory'], o['on-notification-id'], o['callback-list'])


class NotifierNotify(Generic):
    def __init__(self, buildout, name, options):
        super().__init__(buildout, name, options)
        options['log-file'] = os.path.join(options['feeds'], options['name'])
        self.options = options

    def make(self):
        o = self.options
        host = o['host']
        host = '[%s]' % host if ':' in host and not host.startswith('[') else host
        return [create_notifier(
            o, o['wrapper'], o['executable'], o['log-file'], o['title'], o['notify'],
            'http://%s:%s/get/%s' % (host, o['port'], o['name']), o.get('max-run', '1'), o['pidfile'])]


class Pbs(Slap):
    def prepare(self, options):
        options['rdiff-backup-data-folder'] = ''
        for shared in options.get('slave-instance-list', ()):
            if shared['type'] == 'pull':
                options['rdiff-backup-data-folder'] = os.path.join(
                    options['directory'], shared['name'], 'rdiff-backup-data')

    def make(self):
        o = self.options
        if not self.is_true('client', True):
            args = o['rdiffbackup-binary'], '--restrict', o['path'], '--server'
            return [create_wrapper(o['wrapper'], args)]
        known, paths = read_hosts(o['known-hosts']), []
        try:
            for shared in o['slave-instance-list']:
                # One that is not known yet holds up nobody.
                if shared.get('url'):
                    paths += self.add(shared, known)
        finally:
            # The hosts of those before one that fails are kept.
            with open(o['known-hosts'], 'w') as f:
                f.writelines('%s %s\n' % item for item in known.items())
        return paths

    def add(self, shared, known):
        o, url = self.options, urlsplit(shared['url'])
        kind, name = shared['type'], shared['notification-id']
        if kind not in ('pull', 'push'):
            raise ValueError('neither pull nor push: %r' % kind)
        promise = create_python_script(
            os.path.join(o['promises-directory'], 'ssh-to-' + name), 'no_ssh',
            (o['sshclient-binary'], url.username, url.hostname, url.port))
        known['[%s]:%s' % (url.hostname, url.port)] = shared['server-key'].strip()
        wrapper = os.path.join(o['wrappers-directory'], name)
        raw = create_file(wrapper + '_raw', self.script(shared, url), 0o700)
        create_notifier(
            o, wrapper, raw, os.path.join(o['feeds'], name), shared.get('title', name),
            shared['notify'] or '', '%s/get/%s' % (o['notifier-url'], name),
            o.get('pull-push-maximum-run', 1), os.path.join(o['run-directory'], name + '.pid'))
        if 'on-notification' in shared:
            told = create_callback(o['callbacks-directory'], str(shared['on-notification']), wrapper)
        else:
            told = os.path.join(o['cron-entries'], name)
            with open(told, 'w') as f:
                f.write('%s %s' % (shared['frequency'], wrapper))
        return [promise, raw, wrapper, told]

    def script(self, shared, url):
        schema = '%s -o "ConnectTimeout 300" -o "ServerAliveCountMax 10" ' \
            '-o "ServerAliveInterval 30" -p %%s %s@%s'
        words = {
            'rdiff': self.options['rdiffbackup-binary'],
            'schema': schema % (self.options['sshclient-binary'], url.username, url.hostname),
            'remote': '%s::%s' % (url.port, url.path),
            'local': create_folder(self.options['directory'], shared['name']),
            'older': shared.get('remove-backup-older-than', '3B'),
        }
        return scripts[shared['type']] % {name: shlex.quote(word) for name, word in words.items()}


# A pull ends well even when it failed; it then looks after the archive, and says so.
scripts = {
    'pull': '''#!/bin/sh
trap 'exit 1' INT
export LC_ALL=C
test $# = 0 || { echo 'this pull has no stand-in' >&2; exit 2; }
if %(rdiff)s --remote-schema %(schema)s %(remote)s %(local)s; then
  %(rdiff)s --remove-older-than %(older)s --force %(local)s
else
  echo 'Checking backup directory...'
  %(rdiff)s --check-destination-dir %(local)s || true
fi
''',
    'push': '''#!/bin/sh
export LC_ALL=C
%(rdiff)s --remote-schema %(schema)s --restore-as-of now --ignore-numerical-ids --force \\
  %(local)s %(remote)s
''',
}


def create_callback(folder, notification, callbacks):
    # The notifier finds the file by the notification's URL.
    name = hashlib.sha512(notification.encode()).hexdigest()
    return create_file(os.path.join(folder, name), callbacks)


def create_notifier(options, wrapper, executable, log, title, notify, feed, max_run, pidfile):
    if not os.path.exists(log):
        open(log, 'w').close()
    args = [options['notifier-binary'], '-l', log, '--title', title, '--feed', feed,
            '--max-run', str(max_run), '--notification-url', *notify.split(' '),
            '--executable', executable]
    told = [(name, options.get(name))
            for name in ('instance-root-name', 'log-url', 'status-item-directory')]
    if all(value for _, value in told):
        for name, value in told:
            args += ['--' + name, value]
    return create_wrapper(wrapper, args, **({'pidfile': pidfile} if pidfile else {}))


def read_hosts(path):
    if not os.path.exists(path):
        return {}
    with open(path) as f:
        return dict(map(str.strip, line.split(' ', 1)) for line in f if line.strip())
