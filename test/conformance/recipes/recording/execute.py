"""What the scripts do that recipes write in Python."""
import atexit
import os
import sys
import time


def generic_exec(args, environment=None, wait_list=(), pidfile=None):
    """Become the command: when the files are there, and not while the file's process is that command."""
    args = list(args)
    if pidfile:
        pid = running(pidfile, args)
        if pid:
            return 'Already running with pid %s.' % pid
        atexit.register(lambda: os.path.exists(pidfile) and os.unlink(pidfile))
        with open(pidfile, 'w') as f:
            f.write(str(os.getpid()))
    args += sys.argv[1:]
    for path in wait_list:
        # A folder is watched, and so must be there; only its files are waited for.
        os.stat(os.path.dirname(path))
    while not all(map(os.path.lexists, wait_list)):
        time.sleep(0.1)
    os.execve(args[0], args, {**os.environ, **(environment or {})})


def running(pidfile, args):
    try:
        with open(pidfile) as f:
            pid = int(f.read())
        with open('/proc/%s/cmdline' % pid) as f:
            line = f.read().split('\0')[:-1]
    except (OSError, ValueError):
        return None
    found = any(line[at:at + len(args)] == args for at in range(len(line)))
    return pid if found else None


def log(filename):
    stamp = time.strftime('%Y-%m-%d.%H:%M.%s: ')
    with open(filename, 'a') as f:
        f.writelines(stamp + line for line in [*sys.stdin, '-' * 24 + '\n'])


def no_master(*args, **kw):
    return 'there is no master to ask: %r %r' % (args, kw)


def no_ssh(client, user, host, port):
    return 'there is no server to reach: %s@%s, port %s' % (user, host, port)


def no_service(*args):
    return 'this service has no stand-in: %r' % (args,)
