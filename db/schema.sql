-- The schema of a fresh archive, for reading. Renew it with: make schema
CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
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
CREATE TABLE article_urls (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL,
    check_id INTEGER REFERENCES checks(id)
) STRICT;
CREATE INDEX article_urls_article ON article_urls(article_id);
CREATE INDEX article_urls_check ON article_urls(check_id) WHERE check_id IS NOT NULL;
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
CREATE TABLE templates (
    host TEXT PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES bodies(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX templates_body ON templates(body_id);
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
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    details TEXT
) STRICT;
CREATE INDEX blocks_digest ON blocks(digest);
CREATE TABLE block_lives (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    place INTEGER NOT NULL,
    first_version INTEGER NOT NULL,
    last_version INTEGER,
    block_id INTEGER NOT NULL REFERENCES blocks(id),
    PRIMARY KEY (article_id, place, first_version)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_lives_block ON block_lives(block_id);
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
CREATE VIRTUAL TABLE blocks_fts USING fts5(text, content="blocks", content_rowid='id', columnsize=0,
    tokenize="unicode61 remove_diacritics 2");
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
    date_span TEXT, corrector_span TEXT, cause_span TEXT,
    UNIQUE (article_id, digest)
) STRICT;
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
, old_value TEXT, new_value TEXT) STRICT;
CREATE INDEX claims_note ON claims(note_id);
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
CREATE INDEX findings_key ON findings(key);
CREATE INDEX findings_queue ON findings(verdict);
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
CREATE TABLE chain (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    ref INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX chain_ref ON chain(kind, ref);
CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    chain_id INTEGER NOT NULL UNIQUE REFERENCES chain(id),
    digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIEW version_list AS
SELECT v.id AS version_id, o.name AS outlet, a.url, v.number AS version, v.first_seen,
    (SELECT f.value FROM field_lives f WHERE f.article_id = v.article_id AND f.kind = 'document'
        AND f.name = 'headline' AND f.first_version <= v.number AND v.number <= IFNULL(f.last_version, v.number)
    ) AS headline,
    v.decided, c.detail AS reason, (SELECT COUNT(*) FROM edits e WHERE e.version_id = v.id) AS edits
FROM versions v JOIN articles a ON a.id = v.article_id JOIN checks c ON c.id = v.check_id
LEFT JOIN outlets o ON o.id = a.outlet_id;
CREATE VIEW version_text AS
SELECT v.id AS version_id, a.url, v.number AS version, l.place, b.kind, b.text, b.id AS block_id
FROM versions v JOIN articles a ON a.id = v.article_id
JOIN block_lives l ON l.article_id = v.article_id AND l.first_version <= v.number
    AND v.number <= IFNULL(l.last_version, v.number)
JOIN blocks b ON b.id = l.block_id;
CREATE VIEW edit_list AS
SELECT e.id AS edit_id, o.name AS outlet, a.url, v.number AS version, v.first_seen, e.name AS edit, e.kind,
    e.category, e.materiality, e.old, e.new, e.reasons, e.unannounced
FROM edits e JOIN versions v ON v.id = e.version_id JOIN articles a ON a.id = v.article_id
LEFT JOIN outlets o ON o.id = a.outlet_id;
CREATE VIEW note_list AS
SELECT n.id AS note_id, o.name AS outlet, a.url, n.first_version AS version, v.first_seen, n.kind, n.label, n.date,
    n.text, (SELECT COUNT(*) FROM claims c WHERE c.note_id = n.id) AS claims
FROM notes n JOIN articles a ON a.id = n.article_id LEFT JOIN outlets o ON o.id = a.outlet_id
LEFT JOIN versions v ON v.article_id = n.article_id AND v.number = n.first_version;
CREATE VIEW finding_list AS
SELECT f.id AS finding_id, o.name AS outlet, a.url, v.number AS version, v.first_seen, f.code, f.rule, f.verdict,
    f.severity, f.title,
    (SELECT d.verdict FROM decisions d WHERE d.target = 'finding' AND d.key = f.key ORDER BY d.id DESC LIMIT 1)
        AS decision
FROM findings f JOIN articles a ON a.id = f.article_id LEFT JOIN outlets o ON o.id = a.outlet_id
LEFT JOIN versions v ON v.id = f.version_id;
CREATE VIEW chain_list AS SELECT id AS entry, kind, ref, LOWER(HEX(hash)) AS hash FROM chain;
CREATE VIEW removed_text AS
SELECT b.id AS block_id, o.name AS outlet, a.url, b.kind, b.text, MIN(l.first_version) AS first_version,
    MAX(l.last_version) AS last_version
FROM block_lives l JOIN blocks b ON b.id = l.block_id JOIN articles a ON a.id = l.article_id
LEFT JOIN outlets o ON o.id = a.outlet_id
GROUP BY l.article_id, l.block_id HAVING COUNT(*) = COUNT(l.last_version);
CREATE INDEX findings_check ON findings(check_id);
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
CREATE TABLE imported (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id),
    check_id INTEGER NOT NULL REFERENCES checks(id),
    key BLOB NOT NULL UNIQUE,
    detail TEXT
) STRICT;
CREATE INDEX imported_import ON imported(import_id);
CREATE INDEX imported_check ON imported(check_id);
CREATE TABLE import_troubles (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id),
    place TEXT NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE INDEX import_troubles_import ON import_troubles(import_id);
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
CREATE TABLE hosts (
    host TEXT PRIMARY KEY,
    not_before TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE sinks (
    name TEXT PRIMARY KEY,
    after INTEGER NOT NULL,
    added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
, paused_at TEXT, paused_why TEXT NOT NULL DEFAULT '') STRICT;
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
