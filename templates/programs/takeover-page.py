"""The takeover page: says what a takeover would start with, and takes over for who knows the password.

takeover-page.py HOST PORT --name NAME --takeover PROGRAM --load PROGRAM --password-file FILE

At /NAME it answers too: so one knows that it is this page, and not another of its address.
"""
import argparse, hmac, html, json, socket, subprocess, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# So many callers at a time, and each word of one within so many seconds.
CALLERS, WITHIN = 64, 10
# After a wrong password an address waits before its next is looked at, in seconds; so many are remembered.
PAUSE, REMEMBERED = 1, 1000
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
wrong_at = {}


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


def output_of(*command):
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.returncode, html.escape(run.stdout.decode('utf-8', 'replace'))


def may_try(address):
    """Whether a password from an address is looked at: not while it pauses after a wrong one."""
    return time.monotonic() - wrong_at.get(address, -PAUSE) >= PAUSE


def was_wrong(address):
    wrong_at.pop(address, None)
    wrong_at[address] = time.monotonic()
    while len(wrong_at) > REMEMBERED:
        wrong_at.pop(next(iter(wrong_at)), None)


class Page(BaseHTTPRequestHandler):
    timeout = WITHIN

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
        parts = urlsplit(self.path)
        given = parse_qs(parts.query)
        if 'password' in given:
            self.take_over(given)
        elif parts.path == '/':
            self.answer(200, PAGE % output_of(arguments.load, 'say')[1])
        elif parts.path == '/' + arguments.name:
            self.answer(200, 'This is %s.' % html.escape(arguments.name))
        else:
            self.answer(404, 'There is no such page.')

    do_HEAD = do_GET

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
        if not may_try(self.client_address[0]):
            return self.answer(429, '<h1>Error</h1>A password was wrong a moment ago: wait a second.')
        if not hmac.compare_digest(given['password'][0].encode(), expected):
            was_wrong(self.client_address[0])
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

    def log_request(self, code='-', size='-'):
        # The path may hold the password.
        sys.stderr.write('%s %s %s\n' % (self.command, urlsplit(self.path).path, code))


class Server(ThreadingHTTPServer):
    """Serves so many callers at once; one more takes the place of the one that has been there longest."""
    address_family = socket.AF_INET6
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *args):
        super().__init__(*args)
        self.callers, self.guard = {}, threading.Lock()

    def process_request(self, request, address):
        with self.guard:
            for oldest in list(self.callers)[:max(0, len(self.callers) - CALLERS + 1)]:
                self.callers.pop(oldest)
                try:
                    oldest.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # it has gone
            self.callers[request] = None
        super().process_request(request, address)

    def keep(self, request):
        with self.guard:
            self.callers.pop(request, None)

    def shutdown_request(self, request):
        self.keep(request)
        super().shutdown_request(request)

    def handle_error(self, request, address):
        # Who goes away, or is sent, in the middle is no error of this program.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, address)


Server((arguments.host, arguments.port), Page).serve_forever()
