"""Views for people, and what later steps added to the set `core`."""

from sqlite_utils import Database

from revtrack.store.migrations.derived import core

__all__ = ["core"]


@core()
def m0006_views(db: Database) -> None:
    """Views for people: one line is one thing they would say."""
    db.executescript("""
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
""")


@core()
def m0007_note_slots(db: Database) -> None:
    """Who made a correction and why, and what a claim's values are worth; spans and values as JSON."""
    db.executescript("""
ALTER TABLE notes ADD COLUMN corrector_span TEXT;
ALTER TABLE notes ADD COLUMN cause_span TEXT;
ALTER TABLE claims ADD COLUMN old_value TEXT;
ALTER TABLE claims ADD COLUMN new_value TEXT;
""")


@core()
def m0008_findings_by_check(db: Database) -> None:
    """Find every finding by its check, not only those about an article as a whole: deleting a check asks for them."""
    db.executescript("""
DROP INDEX findings_check;
CREATE INDEX findings_check ON findings(check_id);
""")
