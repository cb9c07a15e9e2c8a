"""Single versions can be taken down: their words are gone everywhere, their neighbours are whole, all of it proves."""

from dataclasses import replace

import pytest

from revtrack.errors import NotFoundError, UsageError
from revtrack.model import ArticleState, NoteStatus
from revtrack.store import Archive
from revtrack.store.alerts import Alert, save_alerts
from revtrack.store.pruning import Policy
from store import stories

AT = "2026-06-01T00:00:00Z"
WORDS = ["It runs.", "Marlow steered it.", "Quint steered it.", "Nobody steered it.", "It ran."]


@pytest.fixture
def told(archive: Archive) -> Archive:
    """
    Five versions: Marlow is named in the second, Quint in the third, whose note says so and stands in the fourth too.

    The note of the second stands there alone; that of the fourth is joined to the step before it.
    """
    article = archive.add(stories.URL, "The Daily Harbour", at="2026-01-01T00:00:00Z")
    before = stories.document("The ferry.", WORDS[0], "Ends.")
    archive.commit(stories.first(article, before, "2026-01-01T08:00:00Z"))
    for number, words in enumerate(WORDS[1:], 2):
        after = stories.document("The ferry.", words, "Ends.")
        outcome = stories.second(article, before, after, f"2026-01-0{number}T08:00:00Z", number)
        text = "Correction: not Marlow." if number == 2 else "Correction: nobody did."
        note = replace(outcome.analysis.notes[0], text=text, span=None, previous=None, label_span=None, date_span=None)
        if number == 3:
            note = replace(note, status=NoteStatus.REWORDED, previous="Correction: not Marlow.")
        links = tuple(replace(link, revision=-2 if number == 4 else -1) for link in outcome.analysis.links)
        outcome = replace(outcome, analysis=replace(outcome.analysis, notes=(note,), links=links))
        archive.commit(outcome)
        with archive.db.transaction():
            save_alerts(archive.db, article.id, AT, number, [Alert("finding", words, words)])
        before = after
    archive.seal()
    return archive


def anywhere(archive: Archive, words: bytes) -> list[str]:
    """Return the archive's files that hold *words*."""
    return [path.name for path in archive.path.parent.glob("archive.db*") if words in path.read_bytes()]


def test_a_version_is_taken_down_alone(told: Archive) -> None:
    """Its words are in no file, its neighbours are as they were, and the archive continues the head it had."""
    article = told.article(stories.URL)
    before, head = told.timeline(article), told.head()
    removed = told.take_down(article, "order 12/26", at=AT, versions=[2])
    assert (removed.versions, removed.captures, removed.notes, removed.blocks) == (1, 1, 1, 1)
    assert anywhere(told, b"Marlow") == []
    assert told.search("Marlow") == []
    after = told.timeline(article)
    for number in (1, 3, 4, 5):
        assert after.versions[number - 1].document == before.versions[number - 1].document
        assert told.capture(after.versions[number - 1].capture_sha256 or "").body
    gone = after.versions[1]
    assert (gone.document.text, gone.first_seen, gone.source) == (
        "", "2026-01-02T08:00:00Z", "taken down: order 12/26"
    )  # fmt: skip
    with pytest.raises(NotFoundError, match="taken down"):
        told.capture(gone.capture_sha256 or "")
    assert [step.revision.before is None for step in after.steps] == [True, True, True, False, False]
    assert after.steps[4] == before.steps[4]
    assert after.article.state is ArticleState.OK, "the newest version stands: polling goes on"
    proof = told.verify(against=head)
    assert proof.problems == ()
    assert {row["reason"] for row in told.db.rows("SELECT reason FROM tombstones")} == {"taken down"}


def test_links_and_findings_that_quote_the_step_go_too(told: Archive) -> None:
    """The fourth version's note was joined to the step from the second to the third: that link quoted both."""
    article = told.article(stories.URL)
    assert told.timeline(article).steps[3].links
    told.take_down(article, "order 12/26", at=AT, versions=[2])
    step = told.timeline(article).steps[3]
    assert (step.links, step.findings) == ((), ())
    assert step.revision.edits, "the step itself quotes nothing that went"
    assert [note.text for note in step.notes] == ["Correction: nobody did."]
    assert [note.previous for note in told.timeline(article).steps[2].notes] == [None]
    assert [row["version"] for row in told.db.rows("SELECT version FROM alerts")] == [5]


@pytest.mark.parametrize("numbers", [[1], [5], [2, 3], [1, 2, 3, 4, 5], [1, 3, 5]], ids=str)
def test_any_versions_can_go(told: Archive, numbers: list[int]) -> None:
    """Whichever go, the others keep their words and the archive proves; only without its newest is it paused."""
    article = told.article(stories.URL)
    before = told.timeline(article)
    told.take_down(article, "a request", at=AT, versions=numbers)
    after = told.timeline(article)
    for old, new in zip(before.versions, after.versions, strict=True):
        assert new.document.text == ("" if new.number in numbers else old.document.text)
    assert told.verify().problems == ()
    assert (after.article.state is ArticleState.PAUSED) == (5 in numbers)
    for number in {2, 3} & set(numbers):
        assert anywhere(told, WORDS[number - 1].encode()) == []


def test_the_next_version_is_committed_after_a_takedown(told: Archive) -> None:
    """A visit finds its way though the newest version, or the page it would be stored against, is gone."""
    article = told.article(stories.URL)
    told.take_down(article, "a request", at=AT, versions=[1, 5])
    job = told.job(article)
    assert job.previous is not None
    after = stories.document("It runs again.")
    told.commit(stories.second(article, job.previous.document, after, "2026-06-02T08:00:00Z", 6))
    assert told.version(article, -1).document == after
    assert told.verify().problems == ()


def test_a_page_is_stored_against_one_that_was_not_pruned(archive: Archive) -> None:
    """The page that the ninth would be stored against went with `prune`: it is stored against an earlier one."""
    article = archive.add(stories.URL)
    documents = [stories.document(f"{number} came.") for number in range(18)]
    archive.commit(stories.first(article, documents[0], "2026-01-01T08:00:00Z"))
    for number in range(2, 18):
        if number == 17:
            policy = Policy(captures_before="2026-01-12T12:00:00Z")
            assert archive.prune(policy, at=AT, dry_run=False).captures == 11
        outcome = stories.second(
            article, documents[number - 2], documents[number - 1], f"2026-01-{number:02}T08:00:00Z", number
        )
        archive.commit(replace(outcome, analysis=replace(outcome.analysis, notes=(), links=(), findings=())))
    assert archive.verify().problems == ()


def test_what_cannot_be_taken_down_is_refused_whole(told: Archive) -> None:
    """No such version, no reason, or the same page under another number: nothing is touched."""
    article, head = told.article(stories.URL), told.head()
    with pytest.raises(NotFoundError, match="no version 9 to take down; the article has 1 to 5"):
        told.take_down(article, "a request", at=AT, versions=[1, 9])
    with pytest.raises(UsageError, match="needs a reason"):
        told.take_down(article, "", at=AT, versions=[1])
    second = told.version(article, 2).document
    told.commit(stories.second(article, told.version(article, 5).document, second, "2026-01-02T08:00:00Z", 6))
    with pytest.raises(UsageError, match="version 6 has the same page"):
        told.take_down(article, "a request", at=AT, versions=[2])
    assert told.verify(against=head).problems == ()
    assert told.version(article, 2).document == second
