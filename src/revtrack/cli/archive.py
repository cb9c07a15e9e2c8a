"""
Open the archive for a command and find what its arguments name.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from revtrack.errors import NotFoundError, UsageError
from revtrack.model import Article
from revtrack.store import Archive
from revtrack.store.connection import empty


@contextmanager
def reading(db: str) -> Iterator[Archive]:
    """Open the archive at *db* for reading only; raises `NotFoundError` when there is none."""
    with Archive(db, read_only=True) as archive:
        yield archive


def existing(db: str) -> str:
    """
    Return the path of an archive that is there; raises `NotFoundError`: a mistyped one would be made, and empty.

    Raises `DamagedError` when the file has no byte: what was in it is gone, and to begin anew is for a person to say.
    """
    file = Path(db)
    if not file.exists():
        raise NotFoundError(f"no archive at {db}; begin one with: revtrack add URL --db {db}")
    if file.is_file() and not file.stat().st_size:
        raise empty(db)
    return db


@contextmanager
def writing(db: str) -> Iterator[Archive]:
    """Open the archive at *db* for a command that has nothing to do where none is; raises as `existing` does."""
    with Archive(existing(db)) as archive:
        yield archive


@contextmanager
def reading_all(paths: Sequence[str]) -> Iterator[list[Archive]]:
    """Open each of the archives at *paths* once, for reading only; raises `NotFoundError` when one is not there."""
    named: dict[str, str] = {}
    for path in paths:
        named.setdefault(os.path.realpath(path), path)
    with ExitStack() as stack:
        yield [stack.enter_context(Archive(path, read_only=True)) for path in named.values()]


def version_of(wanted: str) -> tuple[str, int]:
    """Return (article, version) of `URL@N`; the version is -1, the newest, when none is named."""
    match = re.fullmatch(r"(.+)@(-?\d+)", wanted)
    if match is None:
        return wanted, -1
    return match[1], _number(match[2])


def _number(text: str) -> int:
    number = int(text)
    if number == 0:
        raise UsageError("versions are numbered from 1; -1 is the newest")
    return number


def find(archive: Archive, wanted: str) -> Article:
    """Return the article with this address or number; raises `NotFoundError` naming the nearest there is."""
    try:
        return archive.article(int(wanted) if wanted.isdecimal() else wanted)
    except NotFoundError:
        # Loaded only now: an address is nearly always written as it is stored.
        from revtrack.poller.watch import named

        return named(archive, wanted)
