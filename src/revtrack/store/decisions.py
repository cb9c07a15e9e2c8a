"""Keep what editors decide about findings, links and edits, by content key and chained."""

from revtrack.errors import ConflictError, NotFoundError
from revtrack.model import Decision
from revtrack.store import chain
from revtrack.store.connection import Connection
from revtrack.store.rows import storable


def save(db: Connection, decision: Decision, article_id: int | None) -> int:
    """Write *decision* and chain it; return its row id."""
    if decision.target == "finding" and article_id is None:
        article_id = db.value("SELECT article_id FROM findings WHERE key = :key LIMIT 1", {"key": decision.key})
        if article_id is None:
            raise NotFoundError(f"no finding with key {decision.key!r}; see: revtrack audit --json")
    row_id = db.run(
        "INSERT INTO decisions (article_id, target, key, verdict, reason, editor, decided_at, detail)"
        " VALUES (:article, :target, :key, :verdict, :reason, :editor, :at, :detail)",
        {
            "article": article_id, "target": decision.target, "key": decision.key, "verdict": decision.verdict,
            "reason": storable(decision.reason), "editor": storable(decision.editor), "at": decision.decided_at,
            "detail": storable(decision.detail),
        },
    )  # fmt: skip
    chain.append(db, "decision", row_id)
    return row_id


def check_seen(db: Connection, decision: Decision, seen: int) -> None:
    """Raise `ConflictError` when there are other decisions on this target than the *seen* ones."""
    row = db.row(
        "SELECT COUNT(*) AS count, MAX(id) AS newest FROM decisions WHERE target = :target AND key = :key",
        {"target": decision.target, "key": decision.key},
    )
    assert row is not None
    if row["count"] == seen:
        return
    other = db.row("SELECT verdict, editor, decided_at FROM decisions WHERE id = :id", {"id": row["newest"]})
    said = f": {other['editor']} said {other['verdict']} at {other['decided_at']}" if other else ""
    raise ConflictError(f"somebody else decided this meanwhile{said}; look again, then decide")
