"""
Take single versions out of an article's history: their words, their pages, and what was found in them.

What a neighbour shows as well stays with the neighbour. The steps to and from
a version that is gone quote it, and so do links that later notes have to those
steps: they go too. Numbers, times, hashes and everybody else's words stay.
"""

from collections.abc import Collection, Sequence
from typing import Any

from revtrack.errors import NotFoundError, UsageError
from revtrack.store import bodies, chain, contents
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import dump, storable

CAPTURES = """
SELECT p.id, p.body_id FROM captures p WHERE p.article_id = :article AND (
    SELECT v.number FROM versions v WHERE v.article_id = :article AND v.check_id <= p.check_id
    ORDER BY v.number DESC LIMIT 1) IN (SELECT value FROM json_each(:numbers))
"""
"""Pages of checks that saw one of the versions, the one that made it and later ones."""
SHARED = """
SELECT v.number FROM captures p JOIN versions v ON v.capture_id = p.id
WHERE p.article_id = :article AND p.body_id = :body AND v.number NOT IN (SELECT value FROM json_each(:numbers))
"""
DEAD_NOTES = """
SELECT n.id FROM notes n WHERE n.article_id = :article AND NOT EXISTS (
    SELECT 1 FROM note_sightings s WHERE s.note_id = n.id AND s.status <> 'removed'
    AND s.version_id NOT IN (SELECT value FROM json_each(:own)))
"""
LATER = """
SELECT v.id FROM versions v WHERE v.article_id = :article AND v.id NOT IN (SELECT value FROM json_each(:own)) AND (
    v.number IN (SELECT value FROM json_each(:steps))
    OR EXISTS (SELECT 1 FROM links l WHERE l.version_id = v.id AND (
        l.step IN (SELECT value FROM json_each(:steps))
        OR l.claim_id IN (SELECT id FROM claims WHERE note_id IN (SELECT value FROM json_each(:notes)))))
    OR EXISTS (SELECT 1 FROM note_sightings s WHERE s.version_id = v.id
        AND s.note_id IN (SELECT value FROM json_each(:notes)))) ORDER BY v.number
"""
"""Versions that stay and at which something was found that quotes what goes."""

_OWN = "IN (SELECT value FROM json_each(:own))"
_STEPS = "IN (SELECT id FROM versions WHERE article_id = :article AND number IN (SELECT value FROM json_each(:steps)))"
_TOUCHED = "IN (SELECT value FROM json_each(:touched))"
_NOTES = "IN (SELECT value FROM json_each(:notes))"
STATEMENTS = (
    f"DELETE FROM edits WHERE version_id {_STEPS}",
    f"DELETE FROM field_edits WHERE version_id {_STEPS}",
    f"DELETE FROM findings WHERE version_id {_TOUCHED}",
    f"DELETE FROM links WHERE version_id {_OWN}",
    f"DELETE FROM links WHERE version_id {_TOUCHED} AND (step IN (SELECT value FROM json_each(:steps))"
    f" OR claim_id IN (SELECT id FROM claims WHERE note_id {_NOTES}))",
    f"DELETE FROM note_sightings WHERE version_id {_OWN} OR note_id {_NOTES}",
    f"UPDATE note_sightings SET previous = NULL WHERE version_id {_STEPS}",
    f"DELETE FROM claims WHERE note_id {_NOTES}",
    f"DELETE FROM notes WHERE id {_NOTES}",
    f"UPDATE versions SET alignment = NULL, coarse = NULL WHERE id {_STEPS}",
    f"UPDATE versions SET fingerprint = '', source = :told WHERE id {_OWN}",
    "DELETE FROM deliveries WHERE alert_id IN (SELECT id FROM alerts WHERE article_id = :article"
    f" AND version IN (SELECT number FROM versions WHERE id {_TOUCHED}))",
    f"DELETE FROM alerts WHERE article_id = :article AND version IN (SELECT number FROM versions WHERE id {_TOUCHED})",
)


def excise(
    db: Connection, article_id: int, numbers: Collection[int], reason: str, at: str
) -> tuple[int, int, int]:  # fmt: skip
    """
    Remove versions *numbers* of the article; return how many captures, notes and blocks of text went.

    The caller holds the transaction. Raises `NotFoundError` for a version
    there is not, `UsageError` when a version that stays has the very page of
    one that goes.
    """
    given: dict[str, Any] = {"article": article_id, "numbers": dump(sorted(numbers))}
    own = _own(db, article_id, numbers)
    captures = db.rows(CAPTURES, given)
    for row in captures:
        shared = db.value(SHARED, {**given, "body": row["body_id"]})
        if shared is not None:
            raise UsageError(f"version {shared} has the same page as one to be taken down: name it as well")
    given |= {
        "own": dump(own), "steps": dump(sorted({*numbers, *(number + 1 for number in numbers)})),
        "told": storable(f"taken down: {reason}"),
    }  # fmt: skip
    notes = [row["id"] for row in db.rows(DEAD_NOTES, given)]
    given["notes"] = dump(notes)
    later = [row["id"] for row in db.rows(LATER, given)]
    given["touched"] = dump(own + later)
    for kind, refs in (
        ("capture", [row["id"] for row in captures]), ("version", own), ("note", notes), ("analysis", own + later)
    ):  # fmt: skip
        for ref in refs:
            if not chain.superseded(db, kind, ref):
                chain.supersede(db, kind, ref, "taken down", at, reason)
    for statement in STATEMENTS:
        db.run(statement, given)
    blocks = contents.cut(db, article_id, sorted(numbers))
    _empty(db, captures)
    for version_id in later:
        chain.append(db, "analysis", version_id)
    return len(captures), len(notes), blocks


def _own(db: Connection, article_id: int, numbers: Collection[int]) -> list[int]:
    rows = db.rows("SELECT id, number FROM versions WHERE article_id = :article", {"article": article_id})
    there = {row["number"]: row["id"] for row in rows}
    missing = sorted(set(numbers) - set(there))
    if missing:
        raise NotFoundError(f"no version {missing[0]} to take down; the article has 1 to {len(there)}")
    return [there[number] for number in sorted(numbers)]


def _empty(db: Connection, captures: Sequence[Row]) -> None:
    """Drop the envelopes of *captures*, and their bytes where no other capture has the same."""
    ids = dump([row["id"] for row in captures])
    db.run(
        "UPDATE captures SET headers = '[]', request_headers = NULL, redirects = NULL"
        " WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": ids},
    )
    for row in captures:
        elsewhere = db.value(
            "SELECT 1 FROM captures WHERE body_id = :body AND id NOT IN (SELECT value FROM json_each(:ids))",
            {"body": row["body_id"], "ids": ids},
        )
        if elsewhere is None and not bodies.is_empty(db, row["body_id"]):
            bodies.empty(db, row["body_id"])
