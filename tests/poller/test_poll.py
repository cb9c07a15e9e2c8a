"""A poll visits what is due, writes what it found and tells once."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, digest, poll
from revtrack.config import HostSettings, PolitenessSettings
from revtrack.errors import LockedError, NotFoundError
from revtrack.model import ArticleState, CheckCode, FetchFailed
from revtrack.poller.watch import watch
from revtrack.store import Archive
from revtrack.store.alerts import AlertBox
from revtrack.store.polling import Polling

A, B, C = (f"https://news.example/{name}" for name in "abc")
OTHER = "https://other.example/x"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def add(archive: Archive, world: World, *urls: str) -> None:
    assert all(item.fresh for item in watch(archive, SETTINGS, urls, now=world.now()))


def codes(archive: Archive, url: str) -> list[str]:
    return [str(check.code) for check in archive.timeline(archive.article(url)).recent[::-1]]


def alerts(archive: Archive) -> list[tuple[str, str]]:
    return [(alert.kind, alert.title) for alert in list(AlertBox(archive).newest())[::-1]]


def test_versions_are_made_when_the_text_changes_only(archive: Archive) -> None:
    """First look, 304 and new text come out as different codes; versions are made of new text only."""
    world = World({A: "Ferry stays\n\nIt runs."})
    add(archive, world, A)
    first = poll(archive, world)
    assert (first.visits, first.versions, first.exit_code) == (1, 1, 0)
    poll(archive, world, everything=True)
    world.pages[A] = "Ferry stays\n\nIt runs daily."
    poll(archive, world, everything=True)
    assert codes(archive, A) == ["new_version", "not_modified", "new_version"]
    assert len(archive.timeline(archive.article(A)).versions) == 2


def test_nothing_due_asks_nobody(archive: Archive) -> None:
    """A second poll straight after the first makes no request."""
    world = World({A: "Ferry stays"})
    add(archive, world, A)
    poll(archive, world)
    before = len(world.asked)
    assert poll(archive, world).visits == 0
    assert len(world.asked) == before


def test_a_full_read_is_forced_now_and_then(archive: Archive) -> None:
    """Validators are left out every so many checks, since ETags lie."""
    world = World({A: "Ferry stays"})
    add(archive, world, A)
    settings = replace(SETTINGS, fetch=replace(SETTINGS.fetch, full_read_every=3))
    for _ in range(7):
        poll(archive, world, settings, everything=True)
    assert codes(archive, A) == ["new_version", *["not_modified", "not_modified", "same_bytes"] * 2]


def test_one_host_is_asked_one_by_one_with_a_gap(archive: Archive) -> None:
    """Never more than one request in flight per host, never sooner than the gap; other hosts go on meanwhile."""
    world = World(dict.fromkeys((A, B, C, OTHER), "Text"), took_s=1.0)
    add(archive, world, A, B, C, OTHER)
    poll(archive, world)
    times = [when for when, url in world.asked if "news.example" in url]
    assert all(later - earlier >= 1.0 + 2.0 for earlier, later in pairwise(times))
    assert next(when for when, url in world.asked if url == OTHER) < times[1]


def test_a_host_of_its_own_may_have_more(archive: Archive) -> None:
    """Settings for one host replace the general ones."""
    world = World(dict.fromkeys((A, B, C), "Text"), took_s=1.0)
    add(archive, world, A, B, C)
    poll(archive, world, replace(SETTINGS, hosts={"news.example": HostSettings(gap_s=0, concurrency=3)}))
    assert {when for when, _ in world.asked} == {0.0}


def test_robots_are_read_once_a_day_and_obeyed(archive: Archive) -> None:
    """A disallowed address is a visible state, told once; Crawl-delay stretches the gap; the copy is kept a day."""
    robots = "User-agent: *\nCrawl-delay: 7\nDisallow: /b\n\nUser-agent: other\nDisallow: /"
    world = World({A: "Text", B: "Text", C: "Text", "https://news.example/robots.txt": robots})
    settings = replace(SETTINGS, politeness=PolitenessSettings(gap_s=2.0))
    add(archive, world, A, B, C)
    summary = poll(archive, world, settings)
    assert (summary.versions, summary.disallowed, summary.exit_code) == (2, 1, 0)
    times = [when for when, _ in world.asked]
    assert [url for _, url in world.asked] == ["https://news.example/robots.txt", A, C]
    assert times[2] - times[1] >= 7
    assert archive.article(B).state is ArticleState.DISALLOWED
    poll(archive, world, settings, everything=True)
    assert [url for _, url in world.asked].count("https://news.example/robots.txt") == 1
    assert alerts(archive) == [("state", f"{B}: never reached yet, disallowed by robots.txt")]
    world.pass_time(2 * 86400)
    world.pages["https://news.example/robots.txt"] = "User-agent: *\nAllow: /"
    poll(archive, world, settings)
    assert archive.article(B).state is ArticleState.OK


@pytest.mark.parametrize(("status", "visited"), [(404, True), (403, True), (500, False), (None, False)])
def test_robots_by_status(archive: Archive, status: int | None, visited: bool) -> None:
    """4xx means allowed; 5xx and silence mean not now (RFC 9309, 2.3.1)."""
    code = {404: CheckCode.GONE, 403: CheckCode.BLOCKED, 500: CheckCode.SERVER_ERROR, None: CheckCode.TIMEOUT}[status]
    world = World({A: "Text", "https://news.example/robots.txt": FetchFailed(code, "no", status)})
    add(archive, world, A)
    summary = poll(archive, world, replace(SETTINGS, politeness=PolitenessSettings(gap_s=0)))
    assert (A in [url for _, url in world.asked]) == visited
    assert summary.versions == int(visited)


def test_retry_after_rests_the_host_across_runs(archive: Archive) -> None:
    """After a 429 the host's other articles are not asked for, in this run and the next, until it allows."""
    limited = FetchFailed(CheckCode.RATE_LIMITED, "status 429", 429, A, retry_after_s=1800.0)
    world = World({A: limited, B: "Text", C: "Text", OTHER: "Text"})
    add(archive, world, A, B, C, OTHER)
    first = poll(archive, world)
    assert (first.visits, first.resting, first.exit_code) == (2, 2, 1)
    world.pages[A] = "Text"
    world.pass_time(1700)
    assert poll(archive, world).resting == 2
    world.pass_time(600)
    assert poll(archive, world).versions == 3


