"""Writing the site again: the same bytes as writing it anew, without reading what is as it was."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from revtrack.diff import diff
from revtrack.model import Analysis, Article, Check, CheckCode, Decided, Decision, Outcome, Timeline
from revtrack.pipeline import reread
from revtrack.report import write_site
from revtrack.report.remembered import SUMMARIES
from revtrack.store import Archive
from revtrack.store.commit import PAST
from revtrack.store.pruning import Policy
from web.newsroom import small_newsroom

LATER = "2026-12-01T10:00:00Z"


class Watched(Archive):
    """An archive that notes which articles were read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=True)
        self.was_read: list[int] = []

    def timeline(self, article: Article, *, low: int = 1, high: int | None = None) -> Timeline:
        """Return the timeline, and note that it was read."""
        self.was_read.append(article.id)
        return super().timeline(article, low=low, high=high)


def written(path: Path, out: Path) -> list[int]:
    """Write the site; return the articles that were read for it."""
    with Watched(path) as archive:
        write_site(archive, out, head=archive.head())
        return archive.was_read


def files(out: Path) -> dict[str, bytes]:
    """Return every file of the site."""
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def look(archive: Archive) -> None:
    """Look at an article that is as it was."""
    archive.commit(Outcome(archive.article(2), Check(LATER, CheckCode.SAME_TEXT, version=2)))


def vanish(archive: Archive) -> None:
    """Find an article gone."""
    archive.commit(Outcome(archive.article(2), Check(LATER, CheckCode.GONE, status=410)))


def revert(archive: Archive) -> None:
    """See a new version: the first one again."""
    article = archive.article(2)
    versions = archive.timeline(article).versions
    first, second = (version.document for version in versions)
    check = Check(LATER, CheckCode.NEW_VERSION, version=3)
    analysis = Analysis(diff(second, first), unannounced=())
    archive.commit(Outcome(article, check, None, first, Decided.REVERT, "x", 1, analysis=analysis))


def decide(archive: Archive) -> None:
    """Decide a finding, as an editor does."""
    archive.decide(Decision("finding", "bb22", "update", "the story went on", "ed", LATER))


def read_again(archive: Archive) -> None:
    """Read an article again with rules that find less."""
    article = archive.article(2)
    readings = reread(archive.timeline(article).versions, lambda version: None, window=PAST)
    bare = [replace(r, analysis=replace(r.analysis, unannounced=(), findings=())) for r in readings]
    archive.rederive(article, bare, at=LATER, rules="rules of the test")


def take_down(archive: Archive) -> None:
    """Take the first version of an article down."""
    archive.take_down(archive.article(2), "a request", at=LATER, versions=[1])


def prune(archive: Archive) -> None:
    """Let old looks go."""
    for _ in range(3):
        look(archive)
    archive.seal()
    assert archive.prune(Policy(checks_before="2026-12-02"), at=LATER, dry_run=False).checks


@pytest.mark.parametrize("change", [look, vanish, revert, decide, read_again, take_down, prune])
def test_whatever_changes_the_site_is_as_if_written_anew(tmp_path: Path, change: Callable[[Archive], None]) -> None:
    """After any change to an archive, the site written again has the same bytes as one written from nothing."""
    path = small_newsroom(tmp_path / "n.db")
    written(path, tmp_path / "again")
    before = files(tmp_path / "again")
    with Archive(path) as archive:
        change(archive)
    written(path, tmp_path / "again")
    written(path, tmp_path / "anew")
    assert files(tmp_path / "again") == files(tmp_path / "anew") != before


def test_an_archive_that_is_as_it_was_is_not_read(tmp_path: Path) -> None:
    """Written again from the same archive, no article is read and no file is touched."""
    path = small_newsroom(tmp_path / "n.db")
    assert written(path, tmp_path / "site") == [1, 2]
    touched = {name: (tmp_path / "site" / name).stat().st_mtime_ns for name in files(tmp_path / "site")}
    assert written(path, tmp_path / "site") == []
    assert {name: (tmp_path / "site" / name).stat().st_mtime_ns for name in files(tmp_path / "site")} == touched


def test_only_the_article_that_changed_is_read(tmp_path: Path) -> None:
    """A look at one article reads that one only, and writes its own pages and those about many articles only."""
    path = small_newsroom(tmp_path / "n.db")
    written(path, tmp_path / "site")
    before = files(tmp_path / "site")
    with Archive(path) as archive:
        look(archive)
        archive.seal()
    assert written(path, tmp_path / "site") == [2]
    after = files(tmp_path / "site")
    changed = {name for name in after if after[name] != before.get(name)}
    assert "articles/2/index.html" in changed
    assert "index.html" in changed
    assert not {name for name in changed if name.startswith("articles/") and not name.startswith("articles/2/")}


@pytest.mark.parametrize("broken", ["", "{", "1\tx\t[]\n", "null"])
def test_what_is_not_remembered_is_read(tmp_path: Path, broken: str) -> None:
    """With what was remembered of the articles lost or broken, the site is whole all the same."""
    path = small_newsroom(tmp_path / "n.db")
    written(path, tmp_path / "site")
    with Archive(path) as archive:
        look(archive)
    (tmp_path / "site" / SUMMARIES).write_text(broken)
    written(path, tmp_path / "site")
    written(path, tmp_path / "anew")
    assert files(tmp_path / "site") == files(tmp_path / "anew")


def test_another_archive_in_the_same_folder_is_read(tmp_path: Path) -> None:
    """A site of one archive written over that of another with the same counts is the site of the new one."""
    path = small_newsroom(tmp_path / "n.db")
    with Archive(path) as archive:
        archive.decide(Decision("finding", "bb22", "style", "", "ed", LATER))
    other = small_newsroom(tmp_path / "o.db")
    with Archive(other) as archive:
        archive.decide(Decision("finding", "bb22", "update", "", "ed", LATER))
    written(path, tmp_path / "site")
    written(other, tmp_path / "site")
    written(other, tmp_path / "anew")
    assert files(tmp_path / "site") == files(tmp_path / "anew")
