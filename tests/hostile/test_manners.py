"""
The promise to hosts, from the server's side: one request at a time, never sooner than gap, Crawl-delay or Retry-After.

Whatever ways lead to a host: other ports, redirects, feeds beside articles, one poll after another. All names lead
to one server, which takes its time; so two starts of one host closer than that time and the gap break the promise.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from hostile.server import PAGE, Connection, Handler, HostileServer
from hostile.test_poll_hostile import Served, add, codes, poll
from revtrack.config import FetchSettings, HostSettings, PolitenessSettings, Settings
from revtrack.poller.feeds import Rules, subscribe
from revtrack.store import Archive
from revtrack.store.feeds import Feeds

TOOK_S = 0.05
NAMES = ("a.example", "b.example", "c.example")
NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def served() -> Iterator[HostileServer]:
    running = Served()
    yield running.server
    running.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def settings(server: HostileServer, gap_s: float = 0.1, **hosts: HostSettings) -> Settings:
    """Let the names of `NAMES` lead to *server* at any port."""
    place = f"127.0.0.1:{server.port}"
    return Settings(
        fetch=FetchSettings(connect_to=dict.fromkeys(NAMES, place)),
        politeness=PolitenessSettings(gap_s=gap_s, robots=False),
        hosts=hosts,
    )


def page(body: bytes = PAGE, status: str = "200 OK", *headers: str) -> Handler:
    """Answer after a while."""

    async def handler(connection: Connection) -> None:
        await asyncio.sleep(TOOK_S)
        await connection.answer(body, status, *headers)

    return handler


def to(place: str) -> Handler:
    return page(b"", "302 Found", f"Location: {place}")


def starts(server: HostileServer) -> dict[str, list[float]]:
    """Return when each host was asked, whatever its port."""
    found: dict[str, list[float]] = defaultdict(list)
    for _, headers, when in server.seen:
        found[headers["host"].partition(":")[0]].append(when)
    return found


def closest(server: HostileServer) -> float:
    """Return the shortest time between the starts of two requests to one host."""
    return min(later - earlier for times in starts(server).values() for earlier, later in pairwise(times))


def paths(server: HostileServer, name: str) -> list[str]:
    return [path for path, headers, _ in server.seen if headers["host"].partition(":")[0] == name]


def test_the_ports_of_a_name_are_one_host(served: HostileServer, archive: Archive) -> None:
    """Articles at two ports of one name are asked one after another, with the gap between."""
    config = settings(served)
    served.routes |= {f"/{n}": page() for n in range(6)}
    add(archive, config, *(f"http://a.example{':8080' if n % 2 else ''}/{n}" for n in range(6)))
    assert poll(archive, config).versions == 6
    assert closest(served) >= TOOK_S + 0.1
    assert served.most_open == 1


def test_a_port_that_is_named_is_a_host_of_its_own(served: HostileServer, archive: Archive) -> None:
    """`[hosts."name:port"]` says that whoever listens there is somebody else."""
    config = settings(served, gap_s=5.0, **{"a.example:8080": HostSettings(gap_s=0)})
    served.routes |= {f"/{n}": page() for n in range(4)}
    add(archive, config, "http://a.example/0", *(f"http://a.example:8080/{n}" for n in range(1, 4)))
    assert poll(archive, config).versions == 4


def test_redirects_and_feeds_wait_for_the_hosts_turn(served: HostileServer, archive: Archive) -> None:
    """Hosts that redirect to each other, each with a feed of its own, are each asked one after another."""
    config = settings(served)
    names = NAMES[:2]
    for number, name in enumerate(names):
        for n in range(3):
            other = names[1 - number]
            served.routes[f"/{name}/r{n}"] = to(f"http://{other}:8080/{other}/p{n}")
            served.routes[f"/{name}/p{n}"] = page()
        items = "".join(f"<item><link>http://{name}/{name}/r{n}</link></item>" for n in range(3))
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        served.routes[f"/{name}/feed"] = page(feed, "200 OK", "Content-Type: application/rss+xml")
        subscribe(archive, config, f"http://{name}/{name}/feed", "feed", Rules(), NOW)
    add(archive, config, *(f"http://{name}/{name}/p{n}" for name in names for n in range(3)))
    poll(archive, config)
    assert {name: len(times) for name, times in starts(served).items()} == dict.fromkeys(names, 10)
    assert closest(served) >= TOOK_S + 0.1


def test_a_rest_is_kept_by_whatever_way(served: HostileServer, archive: Archive) -> None:
    """A 429 reached through a redirect rests the host that said it, its feed included, and nobody else."""
    config = settings(served, gap_s=0.0)
    served.routes |= {
        "/r": to("http://b.example/tired"), "/again": to("http://b.example/good"), "/good": page(), "/other": page(),
        "/tired": page(b"", "429 Too Many Requests", "Retry-After: 3600"), "/feed": page(b"<rss/>"),
    }  # fmt: skip
    add(archive, config, "http://a.example/r")
    assert poll(archive, config, now=lambda: NOW).failed == 1
    add(archive, config, "http://a.example/other", "http://a.example/again", "http://b.example/good")
    subscribe(archive, config, "http://b.example/feed", "feed", Rules(), NOW)
    later = NOW + timedelta(minutes=50)
    summary = poll(archive, config, everything=True, now=lambda: later)
    assert paths(served, "b.example") == ["/tired"]
    assert "/other" in paths(served, "a.example")
    assert (summary.versions, summary.resting) == (1, 1)
    assert codes(archive, served)["http://a.example/again"] == "rate_limited"
    assert (Feeds(archive).all()[0].failures, Feeds(archive).all()[0].checked_at) == (0, None)
    assert poll(archive, config, everything=True, now=lambda: NOW + timedelta(minutes=70)).versions == 2


def test_a_tired_feed_rests_its_host(served: HostileServer, archive: Archive) -> None:
    """A feed's 503 with Retry-After counts for the articles of its host as well, in this poll and the next."""
    config = settings(served, gap_s=0.0)
    served.routes |= {"/feed": page(b"", "503 Service Unavailable", "Retry-After: 7200"), "/good": page()}
    subscribe(archive, config, "http://a.example/feed", "feed", Rules(), NOW)
    add(archive, config, "http://a.example/good")
    for minutes in (0, 100):
        summary = poll(archive, config, everything=True, now=lambda: NOW + timedelta(minutes=minutes))  # noqa: B023
        assert (summary.visits, summary.resting) == (0, 1)
    assert paths(served, "a.example") == ["/feed"]
    served.routes["/feed"] = page(b"<rss/>")
    assert poll(archive, config, everything=True, now=lambda: NOW + timedelta(minutes=130)).versions == 1


