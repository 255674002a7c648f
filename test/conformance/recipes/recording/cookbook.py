"""slapos.cookbook's recipes for folders, services, ports, keys, passwords and promises."""
import ast
import configparser
import grp
import hashlib
import ipaddress
import json
import os
import pprint
import pwd
import secrets
import shlex
import socket
import string

from zc.buildout import UserError, easy_install

from . import (Generic, Recording, create_file, create_folder, create_python_script, create_wrapper,
               refuse)


class Cron(Generic):
    def make(self):
        o = self.options
        return [create_wrapper(o['binary'], (
            o['dcrond-binary'].strip(), '-s', o['cron-entries'], '-c', o['crontabs'],
            '-t', o['cronstamps'], '-f', '-l', '5', '-M', o['catcher'], '-L', o['log-file']))]


class CronD(Generic):
    def make(self):
        o = self.options
        refuse(o, *() if 'frequency' in o else ('time',))
        path = os.path.join(o['cron-entries'], o['name'])
        with open(path, 'w') as f:
            f.write('%s %s\n' % (o['frequency'], o['command']))
        return [path]


class DropbearAddAuthorizedKey(Generic):
    def make(self):
        key = self.options['key']
        path = os.path.join(create_folder(self.options['home'], '.ssh'), 'authorized_keys')
        with open(path + '.new', 'w') as f:
            f.write(key)
        os.rename(path + '.new', path)
        return [path]


class Equeue(Generic):
    def __init__(self, buildout, name, options):
        if not options['lockfile'].endswith('.lock'):
            raise UserError('equeue adds .lock itself: lockfile must end in it')
        super().__init__(buildout, name, options)

    def make(self):
        o = self.options
        args = [o['equeue-binary'], '--database', o['database'], '--logfile', o['log'],
                '--lockfile', o['lockfile'][:-len('.lock')]]
        for option in ('takeover-triggered-file-path', 'loglevel'):
            if option in o:
                args += ['--' + option, o[option]]
        return create_wrapper(o['wrapper'], args + [o['socket']])


class FreePort(Recording):
    """Keeps the port that it has, else takes the first that nobody listens on: the last is left out."""

    def prepare(self, options):
        options['port'] = self.kept() or str(self.free(options))

    def kept(self):
        installed = configparser.RawConfigParser()
        installed.read(self.buildout['buildout']['installed'])
        port = installed.get(self.name, 'port', fallback='0')
        return None if port == '0' else port

    def free(self, options):
        low, high = int(options.get('minimum', 1024)), int(options.get('maximum', 49151))
        if low == high:
            return low
        try:
            version = ipaddress.ip_address(options.get('ip')).version
        except ValueError:
            return 0
        family = socket.AF_INET6 if version == 6 else socket.AF_INET
        for port in range(low, high):
            with socket.socket(family, socket.SOCK_STREAM) as sock:
                try:
                    sock.bind((options['ip'], port))
                except OSError:
                    continue
                return port
        return 0


class GeneratePassword(Recording):
    def prepare(self, options):
        self.once = options.get('create-once', 'True').lower() in Generic.TRUE
        parts = self.buildout['buildout']['parts-directory']
        if 'storage-path' not in options:
            options['storage-path'] = os.path.join(parts, self.name)
        self.path = options['storage-path']
        given = options.get('passwd')
        self.stored = self.read() or {'': given}
        if given and self.stored[''] != given:
            self.stored = {'': given}
        self.made = not self.stored['']
        if self.made:
            letters = string.ascii_letters + string.digits
            length = int(options.get('bytes', '16'))
            self.stored[''] = ''.join(secrets.choice(letters) for _ in range(length))
        options['passwd'] = self.stored['']
        # The password does not go into .installed.cfg.
        copy = options.copy
        options.copy = lambda: {k: v for k, v in copy().items() if k != 'passwd'}

    def read(self):
        if not self.path or not os.path.exists(self.path):
            return None
        with open(self.path) as f:
            text = f.read().strip('\n')
        try:
            stored = json.loads(text)
            stored['']
            return stored
        except (ValueError, KeyError, TypeError):
            return {'': text}

    def make(self):
        if not self.path:
            return None
        with open(self.path, 'w') as f:
            json.dump(self.stored, f, sort_keys=True)
        return None if self.once else self.path

    def remake(self):
        return self.make() if self.made else None


class Mkdirectory(Generic):
    def prepare(self, options):
        self.folders = options.copy()
        del self.folders['recipe']
        self.mode = int(self.folders.pop('mode', '0777'), 8)

    def make(self):
        for path in sorted(self.folders.values()):
            if path and not os.path.isdir(path):
                os.makedirs(path, self.mode)
        return []


