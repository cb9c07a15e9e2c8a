"""The life of the file: backup, restore, prune, takedown; what stays proves, what must go is gone."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from revtrack.errors import DamagedError, LockedError, NotFoundError, UsageError
from revtrack.model import ArticleState, Decision
from revtrack.store import Archive
from revtrack.store.archive import restore
from revtrack.store.pruning import Policy
from store import stories


def fill(archive: Archive, url: str = stories.URL, versions: int = 3, secret: str = "Marlow Quint") -> None:
    """Give an article several versions, the first of which names somebody; a check between each two."""
    article = archive.add(url, "The Daily Harbour", at="2026-01-01T00:00:00Z")
    before = stories.document("It runs.", f"{secret} steered it.", "Ends.")
    archive.commit(stories.first(article, before, "2026-01-01T08:00:00Z"))
    for number in range(2, versions + 1):
        for hour in (9, 10, 11):
            archive.commit(stories.unchanged(article, f"2026-01-{number:02}T{hour:02}:00:00Z"))
        after = stories.document("It runs.", f"{secret} steered it {number} times.", "Ends.")
        outcome = stories.second(article, before, after, f"2026-01-{number:02}T12:00:00Z", number)
        plain = stories.replace(outcome.analysis, notes=(), links=(), findings=())
        archive.commit(stories.replace(outcome, analysis=plain))
        before = after
    archive.seal()


def test_a_backup_is_whole_and_proves(archive: Archive, tmp_path: Path) -> None:
    """A backup taken while the archive is open is one file with the same head, and restores to the same archive."""
    fill(archive)
    target = tmp_path / "backup.db"
    proof = archive.backup(target)
    assert proof.head == archive.head()
    assert sorted(path.name for path in tmp_path.glob("backup.db*")) == ["backup.db"]
    fill(archive, "https://harbour.example/later")
    archive.close()
    restore(target, archive.path)
    with Archive(archive.path) as restored:
        assert restored.head() == proof.head
        assert [article.url for article in restored.articles()] == [stories.URL]
    with Archive(archive.path.with_name("archive.db.replaced"), read_only=True) as replaced:
        assert replaced.count() == 2


def test_a_damaged_archive_gives_no_backup_and_a_damaged_backup_is_not_restored(
    archive: Archive, tmp_path: Path
) -> None:
    """What does not prove gets no name, and never takes the archive's place."""
    fill(archive)
    good = tmp_path / "good.db"
    archive.backup(good)
    bad = Path(shutil.copy(good, tmp_path / "bad.db"))
    connection = sqlite3.connect(bad)
    connection.execute("UPDATE blocks SET text = 'other' WHERE id = 2")
    connection.commit()
    connection.close()
    head = archive.head()
    with pytest.raises(DamagedError, match="does not prove: versions row 1"):
        restore(bad, archive.path)
    assert archive.head() == head
    with Archive(bad) as damaged, pytest.raises(DamagedError):
        damaged.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    with pytest.raises(UsageError, match="is the archive itself"):
        archive.backup(archive.path)
    with archive.poll_lock("2026-01-01T00:00:00Z"), pytest.raises(LockedError):
        restore(good, archive.path)


