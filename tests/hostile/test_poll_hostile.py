"""
A poll among hostile servers ends in bounded time and memory, writes a stable code for each, and visits the others.
"""

import asyncio
import resource
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hostile.server import EXPECTED, PAGE, HostileServer, bomb, hostile_server, status
from poller.kit import digest
from revtrack import poller
from revtrack.config import FetchSettings, HostSettings, PolitenessSettings, Settings
from revtrack.fetch import Fetcher
from revtrack.model import ArticleState
from revtrack.poller.watch import watch
from revtrack.store import Archive


class Served:
    """A hostile server in a thread of its own, so that a poll runs as it does from cron."""

    def __init__(self) -> None:
        self.server: HostileServer
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._done: asyncio.Event
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    async def _serve(self) -> None:
        self._done = asyncio.Event()
        async with hostile_server() as self.server:
            self._ready.set()
            await self._done.wait()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)
        self._loop.close()


@pytest.fixture
def served() -> Iterator[HostileServer]:
    running = Served()
    yield running.server
    running.close()


def settings(server: HostileServer, **host: Any) -> Settings:
    place = f"127.0.0.1:{server.port}"
    return Settings(
        fetch=FetchSettings(allow_private=(place,), total_timeout_s=2.0, max_bytes=5_000_000),
        politeness=PolitenessSettings(gap_s=0.0, robots=False),
        hosts={place: HostSettings(**({"gap_s": 0.0, "concurrency": 16, "robots": False} | host))},
    )


def poll(archive: Archive, config: Settings, **more: Any) -> Any:
    values = {"digest": digest, "workers": 0, "extractor": str} | more
    return poller.poll(archive, config, **values)


def add(archive: Archive, config: Settings, *urls: str) -> None:
    from datetime import UTC, datetime

    refused = [item for item in watch(archive, config, urls, now=datetime.now(UTC)) if item.refused]
    assert not refused


def codes(archive: Archive, server: HostileServer) -> dict[str, str]:
    found = {}
    for article in archive.articles():
        recent = archive.timeline(article).recent
        found[article.url.removeprefix(f"http://127.0.0.1:{server.port}")] = str(recent[0].code) if recent else ""
    return found


def test_every_bad_habit_at_once(tmp_path: Path, served: HostileServer) -> None:
    """All of them in one poll, a good page between: every row has its code, the good page its version, in seconds."""
    # Statuses that make a whole host rest are polled apart, below: this is one host.
    restful = ("/n30/429", "/n30/503", "/n30/500")
    expected = {path: code for path, code in EXPECTED.items() if path not in restful and not path.startswith("/n3/")}
    expected["/n3/drip-body"] = "timeout"
    config = settings(served)
    # Four times the usual deadline: on a busy machine a bomb must run into its cap, not into the clock.
    config = replace(config, fetch=replace(config.fetch, total_timeout_s=8.0))
    bomb(1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Archive(tmp_path / "a.db") as archive:
        add(archive, config, *(served.url(path) for path in (*expected, "/good")))
        begun = time.monotonic()
        summary = poll(archive, config)
        assert time.monotonic() - begun < 30
        assert codes(archive, served) == {**expected, "/good": "new_version"}
        assert (summary.versions, summary.exit_code) == (1, 1)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000
        assert poll(archive, config).visits == 0


@pytest.mark.parametrize("path", sorted(path for path in EXPECTED if path not in ("/n3/silence", "/n3/drip-headers")))
def test_the_last_good_version_is_untouched(tmp_path: Path, served: HostileServer, path: str) -> None:
    """An article that was good and then turns hostile keeps its version; nothing is a change."""
    # On a busy machine a bomb must run into its cap, not into the clock; only who waits for the clock waits short.
    limit_s = 1.5 if EXPECTED[path] == "timeout" else 20.0
    config = replace(settings(served), fetch=replace(settings(served).fetch, total_timeout_s=limit_s))
    habit = served.routes.get(path)
    served.routes["/article"] = status("200 OK", body=PAGE)
    with Archive(tmp_path / "a.db") as archive:
        add(archive, config, served.url("/article"))
        assert poll(archive, config).versions == 1
        if habit is None:
            del served.routes["/article"]
        else:
            served.routes["/article"] = habit
        summary = poll(archive, config, everything=True)
        timeline = archive.timeline(archive.article(1))
        assert (summary.versions, len(timeline.versions)) == (0, 1)
        assert str(timeline.recent[0].code) == EXPECTED[path]
        served.routes["/article"] = status("200 OK", body=PAGE)
        poll(archive, config, urls=[served.url("/article")])
        later = archive.timeline(archive.article(1))
        assert len(later.versions) == 1


def test_a_tired_host_is_left_alone(tmp_path: Path, served: HostileServer) -> None:
    """After a 429 with Retry-After no other page of the host is asked for, as the server's own log shows."""
    config = settings(served, concurrency=1)
    with Archive(tmp_path / "a.db") as archive:
        add(archive, config, served.url("/n30/429"), served.url("/good"))
        summary = poll(archive, config)
        assert (summary.visits, summary.resting) == (1, 1)
        assert [path for path, _, _ in served.seen] == ["/n30/429"]
        assert poll(archive, config, everything=True).visits == 0


def test_the_servers_side_of_politeness(tmp_path: Path, served: HostileServer) -> None:
    """From the server's side: robots.txt first, one request in flight, never sooner than the gap, an honest name."""
    served.routes["/robots.txt"] = status(
        "200 OK", "Content-Type: text/plain", body=b"User-agent: *\nDisallow: /secret"
    )
    for number in range(4):
        served.routes[f"/p{number}"] = status("200 OK", body=PAGE)
    config = settings(served, concurrency=1, gap_s=0.15, robots=True)
    with Archive(tmp_path / "a.db") as archive:
        add(archive, config, *(served.url(path) for path in ("/p0", "/p1", "/secret", "/p2", "/p3")))
        summary = poll(archive, config)
    assert (summary.versions, summary.disallowed) == (4, 1)
    paths = [path for path, _, _ in served.seen]
    assert paths[0] == "/robots.txt"
    assert "/secret" not in paths
    assert served.most_open == 1
    times = [when for _, _, when in served.seen]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.15
    assert {headers["user-agent"].partition("/")[0] for _, headers, _ in served.seen} == {"revtrack"}


def test_names_that_lead_inside_are_refused_in_a_poll(tmp_path: Path, served: HostileServer) -> None:
    """A name that resolves to loopback at poll time is a check row `address_refused`; the server hears nothing."""

    async def lookup(host: str, port: int) -> list[str]:
        return {"rebind.example": ["127.0.0.1"], "mixed.example": ["93.184.215.14", "127.0.0.1"]}[host]

    config = replace(settings(served), fetch=FetchSettings(allow_ports=(served.port,), total_timeout_s=1.0))
    with Archive(tmp_path / "a.db") as archive:
        add(archive, config, *(f"http://{name}.example:{served.port}/good" for name in ("rebind", "mixed")))
        summary = poll(archive, config, fetcher=lambda: Fetcher(config.fetch, lookup=lookup))
        assert (summary.failed, {code for _, code, _ in summary.failures}) == (2, {"address_refused"})
        assert served.seen == []
        assert {article.state for article in archive.articles()} == {ArticleState.NEW}
