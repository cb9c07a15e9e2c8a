"""What a process may be killed at: each deed changes an archive made by `prepare`."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from revtrack.store import Archive
from revtrack.store.migrations.steps import SETS
from revtrack.store.pruning import Policy
from store import stories

LATER = "2026-06-01T00:00:00Z"
DOCUMENTS = [stories.document("It runs.", f"{number},000 came.", "Ends.") for number in range(6)]


def outcome(archive: Archive, number: int) -> stories.Outcome:
    """Return what the visit brings that makes version *number*."""
    article = archive.add(stories.URL)
    at = f"2026-05-{number:02}T08:00:00Z"
    if number == 1:
        return stories.first(article, DOCUMENTS[0], at)
    found = stories.second(article, DOCUMENTS[number - 2], DOCUMENTS[number - 1], at, number)
    plain = stories.replace(found.analysis, notes=(), links=(), findings=())
    return stories.replace(found, analysis=plain) if number in (3, 4) else found


def prepare(path: Path) -> None:
    """Make an archive with four versions."""
    with Archive(path) as archive:
        article = archive.add(stories.URL, "The Daily Harbour")
        for number in range(1, 5):
            archive.commit(outcome(archive, number))
            archive.commit_many([stories.unchanged(article, f"2026-05-{number:02}T{h:02}:00:00Z") for h in (9, 10)])
        archive.seal()


def prepare_older(path: Path) -> None:
    """Make a filled archive as a revtrack would have left it that knew the core's steps alone."""
    prepare(path)
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    SETS[0].apply(Database(fresh))
    core = {name for (name,) in fresh.execute("SELECT name FROM sqlite_master")}
    steps = fresh.execute("SELECT COUNT(*) FROM _sqlite_migrations").fetchone()[0]
    fresh.close()
    connection = sqlite3.connect(path, isolation_level=None)
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table not in core:
            connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE migration_set <> 'core'")
    connection.execute(f"PRAGMA user_version = {steps}")
    connection.close()


def commit(path: Path) -> None:
    """Commit a fifth version, and some checks."""
    with Archive(path) as archive:
        archive.commit(outcome(archive, 5))


def migrate(path: Path) -> None:
    """Bring the file up to date."""
    Archive(path).close()


def backup(path: Path) -> None:
    """Copy the archive beside itself."""
    with Archive(path, read_only=True) as archive:
        archive.backup(path.with_name("backup.db"))


def prune(path: Path) -> None:
    """Drop old pages and checks."""
    with Archive(path) as archive:
        archive.prune(Policy("2026-05-04T12:00:00Z", "2026-05-04T12:00:00Z"), at=LATER, dry_run=False)


def takedown(path: Path) -> None:
    """Remove the article."""
    with Archive(path) as archive:
        archive.take_down(archive.article(stories.URL), "a court order", at=LATER)


DEEDS = {deed.__name__: deed for deed in (commit, migrate, backup, prune, takedown)}
