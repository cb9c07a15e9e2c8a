"""
Tables of what was seen: articles, checks, captures, versions.

The set `core` goes on in `derived` and `views`; each imports the one before,
so that the steps stand in their order whoever is imported first.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

core = Migrations("core")


@core()
def m0001_articles_and_checks(db: Database) -> None:
    """Who publishes, what is watched, and every look at it."""
    db.executescript("""
CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- The story at one address. Headline, state, final address and validators are those of the newest check.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    outlet_id INTEGER REFERENCES outlets(id),
    headline TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'new',
    source TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL DEFAULT '',
    versions INTEGER NOT NULL DEFAULT 0,
    final_url TEXT,
    etag TEXT,
    last_modified TEXT
) STRICT;
CREATE INDEX articles_outlet ON articles(outlet_id);
CREATE INDEX articles_state ON articles(state);

-- Every address an article is known by, its own included, and the check that named it.
CREATE TABLE article_urls (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL,
    check_id INTEGER REFERENCES checks(id)
) STRICT;
CREATE INDEX article_urls_article ON article_urls(article_id);
CREATE INDEX article_urls_check ON article_urls(check_id) WHERE check_id IS NOT NULL;

-- One visit and its outcome. version is the number of the version it saw; url is kept when it is not the article's.
CREATE TABLE checks (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    at TEXT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER,
    status INTEGER,
    duration_ms INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    url TEXT,
    detail TEXT
) STRICT;
CREATE INDEX checks_article ON checks(article_id);

CREATE TABLE state_changes (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    check_id INTEGER REFERENCES checks(id),
    at TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX state_changes_article ON state_changes(article_id);
CREATE INDEX state_changes_check ON state_changes(check_id) WHERE check_id IS NOT NULL;
""")


@core()
def m0002_captures(db: Database) -> None:
    """The bytes as they came, and under what circumstances."""
    db.executescript("""
-- Bytes, once for each SHA-256. codec: raw, zstd, or zstd-delta against the body base_id; depth counts deltas below it.
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    codec TEXT NOT NULL,
    base_id INTEGER REFERENCES bodies(id),
    depth INTEGER NOT NULL DEFAULT 0,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX bodies_base ON bodies(base_id) WHERE base_id IS NOT NULL;

-- What one check brought back. number counts an article's captures from 0; headers are a JSON list of [name, value].
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    check_id INTEGER NOT NULL REFERENCES checks(id),
    body_id INTEGER NOT NULL REFERENCES bodies(id),
    number INTEGER NOT NULL,
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    request_headers TEXT,
    redirects TEXT,
    address TEXT,
    tls TEXT,
    started_at TEXT,
    finished_at TEXT,
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX captures_check ON captures(check_id);
CREATE INDEX captures_body ON captures(body_id);

-- For each host, the body that first captures of its other articles are stored against: they share a template.
CREATE TABLE templates (
    host TEXT PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES bodies(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX templates_body ON templates(body_id);
""")


@core()
def m0003_versions(db: Database) -> None:
    """What was published: versions, the paragraphs they show, the fields around them."""
    db.executescript("""
-- alignment says how the blocks follow from those of the version before: = same, ~ edited, > moved, < moved and edited,
-- / split, & merged, + added, - removed; with a count, and in brackets where (before,after) it does not go straight on.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,
    check_id INTEGER NOT NULL REFERENCES checks(id),
    capture_id INTEGER REFERENCES captures(id),
    first_seen TEXT,
    decided TEXT NOT NULL,
    revert_to INTEGER,
    fingerprint TEXT NOT NULL DEFAULT '',
    source TEXT,
    coarse TEXT,
    alignment TEXT,
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX versions_check ON versions(check_id);
CREATE INDEX versions_capture ON versions(capture_id);
CREATE INDEX versions_first_seen ON versions(first_seen);

-- A headline, paragraph, caption ... once however many versions hold it. digest is 32 bits of its SHA-256, to find it.
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    details TEXT
) STRICT;
CREATE INDEX blocks_digest ON blocks(digest);

-- Where a block stood, from its first version to its last (null: still there); place orders the blocks of a version.
CREATE TABLE block_lives (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    place INTEGER NOT NULL,
    first_version INTEGER NOT NULL,
    last_version INTEGER,
    block_id INTEGER NOT NULL REFERENCES blocks(id),
    PRIMARY KEY (article_id, place, first_version)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_lives_block ON block_lives(block_id);

-- What stands outside the text: kind 'document' for byline, dates, address ..., 'hidden' for social card, slug ...
CREATE TABLE field_lives (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    place INTEGER NOT NULL,
    first_version INTEGER NOT NULL,
    last_version INTEGER,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article_id, place, first_version)
) STRICT, WITHOUT ROWID;

-- Kept in step by the code that writes blocks: triggers on it would need a schema that is trusted blindly.
CREATE VIRTUAL TABLE blocks_fts USING fts5(text, content="blocks", content_rowid='id', columnsize=0,
    tokenize="unicode61 remove_diacritics 2");
""")
