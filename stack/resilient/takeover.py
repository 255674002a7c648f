"""A takeover: this backup takes the leader's name, once and as a whole.

takeover.py --begun FILE --triggered FILE --load PROGRAM COMMAND ...
    runs the command, which asks the master for it, and says how far it came. From its beginning on
    nothing is loaded here any more; what a load that was cut left half in its place is taken up first,
    by the load's program. One that was cut is taken up when this is run again; one that was done is
    not done again.

The command gives the old leader another name, then the leader's name to this instance. It says
"Renaming" before each of the two, and "Renamed." after them: slapos.cookbook:addresiliency does.
"""
import argparse, json, os, subprocess, sys, time

# How far it came: the file that says so holds one of them.
BEGUN, LEADER, NAMED = 'begun', 'leader', 'named'


def pass_on(line):
    """A takeover goes on where nobody can be notified: on a full disk, or when a connection was lost."""
    try:
        os.write(1, line)
    except OSError:
        pass


def say(text):
    pass_on(text.encode('utf-8', 'surrogateescape') + b'\n')


def how_far(path):
    """How far the takeover came that was cut; nothing where none was begun."""
    try:
        with open(path) as stream:
            text = stream.read()
    except FileNotFoundError:
        return None
    try:
        return json.loads(text)['step']
    except (ValueError, TypeError, KeyError):
        return BEGUN


def write(path, step):
    """A takeover must be possible on a full disk: then the spare file, an empty one, or none has to do."""
    beside = path + '.new'
    try:
        with open(beside, 'w') as stream:
            json.dump({'step': step, 'at': time.time()}, stream)
        os.rename(beside, path)
    except OSError as error:
        if not os.path.exists(path) and os.path.exists(path + '.spare'):
            os.rename(path + '.spare', path)
        say('how far the takeover came can not be written down: %s' % error.strerror)


def recover(load):
    """Has the load's program say with what data this begins. A takeover goes on with what there is."""
    try:
        said = subprocess.run([load, 'recover'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        return say('%s cannot be run: %s' % (load, error.strerror))
    pass_on(said.stdout)
    if said.returncode:
        say('What a load that was cut left cannot be taken up: look at the data.')


def made(path, begun):
    """Makes an empty file: of one that is no longer needed where there can be no other."""
    try:
        open(path, 'a').close()
    except OSError:
        spare = [each for each in (begun, begun + '.spare') if os.path.exists(each)]
        if not spare:
            raise
        os.rename(spare[0], path)


def ask(command, begun, step):
    """Runs the command, and writes down what it says it does: its code, and how far it came."""
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    renamings = 0
    for line in run.stdout:
        pass_on(line)
        renamings += b'Renaming ' in line
        reached = NAMED if b'Renamed.' in line else LEADER if renamings else step
        if reached != step:
            step = reached
            write(begun, step)
    return run.wait(), step


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument('--begun', required=True)
    parser.add_argument('--triggered', required=True)
    parser.add_argument('--load', required=True)
    parser.add_argument('command', nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if os.path.exists(arguments.triggered):
        say('The takeover was done before.')
        return 0
    step = how_far(arguments.begun)
    # One that was cut may have come further than it could write down.
    isCut, code = step is not None, 0
    if step != NAMED:
        if isCut:
            say('A takeover was begun before: it is taken up.')
        step = step or BEGUN
        write(arguments.begun, step)
        recover(arguments.load)
        code, step = ask(arguments.command, arguments.begun, step)
    if step == BEGUN and code and isCut:
        say('The takeover that was begun before is not over, and nothing is loaded here any more. Whether the'
            ' leader got another name then is not known: run this again, or, where the leader has its name, rm %s'
            % arguments.begun)
        return code
    if step == BEGUN and code:
        # For the next one, which may find a full disk.
        os.path.exists(arguments.begun) and os.replace(arguments.begun, arguments.begun + '.spare')
        say('No takeover was done: nothing was renamed, and dumps are loaded as before.')
        return code
    if step != NAMED and code:
        say('The takeover is not over, and nothing is loaded here any more: run it again.')
        return code
    # The command writes it as its last deed, which a killed one did not come to.
    try:
        made(arguments.triggered, arguments.begun)
    except OSError as error:
        say('%s can not be written: %s. Run it again.' % (arguments.triggered, error.strerror))
        return 1
    os.path.exists(arguments.begun) and os.remove(arguments.begun)
    say('The takeover is done: the nodes do the rest at their next passes.')
    return 0


sys.exit(main())
