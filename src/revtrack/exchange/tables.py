"""
Open another tool's SQLite file for reading only.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from revtrack.errors import InputError
from revtrack.exchange.places import a_file

HEAD = 100
"""Bytes of a SQLite file's header."""


class Tables:
    """The tables of one SQLite file."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self._path = db, path

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns; none when there is no such table."""
        rows = self._db.execute("SELECT name FROM pragma_table_info(:table)", {"table": table})
        return tuple(str(row[0]) for row in rows)

    def need(self, table: str, columns: Sequence[str], tool: str) -> None:
        """Raise `InputError` unless *table* has *columns*: what *tool*'s files have."""
        has = self.columns(table)
        missing = [name for name in columns if name not in has]
        if missing:
            found = ", ".join(row[0] for row in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
            what = f"no table {table}" if not has else f"no column {', '.join(missing)} in its table {table}"
            raise InputError(f"{self._path} is no {tool} database: {what} (its tables: {found or 'none'})")

    def rows(self, sql: str, **params: Any) -> Iterator[sqlite3.Row]:
        """Yield the rows *sql* finds; raises `InputError` when the file is damaged."""
        try:
            # Not `yield from`: a reader that is left early would close the cursor of a closed database.
            for row in self._db.execute(sql, params):  # noqa: UP028
                yield row
        except sqlite3.DatabaseError as error:
            raise InputError(f"{self._path} is damaged: {error}") from None


def _sound(head: bytes, path: Path) -> None:
    """Raise `InputError` unless *head* begins a SQLite file that is all there: SQLite would read zeros past its end."""
    if not head.startswith(b"SQLite format 3\x00"):
        raise InputError(f"{path} is no SQLite file")
    size = path.stat().st_size
    page = int.from_bytes(head[16:18]) if head[16:18] != b"\x00\x01" else 65_536
    pages = int.from_bytes(head[28:32])
    # The count of pages is valid when it was written by the change that the header counts last (file format, 1.3.7);
    # what stands in a log beside the file may belong to it still.
    counted = head[24:28] == head[92:96] and not path.with_name(f"{path.name}-wal").exists()
    if len(head) < HEAD or (counted and pages * page > size):
        raise InputError(f"{path} is cut off: it has {size} of {max(HEAD, pages * page)} bytes")


@contextmanager
def opened(path: str | Path) -> Iterator[Tables]:
    """Yield the tables of the SQLite file at *path*; raises `InputError`."""
    path = a_file(path)
    with open(path, "rb") as raw:
        _sound(raw.read(HEAD), path)
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        db.row_factory = sqlite3.Row
        # Text that is not UTF-8 must not stop the import.
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA query_only = ON")
        yield Tables(db, path)
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path} is damaged: {error}") from None
    finally:
        db.close()
