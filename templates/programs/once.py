"""Runs a command, never two at once: the dump of a leader, the load of a backup, or its takeover.

once.py --lock FILE [--alone PROGRAM] [--wait NAME] [--limit NAME] [--parameters FILE] COMMAND ...
    ends as the command does; with 75 where another run is under way, or PROGRAM runs that this one
    did not begin. What a run that was killed left behind is ended first. Who is told to end, ends
    what it began before; where this program is killed, another of it does that, and holds the lock
    until then. So is what a command left behind that has ended, or was killed, in whatever session.
    A connection that is lost ends nothing.
    With --wait the other run has so many seconds to end, and is then ended. With --limit the
    command is, which ends with 124; with --at-most-once it is not begun again at once after that. Both
    name a parameter in FILE.
once.py --lock FILE --due FILE --feed FILE --rotated FOLDER
    ends with 1, and says why, where a run goes on that began before the next was due, none began since
    then, the last was broken off or failed, or what came of it was not reported in the feed, or in what
    logrotate took away of it into the folder. Of when the next was due is the file that --due names.
"""
import argparse, fcntl, glob, json, math, os, re, shutil, signal, subprocess, sys, time, uuid

BUSY = 75  # EX_TEMPFAIL of sysexits.h
LATE = 124  # as timeout(1)
# Who is told to end has so long to do it by itself, in seconds; another of these programs ends first
# what it began.
GRACE, NESTED = 10, 30
# Who is of a run bears its mark in this variable, beside those of runs that it is part of.
MARK = 'RESILIENT_RUN'
# What is about to end when its command has: who writes a log, say.
REST = 2
# Whatever a script asks for, one of these may run it.
SHELLS = 'sh', 'bash', 'dash', 'ksh', 'zsh', 'busybox'
# What is waited for while a command runs, and how often who began it is looked for, in seconds.
HEARD = signal.SIGTERM, signal.SIGINT, signal.SIGCHLD
LOOK = 1
# A run that cron begins when it is due begins within this time: in seconds.
PROMPT = 60


def say(text):
    """Where the log cannot be written, as on a full disk, the rest goes on."""
    try:
        os.write(2, (text + '\n').encode('utf-8', 'surrogateescape'))
    except OSError:
        pass


{% include "programs/once/processes.py" %}


{% include "programs/once/lock.py" %}


{% include "programs/once/run.py" %}


{% include "programs/once/late.py" %}


def seconds(path, name):
    """A parameter of the instance; none where nobody asks for it."""
    if name is None:
        return None
    with open(path) as stream:
        return json.load(stream)[name]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--lock', required=True)
    for option in ('alone', 'wait', 'limit', 'parameters', 'due', 'feed', 'rotated'):
        parser.add_argument('--' + option)
    parser.add_argument('--at-most-once', action='store_true')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if arguments.due:
        problem = late(arguments.lock, arguments.due, arguments.feed, arguments.rotated)
        print(problem or '', end='\n' if problem else '')
        return 1 if problem else 0
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    wait, limit = (seconds(arguments.parameters, name) for name in (arguments.wait, arguments.limit))
    try:
        lock = os.open(arguments.lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        say('%s cannot be opened: %s' % (arguments.lock, error.strerror))
        return 1
    if not take_alone(lock, arguments.alone, wait):
        say('%s is running already: this run was not begun' % (arguments.alone or arguments.command[0]))
        return BUSY
    if arguments.at_most_once and is_ended(lock):
        say('it was ended at its limit a moment ago: it is not begun again')
        return LATE
    return run(lock, arguments.command, limit)


sys.exit(main())
