"""Queue heads of the chain for a time-stamping service, and keep what it answered."""

from dataclasses import dataclass

from revtrack.store import chain
from revtrack.store.connection import Connection
from revtrack.store.rows import storable

MOST_TOKEN = 1_000_000
"""Bytes of a time stamp; an RFC 3161 answer with its certificates has some thousand."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One head, and how far its time stamp is."""

    id: int
    head: str
    asked_at: str
    done_at: str | None = None
    """None while it waits."""
    token: bytes = b""
    tries: int = 0
    error: str = ""
    """Why the last try failed."""


def ask(db: Connection, at: str) -> str:
    """Queue today's head, once, and return it; an empty archive has none to queue."""
    with db.transaction():
        chain.seal(db)
        head = chain.head(db)
        if head != chain.GENESIS:
            db.run(
                "INSERT INTO anchors (head, asked_at) VALUES (:head, :at) ON CONFLICT (head) DO NOTHING",
                {"head": head, "at": at},
            )
        return head


def listed(db: Connection, *, waiting: bool) -> list[Anchor]:
    """Return the anchors in order, or only those that wait."""
    sql = "SELECT id, head, asked_at, done_at, token, tries, error FROM anchors"
    rows = db.rows(sql + (" WHERE done_at IS NULL ORDER BY id" if waiting else " ORDER BY id"))
    return [
        Anchor(head_id, head, asked_at, done_at, token or b"", tries, error or "")
        for head_id, head, asked_at, done_at, token, tries, error in rows
    ]


def answered(db: Connection, anchor: Anchor, token: bytes, at: str) -> None:
    """Keep the time stamp that came back for *anchor*."""
    with db.transaction():
        db.run(
            "UPDATE anchors SET done_at = :at, token = :token, tries = tries + 1, error = NULL WHERE id = :id",
            {"at": at, "token": token[:MOST_TOKEN], "id": anchor.id},
        )


def failed(db: Connection, anchor: Anchor, error: str) -> None:
    """Keep why *anchor* got no time stamp; it waits on."""
    with db.transaction():
        db.run(
            "UPDATE anchors SET tries = tries + 1, error = :error WHERE id = :id",
            {"error": storable(error), "id": anchor.id},
        )