def test_back_off_grows_and_ends_with_success(archive: Archive) -> None:
    """Without a Retry-After a failing host rests longer each time; a success forgets it."""
    world = World({A: FetchFailed(CheckCode.RATE_LIMITED, "status 429", 429, A)})
    add(archive, world, A)
    rests = []
    for _ in range(4):
        poll(archive, world, urls=[A])
        world.pass_time(86400)
        rests.append(Polling(archive).host_rests()["news.example"].failures)
    assert rests == [1, 2, 3, 4]
    world.pages[A] = "Text"
    poll(archive, world, urls=[A])
    assert [rest.failures for rest in Polling(archive).host_rests().values()] == [0]


def test_a_state_is_told_when_it_changes_and_not_while_it_lasts(archive: Archive) -> None:
    """Withdrawn, still withdrawn, back: two alerts; the last body is kept."""
    world = World({A: "Ferry stays\n\nIt runs."})
    add(archive, world, A)
    poll(archive, world)
    del world.pages[A]
    for _ in range(3):
        poll(archive, world, everything=True)
    article = archive.article(A)
    assert article.state is ArticleState.GONE
    assert archive.version(article, -1).document.text == "Ferry stays\n\nIt runs."
    world.pages[A] = "Ferry stays\n\nIt runs."
    poll(archive, world, everything=True)
    assert archive.article(A).state is ArticleState.OK
    assert alerts(archive) == [("gone", "Ferry stays: withdrawn"), ("back", "Ferry stays: back")]


