"""The takeover page: says what a takeover would start with, and takes over for who knows the password.

takeover-page.py HOST PORT --name NAME --takeover PROGRAM --load PROGRAM --password-file FILE

At /NAME it answers too: so one knows that it is this page, and not another of its address.
"""
import argparse, hmac, html, json, socket, subprocess, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

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


class Page(BaseHTTPRequestHandler):
    def answer(self, code, text):
        body = text.encode()
        self.send_response(code)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
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
        if not length.isdigit() or int(length) > 4096:
            return self.answer(400, '<h1>Error</h1>The form is not one of this page.')
        self.take_over(parse_qs(self.rfile.read(int(length)).decode('utf-8', 'replace')))

    def take_over(self, given):
        try:
            expected = password().encode()
        except OSError:
            return self.answer(500, '<h1>Error</h1>The password cannot be read.')
        if not hmac.compare_digest(given.get('password', [''])[0].encode(), expected):
            return self.answer(403, '<h1>Error</h1>Password is invalid.')
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
    address_family = socket.AF_INET6
    daemon_threads = True


Server((arguments.host, arguments.port), Page).serve_forever()