def test_a_tired_robots_txt_rests_its_host(served: HostileServer, archive: Archive) -> None:
    """A robots.txt that says when to come back is not asked for sooner, nor is anything else of its host."""
    config = settings(served, gap_s=0.0, **{"a.example": HostSettings(robots=True)})
    served.routes |= {"/robots.txt": page(b"", "503 Service Unavailable", "Retry-After: 18000"), "/good": page()}
    add(archive, config, "http://a.example/good")
    for hours in (0, 2, 4):
        assert poll(archive, config, everything=True, now=lambda: NOW + timedelta(hours=hours)).versions == 0  # noqa: B023
    assert paths(served, "a.example") == ["/robots.txt"]
    served.routes["/robots.txt"] = page(b"", "404 Not Found")
    assert poll(archive, config, everything=True, now=lambda: NOW + timedelta(hours=6)).versions == 1


def test_the_longest_crawl_delay_of_a_host_counts(served: HostileServer, archive: Archive) -> None:
    """Two ports with a robots.txt each: the one that asks for no delay does not shorten the other's."""

    async def robots(connection: Connection) -> None:
        delay = "" if connection.headers["host"].endswith(":8080") else "Crawl-delay: 0.4"
        await connection.answer(f"User-agent: *\n{delay}\nDisallow: /x".encode(), "200 OK", "Content-Type: text/plain")

    config = settings(served, gap_s=0.0, **{"a.example": HostSettings(robots=True)})
    served.routes |= {"/robots.txt": robots, **{f"/{n}": page() for n in range(4)}}
    add(archive, config, *(f"http://a.example{':8080' if n % 2 else ''}/{n}" for n in range(4)))
    assert poll(archive, config).versions == 4
    asked = [when for path, _, when in served.seen if path != "/robots.txt"]
    assert min(later - earlier for earlier, later in pairwise(asked)) >= 0.4


def test_the_gap_is_kept_from_one_poll_to_the_next(served: HostileServer, archive: Archive) -> None:
    """A poll straight after another waits for the rest of the gap; a host that was not asked is not waited for."""
    config = settings(served, gap_s=0.5)
    served.routes |= {"/0": page(), "/1": page()}
    add(archive, config, "http://a.example/0", "http://b.example/1")
    for url in ("http://a.example/0", "http://b.example/1", "http://a.example/0"):
        poll(archive, config, urls=[url])
    times = starts(served)
    assert times["a.example"][1] - times["a.example"][0] >= TOOK_S + 0.5
    assert times["b.example"][0] - times["a.example"][0] < TOOK_S + 0.5


def test_a_gap_written_by_a_clock_that_was_ahead_is_no_gap(served: HostileServer, archive: Archive) -> None:
    """However far off the moment is that the host may be asked again, no longer than a gap is waited."""
    config = settings(served, gap_s=0.1)
    served.routes |= {"/0": page()}
    add(archive, config, "http://a.example/0")
    poll(archive, config, urls=["http://a.example/0"], now=lambda: datetime.now(UTC) + timedelta(days=3650))
    assert poll(archive, config, urls=["http://a.example/0"]).visits == 1
