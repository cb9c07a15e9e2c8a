"""
Serve the newsroom's pages on loopback as real outlets do: validators, noise, and a 410 for what was withdrawn.

Every page carries what changes on each load (nonces, counters, a rotating
rail), since none of that is an edit.
"""

import hashlib
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from revtrack.demo.edition import Page, Story, moment

RAIL = (
    "Storm closes the coast road",
    "Five things to know about the budget",
    "The baker who swims to work",
    "Rents fall for the first time in six years",
    "A short guide to long weekends",
)


class Newsroom:
    """The pages, the step they are at, and a count of each page's loads that makes the noise."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = {(story.first.outlet.host, story.first.path): story for story in stories}
        self.step = 0
        self.loads: Counter[str] = Counter()
        self._templates = Environment(
            loader=PackageLoader("revtrack.demo", "outlets"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
        )

    def page(self, host: str, path: str) -> Page | None:
        """Return what stands at this address now, or None."""
        story = self.stories.get((host, path))
        return None if story is None else story.at(self.step)

    def html(self, page: Page) -> bytes:
        """Return the page as its outlet's mark-up, with the noise of this visit."""
        self.loads[page.url] += 1
        # Not from one count for all: articles are asked side by side, in no fixed order.
        nonce = hashlib.sha256(f"{page.url} {self.loads[page.url]}".encode()).hexdigest()[:24]
        visit = 3 + int(nonce[:4], 16) % 57
        turn = visit % len(RAIL)
        values = {
            "url": page.url,
            "outlet": page.outlet.name,
            "language": page.outlet.language,
            "slug": page.path.rstrip("/").rsplit("/", 1)[-1],
            "published": page.published.isoformat(),
            "published_words": f"{page.published:%B} {page.published.day}, {page.published.year}",
            "nonce": nonce,
            "visit": visit,
            "rail": (*RAIL[turn:], *RAIL[:turn])[:3],
            "ld": structured(page),
            "ld_with_note": structured(page, with_note=True),
        }
        shown = ("section", "byline", "headline", "dek", "social_title", "caption", "paragraphs", "note", "note_label")
        values |= {name: getattr(page, name) for name in shown}
        return self._templates.get_template(f"{page.outlet.key}.html").render(values).encode()


def structured(page: Page, *, with_note: bool = False) -> dict[str, object]:
    """Return the page's schema.org description."""
    out: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.headline,
        "datePublished": page.published.isoformat(),
        "dateModified": page.modified.isoformat(),
        "author": {"@type": "Person", "name": page.byline},
        "publisher": {"@type": "Organization", "name": page.outlet.name},
        "articleSection": page.section,
        "mainEntityOfPage": page.url,
    }
    if with_note and page.note:
        out["correction"] = {
            "@type": "CorrectionComment",
            "text": page.note,
            "datePublished": page.modified.isoformat(),
        }
    return out


class _Handler(BaseHTTPRequestHandler):
    """Answers for every outlet; the Host header says for which."""

    protocol_version = "HTTP/1.1"
    newsroom: Newsroom

    def do_GET(self) -> None:
        page = self.newsroom.page(self.headers.get("Host", "").partition(":")[0], self.path)
        if page is None:
            self._answer(404, b"<title>Not found</title><h1>Not found</h1>")
        elif page.gone:
            self._answer(410, b"<title>Gone</title><h1>This article has been withdrawn.</h1>")
        else:
            self._answer_page(page)

    def _answer_page(self, page: Page) -> None:
        tag = '"' + hashlib.sha256(repr(page).encode()).hexdigest()[:16] + '"'
        headers = {"ETag": tag, "Last-Modified": format_datetime(page.modified, usegmt=True)}
        if self.headers.get("If-None-Match") == tag:
            self._answer(304, b"", headers)
        else:
            self._answer(200, self.newsroom.html(page), headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response_only(status)
        self.send_header("Date", format_datetime(moment(self.newsroom.step), usegmt=True))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the demo's own output readable."""


@contextmanager
def serving(newsroom: Newsroom) -> Iterator[str]:
    """Serve *newsroom* on a free loopback port while the block runs; yield `host:port`."""
    handler = type("Handler", (_Handler,), {"newsroom": newsroom})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield "{}:{}".format(*server.server_address)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
