"""Bringing histories in: once, in order, the same on any number of processes, and on after a kill."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exchange.stories import FIRST, SECOND
from intake.histories import everything, story, write
from revtrack.config import Settings
from revtrack.engine import engine
from revtrack.exchange import ReadOptions, reader
from revtrack.extract import EXTRACTOR
from revtrack.intake import Intake, Progress, bring_in
from revtrack.pipeline import digest
from revtrack.pipeline.replaying import State, after, answer
from revtrack.poller.feeds import Rules, subscribe
from revtrack.store import Archive, importing
from revtrack.store.feeds import Feeds
from revtrack.store.polling import Polling

NOW = "2026-06-01T00:00:00Z"
STAMPED, LATER = "2026-06-01T00:00:00.000Z", "2026-06-01T00:00:01.000Z"


def bring(path: Path, source: Path, jobs: int = 1) -> Progress:
    """Import a JSON lines file."""
    with Archive(path) as archive, engine(jobs) as (executor, width):
        items = reader("jsonl")(str(source), ReadOptions())
        return bring_in(archive, items, Intake("jsonl", source.name, executor=executor, width=width), lambda: NOW)


def test_a_history_becomes_versions_notes_and_links(tmp_path: Path) -> None:
    """Each version has its time and says where it came from; the note is joined to the fix."""
    done = bring(tmp_path / "a.db", write(tmp_path / "h.jsonl", story(1)))
    assert (done.articles, done.versions, done.troubles) == (1, 4, 0)
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        timeline = archive.timeline(archive.article("https://harbour.example/s1"))
        assert archive.verify().problems == ()
    assert [v.first_seen for v in timeline.versions] == [f"2026-05-0{n}T08:00:00Z" for n in (1, 2, 3, 4)]
    assert {v.source for v in timeline.versions} == {"import jsonl h.jsonl"}
    assert [note.text[:10] for note in timeline.steps[2].notes] == ["Correction"]
    joined = [link for link in timeline.steps[2].links if link.link.status == "linked"]
    assert [link.step for link in joined] == [2], "the fix came one version before its note"


def test_importing_again_adds_nothing_and_a_grown_file_adds_what_is_new(tmp_path: Path) -> None:
    """Not a row but that of the import itself."""
    bring(tmp_path / "a.db", write(tmp_path / "h.jsonl", story(1), story(2)))
    before = everything(tmp_path / "a.db")
    again = bring(tmp_path / "a.db", tmp_path / "h.jsonl")
    assert (again.versions, again.looks, again.known) == (0, 0, 8)
    assert everything(tmp_path / "a.db") == before
    grown = bring(tmp_path / "a.db", write(tmp_path / "h.jsonl", story(1, 6), story(2)))
    assert (grown.versions, grown.known) == (2, 8)


def test_a_list_of_addresses_is_watched_from_then_on(tmp_path: Path) -> None:
    """Two spellings are one article, due now; a feed is read at the next poll, and keeps the rules it has later."""
    links = "".join(
        f'<outline text="x" type="link" url="{url}"/>'
        for url in (
            "https://harbour.example/a?utm_source=mail",
            "http://www.harbour.example/a",
            "https://u:p@h.example/",
        )
    )
    (tmp_path / "l.opml").write_text(
        f'<opml><body>{links}<outline xmlUrl="https://harbour.example/rss"/></body></opml>'
    )

    def bring_list() -> Progress:
        items = reader("opml")(str(tmp_path / "l.opml"), ReadOptions(outlet="The Daily Harbour"))
        return bring_in(archive, items, Intake("opml", "l.opml"), lambda: NOW)

    with Archive(tmp_path / "a.db") as archive:
        assert replace(bring_list(), examples=[]) == Progress(articles=2, feeds=1, troubles=1)
        (article,) = archive.articles()
        assert (article.url, article.outlet) == ("https://harbour.example/a", "The Daily Harbour")
        assert list(Polling(archive).due(LATER, LATER)) == [(article.id, article.url)]
        (feed,) = Feeds(archive).all()
        assert (feed.url, feed.rules["outlet"], feed.due_at) == (
            "https://harbour.example/rss",
            "The Daily Harbour",
            STAMPED,
        )
        chosen = Rules(include=("/ferry-",))
        subscribe(archive, Settings(), feed.url, "feed", chosen, datetime(2026, 6, 2, tzinfo=UTC))
        before = Feeds(archive).all()
        bring_list()
        assert Feeds(archive).all() == before


def test_a_look_that_a_source_holds_twice_is_stored_once(tmp_path: Path) -> None:
    """Two branches of a repository give the same moment with the same bytes: that is one look, and one version."""
    row = story(1)
    row["versions"] = [*row["versions"][:3], *row["versions"]]  # type: ignore[index, misc]
    done = bring(tmp_path / "a.db", write(tmp_path / "h.jsonl", row))
    assert (done.versions, done.known, done.troubles) == (4, 3, 0)
    assert bring(tmp_path / "a.db", tmp_path / "h.jsonl").known == 7


def test_the_archive_is_row_for_row_the_same_on_many_processes(tmp_path: Path) -> None:
    """Whoever reads first, what is written is in the order of the source."""
    source = write(tmp_path / "h.jsonl", *(story(n, 3 + n % 5) for n in range(12)))
    bring(tmp_path / "one.db", source)
    bring(tmp_path / "two.db", source, jobs=2)
    assert everything(tmp_path / "one.db") == everything(tmp_path / "two.db")


def test_unknown_times_keep_the_order_and_a_return_to_an_old_text_is_a_version(tmp_path: Path) -> None:
    """Without times the place in the order tells equal texts apart."""
    row = story(1)
    row["versions"] = [{"text": f"Fares\n\n{text}"} for text in (FIRST, SECOND, FIRST, SECOND)]
    source = write(tmp_path / "h.jsonl", row)
    assert bring(tmp_path / "a.db", source).versions == 4
    assert bring(tmp_path / "a.db", source).known == 4
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        timeline = archive.timeline(next(archive.articles()))
    assert [v.first_seen for v in timeline.versions] == [None] * 4
    assert [v.revert_to for v in timeline.versions] == [None, None, 1, 2]


def test_a_long_history_is_read_in_parts_as_if_it_were_one(tmp_path: Path) -> None:
    """More versions than one part holds: numbers run on, past revisions reach over the seam."""
    row = story(1)
    row["versions"] = [{"text": f"Fares\n\nThe ferry carried {1000 + n} people today.\n\nMore."} for n in range(130)]
    assert bring(tmp_path / "a.db", write(tmp_path / "h.jsonl", row), jobs=2).versions == 130


def test_what_is_older_than_the_archive_is_set_aside(tmp_path: Path) -> None:
    """Versions are never put between others; the trouble says what to do."""
    late, early = story(1), story(1)
    late["versions"] = late["versions"][2:]  # type: ignore[index]
    bring(tmp_path / "a.db", write(tmp_path / "late.jsonl", late))
    done = bring(tmp_path / "a.db", write(tmp_path / "early.jsonl", early))
    assert (done.versions, done.known, done.troubles) == (0, 2, 2)
    assert "older than what the archive holds" in done.examples[0]
    assert "merge the two" in done.examples[0]


def test_a_job_worked_out_is_the_job_the_archive_gives(tmp_path: Path) -> None:
    """After each commit, what replay expects is what the archive would hand to the next visit."""
    source = write(tmp_path / "h.jsonl", story(1, 7))
    (item,) = reader("jsonl")(str(source), ReadOptions())
    with Archive(tmp_path / "a.db") as archive:
        article = archive.add(item.url)
        start = importing.start(archive, item.url, "", EXTRACTOR)
        state = State(start.job, start.notes)
        for look in item.looks:
            outcome = digest(state.job, answer(look, state.job.url), look.at)
            archive.commit(outcome)
            state = after(state, outcome)
            wanted = archive.job(article, full=True, extractor=EXTRACTOR)
            plain = replace(wanted, article=state.job.article, profile=state.job.profile)
            assert plain.past_notes == state.job.past_notes
            assert plain.past == state.job.past
            assert plain.previous is not None
            assert replace(plain.previous, hash="") == state.job.previous
            assert replace(plain, previous=state.job.previous) == state.job


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    """Exit 0 when all was read, 1 when a record could not be, 2 for a kind there is not."""
    source = write(tmp_path / "h.jsonl", story(1))
    base = [sys.executable, "-m", "revtrack", "import"]
    where = ["--db", str(tmp_path / "a.db"), "--jobs", "1"]
    good = subprocess.run([*base, "jsonl", str(source), *where], capture_output=True, text=True, check=False)
    assert (good.returncode, good.stdout) == (0, "")
    assert "1 articles, 4 new versions" in good.stderr
    source.write_text(source.read_text() + "{\n")
    bad = subprocess.run([*base, "jsonl", str(source), *where], capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "line 2: not JSON" in bad.stderr
    wrong = subprocess.run([*base, "jsnl", str(source), *where], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "did you mean 'jsonl'?" in wrong.stderr
