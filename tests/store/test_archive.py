"""What is committed comes back: whole values, in order, with their times."""

from dataclasses import fields
from pathlib import Path

import pytest

from revtrack.errors import (
    DamagedError,
    LockedError,
    NewerSchemaError,
    NotFoundError,
    ReadOnlyError,
    StoreError,
    UsageError,
)
from revtrack.model import (
    ArticleState,
    Block,
    BlockPair,
    Capture,
    CheckCode,
    Claim,
    Decision,
    Document,
    Edit,
    FieldEdit,
    Finding,
    Layout,
    Link,
    Note,
    Validators,
)  # fmt: skip
from revtrack.store import Archive
from store import stories


def test_a_version_and_all_that_was_found_come_back_equal(archive: Archive) -> None:
    """A timeline holds the same documents, edits, notes, links and findings that were committed."""
    article = archive.add(stories.URL, "The Daily Harbour", "add", at="2026-05-03T08:00:00Z")
    one, two = stories.document("It runs.", "1,200 came.", "Ends."), stories.document("It runs.", "12,000 came.")
    first = stories.first(article, one, "2026-05-03T08:01:00Z")
    second = stories.second(article, one, two, "2026-05-03T12:00:00Z")
    assert archive.commit(first) == 1
    assert archive.commit(stories.unchanged(article, "2026-05-03T09:00:00Z")) is None
    assert archive.commit(second) == 2

    timeline = archive.timeline(article)
    assert [version.document for version in timeline.versions] == [one, two]
    assert timeline.steps[0].revision == first.analysis.revision
    step = timeline.steps[1]
    assert step.revision == second.analysis.revision
    assert step.notes == second.analysis.notes
    assert tuple(joined.link for joined in step.links) == second.analysis.links
    assert [joined.step for joined in step.links] == [2, 2]
    assert step.unannounced == ("e3", "f1")
    assert step.findings == second.analysis.findings
    assert timeline.checks == 3
    assert [check.code for check in timeline.recent] == [
        CheckCode.NEW_VERSION, CheckCode.NOT_MODIFIED, CheckCode.NEW_VERSION,
    ]  # fmt: skip
    assert timeline.article.state is ArticleState.OK
    assert timeline.head == archive.head()


def test_times_live_are_intervals(archive: Archive) -> None:
    """A version knows when it was first and last seen, and when the one before it was still there."""
    article = archive.add(stories.URL)
    one, two = stories.document("It runs."), stories.document("It ran.")
    archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
    archive.commit(stories.unchanged(article, "2026-05-03T09:00:00Z"))
    archive.commit(stories.failed(article, "2026-05-03T10:00:00Z"))
    archive.commit(stories.second(article, one, two, "2026-05-03T11:00:00Z"))
    archive.commit(stories.unchanged(article, "2026-05-03T12:00:00Z"))
    old, new = archive.timeline(article).versions
    assert (old.first_seen, old.last_seen, old.not_before) == ("2026-05-03T08:00:00Z", "2026-05-03T09:00:00Z", None)
    assert (new.first_seen, new.last_seen) == ("2026-05-03T11:00:00Z", "2026-05-03T12:00:00Z")
    assert new.not_before == "2026-05-03T09:00:00Z"
    assert archive.version(article, -1) == new
    with pytest.raises(NotFoundError, match="it has 1 to 2"):
        archive.version(article, 3)


def test_a_job_carries_what_a_visit_needs(archive: Archive) -> None:
    """The newest version, its validators, earlier revisions and fingerprints; no validators for a full read."""
    article = archive.add(stories.URL)
    assert archive.job(article).previous is None
    one, two, three = (stories.document(text) for text in ("It runs.", "It ran.", "It will run."))
    archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
    second = stories.second(article, one, two, "2026-05-03T11:00:00Z")
    archive.commit(second)
    third = stories.second(article, two, three, "2026-05-03T12:00:00Z", 3)
    archive.commit(third)
    job = archive.job(article)
    capture = stories.capture(three, "2026-05-03T12:00:00Z")
    assert job.previous is not None
    assert job.previous.document == three
    assert job.past == (second.analysis.revision, third.analysis.revision), "a note may follow its fix by one version"
    assert job.validators == Validators(capture.header("etag"), None)
    assert job.last_sha256 == capture.sha256
    assert job.fingerprints == ((1, "f1"), (2, "f2"), (3, "f3"))
    assert job.previous_page is None
    assert archive.job(article, full=True).validators == Validators()
    assert archive.job(article, extractor="revtrack-extract/2").previous_page == capture.body
    assert archive.capture(capture.sha256) == capture


def test_adding_twice_adds_once(archive: Archive) -> None:
    """An address in another spelling, or an alias the page named, is the same article."""
    article = archive.add(stories.URL, at="2026-05-03T08:00:00Z")
    assert archive.add("HTTPS://Harbour.example:443/ferry#top") == article
    archive.commit(stories.first(article, stories.document("It runs."), "2026-05-03T08:00:00Z"))
    known = archive.add("https://harbour.example/amp/ferry")
    assert known.id == article.id
    assert known.aliases == ("https://harbour.example/amp/ferry",)
    assert known.headline == "Ferry stays in port"
    assert [a.id for a in archive.articles()] == [article.id]
    with pytest.raises(NotFoundError, match=r"did you mean https://harbour\.example/ferry\?"):
        archive.article("https://harbour.example/fery")
    with pytest.raises(UsageError, match="write it with its scheme"):
        archive.add("harbour.example/ferry")


