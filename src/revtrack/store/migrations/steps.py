"""
Every step to today's schema, append-only.

One module and one migration set for each area, so that areas grow without
touching each other. A step is a function that is never changed once released
and imports nothing from revtrack; those a file lacks run in one transaction
together with the record that they ran.
"""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from revtrack.store.connection import Connection
from revtrack.store.migrations.anchoring import anchoring
from revtrack.store.migrations.importing import importing
from revtrack.store.migrations.polling import polling
from revtrack.store.migrations.views import core

SETS: Sequence[Migrations] = (core, importing, polling, anchoring)
"""Every migration set, in the order they run: a later one may refer to tables of an earlier one."""


def take(raw: sqlite3.Connection) -> None:
    """Take every step the file has not taken yet."""
    wrapped = Database(raw)
    for steps in SETS:
        steps.apply(wrapped)


def objects(raw: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    """Return the SQL of every table, index, view and trigger of the file by (type, name)."""
    rows = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid")
    return {(kind, name): f"{table}: {sql}" for kind, name, table, sql in rows}


@lru_cache(maxsize=1)
def fresh_objects() -> dict[tuple[str, str], str | None]:
    """Return what `objects` gives of an archive made today."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        take(raw)
        return objects(raw)
    finally:
        raw.close()


def steps_done(db: Connection) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (set, name) of the steps the file says it has taken, and of those this revtrack knows, sorted."""
    rows = db.rows("SELECT migration_set, name FROM _sqlite_migrations")
    known = [(steps.name, step.name) for steps in SETS for step in steps._migrations]
    return sorted((row["migration_set"], row["name"]) for row in rows), sorted(known)