BAD = {
    "gone": (FetchFailed(CheckCode.GONE, "status 410: withdrawn", 410), ArticleState.GONE, 1, "withdrawn"),
    "moved": (
        FetchFailed(CheckCode.MOVED, "redirects to the front page", 301), ArticleState.MOVED, 1,
        "now leads to the front page",
    ),
    "blocked": (
        FetchFailed(CheckCode.BLOCKED, "status 403: access denied", 403), ArticleState.BLOCKED, 1,
        "blocked: the server refuses us",
    ),
    "disallowed": (
        FetchFailed(CheckCode.DISALLOWED, "robots.txt disallows it"), ArticleState.DISALLOWED, 1,
        "disallowed by robots.txt",
    ),
    "failing": (
        FetchFailed(CheckCode.SERVER_ERROR, "status 500: the server failed", 500), ArticleState.FAILING, 3,
        "failing: three visits in a row did not work",
    ),
    "incomplete": (
        FetchFailed(CheckCode.INCOMPLETE, "shorter than it says", 200), ArticleState.FAILING, 3,
        "failing: three visits in a row did not work",
    ),
}  # fmt: skip
"""What the server says: the state it leads to, after how many visits, and how that is told."""


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("changed", [False, True], ids=["as it was", "changed"])
def test_every_state_is_told_once_and_its_end_once(archive: Archive, bad: str, changed: bool) -> None:
    """Ten visits long the state is told once; the last text is kept through it; the return is told, and what is new."""
    answer, state, after, words = BAD[bad]
    world = World({A: "Ferry stays\n\n1,200 ride it."})
    add(archive, world, A)
    poll(archive, world)
    kept = archive.timeline(archive.article(A)).versions
    world.pages[A] = answer
    told = []
    for _ in range(10):
        world.pass_time(8 * 86400)
        poll(archive, world)
        told.append(len(alerts(archive)))
    assert told == [0] * (after - 1) + [1] * (11 - after)
    assert archive.article(A).state is state
    # When it was seen last is no part of what it said.
    assert [v.document for v in archive.timeline(archive.article(A)).versions] == [v.document for v in kept]
    world.pages[A] = "Ferry stays\n\n12,000 ride it." if changed else "Ferry stays\n\n1,200 ride it."
    for _ in range(3):
        world.pass_time(8 * 86400)
        poll(archive, world)
    assert archive.article(A).state is ArticleState.OK
    kind = "gone" if bad in ("gone", "moved") else "state"
    new = [("unannounced", "Ferry stays: 1 material change, no note found in our snapshots")] if changed else []
    assert alerts(archive) == [(kind, f"Ferry stays: {words}"), ("back", "Ferry stays: back"), *new]
    assert len(archive.timeline(archive.article(A)).versions) == 1 + changed
    assert archive.verify().holds


def test_one_bad_state_after_another_is_told_each_time(archive: Archive) -> None:
    """Blocked, then withdrawn, then back: three alerts, each once."""
    world = World({A: "Ferry stays"})
    add(archive, world, A)
    poll(archive, world)
    for bad in ("blocked", "blocked", "gone", "gone"):
        world.pages[A] = BAD[bad][0]
        world.pass_time(8 * 86400)
        poll(archive, world)
    world.pages[A] = "Ferry stays"
    world.pass_time(8 * 86400)
    poll(archive, world)
    assert [title for _, title in alerts(archive)] == [
        "Ferry stays: blocked: the server refuses us", "Ferry stays: withdrawn", "Ferry stays: back"
    ]  # fmt: skip


