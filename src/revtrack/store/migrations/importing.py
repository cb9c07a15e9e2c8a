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


@importing()
def m0002_column_entries(db: Database) -> None:
    """Entries of corrections pages, joined to an article or listed as joined to none."""
    db.executescript("""
-- One entry of an outlet's corrections page. key is a digest of its words; article_id is null while nobody knows which
-- article it is about; score says how sure that is, reasons (JSON) by what, cited (JSON) what the entry names.
CREATE TABLE column_entries (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id),
    article_id INTEGER REFERENCES articles(id),
    key BLOB NOT NULL UNIQUE,
    source TEXT NOT NULL,
    place TEXT NOT NULL,
    day TEXT,
    text TEXT NOT NULL,
    words TEXT NOT NULL,
    cited TEXT,
    score REAL NOT NULL,
    reasons TEXT
) STRICT;
CREATE INDEX column_entries_import ON column_entries(import_id);
CREATE INDEX column_entries_article ON column_entries(article_id);
""")
