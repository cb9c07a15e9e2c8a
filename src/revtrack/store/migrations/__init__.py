"""
Bring a file to today's schema, one append-only step after another.

One module and one migration set for each area, so that areas grow without
touching each other. A step is a function that is never changed once released
and imports nothing from revtrack; each runs in its own transaction together
with the record that it ran. SQLite's `user_version` counts the steps.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from revtrack.errors import NewerSchemaError, StoreError
from revtrack.store.backups import copy
from revtrack.store.connection import APPLICATION_ID, Connection
from revtrack.store.migrations.anchoring import anchoring
from revtrack.store.migrations.importing import importing
from revtrack.store.migrations.polling import polling
from revtrack.store.migrations.views import core

SETS: Sequence[Migrations] = (core, importing, polling, anchoring)
"""Every migration set, in the order they run: a later one may refer to tables of an earlier one."""


def latest() -> int:
    """Return the schema's number: how many steps this revtrack knows."""
    return sum(len(steps._migrations) for steps in SETS)


def check(db: Connection) -> int:
    """
    Return how many steps the file still needs.

    Raises `NewerSchemaError` when it was written by a newer revtrack.
    """
    has = db.value("PRAGMA user_version")
    known = latest()
    if has > known:
        raise NewerSchemaError(
            f"{db.path} has schema {has}, this revtrack knows {known}: it was written by a newer revtrack; upgrade"
        )
    return int(known - has)


def check_reader(db: Connection) -> None:
    """Raise `StoreError` or `NewerSchemaError` when the file's schema is not today's; a reader cannot change it."""
    missing = check(db)
    if missing:
        raise StoreError(
            f"{db.path} was written by an older revtrack ({missing} schema steps behind); "
            f"bring it up to date with: revtrack --db {db.path} init"
        )


def objects(raw: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    """Return the SQL of every table, index, view and trigger of the file by (type, name)."""
    rows = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid")
    return {(kind, name): f"{table}: {sql}" for kind, name, table, sql in rows}


@lru_cache(maxsize=1)
def fresh_objects() -> dict[tuple[str, str], str | None]:
    """Return what `objects` gives of an archive made today."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        wrapped = Database(raw)
        for steps in SETS:
            steps.apply(wrapped)
        return objects(raw)
    finally:
        raw.close()


def steps_done(db: Connection) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (set, name) of the steps the file says it has taken, and of those this revtrack knows, sorted."""
    rows = db.rows("SELECT migration_set, name FROM _sqlite_migrations")
    known = [(steps.name, step.name) for steps in SETS for step in steps._migrations]
    return sorted((row["migration_set"], row["name"]) for row in rows), sorted(known)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What opening the archive did to its schema."""

    made: bool
    """The file is new."""
    steps: int
    backup: Path | None
    """The file as it was before, when it was not new."""


def migrate(db: Connection) -> Migrated:
    """
    Run every step that has not run yet; the caller holds the writer's lock.

    An archive that is not new is copied first, beside itself; the copy is kept.
    """
    missing = check(db)
    if not missing:
        return Migrated(False, 0, None)
    backup = None
    if db.value("SELECT COUNT(*) FROM sqlite_master"):
        backup = db.path.with_name(f"{db.path.name}.before-schema-{latest()}")
        copy(db, backup)
    wrapped = Database(db.raw)
    for steps in SETS:
        steps.apply(wrapped)
    broken = db.row("PRAGMA foreign_key_check")
    if broken is not None:
        raise StoreError(f"{db.path}: a row of {broken['table']} refers to a missing row of {broken['parent']}")
    db.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.raw.execute(f"PRAGMA user_version = {latest()}")
    return Migrated(backup is None, missing, backup)
