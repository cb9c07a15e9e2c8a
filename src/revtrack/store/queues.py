"""List findings, notes and decisions across articles, a page at a time, newest first."""

from typing import Any

from revtrack.model import Article, Decision, LinkedWords, ListedFinding, ListedNote, bound
from revtrack.store import articles, links, notes
from revtrack.store.connection import Connection
from revtrack.store.rows import dump

FINDINGS = """
SELECT f.*, v.number, v.first_seen, (
        -- A note that came later and was joined to the very edits the finding is about.
        SELECT MIN(told.number) FROM versions told JOIN links l ON l.version_id = told.id
        WHERE told.article_id = f.article_id AND told.number > v.number AND l.step = v.number
            AND l.status IN ('linked', 'removed') AND EXISTS (
                SELECT 1 FROM json_each(l.edits) le JOIN json_each(f.edits) fe ON le.value = fe.value
            )
    ) AS answered_by, d.target, d.key AS decided_key, d.verdict AS decided, d.reason, d.editor,
    d.decided_at, d.detail
FROM findings f CROSS JOIN articles a ON a.id = f.article_id LEFT JOIN versions v ON v.id = f.version_id
LEFT JOIN decisions d ON d.id = (SELECT MAX(id) FROM decisions WHERE target = 'finding' AND key = f.key)
"""


def findings(
    db: Connection, *, article: int | None, outlet: str | None, code: str | None, verdict: str | None,
    severity: int, since: str | None, undecided: bool, answered: bool, before: int | None, limit: int,
) -> list[ListedFinding]:  # fmt: skip
    """Return findings, newest first, those with a row id below *before*."""
    conditions = ["f.severity >= :severity"]
    params: dict[str, Any] = {"severity": severity, "limit": limit}
    for name, value, condition in (
        ("article", article, "f.article_id = :article"),
        ("outlet", outlet, "a.outlet_id = (SELECT id FROM outlets WHERE name = :outlet)"),
        ("code", code, "f.code = :code"),
        ("verdict", verdict, "f.verdict = :verdict"),
        ("since", None if since is None else bound(since), "v.first_seen >= :since"),
        ("before", before, "f.id < :before"),
    ):
        if value is not None:
            conditions.append(condition)
            params[name] = value
    if undecided:
        conditions.append("d.id IS NULL")
    if not answered:
        conditions.append("(answered_by IS NULL OR f.note IS NOT NULL)")
    rows = db.rows(FINDINGS + "WHERE " + " AND ".join(conditions) + " ORDER BY f.id DESC LIMIT :limit", params)
    known: dict[int, Article] = {}
    out = []
    for row in rows:
        about = _article(db, known, row["article_id"])
        decision = None if row["decided"] is None else Decision(
            row["target"], row["decided_key"], row["decided"], row["reason"], row["editor"], row["decided_at"],
            row["detail"],
        )  # fmt: skip
        out.append(
            ListedFinding(
                row["id"], about, row["number"], row["first_seen"], links.finding_of(row), decision, row["answered_by"]
            )
        )
    return out


def _article(db: Connection, known: dict[int, Article], article_id: int) -> Article:
    """Return an article, read once for a list."""
    if article_id not in known:
        known[article_id] = articles.by_id(db, article_id)
    return known[article_id]


SIGHTINGS = """
SELECT s.id, s.version_id, s.name, v.number, v.first_seen, v.article_id FROM note_sightings s
JOIN versions v ON v.id = s.version_id JOIN articles a ON a.id = v.article_id JOIN notes n ON n.id = s.note_id
"""


LINKS = """
SELECT l.*, IFNULL(e.old, f.old) AS old_words, IFNULL(e.new, f.new) AS new_words, f.field
FROM links l JOIN versions t ON t.id = l.version_id
LEFT JOIN versions v ON v.article_id = t.article_id AND v.number = l.step
LEFT JOIN edits e ON e.version_id = v.id AND e.name = json_extract(l.edits, '$[0]')
LEFT JOIN field_edits f ON f.version_id = v.id AND f.name = json_extract(l.edits, '$[0]')
WHERE l.version_id IN (SELECT value FROM json_each(:versions)) ORDER BY l.id
"""


def listed_notes(
    db: Connection, *, article: int | None, outlet: str | None, kind: str | None, status: str | None,
    since: str | None, before: int | None, limit: int,
) -> list[ListedNote]:  # fmt: skip
    """Return notes newest first, as the versions show them that brought, reworded, moved or removed them."""
    conditions = ["s.status <> 'carried'"] if status is None else ["s.status = :status"]
    params: dict[str, Any] = {"status": status, "limit": limit}
    for name, value, condition in (
        ("article", article, "v.article_id = :article"),
        ("outlet", outlet, "a.outlet_id = (SELECT id FROM outlets WHERE name = :outlet)"),
        ("kind", kind, "n.kind = :kind"),
        ("since", None if since is None else bound(since), "v.first_seen >= :since"),
        ("before", before, "s.id < :before"),
    ):
        if value is not None:
            conditions.append(condition)
            params[name] = value
    rows = db.rows(SIGHTINGS + "WHERE " + " AND ".join(conditions) + " ORDER BY s.id DESC LIMIT :limit", params)
    ids = sorted({row["version_id"] for row in rows})
    seen = notes.read(db, ids)
    joined: dict[int, list[Any]] = {}
    for row in db.rows(LINKS, {"versions": dump(ids)}):
        joined.setdefault(row["version_id"], []).append(row)
    known: dict[int, Article] = {}
    out = []
    for row in rows:
        about = _article(db, known, row["article_id"])
        note = next(note for note in seen[row["version_id"]] if note.id == row["name"])
        own = [link for link in joined.get(row["version_id"], ()) if link["claim"].startswith(f"{note.id}.")]
        out.append(
            ListedNote(
                row["id"], about, row["number"], row["first_seen"], note,
                tuple(links.link_of(link, row["number"]).link for link in own),
                tuple(LinkedWords(*(link[side] or "" for side in ("old_words", "new_words", "field"))) for link in own),
            )
        )  # fmt: skip
    return out


def decisions(db: Connection, target: str | None, key: str | None) -> list[Decision]:
    """Return decisions in the order they were made, of one target and key where given."""
    conditions, params = ["1"], {"target": target, "key": key}
    if target is not None:
        conditions.append("target = :target")
    if key is not None:
        conditions.append("key = :key")
    rows = db.rows(
        "SELECT target, key, verdict, reason, editor, decided_at, detail FROM decisions WHERE "
        + " AND ".join(conditions)
        + " ORDER BY id",
        params,
    )
    return [Decision(*row) for row in rows]
