"""Tables of what was found in versions and what editors said of it, and the chain that holds everything."""

from sqlite_utils import Database

from revtrack.store.migrations.core import core

__all__ = ["core"]


@core()
def m0004_derived(db: Database) -> None:
    """What was found in the versions: edits, notes, links, findings. All of it can be made again."""
    db.executescript("""
-- Edits of the step that leads to a version, in reading order; e1.1 stands inside the move e1. Words are cut at 80.
CREATE TABLE edits (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    name TEXT NOT NULL,
    parent TEXT,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    materiality INTEGER NOT NULL,
    before_start INTEGER, before_end INTEGER,
    after_start INTEGER, after_end INTEGER,
    old TEXT,
    new TEXT,
    reasons TEXT,
    unannounced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX edits_version ON edits(version_id);
CREATE INDEX edits_unannounced ON edits(version_id) WHERE unannounced;

CREATE TABLE field_edits (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    category TEXT NOT NULL,
    materiality INTEGER NOT NULL,
    reasons TEXT,
    unannounced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX field_edits_version ON field_edits(version_id);

-- An outlet's note, one row for each wording an article had.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    first_version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT,
    text TEXT NOT NULL,
    date TEXT,
    date_text TEXT,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    evidence TEXT,
    label_span TEXT,
    date_span TEXT,
    UNIQUE (article_id, digest)
) STRICT;

-- One thing a note says. Spans are offsets in the note's text, as JSON [start, end].
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL REFERENCES notes(id),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    old TEXT,
    new TEXT,
    scope TEXT NOT NULL,
    locator TEXT,
    polarity TEXT NOT NULL,
    action TEXT NOT NULL,
    topic TEXT,
    span TEXT, old_span TEXT, new_span TEXT, locator_span TEXT, scope_span TEXT
) STRICT;
CREATE INDEX claims_note ON claims(note_id);

-- A note as one version shows it: where, and whether it is new, carried, reworded, moved or removed.
CREATE TABLE note_sightings (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    note_id INTEGER NOT NULL REFERENCES notes(id),
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    span_start INTEGER, span_end INTEGER,
    place TEXT,
    anchor_start INTEGER, anchor_end INTEGER,
    detail TEXT,
    previous TEXT
) STRICT;
CREATE INDEX note_sightings_version ON note_sightings(version_id);
CREATE INDEX note_sightings_note ON note_sightings(note_id);

-- A claim joined to edits. step is the number of the version whose revision holds them; edits are JSON names.
CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    claim TEXT NOT NULL,
    claim_id INTEGER REFERENCES claims(id),
    status TEXT NOT NULL,
    step INTEGER NOT NULL,
    edits TEXT,
    before_start INTEGER, before_end INTEGER,
    after_start INTEGER, after_end INTEGER,
    confidence REAL NOT NULL,
    evidence TEXT
) STRICT;
CREATE INDEX links_version ON links(version_id);
CREATE INDEX links_claim ON links(claim_id);

-- Something an editor should look at; version_id is null when it is about the article as a whole.
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    version_id INTEGER REFERENCES versions(id),
    check_id INTEGER REFERENCES checks(id),
    key TEXT NOT NULL,
    code TEXT NOT NULL,
    rule TEXT NOT NULL,
    verdict TEXT NOT NULL,
    severity INTEGER NOT NULL,
    title TEXT NOT NULL,
    evidence TEXT,
    edits TEXT,
    note TEXT,
    field TEXT,
    before_start INTEGER, before_end INTEGER,
    after_start INTEGER, after_end INTEGER
) STRICT;
CREATE INDEX findings_article ON findings(article_id);
CREATE INDEX findings_version ON findings(version_id);
CREATE INDEX findings_check ON findings(check_id) WHERE version_id IS NULL;
CREATE INDEX findings_key ON findings(key);
CREATE INDEX findings_queue ON findings(verdict);
""")


@core()
def m0005_decisions_and_chain(db: Database) -> None:
    """What editors said, and the chain that holds everything to its order and wording."""
    db.executescript("""
-- key is the content key of a finding, link or edit, so that a decision outlives the row it was made on.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER REFERENCES articles(id),
    target TEXT NOT NULL,
    key TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    editor TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX decisions_key ON decisions(target, key);
CREATE INDEX decisions_article ON decisions(article_id);

-- Each entry's hash covers the entry before it and the row of table kind with the id ref; checks up to ref, together.
-- The view chain_list shows the hashes as people write them.
CREATE TABLE chain (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    ref INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX chain_ref ON chain(kind, ref);

-- Entries whose row is no longer what it was (pruned, taken down, read again by newer rules): their digest, and why.
CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    chain_id INTEGER NOT NULL UNIQUE REFERENCES chain(id),
    digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
""")
