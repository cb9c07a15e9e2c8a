"""
Let diffengine itself watch a page on loopback; runs in the environment of the trackers: FOLDER PAGE...

It asks, reads and stores as ever. What draws and tells its differences is not
there: htmldiff is for Python 2, a browser and Twitter it does not get.
"""

import sys
import threading
import types
from http.server import BaseHTTPRequestHandler, HTTPServer

for name in ("htmldiff", "tweepy", "selenium", "selenium.webdriver.firefox.options"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["selenium"].webdriver = None
sys.modules["selenium.webdriver.firefox.options"].Options = None

import diffengine  # noqa: E402

folder, *pages = sys.argv[1:]
shown = ""


class Newsroom(BaseHTTPRequestHandler):
    """A feed of one story, and the story as it stands."""

    def do_GET(self):
        feed = f"<rss version='2.0'><channel><item><link>{base}/fares</link></item></channel></rss>"
        body = (feed if self.path == "/feed" else shown).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml" if self.path == "/feed" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Newsroom)
base = f"http://127.0.0.1:{server.server_port}"
threading.Thread(target=server.serve_forever, daemon=True).start()
diffengine.home = folder
diffengine.setup_db()
diffengine.Diff.generate = lambda diff: True
diffengine.EntryVersion.archive = lambda version: None  # would ask the Internet Archive
feed = diffengine.Feed.create(url=f"{base}/feed", name="The Daily Harbour")
feed.get_latest()
for shown in pages:  # noqa: B007 (the newsroom shows it)
    for entry in feed.entries:
        entry.get_latest()
print(f"{base}/fares")