def test_an_unannounced_change_is_told_with_its_words(archive: Archive) -> None:
    """The diff itself is in the alert; a first version tells nothing."""
    world = World({A: "Ferry stays\n\n1,200 ride it."})
    add(archive, world, A)
    poll(archive, world)
    assert alerts(archive) == []
    world.pages[A] = "Ferry stays\n\n12,000 ride it."
    poll(archive, world, everything=True)
    (alert,) = AlertBox(archive).newest()
    assert alert.kind == "unannounced"
    assert alert.body["edits"][0]["before"].endswith("1,200 ride it.")
    assert alert.body["edits"][0]["after"].endswith("12,000 ride it.")


def brittle(job: object, result: object, *rest: object) -> object:
    """Digest, but fail over article A."""
    if job.url == A:  # type: ignore[attr-defined]
        raise ValueError("a defect")
    return digest(job, result, *rest)  # type: ignore[arg-type]


def test_a_page_that_breaks_us_does_not_break_the_others(archive: Archive) -> None:
    """A defect of ours is a `crashed` check of one article; the exit code says that something failed."""
    world = World({A: "Text", B: "Text"})
    add(archive, world, A, B)
    summary = poll(archive, world, digest=brittle)
    assert (summary.versions, summary.failed, summary.exit_code) == (1, 1, 1)
    assert codes(archive, A) == ["crashed"]


def test_a_poll_ends_in_time_and_leaves_the_rest_due(archive: Archive) -> None:
    """No visit begins after `poll_s`; what is left is visited by the next poll."""
    world = World({f"https://news.example/{n}": "Text" for n in range(10)})
    add(archive, world, *world.pages)
    settings = replace(SETTINGS, schedule=replace(SETTINGS.schedule, poll_s=9))
    first = poll(archive, world, settings)
    assert first.left > 0
    assert first.visits + first.left == 10
    second = poll(archive, world, settings)
    assert {url for _, url in world.asked[: first.visits]}.isdisjoint(url for _, url in world.asked[first.visits :])
    assert second.visits > 0


def test_one_poller_at_a_time(archive: Archive, tmp_path: Path) -> None:
    """A second poll is told who holds the lock and since when."""
    world = World({A: "Text"})
    add(archive, world, A)
    words = r"process \d+ since 2026-03-01T06:00:00Z"
    held = archive.poll_lock("2026-03-01T06:00:00Z")
    with Archive(tmp_path / "a.db") as second, held, pytest.raises(LockedError, match=words):
        poll(second, world)
    assert world.asked == []


def test_an_address_nobody_watches_is_an_error(archive: Archive) -> None:
    """`--url` names articles that are watched."""
    with pytest.raises(NotFoundError):
        poll(archive, World(), urls=[A])


@pytest.mark.parametrize("skew", [-3600.0, 10 * 365 * 86400.0])
def test_a_clock_that_jumps_loses_nothing(archive: Archive, skew: float) -> None:
    """An hour back or ten years ahead: order holds, the poll says so, and the right time heals the schedule."""
    world = World({A: "One"})
    add(archive, world, A)
    poll(archive, world)
    world.pass_time(600)
    world.skew_s = skew
    world.pages[A] = "Two"
    odd = poll(archive, world, everything=True)
    assert ("clock" in odd.clock) == (skew < 0)
    world.skew_s = 0.0
    world.pass_time(8 * 86400)
    world.pages[A] = "Three"
    healed = poll(archive, world)
    assert healed.versions == 1
    texts = [version.document.text for version in archive.timeline(archive.article(A)).versions]
    assert texts == ["One", "Two", "Three"]
    assert Polling(archive).load([1])[0].appointment.due_at < "2026-04"


def test_spellings_of_one_address_are_one_article(archive: Archive) -> None:
    """Tracking parameters, http and www make no second article; a refused address says why."""
    world = World()
    spellings = [A, A + "?utm_source=x", A.replace("https://", "http://www."), "http://127.0.0.1/x", "nonsense"]
    results = list(watch(archive, SETTINGS, spellings, now=world.now()))
    assert [item.fresh for item in results] == [True, False, False, False, False]
    assert [bool(item.refused) for item in results] == [False, False, False, True, True]
    assert archive.count() == 1
