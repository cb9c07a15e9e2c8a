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


MADE = "SELECT d.*, a.url FROM decisions d LEFT JOIN articles a ON a.id = d.article_id ORDER BY d.id"


def carry(source: Connection, db: Connection, name: str) -> tuple[int, int]:
    """
    Copy the decisions of *source* that are about something *db* holds as well; return (copied, left behind).

    Keys are made of content, so a decision is about the same words in both.
    One about a finding that is not made in *db* stays behind. *name* says in
    each copy where it was made; one that was copied before is not copied again.
    """
    copied = left = 0
    for row in source.rows(MADE):
        article_id = row["url"] and db.value(
            "SELECT article_id FROM article_urls WHERE url = :url", {"url": row["url"]}
        )
        found = row["target"] != "finding" or db.value("SELECT 1 FROM findings WHERE key = :key", {"key": row["key"]})
        if article_id is None or not found:
            left += 1
            continue
        own = {key: row[key] for key in ("target", "key", "verdict", "editor", "decided_at")}
        if db.value(
            "SELECT 1 FROM decisions WHERE target = :target AND key = :key AND verdict = :verdict"
            " AND editor = :editor AND decided_at = :decided_at", own,
        ):  # fmt: skip
            continue
        reason = f"{row['reason']} [decided in {name}]".strip()
        save(db, Decision(**own, reason=reason, detail=row["detail"]), article_id)
        copied += 1
    return copied, left


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
