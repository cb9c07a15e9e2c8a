"""
Drop what a policy says may go: old checks that saw nothing new, old captures nobody cites.

Nothing else is ever pruned: no version, no text, no note, no decision. What a
note, a decision or a finding stands on keeps its bytes, and so do the version
before it, the first and the newest. Every entry of the chain that loses its
row keeps its digest in a tombstone, so the archive still proves.
"""

from dataclasses import dataclass

from revtrack.model import bound
from revtrack.store import bodies, chain
from revtrack.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Policy:
    """What may go; None keeps everything of that kind."""

    captures_before: str | None = None
    """A time or a day (`model.bound`): bytes of versions first seen before it, unless they are cited."""
    checks_before: str | None = None
    """A time or a day: checks before it that saw nothing new."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What went, or would go."""

    checks: int
    captures: int
    bytes: int
    """Of stored bodies; the file itself shrinks when SQLite reuses the room or after `VACUUM`."""
    kept: int
    """Captures before the time that stay because something cites them."""


OLD = """
SELECT p.id, p.body_id, (
    v.number = 1 OR v.number = a.versions
    OR EXISTS (SELECT 1 FROM versions n JOIN note_sightings s ON s.version_id = n.id AND s.status <> 'carried'
        WHERE n.article_id = v.article_id AND n.number IN (v.number, v.number + 1))
    OR EXISTS (SELECT 1 FROM versions n JOIN findings f ON f.version_id = n.id AND f.verdict = 'fail'
        WHERE n.article_id = v.article_id AND n.number IN (v.number, v.number + 1))
    OR EXISTS (SELECT 1 FROM decisions d WHERE d.article_id = v.article_id AND d.target <> 'finding')
    OR EXISTS (SELECT 1 FROM versions n JOIN findings f ON f.version_id = n.id
        JOIN decisions d ON d.target = 'finding' AND d.key = f.key
        WHERE n.article_id = v.article_id AND n.number IN (v.number, v.number + 1))
    OR EXISTS (SELECT 1 FROM versions n JOIN links l ON l.version_id = n.id
        WHERE n.article_id = v.article_id AND n.number >= v.number AND l.step IN (v.number, v.number + 1))
) AS cited
FROM versions v JOIN articles a ON a.id = v.article_id JOIN captures p ON p.id = v.capture_id
JOIN bodies b ON b.id = p.body_id
WHERE v.first_seen < :before AND b.codec <> 'emptied' ORDER BY p.id
"""


def prune(db: Connection, policy: Policy, at: str, *, dry_run: bool) -> Pruned:
    """
    Drop what *policy* lets go, in one transaction, and return what that was; with *dry_run* only count.

    *at* is the time the tombstones say. Raises `UsageError`, before anything
    is dropped, when the policy names no time.
    """
    captures, kept = _captures(db, policy)
    checks = _checks(db, policy)
    freed = 0
    if dry_run:
        for _, body_id in captures:
            freed += db.value("SELECT LENGTH(data) FROM bodies WHERE id = :id", {"id": body_id})
        return Pruned(len(checks), len(captures), freed, kept)
    with db.transaction():
        for capture_id, body_id in captures:
            chain.supersede(db, "capture", capture_id, "pruned", at, f"captures before {policy.captures_before}")
            freed += bodies.empty(db, body_id)
        _drop_checks(db, checks, policy, at)
    return Pruned(len(checks), len(captures), freed, kept)


def _captures(db: Connection, policy: Policy) -> tuple[list[tuple[int, int]], int]:
    """Return (capture, body) of what may go, and how many old ones stay; a body two captures share stays."""
    if policy.captures_before is None:
        return [], 0
    may_go, kept = [], 0
    for row in db.rows(OLD, {"before": bound(policy.captures_before)}):
        shared = db.value("SELECT COUNT(*) > 1 FROM captures WHERE body_id = :id", {"id": row["body_id"]})
        if row["cited"] or shared:
            kept += 1
        else:
            may_go.append((row["id"], row["body_id"]))
    return may_go, kept


def _checks(db: Connection, policy: Policy) -> list[int]:
    """Return the ids of checks that saw nothing new, are not the last to see their version, and nobody refers to."""
    if policy.checks_before is None:
        return []
    referring = db.rows(
        'SELECT m.name AS child, f."from" AS field FROM sqlite_master m, pragma_foreign_key_list(m.name) f'
        " WHERE m.type = 'table' AND f.\"table\" = 'checks'"
    )
    # Names come from the schema itself, never from outside.
    free = " ".join(
        f'AND NOT EXISTS (SELECT 1 FROM "{row["child"]}" r WHERE r."{row["field"]}" = k.id)' for row in referring
    )
    rows = db.rows(
        "SELECT k.id FROM checks k WHERE k.at < :before AND k.at <> ''"
        " AND k.code IN ('same_bytes', 'same_text', 'not_modified')"
        " AND k.id <= IFNULL((SELECT MAX(ref) FROM chain WHERE kind = 'checks'), 0)"
        " AND k.id NOT IN (SELECT ref FROM chain WHERE kind = 'checks')"
        " AND EXISTS (SELECT 1 FROM checks l WHERE l.article_id = k.article_id AND l.id > k.id"
        "  AND l.version = k.version AND l.code IN ('same_bytes', 'same_text', 'not_modified')"
        "  AND NOT EXISTS (SELECT 1 FROM versions n WHERE n.article_id = k.article_id"
        "   AND n.check_id > k.id AND n.check_id < l.id)) " + free + " ORDER BY k.id",
        {"before": bound(policy.checks_before)},
    )
    return [row["id"] for row in rows]


def _drop_checks(db: Connection, checks: list[int], policy: Policy, at: str) -> None:
    """Delete checks, after the groups they were chained in have put their digests aside."""
    groups = {
        db.value("SELECT MIN(ref) FROM chain WHERE kind = 'checks' AND ref >= :id", {"id": check}) for check in checks
    }
    for group in sorted(groups):
        chain.supersede(db, "checks", group, "pruned", at, f"checks before {policy.checks_before}")
    db.run_many("DELETE FROM checks WHERE id = :id", [{"id": check} for check in checks])
    for group in sorted(groups):
        # What is left of the group is proved from now on.
        chain.append(db, "checks", group)
