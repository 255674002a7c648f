"""The takeover page: says what a takeover would start with, and takes over for who knows the password.

takeover-page.py HOST PORT --name NAME --takeover PROGRAM --load PROGRAM --password-file FILE

At /NAME it answers too: so one knows that it is this page, and not another of its address.
"""
import argparse, hmac, html, http.client, ipaddress, json, socket, subprocess, sys, threading, time, traceback
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

# So many callers at a time, each word of one within so many seconds, and so many bytes before its form.
CALLERS, WITHIN, HEAD = 64, 10, 16384
# Who is sent away has gone a moment later, or one more is: in seconds.
SOON = 0.1
# After a wrong password its network waits before the next is looked at, in seconds; so many are remembered.
PAUSE, REMEMBERED = 1, 10000
# Who was wrong once is then among those who guess, and is no longer after so long, in seconds.
FORGOTTEN = 60
# So many wrong ones are looked at in a second of all who come from a customer's network where one was
# wrong before, and as many of all others. So who guesses from many addresses at once keeps out an owner
# in the same network, and any owner only with that many new networks each second, to which those that
# were forgotten belong: the owner then has to ask again, or to run bin/takeover, which needs no password.
WRONG = 8
HEADERS = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY'}
PAGE = (
    '<!doctype html><title>Takeover</title><h1>Takeover</h1><p>%s</p>'
    '<p>The main instance stops and is frozen; this one takes its place.</p>'
    '<form method=post>Password, as published in the connection parameters: '
    '<input type=password name=password> <button>Take over</button></form>'
)
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('host')
parser.add_argument('port', type=int)
for option in ('name', 'takeover', 'load', 'password-file'):
    parser.add_argument('--' + option, required=True)
arguments = parser.parse_args()
one_at_a_time = threading.Lock()
# One is asked at a time how the load went, for so many seconds; who comes meanwhile waits so long.
ASKED, WAITS = 60, 1
asking, last_said = threading.Lock(), {'at': 0}
judging, wrong_at, wrong_of = threading.Lock(), {}, {True: [], False: []}


def password():
    """Read when it is needed: a new one counts at once."""
    with open(arguments.password_file) as stored:
        text = stored.read().strip()
    try:
        text = json.loads(text)['']
    except (ValueError, TypeError, KeyError):
        pass
    if not text:
        raise OSError('no password is stored')
    return text


def log(line):
    """A log that cannot be written, as on a full disk, holds up nobody."""
    try:
        sys.stderr.write(line + '\n')
    except OSError:
        pass


def output_of(*command, seconds=None):
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds)
    except subprocess.TimeoutExpired:
        return 1, 'How the last load went is not known: the answer takes too long.'
    except OSError as error:
        return 1, html.escape('It cannot be run: %s.' % error.strerror)
    return run.returncode, html.escape(run.stdout.decode('utf-8', 'replace'))


def how_it_went():
    """What the load says: however many ask at once, one of them has it said to all."""
    came = time.monotonic()
    if asking.acquire(timeout=WAITS):
        try:
            if last_said['at'] < came:
                text = output_of(arguments.load, 'say', seconds=ASKED)[1]
                last_said.update(text=text, at=time.monotonic())
            return last_said['text']
        finally:
            asking.release()
    return 'It is being asked: look again in a moment.'


def networks(address):
    """The network that one caller has, and the one that a provider gives to one customer at most."""
    whole = ipaddress.ip_address(address.partition('%')[0])
    whole, lengths = (whole.ipv4_mapped, (32, 16)) if whole.ipv4_mapped else (whole, (64, 48))
    return [ipaddress.ip_network((whole, length), strict=False) for length in lengths]


def forget(now):
    """Of the networks where a password was wrong: those where that is long ago, or of too many the oldest."""
    while wrong_at:
        network, at = next(iter(wrong_at.items()))
        if len(wrong_at) <= REMEMBERED and now - at < FORGOTTEN:
            break
        del wrong_at[network]


def is_right(given, expected, address):
    """Whether a password is right; None where it is not looked at, after too many that were wrong."""
    near, wide = networks(address)
    with judging:
        now = time.monotonic()
        forget(now)
        wrong = wrong_of[wide in wrong_at]
        wrong[:] = [at for at in wrong if now - at < 1]
        if now - wrong_at.get(near, -PAUSE) < PAUSE or len(wrong) >= WRONG:
            return None
        if hmac.compare_digest(given.encode(), expected):
            return True
        wrong.append(now)
        for network in near, wide:
            wrong_at.pop(network, None)
            wrong_at[network] = now
        return False


class Head:
    """What a caller says, of which the head is bounded, however it is cut into lines."""
    def __init__(self, stream):
        self.stream, self.left, self.read, self.close = stream, HEAD, stream.read, stream.close

    def readline(self, size):
        if self.left <= 0:
            raise http.client.LineTooLong('head')  # which is answered with 431
        line = self.stream.readline(min(size, self.left))
        self.left -= len(line)
        return line