class PromisePlugin(Generic):
    def __init__(self, buildout, name, options):
        for option in ('eggs-directory', 'develop-eggs-directory'):
            options[option] = buildout['buildout'][option]
        super().__init__(buildout, name, options)

    def prepare(self, options):
        refuse(options, 'file', 'class')
        module = options.get('module')
        if not module:
            raise UserError('neither module nor file')
        if not all(map(is_name, module.split('.'))):
            raise UserError('no name of a module: %r' % module)
        self.config = {key[7:]: options[key] for key in options if key.startswith('config-')}

    def make(self):
        o = self.options
        eggs = tuple(egg.strip() for egg in o['eggs'].splitlines() if egg.strip())
        path = [o['develop-eggs-directory'], o['eggs-directory']]
        found = tuple(egg.location for egg in easy_install.working_set(eggs, path))
        text = promise % (found, pprint.pformat(self.config), o['module'])
        return create_file(o['output'], text, int(o.get('mode', '0644'), 8)),


promise = '''import sys
sys.path[0:0] = %s
extra_config_dict = %s
for loaded in [name for name in sys.modules if 'slapos' in name or 'pkg_resources' in name]:
    del sys.modules[loaded]
from %s import RunPromise
'''


def is_name(text):
    try:
        name = ast.parse(text, mode='eval').body
        # Its own spelling: neither in parentheses nor before a comment.
        return isinstance(name, ast.Name) and name.id == text
    except (SyntaxError, ValueError):
        return False


class Simplelogger(Generic):
    def make(self):
        return create_python_script(self.options['wrapper'], 'log', (self.options['log'],))


class SshkeysAuthority(Generic):
    def make(self):
        o = self.options
        return create_python_script(
            o['wrapper'], 'no_service', (o['request-directory'], o['keygen-binary']))


class SshkeysAuthorityRequest(Generic):
    """The key is empty until the authority has made it."""

    def prepare(self, options):
        if 'name' not in options:
            options['name'] = self.name
        digest = hashlib.sha256(options['name'].encode()).hexdigest()
        self.private = os.path.join(options['keys-directory'], digest)
        self.public = self.private + '.pub'
        options['public-key-value'] = ''
        if os.path.exists(self.public):
            with open(self.public) as f:
                options['public-key-value'] = f.read()

    def make(self):
        o = self.options
        path = os.path.join(o['request-directory'], o['name'])
        request = {'private_key': self.private, 'public_key': self.public}
        if 'size' in o:
            request['size'] = int(o['size'], 10)
        if 'type' in o:
            request['type'] = o['type']
        with open(path, 'w') as f:
            json.dump(request, f)
        links = {o['public-key']: self.public, o['private-key']: self.private}
        for link in links:
            if os.path.islink(link):
                os.unlink(link)
            elif os.path.exists(link):
                raise OSError('no link: %r' % link)
        for link, target in links.items():
            os.symlink(target, link)
        wrapper = create_wrapper(
            o['wrapper'], (o['executable'],), wait_list=(self.private, self.public))
        return [path, wrapper, *links]


class Userinfo(Recording):
    def prepare(self, options):
        user, group = pwd.getpwuid(os.getuid()), grp.getgrgid(os.getgid())
        options.update({
            'pw-name': user.pw_name, 'pw-uid': str(user.pw_uid), 'pw-gid': str(user.pw_gid),
            'pw-dir': user.pw_dir, 'pw-shell': user.pw_shell,
            'gr-name': group.gr_name, 'gr-gid': str(group.gr_gid)})


class Wrapper(Recording):
    def prepare(self, options):
        refuse(options, 'hash-files', 'sig-ign', 'redirect-signal', 'redirect-stdout',
               'redirect-stderr', 'private-tmpfs', 'reserve-cpu')
        options['_d'] = self.buildout['buildout']['develop-eggs-directory']
        options['_e'] = self.buildout['buildout']['eggs-directory']
        self.suffix = ''
        files = (options.get('hash-existing-files') or '').split()
        if files:
            total = hashlib.md5()
            for file in files:
                with open(file, 'rb') as f:
                    data = f.read()
                total.update(b'%d\n' % len(data) + data)
            options['__hash_files__'] = total.hexdigest()
            self.suffix = '-' + total.hexdigest()

    def make(self):
        o = self.options
        args = shlex.split(o['command-line'])
        lines = (o.get('environment') or '').splitlines()
        pairs = [line.split('=', 1) for line in map(str.strip, lines) if line]
        kw = {}
        if o.get('wait-for-files'):
            kw['wait_list'] = o['wait-for-files'].split()
        if o.get('pidfile'):
            kw['pidfile'] = o['pidfile']
        environment = {name.rstrip(): value.lstrip() for name, value in pairs}
        return create_wrapper(o['wrapper-path'] + self.suffix, args, environment, **kw)

    def remake(self):
        path = self.options['wrapper-path'] + self.suffix
        if not os.path.isfile(path):
            raise UserError('no wrapper any more: %r' % path)
