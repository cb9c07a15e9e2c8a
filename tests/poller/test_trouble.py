"""A full disk, a read-only file, a locked database: said in one line, nothing lost, healed by the next poll."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, poll
from revtrack.errors import LockedError, NoSpaceError, ReadOnlyError, StoreError
from revtrack.poller.watch import watch
from revtrack.store import Archive

URLS = [f"https://news.example/{number}" for number in range(5)]


@contextmanager
def full_disk(archive: Archive, _path: Path) -> Iterator[None]:
    raw = archive.db.raw
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    before = raw.execute("PRAGMA max_page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    yield
    raw.execute(f"PRAGMA max_page_count = {before}")


@contextmanager
def read_only(archive: Archive, _path: Path) -> Iterator[None]:
    archive.db.raw.execute("PRAGMA query_only = ON")
    yield
    archive.db.raw.execute("PRAGMA query_only = OFF")


@contextmanager
def locked(_archive: Archive, path: Path) -> Iterator[None]:
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize(
    ("trouble", "error", "code"),
    [(full_disk, NoSpaceError, 73), (read_only, ReadOnlyError, 73), (locked, LockedError, 75)],
    ids=["disk full", "read only", "locked"],
)
def test_trouble_with_the_file(
    tmp_path: Path, trouble: Callable[..., object], error: type[StoreError], code: int
) -> None:
    """The poll ends with its own exit code; the archive proves, and the next poll sees everything."""
    path = tmp_path / "a.db"
    long = "Ferry stays\n\n" + "\n\n".join(f"Paragraph {n} says something of its own, {n * n}." for n in range(400))
    world = World(dict.fromkeys(URLS, "Ferry stays\n\nIt runs."))
    with Archive(path, busy_timeout_s=0.05) as archive:
        list(watch(archive, SETTINGS, URLS, now=world.now()))
        assert poll(archive, world).versions == 5
        world.pages = {url: f"{url}\n\n{long}" for url in URLS}
        with trouble(archive, path), pytest.raises(error) as caught:  # type: ignore[attr-defined]
            poll(archive, world, everything=True)
        assert caught.value.exit_code == code
        assert archive.verify().holds
        poll(archive, world, everything=True)
        versions = [len(archive.timeline(article).versions) for article in archive.articles()]
        assert versions == [2] * 5
        assert archive.db.value("PRAGMA integrity_check") == "ok"
