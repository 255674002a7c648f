"""slapos.toolbox's programs that the profiles run while they are installed, or that a test runs."""
import argparse
import csv
import http.client
import json
import os
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit
from xml.sax.saxutils import escape


def generatefeed():
    parser = argparse.ArgumentParser()
    for option in ('--output', '--status-item-path', '--title', '--link'):
        parser.add_argument(option, required=True)
    parser.add_argument('--max-item', type=int, default=50)
    parser.add_argument('--description')
    args = parser.parse_args()
    items = []
    for name in os.listdir(args.status_item_path):
        with open(os.path.join(args.status_item_path, name)) as f:
            items.append(json.load(f))
    items.sort(key=lambda item: item['pubDate'])
    text = ''.join('<item><title>%s</title></item>' % escape(item['title'])
                   for item in items[-args.max_item:])
    with open(args.output, 'w') as f:
        f.write('<rss version="2.0"><channel><title>%s</title><link>%s</link>%s</channel></rss>' % (
            escape(args.title), escape(args.link), text))


def pubsubnotifier():
    """Runs a program, writes down how it ended, and notifies who wants to know when it ended well."""
    parser = argparse.ArgumentParser()
    for short, option in ('-l', '--log'), ('-t', '--title'), ('-f', '--feed'):
        parser.add_argument(short, option, nargs=1, required=True)
    parser.add_argument('--notification-url', nargs='*', required=True)
    parser.add_argument('--executable', nargs=1)
    parser.add_argument('--transaction-id', nargs=1, type=int)
    parser.add_argument('--max-run', type=int, default=1)
    for option in ('--instance-root-name', '--log-url', '--status-item-directory'):
        parser.add_argument(option)
    args = parser.parse_args()
    for _ in range(args.max_run):
        run = subprocess.run(args.executable, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = escape(run.stdout.decode(errors='replace'))
        content = '%s</br><pre>%s</pre>' % ('FAILURE' if run.returncode else 'OK', said)
        if not run.returncode:
            break
    with open(args.log[0], 'a', newline='') as f:
        csv.writer(f).writerow([int(time.time()), args.title[0], content, 'slapos:1'])
    if run.returncode:
        sys.exit(run.returncode)
    feed = urllib.request.urlopen(args.feed[0])
    body, kind = feed.read(), feed.info().get('Content-Type')
    failed = False
    for each in args.notification_url:
        url = urlsplit(each)
        # One without a scheme has no port, and stops everything.
        port = url.port or http.client.HTTP_PORT if url.scheme else sys.exit('no server: %r' % each)
        path = '%s/%d' % (url.path.rstrip('/'), time.time() * 1e6)
        try:
            server = http.client.HTTPConnection(url.hostname, port)
            server.request('POST', path, body, {'Content-Type': kind} if kind else {})
            failed |= not 200 <= server.getresponse().status < 300
        except OSError as error:
            print(error, file=sys.stderr)
            failed = True
    sys.exit(failed)
