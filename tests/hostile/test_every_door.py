"""
Every way a URL can enter goes through the address gate: a server that is not allowed hears nothing.

Each door is opened in turn with an address of a second server on loopback. A new door belongs
in `DOORS`; that nothing but `fetch` can connect is held by the last test and the import contracts.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from hostile.server import PAGE, HostileServer, hostile_server, redirect, status
from hostile.test_poll_hostile import settings
from revtrack import poller
from revtrack.config import SinkSettings
from revtrack.exchange import ReadOptions, reader
from revtrack.intake import Intake, bring_in
from revtrack.pipeline import digest
from revtrack.poller import sinks
from revtrack.poller.feeds import Rules, subscribe
from revtrack.poller.watch import lines_of, watch
from revtrack.store import Archive
from revtrack.store.alerts import StoredAlert
from revtrack.store.desk import Desk
from revtrack.web import desk

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ALERT = StoredAlert(1, "2026-03-01T06:00:00.000Z", "gone", "Gone", {}, "https://news.example/a", "", "", 1)


class Two:
    """A server that is allowed and one that is not, an archive, and the doors between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.allowed: HostileServer
        self.secret: HostileServer
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        self.config = settings(self.allowed)
        self.archive = Archive(folder / "a.db")
        self.evil = self.secret.url("/inside")

    async def _serve(self) -> None:
        self._done = asyncio.Event()
        async with hostile_server() as self.allowed, hostile_server() as self.secret:
            self.secret.routes["/inside"] = status("200 OK", body=PAGE)
            self._ready.set()
            await self._done.wait()

    def close(self) -> None:
        self.archive.close()
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)
        self._loop.close()

    def add(self, *urls: str) -> None:
        list(watch(self.archive, self.config, urls, now=NOW))

    def subscribe(self, kind: str, body: str, content_type: str) -> None:
        self.allowed.routes["/list"] = status("200 OK", f"Content-Type: {content_type}", body=body.encode())
        assert subscribe(self.archive, self.config, self.allowed.url("/list"), kind, Rules(), NOW).fresh


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.close()


def by_add(two: Two) -> None:
    two.add(two.evil)


def by_file(two: Two) -> None:
    two.add(*lines_of(f"# list\n{two.evil}\n"))


def by_odd_spelling(two: Two) -> None:
    port = two.secret.port
    two.add(*(f"http://{host}:{port}/inside" for host in ("2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost")))


def filled(two: Two, kind: str, *urls: str) -> None:
    """Give addresses in the desk's form, as an editor does."""
    with Desk(two.archive.path) as book:
        book.add_user("ines", "reviewer", "a long enough secret", at="2026-03-01T00:00:00Z")
    app = desk(two.archive.path, settings=lambda: two.config)
    browser = TestClient(app, base_url="http://127.0.0.1:8788", follow_redirects=False)
    browser.post("/login", data={"name": "ines", "password": "a long enough secret"})
    token = re.findall(r'name="csrf" value="([^"]+)"', browser.get("/desk/add").text)[0]
    answer = browser.post("/desk/add", data={"csrf": token, "urls": "\n".join(urls), "kind": kind})
    assert (answer.status_code, answer.text.count("Not watched: ")) == (400, len(urls))


def by_web_form(two: Two) -> None:
    port = two.secret.port
    filled(
        two, "article", two.evil, f"http://0x7f.1:{port}/inside", f"http://127.0.0.1:{port}\\@news.example/", "file:/x"
    )


def by_web_form_for_a_feed(two: Two) -> None:
    filled(two, "feed", two.evil)


def by_web_form_for_a_sitemap(two: Two) -> None:
    filled(two, "sitemap", two.evil)


def by_web_form_for_an_index_page(two: Two) -> None:
    filled(two, "index", two.evil)


def by_redirect(two: Two) -> None:
    two.allowed.routes["/a"] = redirect(two.evil)
    two.add(two.allowed.url("/a"))


def by_canonical(two: Two) -> None:
    page = PAGE.replace(b"<title>", f'<link rel="canonical" href="{two.evil}"><title>'.encode())
    two.allowed.routes["/a"] = status("200 OK", body=page)
    two.add(two.allowed.url("/a"))


def by_feed_address(two: Two) -> None:
    subscribe(two.archive, two.config, two.evil, "feed", Rules(), NOW)


def by_feed_entry(two: Two) -> None:
    item = f"<item><title>x</title><link>{two.evil}</link></item>"
    two.subscribe("feed", f'<rss version="2.0"><channel>{item}</channel></rss>', "application/rss+xml")


