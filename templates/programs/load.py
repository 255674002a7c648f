"""The load of a dump on a backup: runs it, and tells how it went.

load.py OPTIONS run      checks the dump with --check and --smaller, then loads it with --importer. What the
                         queue asked for ends with 100 where that went well, and loads no dump twice: of
                         what ends with 0 the queue keeps the time that was told with it, which anybody may
                         tell, and nothing that was told with an earlier one would be run any more
load.py OPTIONS allowed  ends with 0 unless a takeover was begun, or another dump came while this one was
                         read: asked right before data is replaced
load.py OPTIONS put NEW DATA
                         asks that too, and then has --place put the new folder in the place of the data
load.py OPTIONS recover  takes up what a load that was cut left half in its place, before a takeover
load.py OPTIONS expect   remembers the dump that is there before any load
load.py OPTIONS promise  ends with 0 unless a dump that came was not loaded
load.py OPTIONS report   writes into --feed what the promise says, for the leader
load.py OPTIONS say      says in a sentence what a takeover would start with

--status holds how the last load went, --dump is the folder of the dump, --lock is there while the
queue works, --begun while a takeover is under way, --triggered since one was done. --differences is
what the check found. --parameters says within how many seconds a load is expected.
"""
import argparse, csv, hashlib, io, json, os, re, subprocess, sys, time

# How the queue's runs end, and what it adds to its commands.
WELL, QUEUED = 100, '--transaction-id'
# A dump that began to come is loaded within this time: in seconds.
PATIENCE = 3600
MISSED = 'a dump came after %s, and the importer did not run'
LONG = 'a load runs since %s: longer than the time from one dump to the next'
# How a check ends that could not be made, as diff and cmp do.
TROUBLE = 2
UNCHECKED = 'the dump cannot be checked, on a full disk, say: it was not loaded'
AGAIN = 'the dump that is here was loaded: it is not loaded again'
MIXED = 'another dump came while this one was loaded: it may be loaded in part. Its own load mends that, or bin/import-run'
CHANGED = 'another dump came while this one was read: the data here stays as it is. bin/import-run loads that one'
BEGUN = 'a takeover was begun and is not over: nothing is loaded. bin/takeover takes it up again'
UNSEEN = 'since when a load is due, after that of %s, cannot be written down: %s'
CUT, FAILED = 'the last load did not end', 'the last load failed'
NEVER = 'nothing is known of a load since %s'
# So many files of a refused dump are asked for by their names, and more by asking for all.
NAMED = 20
ENDS = {b'n': b'\n', b'r': b'\r'}
# So many files of a dump tell it from the next: those that lie highest, and its signature.
TELLING = 10000
SIGNATURE = 'backup.signature'
# By this an importer's programs know which dump was checked.
CHECKED = 'RESILIENT_CHECKED_DUMP'


{% include "programs/load/files.py" %}


{% include "programs/load/dump.py" %}


def taken_over(arguments):
    return any(os.path.exists(path) for path in (arguments.triggered, arguments.begun))


{% include "programs/load/refused.py" %}


{% include "programs/load/run.py" %}


{% include "programs/load/told.py" %}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    commands = {'run': run, 'allowed': allowed, 'put': put, 'recover': recover, 'expect': expect,
                'promise': promise, 'report': report, 'say': say}
    parser.add_argument('command', choices=commands)
    for option in ('status', 'dump', 'lock', 'triggered', 'begun', 'check', 'differences', 'smaller',
                   'importer', 'place', 'parameters', 'feed'):
        parser.add_argument('--' + option, required=True)
    # What the queue adds is for the programs.
    arguments, given = parser.parse_known_args()
    try:
        return commands[arguments.command](arguments, given)
    except OSError as error:
        print('%s: %s' % (error.filename or arguments.status, error.strerror), file=sys.stderr)
        return 1


sys.exit(main())
