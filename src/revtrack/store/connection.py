"""
Open the archive's file and speak SQL to it: the one place where SQLite's errors become ours.

Writers hold an operating-system lock for the length of each transaction, so
that there is one writer and one checkpointer at a time (SQLite before 3.51.3
can damage a WAL that two connections reset at once). Readers open the file
read-only and never wait for a writer. Nothing here knows a table.
"""

import os
import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from revtrack.errors import (
    DamagedError,
    LockedError,
    NoSpaceError,
    NotFoundError,
    ReadOnlyError,
    RevtrackError,
    StoreError,
    unwritable,
)
from revtrack.store.locks import FileLock

APPLICATION_ID = 0x72767472
"""`rvtr`: says in the file's header that this is a revtrack archive."""

OLDEST_SQLITE = (3, 38, 0)
"""STRICT tables (3.37) and JSON functions built in (3.38)."""

CACHE_KIB = 16_384
BUSY_TIMEOUT_S = 10.0

Params = Mapping[str, Any]
Row = sqlite3.Row


def empty(path: Path | str) -> DamagedError:
    """Return what to say of a file without a byte: cut short, or touched and never begun."""
    return DamagedError(f"{path} is empty; make it an archive with: revtrack --db {path} init")


class Connection:
    """One open archive file: rows out, statements in, transactions around them."""

    def __init__(
        self, path: str | Path, *, read_only: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S,
        application_id: int = APPLICATION_ID,
    ) -> None:  # fmt: skip
        """
        Open *path*; a writer creates it when it is missing, a reader never does.

        Raises `NotFoundError` (no such file, for a reader), `ReadOnlyError`,
        `DamagedError` (not a database, or another program's), `LockedError`.
        """
        self.path = Path(path)
        self.read_only = read_only
        self.application_id = application_id
        self._busy_timeout_s = busy_timeout_s
        check_sqlite()
        self._lock = FileLock(Path(f"{self.path}.lock"))
        self._depth = 0
        self.kept: dict[str, Any] = {}
        """What writers need not ask for twice in one transaction; forgotten at its end."""
        with self.translated():
            self.raw = self._open_reader() if read_only else self._open_writer()
            self.raw.row_factory = sqlite3.Row
        try:
            with self.translated():
                self._set_up()
        except BaseException:
            self.raw.close()
            raise

    def _open_reader(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise NotFoundError(f"no archive at {self.path}; make one with: revtrack --db {self.path} init")
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        beside_readable = os.access(self.path.absolute().parent, os.W_OK) or Path(f"{self.path}-wal").exists()
        if not beside_readable:
            # A WAL file on a medium that cannot be written (a mounted backup): nobody can be writing it.
            uri += "&immutable=1"
        return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=self._busy_timeout_s, cached_statements=400)

    def _open_writer(self) -> sqlite3.Connection:
        folder = self.path.absolute().parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from None
        return sqlite3.connect(self.path, isolation_level=None, timeout=self._busy_timeout_s, cached_statements=400)

    def _set_up(self) -> None:
        """Check whose file this is, then set what every connection needs."""
        self._check_owner()
        run = self.raw.execute
        run("PRAGMA foreign_keys = ON")
        run(f"PRAGMA cache_size = -{CACHE_KIB}")
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cell_size_check = ON")
        if self.read_only:
            run("PRAGMA query_only = ON")
            return
        with self._lock.held(self._busy_timeout_s):
            if run("PRAGMA journal_mode").fetchone()[0] != "wal":
                run("PRAGMA journal_mode = WAL")
        # A commit that returned is on the disk, whatever happens to the power: this is evidence.
        run("PRAGMA synchronous = FULL")
        run("PRAGMA journal_size_limit = 16777216")

    def _check_owner(self) -> None:
        application = self.raw.execute("PRAGMA application_id").fetchone()[0]
        if application == self.application_id:
            return
        tables = self.raw.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        if not tables and not application and self.read_only:
            raise empty(self.path)
        if tables or application:
            raise DamagedError(
                f"{self.path} is a SQLite file of another program (application_id {application:#x}, {tables} tables), "
                "not a revtrack archive; give another path with --db"
            )

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn SQLite's errors inside into ours, where a person can act on them."""
        try:
            yield
        except sqlite3.Error as error:
            raise translate(error, self.path) from error

    def _execute(self, sql: str, params: Params | None) -> sqlite3.Cursor:
        # As `translated`, but without a context manager's cost: this is on every path.
        try:
            return self.raw.execute(sql, params or {})
        except sqlite3.Error as error:
            raise translate(error, self.path) from error

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row *sql* finds."""
        try:
            return self.raw.execute(sql, params or {}).fetchall()
        except sqlite3.Error as error:
            raise translate(error, self.path) from error

    def each(self, sql: str, params: Params | None = None) -> Generator[Row]:
        """Yield the rows *sql* finds, one by one: for results that may not fit in memory."""
        with self.translated():
            # Not `yield from`: it closes the cursor when a reader stops midway, which fails once we are closed.
            for row in self.raw.execute(sql, params or {}):  # noqa: UP028
                yield row

    def row(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row *sql* finds, or None."""
        found: Row | None = self._execute(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Params | None = None) -> Any:
        """Return the first column of the first row, or None."""
        found = self._execute(sql, params).fetchone()
        return None if found is None else found[0]

    def run(self, sql: str, params: Params | None = None) -> int:
        """Run one writing statement inside a transaction; return the row id of an insert."""
        return self._execute(sql, params).lastrowid or 0

    def run_many(self, sql: str, params: Sequence[Params]) -> int:
        """Run one writing statement for each of *params*; return how many rows changed."""
        if not params:
            return 0  # To ask SQLite would cost as much as a row.
        try:
            return self.raw.executemany(sql, params).rowcount
        except sqlite3.Error as error:
            raise translate(error, self.path) from error

    def keep(self, name: str, value: object) -> None:
        """Keep *value* as `kept[name]` until the transaction ends; outside of one, nothing is kept."""
        if self._depth:
            self.kept[name] = value

    def back_to(self, savepoint: str) -> None:
        """Undo what was written since *savepoint*, and forget what was kept: it may speak of that."""
        self.kept.clear()
        self._execute(f"ROLLBACK TO {savepoint}", None)

    @contextmanager
    def transaction(self) -> Iterator[Self]:
        """
        Write everything inside or nothing; transactions inside join the outer one.

        Raises `LockedError` when another writer does not finish within the
        busy time-out, `ReadOnlyError` for a reader.
        """
        if self.read_only:
            raise ReadOnlyError(f"{self.path} is open for reading only")
        if self._depth:
            yield self
            return
        with self._lock.held(self._busy_timeout_s), self.translated():
            self.raw.execute("BEGIN IMMEDIATE")
            self._depth = 1
            self.kept.clear()
            try:
                yield self
                self.raw.execute("COMMIT")
            except BaseException:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0
                self.kept.clear()

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Read everything inside from one state of the file, whatever writers do meanwhile."""
        if self.raw.in_transaction:
            yield self
            return
        with self.translated():
            self.raw.execute("BEGIN")
            try:
                yield self
            finally:
                if self.raw.in_transaction:
                    self.raw.execute("COMMIT")

    @contextmanager
    def writer_lock(self) -> Iterator[None]:
        """Hold the writer's lock around work that opens transactions of its own (migrations, checkpoints)."""
        with self._lock.held(self._busy_timeout_s), self.translated():
            yield

    def close(self) -> None:
        """Close; the last writer to leave folds the WAL back into the file, under the writer's lock."""
        if self.read_only:
            self.raw.close()
            return
        try:
            with self._lock.held(self._busy_timeout_s):
                self.raw.close()
        except LockedError:
            self.raw.close()


