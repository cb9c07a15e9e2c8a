"""
Bring a file to today's schema, one append-only step after another.

One module and one migration set for each area, so that areas grow without
touching each other. A step is a function that is never changed once released
and imports nothing from revtrack; each runs in its own transaction together
with the record that it ran. SQLite's `user_version` counts the steps.
"""

from collections.abc import Sequence

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from revtrack.errors import NewerSchemaError, StoreError
from revtrack.store.connection import APPLICATION_ID, Connection
from revtrack.store.migrations.core import core
from revtrack.store.migrations.importing import importing

SETS: Sequence[Migrations] = (core, importing)
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


def migrate(db: Connection) -> int:
    """Run every step that has not run yet and return how many did; the caller holds the writer's lock."""
    missing = check(db)
    if not missing:
        return 0
    wrapped = Database(db.raw)
    for steps in SETS:
        steps.apply(wrapped)
    broken = db.row("PRAGMA foreign_key_check")
    if broken is not None:
        raise StoreError(f"{db.path}: a row of {broken['table']} refers to a missing row of {broken['parent']}")
    db.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.raw.execute(f"PRAGMA user_version = {latest()}")
    return missing