class Page(BaseHTTPRequestHandler):
    timeout = WITHIN
    # What is known of a request whose first line is none.
    command, path, request_version, default_request_version = None, '', 'HTTP/1.0', 'HTTP/1.0'

    def setup(self):
        super().setup()
        self.rfile = Head(self.rfile)

    def parse_request(self):
        if self.raw_requestline.split():
            return super().parse_request()
        self.send_error(400)
        return False

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            raise
        except Exception:
            self.send_error(500)
            raise

    def asked(self):
        """The address that was asked for, and the fields in it; none of those that are not one."""
        try:
            parts = urlsplit(self.path)
            return parts.path, parse_qs(parts.query)
        except ValueError:
            return '', {}

    def answer(self, code, text):
        body = text.encode()
        self.send_response(code)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    def do_GET(self):
        # Scripts that take over ask for /?password=...
        path, given = self.asked()
        if 'password' in given:
            self.take_over(given)
        elif path == '/':
            self.answer(200, PAGE % how_it_went())
        elif path == '/' + arguments.name:
            self.answer(200, 'This is %s.' % html.escape(arguments.name))
        else:
            self.answer(404, 'There is no such page.')

    def do_HEAD(self):
        # Who only looks takes nothing over, and tries no password.
        if 'password' in self.asked()[1]:
            return self.answer(405, '')
        self.do_GET()

    def do_POST(self):
        length = self.headers.get('Content-Length') or '0'
        if not (length.isascii() and length.isdigit() and len(length) < 5 and int(length) <= 4096):
            self.close_connection = True
            return self.answer(400, '<h1>Error</h1>The form is not one of this page.')
        form = self.rfile.read(int(length))
        # Who was cut short has given no password.
        self.take_over(parse_qs(form.decode('utf-8', 'replace')) if len(form) == int(length) else {})

    def take_over(self, given):
        try:
            expected = password().encode()
        except OSError:
            return self.answer(500, '<h1>Error</h1>The password cannot be read.')
        if 'password' not in given:
            return self.answer(403, '<h1>Error</h1>No password was given.')
        right = is_right(given['password'][0], expected, self.client_address[0])
        if right is None:
            return self.answer(429, '<h1>Error</h1>A password was wrong a moment ago: wait a second, and where others guess too, a minute.')
        if not right:
            return self.answer(403, '<h1>Error</h1>Password is invalid.')
        # From here on nobody who comes later takes this caller's place.
        self.server.keep(self.connection)
        if not one_at_a_time.acquire(blocking=False):
            return self.answer(409, '<h1>Error</h1>A takeover is going on.')
        try:
            code, text = output_of(arguments.takeover)
        finally:
            one_at_a_time.release()
        if code:
            return self.answer(500, '<h1>Error</h1><pre>%s</pre>' % text)
        self.answer(200, 'Success.<pre>%s</pre>' % text)

    def send_error(self, code, message=None, explain=None):
        # The message of the library cites what was asked.
        self.answer(code, '<h1>Error</h1>%s.' % self.responses[code][0])

    def log_error(self, *message):
        pass  # for the same reason

    def log_request(self, code='-', size='-'):
        # The password may stand anywhere in what was asked: only words of this page are written.
        path, known = self.asked()[0], ('/', '/' + arguments.name)
        method = self.command if self.command in ('GET', 'HEAD', 'POST') else '-'
        log('%s %s %d' % (method, path if path in known else '-', code))


class Server(HTTPServer):
    """Serves so many callers at once; one more takes the place of the one that has been there longest."""
    address_family = socket.AF_INET6
    request_queue_size = 128

    def __init__(self, *args):
        super().__init__(*args)
        self.callers, self.guard = {}, threading.Lock()
        # A thread serves one after another: who is sent away is not done with before its thread is.
        self.places, self.threads = threading.Semaphore(CALLERS), ThreadPoolExecutor(CALLERS)

    def process_request(self, request, address):
        seconds = 0
        while not self.places.acquire(timeout=seconds):
            self.send_oldest_away()
            seconds = SOON
        with self.guard:
            self.callers[request] = None
        self.threads.submit(self.serve, request, address)

    def serve(self, request, address):
        try:
            self.finish_request(request, address)
        except Exception:
            self.handle_error(request, address)
        finally:
            self.shutdown_request(request)
            self.places.release()

    def send_oldest_away(self):
        with self.guard:
            for oldest in list(self.callers)[:1]:
                self.callers.pop(oldest)
                try:
                    oldest.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # it has gone

    def keep(self, request):
        with self.guard:
            self.callers.pop(request, None)

    def shutdown_request(self, request):
        self.keep(request)
        super().shutdown_request(request)

    def handle_error(self, request, address):
        # Who goes away, or is sent, in the middle is not an error of this program.
        kind, error, trace = sys.exc_info()
        if not isinstance(error, OSError):
            # Without its message, which may cite what was asked.
            log('%s, by way of the lines %s' % (
                kind.__name__, ', '.join(str(line) for _, line in traceback.walk_tb(trace))))


Server((arguments.host, arguments.port), Page).serve_forever()
