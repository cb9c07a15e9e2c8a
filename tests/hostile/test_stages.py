"""Pages that lie, flap or choke a parser, polled from a real server and read by the real stages."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hostile.server import PAGE, Connection, Handler, HostileServer
from hostile.test_poll_hostile import Served, add, settings
from revtrack import poller
from revtrack.config import Settings
from revtrack.model import Timeline
from revtrack.store import Archive
from revtrack.store.alerts import AlertBox

EDITED = PAGE.replace(b"1,200", b"12,000")


@pytest.fixture
def served() -> Iterator[HostileServer]:
    running = Served()
    yield running.server
    running.close()


def looks(number: int, page: Callable[[int], bytes], *headers: str) -> Handler:
    """Answer the n-th request with `page(n)`."""
    asked = -1

    async def handler(connection: Connection) -> None:
        nonlocal asked
        asked = min(asked + 1, number)
        await connection.answer(page(asked), "200 OK", *headers)

    return handler


def polled(path: Path, server: HostileServer, times: int, config: Settings | None = None) -> Timeline:
    """Return the timeline of the page at `/page` after *times* polls of everything."""
    config = config or settings(server)
    with Archive(path) as archive:
        add(archive, config, server.url("/page"))
        for _ in range(times):
            poller.poll(archive, config, everything=True, workers=0)
        assert archive.verify().holds
        return archive.timeline(archive.article(1))


def codes(timeline: Timeline) -> list[str]:
    """Return the codes of the checks, the oldest first."""
    return [str(check.code) for check in reversed(timeline.recent)]


def boxes(look: int) -> bytes:
    links = "".join(f'<li><a href="/s/{n}">Another story about the sea {n}</a></li>' for n in range(look, look + 6))
    live = f'<p class="counter">{31 * look} people are reading this</p>'
    aside = f'<aside class="related"><h2>Related</h2><ul>{links}</ul></aside>'
    return PAGE.replace(b"</article>", f"{live}</article>{aside}".encode())


def another_charset(look: int) -> bytes:
    page = PAGE.replace(b"Ida Brandt", "Zoë Brandt".encode())
    return page if look % 2 else page.decode().encode("latin-1")


@pytest.mark.parametrize("page", [boxes, another_charset], ids=["counters and boxes", "character set"])
def test_a_page_that_changes_what_no_reader_sees(
    tmp_path: Path, served: HostileServer, page: Callable[[int], bytes]
) -> None:
    """Rotating boxes, live counters and a character set that the header gets wrong make one version, not six."""
    served.routes["/page"] = looks(6, page)
    timeline = polled(tmp_path / "a.db", served, 6)
    assert len(timeline.versions) == 1
    assert set(codes(timeline)[1:]) <= {"same_text", "same_bytes"}


def test_a_page_in_two_variants(tmp_path: Path, served: HostileServer) -> None:
    """Back and forth is kept as evidence and named, told three times and no more, and asked for ever less."""
    served.routes["/page"] = looks(12, lambda look: EDITED if look % 2 else PAGE)
    timeline = polled(tmp_path / "a.db", served, 10)
    returns = [version.revert_to for version in timeline.versions]
    assert returns == [None, None, 1, 2, 3, 4, 5, 6, 7, 8]
    with Archive(tmp_path / "a.db") as archive:
        told = AlertBox(archive).newest(50)
        assert [alert.kind for alert in told if alert.kind != "state"] == ["unannounced"] * 3
        fresh = archive.db.value("SELECT fresh_at FROM schedule")
    # The second version was the last news.
    assert fresh < str(timeline.versions[2].first_seen)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (b"", "empty"),
        (b"<html><title>Access denied</title><body><h1>Access denied</h1><p>Reference 18.2f</p></body></html>", "blocked"),
    ],
    ids=["nothing", "access denied"],
)  # fmt: skip
def test_a_good_page_turns_into_none(tmp_path: Path, served: HostileServer, page: bytes, fault: str) -> None:
    """A 200 that holds no article is a fault with its reason; the version stays, and the article comes back as it was."""
    served.routes["/page"] = looks(2, lambda look: page if look == 1 else PAGE)
    timeline = polled(tmp_path / "a.db", served, 3)
    assert (len(timeline.versions), codes(timeline)) == (1, ["new_version", "fault", "same_bytes"])
    assert timeline.recent[1].detail.startswith(fault)


def test_a_validator_that_never_changes(tmp_path: Path, served: HostileServer) -> None:
    """A server that says 304 to whoever has its ETag, though the text changed, is found out by the full read."""
    current = PAGE

    async def page(connection: Connection) -> None:
        nonlocal current
        asked = len(served.asked("/page"))
        current = EDITED if asked > 1 else PAGE
        if connection.headers.get("if-none-match") == '"v1"':
            await connection.answer(b"", "304 Not Modified", 'ETag: "v1"')
        else:
            await connection.answer(current, "200 OK", 'ETag: "v1"')

    served.routes["/page"] = page
    config = replace(settings(served), fetch=replace(settings(served).fetch, full_read_every=3))
    timeline = polled(tmp_path / "a.db", served, 4, config)
    assert codes(timeline) == ["new_version", "not_modified", "not_modified", "new_version"]


def test_one_validator_for_different_pages(tmp_path: Path, served: HostileServer) -> None:
    """A server that gives one weak ETag to everything and never says 304 hides nothing."""
    served.routes["/page"] = looks(9, lambda look: EDITED if look else PAGE, 'ETag: W/"same"')
    assert codes(polled(tmp_path / "a.db", served, 3)) == ["new_version", "new_version", "same_bytes"]


def deep(count: int) -> bytes:
    return PAGE.replace(b"<p>The next", b"<div>" * count + b"<p>The next", 1)


CHOKING: dict[str, bytes] = {
    "300 nested": deep(300),
    "5,000 nested": deep(5_000),
    "20,000 attributes": PAGE.replace(b"<article>", b"<article " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">"),
    "100,000 unclosed": PAGE.replace(b"<article>", b"<article>" + b"<b>" * 100_000),
    "one line of 1 MB": PAGE.replace(b"</article>", b"<p>" + b"lorem " * 170_000 + b"</p></article>"),
    "NUL": PAGE.replace(b"1,200", b"1,2\x0000"),
    "surrogate": PAGE.replace(b"1,200", b"&#xD800;1,200 \xed\xa0\x80"),
    "overlong": PAGE.replace(b"1,200", b"\xc0\xaf1,200"),
}  # fmt: skip


@pytest.mark.parametrize("evil", CHOKING)
def test_a_page_that_parsers_choke_on(tmp_path: Path, served: HostileServer, evil: str) -> None:
    """In bounded time it is a version with all its paragraphs or a fault; the good version is never shortened."""
    served.routes["/page"] = looks(2, lambda look: CHOKING[evil] if look == 1 else PAGE)
    begun = time.process_time()
    timeline = polled(tmp_path / "a.db", served, 3)
    assert time.process_time() - begun < 20
    assert timeline.versions[0].document.text.count("review is due") == 1
    for version in timeline.versions:
        assert "review is due in March" in version.document.text
    assert set(codes(timeline)) <= {"new_version", "same_text", "fault", "same_bytes", "layout_change"}
