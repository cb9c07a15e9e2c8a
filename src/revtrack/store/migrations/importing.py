"""Tables of what was imported: from where, when, and what of it is stored already."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

importing = Migrations("importing")


@importing()
def m0001_imports(db: Database) -> None:
    """Every import, and every look it brought, so that importing again adds nothing."""
    db.executescript("""
-- One run of an import; finished_at is empty while it runs, or when it was stopped.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    looks INTEGER NOT NULL DEFAULT 0,
    versions INTEGER NOT NULL DEFAULT 0,
    troubles INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One look at an article that an import brought. key is a digest of address, time (or place in order) and bytes.
CREATE TABLE imported (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id),
    check_id INTEGER NOT NULL REFERENCES checks(id),
    key BLOB NOT NULL UNIQUE,
    detail TEXT
) STRICT;
CREATE INDEX imported_import ON imported(import_id);
CREATE INDEX imported_check ON imported(check_id);

-- Records an import could not use, and why.
CREATE TABLE import_troubles (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id),
    place TEXT NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE INDEX import_troubles_import ON import_troubles(import_id);
""")
