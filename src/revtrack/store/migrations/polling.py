"""Tables of the poller: when to look again, how hosts want to be treated, alerts on their way, feeds, polls."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

polling = Migrations("polling")


@polling()
def m0001_schedule(db: Database) -> None:
    """When each article is due, and what its looks so far say about its habits."""
    db.executescript("""
-- An article without a row is due. expected and seen: see the scheduling rules; failures counts failed looks in a row.
CREATE TABLE schedule (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id),
    due_at TEXT NOT NULL,
    fresh_at TEXT,
    looked_at TEXT,
    expected REAL NOT NULL DEFAULT 0,
    seen REAL NOT NULL DEFAULT 0,
    looks INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    succeeded_at TEXT
) STRICT;
CREATE INDEX schedule_due ON schedule(due_at);

-- A host that asked to be left alone, or fails: no request before not_before.
CREATE TABLE hosts (
    host TEXT PRIMARY KEY,
    not_before TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- robots.txt as last read; status 0: it could not be read.
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is equal for all spellings of one article's address.
CREATE TABLE article_keys (
    key TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_keys_article ON article_keys(article_id);

CREATE TABLE polls (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    how TEXT NOT NULL DEFAULT '',
    visits INTEGER NOT NULL DEFAULT 0,
    versions INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;
""")


@polling()
def m0002_alerts(db: Database) -> None:
    """What people are to be told, written with the check that found it; and to whom it has been told."""
    db.executescript("""
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER,
    title TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX alerts_article ON alerts(article_id);

-- after: the newest alert there was when the sink was first configured; it gets those after it.
CREATE TABLE sinks (
    name TEXT PRIMARY KEY,
    after INTEGER NOT NULL,
    added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- acknowledged_at is written once the sink has taken the alert; until then it is tried again from next_at on.
CREATE TABLE deliveries (
    alert_id INTEGER NOT NULL REFERENCES alerts(id),
    sink TEXT NOT NULL REFERENCES sinks(name),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL DEFAULT '',
    acknowledged_at TEXT,
    error TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (alert_id, sink)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_sink ON deliveries(sink);
""")


@polling()
def m0003_feeds(db: Database) -> None:
    """Where new articles are found: feeds, sitemaps, index pages."""
    db.executescript("""
-- rules: JSON of what may be added (include, exclude, limit ...).
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    rules TEXT NOT NULL DEFAULT '{}',
    added_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    checked_at TEXT,
    etag TEXT,
    last_modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
""")


@polling()
def m0004_paused_feeds(db: Database) -> None:
    """A listing can be left alone as an article can."""
    db.executescript("""
-- Read no more while it is set; paused_why: the words of whoever paused it.
ALTER TABLE feeds ADD COLUMN paused_at TEXT;
ALTER TABLE feeds ADD COLUMN paused_why TEXT NOT NULL DEFAULT '';
""")
