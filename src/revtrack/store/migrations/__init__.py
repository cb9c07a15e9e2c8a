"""
Say whether a file has today's schema, and bring it there: the steps are loaded only when one is due.

SQLite's `user_version` counts the steps a file has taken. Loading them takes
longer than opening a file, and nearly every file opened has taken them all.
"""

from dataclasses import dataclass
from pathlib import Path

from revtrack.errors import NewerSchemaError, StoreError
from revtrack.store.backups import copy
from revtrack.store.connection import APPLICATION_ID, Connection

LATEST = 15
"""The schema's number: how many steps this revtrack knows. A new step in `steps` is counted here."""


def check(db: Connection) -> int:
    """
    Return how many steps the file still needs.

    Raises `NewerSchemaError` when it was written by a newer revtrack.
    """
    has = db.value("PRAGMA user_version")
    if has > LATEST:
        raise NewerSchemaError(
            f"{db.path} has schema {has}, this revtrack knows {LATEST}: it was written by a newer revtrack; upgrade"
        )
    return int(LATEST - has)


def check_reader(db: Connection) -> None:
    """Raise `StoreError` or `NewerSchemaError` when the file's schema is not today's; a reader cannot change it."""
    missing = check(db)
    if missing:
        raise StoreError(
            f"{db.path} was written by an older revtrack ({missing} schema steps behind); "
            f"bring it up to date with: revtrack --db {db.path} init"
        )


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
    Run every step that has not run yet, all or none; the caller holds the writer's lock.

    An archive that is not new is copied first, beside itself; the copy is kept.
    """
    missing = check(db)
    if not missing:
        return Migrated(False, 0, None)
    backup = None
    if db.value("SELECT COUNT(*) FROM sqlite_master"):
        backup = db.path.with_name(f"{db.path.name}.before-schema-{LATEST}")
        copy(db, backup)
    from revtrack.store.migrations.steps import take

    # Killed between two steps, the next run would put a file that is neither old nor new in the copy's place.
    with db.transaction():
        take(db.raw)
        broken = db.row("PRAGMA foreign_key_check")
        if broken is not None:
            raise StoreError(f"{db.path}: a row of {broken['table']} refers to a missing row of {broken['parent']}")
        db.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.raw.execute(f"PRAGMA user_version = {LATEST}")
    return Migrated(backup is None, missing, backup)
