"""An article's life, visit by visit: digest and commit, with a real archive between."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.extract import EXTRACTOR
from revtrack.model import Capture, CheckCode, Decided, Fetched, FetchFailed, LinkStatus, NotModified, Outcome
from revtrack.pipeline import digest
from revtrack.store import Archive

URL = "https://harbour.example/2026/ferry"
TEXT = (
    "The ferry between Lower Marrow and the island of Skerrin will run through the winter for the first time.",
    "There will be 14 sailings a week from December until the end of February, the harbour office said on Monday.",
    "About 1,200 people live on Skerrin all year round, and many of them work on the mainland.",
    "The older of the two boats will be in dry dock until the middle of January for repairs to her hull.",
)
NOTE = (
    "This article was amended on 4 November 2026. An earlier version said there would be 14 sailings a week. "
    "There will be 24."
)


def page(*paragraphs: str, headline: str = "Winter ferry to keep sailing", note: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    foot = f"<footer class='article-footer'><p>{note}</p></footer>" if note else ""
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
        f"<div class=body>{body}</div>{foot}</article></body></html>"
    ).encode()


class Watch:
    """One article in one archive; each look happens an hour after the last."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.hour = archive, 0
        archive.add(URL, "The Harbour", "add", at="2026-11-02T00:00:00Z")

    def look(self, seen: bytes | FetchFailed | NotModified) -> Outcome:
        self.hour += 1
        at = f"2026-11-{2 + self.hour // 24:02}T{self.hour % 24:02}:00:00Z"
        job = self.archive.job(self.archive.article(URL), extractor=EXTRACTOR)
        result = seen
        if isinstance(seen, bytes):
            sha256 = hashlib.sha256(seen).hexdigest()
            headers = (("Content-Type", "text/html; charset=utf-8"),)
            result = Fetched(Capture(URL, 200, headers, seen, sha256, started_at=at, finished_at=at))
        outcome = digest(job, result, at)
        self.archive.commit(outcome)
        return outcome


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    with Archive(tmp_path / "revtrack.db") as archive:
        yield Watch(archive)


def test_a_note_hours_after_the_fix_is_joined_to_it(watch: Watch) -> None:
    """The silent change is a finding until the note explains it; then it leaves the queue and keeps its place."""
    fixed = (TEXT[0], TEXT[1].replace("14", "24"), *TEXT[2:])
    watch.look(page(*TEXT))
    watch.look(page(*fixed))
    assert [item.finding.code for item in watch.archive.findings(severity=3)] == ["unannounced_change"]
    outcome = watch.look(page(*fixed, note=NOTE))
    assert outcome.analysis is not None
    (link,) = outcome.analysis.links
    assert (link.status, link.revision) == (LinkStatus.LINKED, 0)
    timeline = watch.archive.timeline(watch.archive.article(URL))
    (joined,) = timeline.steps[2].links
    assert joined.step == 2
    assert watch.archive.findings(severity=3) == []
    (answered,) = watch.archive.findings(severity=3, answered=True)
    assert (answered.version, answered.answered_by) == (2, 3)


def test_a_note_ahead_of_its_fix_is_joined_when_the_fix_comes(watch: Watch) -> None:
    """A carried note speaks until its words are found, and no longer."""
    fixed = (TEXT[0], TEXT[1].replace("14", "24"), *TEXT[2:])
    watch.look(page(*TEXT))
    watch.look(page(*TEXT, note=NOTE))
    outcome = watch.look(page(*fixed, note=NOTE))
    assert outcome.analysis is not None
    assert [link.status for link in outcome.analysis.links] == [LinkStatus.LINKED]
    assert outcome.analysis.unannounced == ()
    later = watch.look(page(*fixed[:3], fixed[3].replace("January", "March"), note=NOTE))
    assert later.analysis is not None
    assert later.analysis.links == ()
    assert len(later.analysis.unannounced) == 1


def test_a_note_lives_through_the_archive(watch: Watch) -> None:
    """What became of a note stands in every step of the timeline: new, carried, reworded, moved, shortened, gone, back."""
    longer = NOTE + " The headline was right all along, and the fares stay as they are until the spring."
    pages = (
        page(*TEXT),
        page(*TEXT, note=NOTE),
        page(*TEXT, "A timetable will be printed.", note=NOTE),
        page(*TEXT, "A timetable will be printed.", note=longer),
        page(longer, *TEXT, "A timetable will be printed."),
        page(NOTE, *TEXT, "A timetable will be printed."),
        page(*TEXT, "A timetable will be printed."),
        page(*TEXT, "A timetable will be printed.", note=NOTE),
    )
    for seen in pages:
        watch.look(seen)
    steps = watch.archive.timeline(watch.archive.article(URL)).steps
    assert [[(str(note.status), note.detail) for note in step.notes] for step in steps] == [
        [],
        [("new", None)],
        [("carried", None)],
        [("reworded", None)],
        [("moved", None)],
        [("reworded", "shortened")],
        [("removed", None)],
        [("new", "back")],
    ]
    assert {finding.code for step in steps for finding in step.findings if str(finding.verdict) == "fail"} >= {
        "note_removed",
        "note_reworded",
    }


def test_a_headline_tested_back_and_forth_is_named_once(watch: Watch) -> None:
    """A-B-A of the headline is a test: the return is no unannounced change, and one finding names the pair."""
    for headline in ("Ferry stays", "Islanders cheer as ferry stays", "Ferry stays", "Islanders cheer as ferry stays"):
        outcome = watch.look(page(*TEXT, headline=headline))
    assert outcome.decided is Decided.HEADLINE_TEST
    assert outcome.analysis is not None
    assert outcome.analysis.unannounced == ()
    codes = [item.finding.code for item in watch.archive.findings()]
    assert codes.count("headline_flapping") == 1


def test_what_is_no_article_is_never_a_version(watch: Watch) -> None:
    """Gone, blocked, empty or the same: a check row that says so, and the last good version stays."""
    watch.look(page(*TEXT))
    looks = [
        watch.look(page(*TEXT)),
        watch.look(NotModified(URL)),
        watch.look(b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"),
        watch.look(b""),
        watch.look(FetchFailed(CheckCode.TIMEOUT, "no answer within 60 s", url=URL)),
        watch.look(FetchFailed(CheckCode.GONE, "410 Gone", 410, URL)),
    ]
    codes = ["same_bytes", "not_modified", "fault", "fault", "timeout", "gone"]
    assert [str(look.check.code) for look in looks] == codes
    timeline = watch.archive.timeline(watch.archive.article(URL))
    assert [version.number for version in timeline.versions] == [1]
    assert timeline.versions[0].document.body == "\n\n".join(TEXT)
    assert str(timeline.article.state) == "gone"
    assert "article_gone" in [finding.code for finding in timeline.findings]


def test_looking_twice_adds_nothing(watch: Watch) -> None:
    """The same page gives the same version, however often it is looked at."""
    watch.look(page(*TEXT))
    head = watch.archive.timeline(watch.archive.article(URL)).versions
    for _ in range(3):
        watch.look(page(*TEXT))
    versions = watch.archive.timeline(watch.archive.article(URL)).versions
    assert [(v.number, v.hash) for v in versions] == [(v.number, v.hash) for v in head]
    assert versions[0].last_seen == "2026-11-02T04:00:00Z"
