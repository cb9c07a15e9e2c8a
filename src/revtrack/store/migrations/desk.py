"""Tables of the editors' desk, in a file of their own beside the archive: nothing secret stands in the archive."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

desk = Migrations("desk")


@desk()
def d0001_accounts(db: Database) -> None:
    """Who may come in, who is in, who did what."""
    db.executescript("""
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
    password TEXT,
    disabled INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
) STRICT;

-- The token itself is only in the editor's cookie; here stands its SHA-256.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    token_sha256 TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users(id),
    csrf TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions(user_id);

CREATE TABLE failed_logins (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX failed_logins_at ON failed_logins(at);

CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER log_is_kept_as_it_is BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    user TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX comments_key ON comments(key);

CREATE TABLE assignments (
    key TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
""")