def test_failing_is_said_after_the_third_time(archive: Archive) -> None:
    """One failed check is no news; the third in a row is, once."""
    article = archive.add(stories.URL)
    archive.commit(stories.first(article, stories.document("It runs."), "2026-05-03T08:00:00Z"))
    for hour in range(9, 14):
        archive.commit(stories.failed(article, f"2026-05-03T{hour:02}:00:00Z"))
    archive.commit(stories.unchanged(article, "2026-05-03T15:00:00Z"))
    states = [(change.at[11:13], change.after) for change in archive.timeline(article).states]
    assert states == [("08", "ok"), ("11", "failing"), ("15", "ok")]


def test_lists_go_across_articles(archive: Archive) -> None:
    """Findings and notes are listed newest first with article, version and decision; decisions stick to keys."""
    article = archive.add(stories.URL, "The Daily Harbour")
    one, two = stories.document("It runs."), stories.document("It ran.")
    archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
    second = stories.second(article, one, two, "2026-05-03T11:00:00Z")
    archive.commit(second)
    (found,) = archive.findings(outlet="The Daily Harbour", code="unannounced_change", since="2026-05-03")
    assert (found.article.id, found.version, found.finding) == (article.id, 2, second.analysis.findings[0])
    decision = Decision("finding", "key-2", "needs_note", "it matters", "ed", "2026-05-04T08:00:00Z")
    head = archive.head()
    archive.decide(decision)
    assert archive.head() != head
    assert archive.findings()[0].decision == decision
    assert archive.findings(undecided=True) == []
    assert archive.timeline(article).decisions == (decision,)
    assert list(archive.decisions(target="finding")) == [decision]
    (note,) = archive.notes(kind="correction")
    assert (note.version, note.note, note.links) == (2, second.analysis.notes[0], second.analysis.links)
    with pytest.raises(NotFoundError, match="no finding with key"):
        archive.decide(Decision("finding", "nothing", "style"))


def test_a_reader_gets_clear_errors(tmp_path: Path) -> None:
    """A missing file, another program's file, a newer archive and writing while reading each say what is wrong."""
    path = tmp_path / "a.db"
    with pytest.raises(NotFoundError, match="no archive at"):
        Archive(path, read_only=True)
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(DamagedError, match="is not a SQLite file"):
        Archive(path)
    path.unlink()
    with Archive(path) as archive, Archive(path, read_only=True) as reader:
        with pytest.raises(ReadOnlyError):
            reader.add(stories.URL)
        archive.db.raw.execute("PRAGMA user_version = 9999")
    with pytest.raises(NewerSchemaError, match="upgrade"):
        Archive(path, read_only=True)


def test_only_one_process_polls(tmp_path: Path) -> None:
    """The second holder of the poll lock is refused at once, with the first one's number and start."""
    path = tmp_path / "a.db"
    with Archive(path) as one, Archive(path) as other, one.poll_lock("2026-05-03T08:00:00Z"):
        with pytest.raises(LockedError, match=r"process \d+ since 2026-05-03T08:00:00Z"), other.poll_lock():
            pass
        other.add(stories.URL)


def test_an_outcome_for_another_state_is_refused(archive: Archive) -> None:
    """A visit that knew nothing of the first version does not overwrite history; nothing of it is written."""
    article = archive.add(stories.URL)
    archive.commit(stories.first(article, stories.document("It runs."), "2026-05-03T08:00:00Z"))
    head = archive.head()
    with pytest.raises(StoreError, match="take a new job"):
        archive.commit(stories.first(article, stories.document("It ran."), "2026-05-03T09:00:00Z"))
    assert archive.head() == head
    assert archive.timeline(article).checks == 1


STORED = {
    Block: "kind text links marks image time entry hook",
    Note: "id kind text label span date date_text label_span date_span status detail previous language source place anchor"
    " evidence claims corrector_span cause_span",
    Claim: "id text type old new scope locator polarity action topic span old_span new_span locator_span scope_span"
    " old_value new_value",
    Link: "claim status edits before after confidence evidence revision",
    Edit: "id kind before after category materiality reasons parts",
    FieldEdit: "id field before after category materiality reasons",
    Finding: "code rule verdict severity title evidence edits note field before after key",
    Capture: "url status headers body sha256 request_headers redirects address tls started_at finished_at",
    Document: "blocks headline dek authors published modified section language url outlet aliases lead_image fields"
    " sources layout fault fault_detail warnings ignored next_page extractor text starts texts kinds",
    Layout: "container profile locator",
    BlockPair: "kind before after",
}
"""What the store keeps of each value, but for `Document.ignored` and `next_page`, which the capture gives again."""


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
def test_no_field_of_the_model_is_forgotten(kind: type) -> None:
    """
    A field added to the model needs a column, its two lines in the store's rows, and a value in `stories`.
    """
    assert {f.name for f in fields(kind)} == set(STORED[kind].split())
