"""Runs the notifier, and tells in its place whom it is to tell: none of them holds up the others, or the
next run.

notify.py NOTIFIER OPTIONS ...
    runs the notifier with its own options, but nobody to tell. Where that ends well, the feed that it
    wrote goes to each --notification-url, within a time and more than once; of whom it cannot go to, a
    last entry of the feed says so, and this ends with 1. What the queue asked for ends with 100 where it
    ended well: of what ends with 0 the queue keeps the time that was told with it, which anybody may tell
    and a wrong clock does, and nothing that was told with an earlier one would be run any more.
"""
import argparse, csv, http.client, os, re, shutil, signal, subprocess, sys, time, urllib.request, uuid

WITHIN = 30  # seconds, for a whole answer
# Who is being started anew answers a moment later.
TRIES, PAUSE = 3, 10  # seconds
SHOWN = 200  # letters of what another instance says
WELL = 100


def late(number, frame):
    raise TimeoutError('no answer within %d s' % WITHIN)


def within(ask, *given):
    """What is asked, as a whole within the time, however slowly its bytes come."""
    signal.signal(signal.SIGALRM, late)
    signal.alarm(WITHIN)
    try:
        return ask(*given)
    finally:
        signal.alarm(0)


def fetch(url):
    with urllib.request.urlopen(url, timeout=WITHIN) as answer:
        return answer.read(), answer.headers.get('Content-Type')


def post(url, feed, content_type, transaction):
    base = re.fullmatch(r'https?://(\[[0-9A-Fa-f:.]+\]|\w[\w.-]*):([0-9]{1,5})(/[\w./-]*)', url, re.ASCII)
    if not base:
        raise ValueError('it is not the URL of a notifier')
    host, port, path = base.groups()
    server = http.client.HTTPConnection(host.strip('[]'), int(port), timeout=WITHIN)
    try:
        server.request('POST', '%s/%d' % (path.rstrip('/'), transaction), feed,
                       {'Content-Type': content_type} if content_type else {})
        answer = server.getresponse()
        if not 200 <= answer.status < 300:
            raise ValueError('it answered %d %s' % (answer.status, answer.reason))
    finally:
        server.close()


def problem(url, feed, content_type, transaction):
    """Why somebody cannot be notified; nothing where that is done."""
    try:
        within(post, url, feed, content_type, transaction)
    except (OSError, ValueError, OverflowError, http.client.HTTPException) as error:
        return ''.join(c if c.isprintable() else ' ' for c in str(error))[:SHOWN] or type(error).__name__
    return None


def tell(urls, feed, content_type, transaction):
    """Who cannot be notified after all, and why."""
    problems = dict.fromkeys(urls)
    for each in range(TRIES):
        if each and problems:
            time.sleep(PAUSE)
        problems = {url: problem(url, feed, content_type, transaction) for url in problems}
        problems = {url: why for url, why in problems.items() if why}
    return problems


def write_down(path, title, text):
    """A last entry of a feed, as a whole: who reads it sees the old feed or the new one."""
    try:
        shutil.copy2(path, path + '.tmp')
        with open(path + '.tmp', 'a', newline='') as stream:
            csv.writer(stream).writerow([int(time.time()), title, text, 'notify:%s' % uuid.uuid4()])
        os.rename(path + '.tmp', path)
    except OSError as error:
        print('%s: %s' % (path, error.strerror), file=sys.stderr)
        if os.path.exists(path + '.tmp'):
            os.remove(path + '.tmp')
        # A full disk: of one so old who looks at it says that nobody was notified of the last run.
        if os.path.exists(path):
            os.utime(path, (0, 0))


def state(path):
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def run(command, feed):
    """Runs the notifier: how it ends. Once it wrote its feed it asks for that, and for nothing else."""
    before, ends = state(feed), None
    started = subprocess.Popen(command)

    def stop(number, frame):
        started.send_signal(number)
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    while started.poll() is None:
        try:
            return started.wait(1)
        except subprocess.TimeoutExpired:
            pass
        if ends is None and state(feed) != before:
            ends = time.monotonic() + WITHIN
        if ends is not None and time.monotonic() > ends:
            started.kill()
            started.wait()
            print('the notifier here did not give its feed within %d s' % WITHIN, file=sys.stderr)
            return 1
    return started.returncode


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for short, option in ('-l', '--log'), ('-t', '--title'), ('-f', '--feed'):
        parser.add_argument(short, option, required=True)
    parser.add_argument('--notification-url', nargs='*', required=True)
    parser.add_argument('--transaction-id', type=int)
    given, others = parser.parse_known_args(sys.argv[2:])
    code = run([sys.argv[1], '-l', given.log, '--title', given.title, '--feed', given.feed,
                '--notification-url'] + others, given.log)
    if code:
        return code if code >= 0 else 128 - code
    well = 0 if given.transaction_id is None else WELL
    if not given.notification_url:
        return well
    transaction = int(time.time() * 1e6) if given.transaction_id is None else given.transaction_id
    try:
        feed, content_type = within(fetch, given.feed)
        problems = tell(given.notification_url, feed, content_type, transaction)
    except (OSError, http.client.HTTPException) as error:
        problems = {given.feed: error}
    said = '\n'.join('%s: %s' % each for each in problems.items())
    if said:
        print(said, file=sys.stderr)
        write_down(given.log, given.title, 'FAILURE: it ended well, and was not reported to all: %s' % said)
    return 1 if said else well


sys.exit(main())
