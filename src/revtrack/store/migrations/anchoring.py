"""Table of heads handed to a time-stamping service."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

anchoring = Migrations("anchoring")


@anchoring()
def m0001_anchors(db: Database) -> None:
    """Heads waiting for a time stamp, and the stamps that came back."""
    db.executescript("""
-- A head of the chain to be time-stamped by the command the configuration names; token is what it answered.
CREATE TABLE anchors (
    id INTEGER PRIMARY KEY,
    head TEXT NOT NULL UNIQUE,
    asked_at TEXT NOT NULL,
    done_at TEXT,
    token BLOB,
    tries INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;
CREATE INDEX anchors_waiting ON anchors(id) WHERE done_at IS NULL;
""")
