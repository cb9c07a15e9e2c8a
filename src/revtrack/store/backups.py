"""
Copy the archive while it is in use, and make sure of the copy.

SQLite's online backup gives one state of the file; the copy appears under its
name only when it is whole and on the disk, so a crash leaves the old copy or
none. Nothing is ever overwritten but by rename.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from revtrack.errors import UsageError, unwritable
from revtrack.store.connection import Connection

PAGES_AT_ONCE = 2048


def copy(db: Connection, target: Path, prove: Callable[[Path], None] | None = None) -> int:
    """
    Write one state of the archive to *target*, which must not lie where the archive does; return its size in bytes.

    *prove* looks at the finished copy before it gets its name; what it raises
    leaves no copy. Raises `UsageError` when *target* is the archive, `ReadOnlyError` or
    `NoSpaceError` when it cannot be written.
    """
    if target.exists() and db.path.exists() and os.path.samefile(target, db.path):
        raise UsageError(f"{target} is the archive itself; give another path")
    part = target.with_name(f"{target.name}.part")
    try:
        _discard(part)
        # Made by us first: what is wrong with the place is then said of the copy, not of the archive.
        part.touch()
        with db.translated():
            out = sqlite3.connect(part)
            try:
                db.raw.backup(out, pages=PAGES_AT_ONCE)
                # A copy is read, carried and compared as one file: no WAL beside it.
                out.execute("PRAGMA journal_mode = DELETE")
            finally:
                out.close()
        _sync(part)
        if prove is not None:
            prove(part)
        os.replace(part, target)
        _sync(target.absolute().parent)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        _discard(part)
    return target.stat().st_size


def _discard(part: Path) -> None:
    for path in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
        # What cannot be removed is told by what is done next.
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def restore(source: Path, target: Path) -> None:
    """
    Put the backup *source* in the place of the archive at *target*; what stood there is kept as `TARGET.replaced`.

    The caller has proved *source*. Raises `UsageError` when they are one file,
    `ReadOnlyError`, `NoSpaceError`.
    """
    if target.exists() and os.path.samefile(source, target):
        raise UsageError(f"{source} is the archive itself")
    with closing(Connection(source, read_only=True)) as db:
        fresh = target.with_name(f"{target.name}.restored")
        copy(db, fresh)
    try:
        if target.exists():
            # Fold the WAL in first: set aside without it, the old file would lose its newest commits.
            Connection(target).close()
            os.replace(target, target.with_name(f"{target.name}.replaced"))
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        os.replace(fresh, target)
        _sync(target.absolute().parent)
    except OSError as error:
        raise unwritable(target, error) from None