def by_json_feed_entry(two: Two) -> None:
    two.subscribe("feed", json.dumps({"items": [{"url": two.evil}]}), "application/feed+json")


def by_sitemap_entry(two: Two) -> None:
    two.subscribe("sitemap", f"<urlset><url><loc>{two.evil}</loc></url></urlset>", "application/xml")


def by_sitemap_of_sitemaps(two: Two) -> None:
    two.subscribe("sitemap", f"<sitemapindex><sitemap><loc>{two.evil}</loc></sitemap></sitemapindex>", "text/xml")


def by_index_link(two: Two) -> None:
    two.subscribe("index", f'<html><body><a href="{two.evil}">x</a></body></html>', "text/html")


def by_robots_redirect(two: Two) -> None:
    two.config = settings(two.allowed, robots=True)
    two.allowed.routes["/robots.txt"] = redirect(two.evil)
    two.add(two.allowed.url("/good"))


def by_import(two: Two) -> None:
    line = {
        "article_id": "x",
        "url": two.evil,
        "versions": [{"time": "2026-01-01T00:00:00Z", "text": "Ferry\n\nIt runs."}],
    }
    (two.folder / "x.jsonl").write_text(json.dumps(line))
    subprocess.run(
        [sys.executable, "-m", "revtrack", "import", "jsonl", str(two.folder / "x.jsonl"), "--db", str(two.archive.path)],
        check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(Path("src").absolute())},
    )  # fmt: skip
    assert two.archive.count() == 1
    poller.poll(two.archive, two.config, urls=[two.evil], workers=0, digest=digest)


def brought(two: Two, kind: str, text: str) -> None:
    """Import a list that names the server inside."""
    (two.folder / "list").write_text(text)
    read = reader(kind)(str(two.folder / "list"), ReadOptions())
    made = bring_in(two.archive, read, Intake(kind, "list", two.config), lambda: "2026-03-01T00:00:00Z")
    assert (made.troubles, two.archive.count()) == (1, 0)


def by_import_of_addresses(two: Two) -> None:
    brought(two, "csv", f"url\n{two.evil}\n")


def by_import_of_links(two: Two) -> None:
    brought(two, "opml", f'<opml><body><outline text="x" type="link" url="{two.evil}"/></body></opml>')


def by_import_of_feeds(two: Two) -> None:
    brought(two, "opml", f'<opml><body><outline text="x" type="rss" xmlUrl="{two.evil}"/></body></opml>')


def by_webhook_of_the_configuration(two: Two) -> None:
    (why,) = sinks.send(SinkSettings("webhook", url=two.evil), [ALERT], two.config.fetch, NOW)
    assert "refused" in why


def by_webhook_redirect(two: Two) -> None:
    two.allowed.routes["/hook"] = redirect(two.evil, "307 Temporary Redirect")
    (why,) = sinks.send(SinkSettings("webhook", url=two.allowed.url("/hook")), [ALERT], two.config.fetch, NOW)
    assert "307" in why


def by_a_row_put_in_by_hand(two: Two) -> None:
    two.archive.add(two.evil, source="somebody's script", at="2026-03-01T00:00:00Z")


DOORS: list[Callable[[Two], Any]] = [door for name, door in list(globals().items()) if name.startswith("by_")]


@pytest.mark.parametrize("door", DOORS, ids=[door.__name__ for door in DOORS])
def test_no_door_leads_inside(two: Two, door: Callable[[Two], Any]) -> None:
    """Whatever door the address comes in by, two polls of everything make no request to the server inside."""
    door(two)
    for _ in range(2):
        poller.poll(two.archive, two.config, everything=True, workers=0, digest=digest)
    assert two.secret.seen == []


def test_nothing_but_fetch_and_mail_can_connect() -> None:
    """No other module of ours names a library that opens connections."""
    opener = re.compile(
        r"^\s*(?:import|from) (aiohttp|httpx|requests|urllib3|urllib\.request|http\.client|ftplib|socket)\b", re.M
    )
    root = Path(poller.__file__).parents[1]
    found = {
        str(path.relative_to(root)): match.group(1)
        for path in root.rglob("*.py")
        if (match := opener.search(path.read_text())) and path.parent.name != "fetch"
    }
    # The demo's newsroom and the server listen; they ask nobody.
    listeners = {name for name in found if name.startswith("demo/") or name == "web/prompt.py"}
    assert found.keys() - listeners == set()