def test_pruning_is_dry_until_asked_and_leaves_a_proof(archive: Archive) -> None:
    """Old pages and idle checks go; first, newest and cited versions, all texts and all times stay."""
    fill(archive, versions=6)
    article = archive.article(stories.URL)
    before = archive.timeline(article)
    head = archive.head()
    policy = Policy(captures_before="2026-01-05T00:00:00Z", checks_before="2026-01-05T00:00:00Z")
    dry = archive.prune(policy, at="2026-06-01T00:00:00Z")
    assert (dry.captures, dry.kept, dry.checks) == (3, 1, 6)
    assert archive.head() == head
    assert archive.prune(policy, at="2026-06-01T00:00:00Z", dry_run=False).checks == 6
    after = archive.timeline(article)
    assert [v.document for v in after.versions] == [v.document for v in before.versions]
    assert [(v.first_seen, v.last_seen, v.not_before) for v in after.versions] == [
        (v.first_seen, v.last_seen, v.not_before) for v in before.versions
    ]
    assert after.steps == before.steps
    with pytest.raises(NotFoundError, match="were pruned or taken down"):
        archive.capture(before.versions[1].capture_sha256 or "")
    for kept in (0, 4, 5):
        assert archive.capture(before.versions[kept].capture_sha256 or "").body
    proof = archive.verify(against=head)
    assert proof.problems == ()
    assert proof.tombstones > 3
    assert archive.prune(policy, at="2026-06-01T00:00:00Z").captures == 0


def test_what_a_note_or_a_decision_stands_on_is_never_pruned(archive: Archive) -> None:
    """A version with a note, a finding or a decision keeps its page, and so does the one before it."""
    article = archive.add(stories.URL)
    documents = [stories.document("It runs.", f"{n} came.") for n in range(5)]
    archive.commit(stories.first(article, documents[0], "2026-01-01T08:00:00Z"))
    for number in range(2, 6):
        outcome = stories.second(
            article, documents[number - 2], documents[number - 1], f"2026-01-{number:02}T12:00:00Z", number
        )
        if number != 4:
            outcome = stories.replace(
                outcome, analysis=stories.replace(outcome.analysis, notes=(), links=(), findings=())
            )
        archive.commit(outcome)
    archive.decide(Decision("finding", "key-4", "needs_note", "", "ed", "2026-02-01T00:00:00Z"))
    dry = archive.prune(Policy(captures_before="2027-01-01T00:00:00Z"), at="2026-06-01T00:00:00Z")
    assert (dry.captures, dry.kept) == (1, 4)


def test_a_takedown_leaves_no_word_and_a_proof(archive: Archive) -> None:
    """No word of the article is left in any file; the others are whole; the archive continues its old head."""
    fill(archive)
    fill(archive, "https://harbour.example/other", secret="Somebody Else")
    article = archive.article(stories.URL)
    other = archive.timeline(archive.article("https://harbour.example/other"))
    shas = [v.capture_sha256 for v in archive.timeline(article).versions]
    head = archive.head()
    with pytest.raises(UsageError, match="needs a reason"):
        archive.take_down(article, " ", at="2026-06-01T00:00:00Z")
    removed = archive.take_down(article, "order 12/26 of the court at Quay", at="2026-06-01T00:00:00Z")
    assert (removed.versions, removed.captures) == (3, 3)
    assert removed.blocks > 0
    for path in archive.path.parent.glob("archive.db*"):
        assert b"Marlow" not in path.read_bytes(), path
    assert archive.search("Marlow") == []
    after = archive.timeline(article)
    assert [version.document.text for version in after.versions] == ["", "", ""]
    assert next(version.first_seen for version in after.versions) == "2026-01-01T08:00:00Z"
    assert after.article.state is ArticleState.PAUSED
    assert archive.timeline(other.article).versions == other.versions
    with pytest.raises(NotFoundError):
        archive.capture(shas[0] or "")
    proof = archive.verify(against=head)
    assert proof.problems == ()


def test_a_body_that_others_stand_on_is_stored_anew_before_it_goes(archive: Archive) -> None:
    """Pages of another article stored against a removed one still decode."""
    fill(archive)
    fill(archive, "https://harbour.example/other", secret="Somebody Else")
    assert archive.db.value("SELECT base_id FROM bodies WHERE id = 4") is not None
    archive.take_down(archive.article(stories.URL), "a court order", at="2026-06-01T00:00:00Z")
    other = archive.timeline(archive.article("https://harbour.example/other"))
    for version in other.versions:
        assert b"Somebody Else" in archive.capture(version.capture_sha256 or "").body