def check_sqlite() -> None:
    """Raise `StoreError` when this Python's SQLite cannot hold an archive."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(f"SQLite {wanted} or newer is needed, this Python has {sqlite3.sqlite_version}")


MEANINGS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (LockedError, "is locked by another program; try again when it is done"),
    sqlite3.SQLITE_LOCKED: (LockedError, "is locked by another program; try again when it is done"),
    sqlite3.SQLITE_CORRUPT: (DamagedError, "is damaged; see: revtrack verify, revtrack restore"),
    sqlite3.SQLITE_NOTADB: (DamagedError, "is not a SQLite file"),
    sqlite3.SQLITE_READONLY: (ReadOnlyError, "cannot be written"),
    sqlite3.SQLITE_CANTOPEN: (ReadOnlyError, "cannot be opened"),
    sqlite3.SQLITE_PERM: (ReadOnlyError, "cannot be opened: permission denied"),
    sqlite3.SQLITE_AUTH: (ReadOnlyError, "cannot be opened: permission denied"),
    sqlite3.SQLITE_FULL: (NoSpaceError, "cannot grow: no space left"),
    sqlite3.SQLITE_TOOBIG: (StoreError, "cannot hold a value this large"),
    # Not SQLITE_FULL: on a disk with no byte left the index beside the WAL cannot be made.
    sqlite3.SQLITE_IOERR_SHMSIZE: (NoSpaceError, "cannot be opened: no space left"),
    sqlite3.SQLITE_IOERR: (StoreError, "cannot be read or written: the disk reports an error"),
    sqlite3.SQLITE_NOMEM: (StoreError, "needs more memory than there is"),
    sqlite3.SQLITE_INTERRUPT: (StoreError, "was interrupted"),
}
"""What a person can do something about; any other SQLite error is a bug of ours and stays one."""


def translate(error: sqlite3.Error, path: Path) -> RevtrackError | sqlite3.Error:
    """Return *error* as ours when a person can act on it, else unchanged."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return error
    meaning = MEANINGS.get(code) or MEANINGS.get(code & 0xFF)
    if meaning is None:
        return error
    kind, words = meaning
    return kind(f"{path} {words} ({error})")
