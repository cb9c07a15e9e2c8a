"""
Chain everything committed, so that a later change, loss or reordering shows.

Each entry's hash covers its number, the hash before it, and the digest of one
stored row with everything that belongs to it. What a chain proves and what it
does not: docs/archive.md. This module makes digests and appends; `verify`
walks.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from revtrack.store import captures, notes
from revtrack.store.connection import Connection
from revtrack.store.contents import Contents
from revtrack.store.rows import dump, storable

GENESIS = "0" * 64
SEAL_EVERY = 256
"""Checks are chained in groups: a group is closed with the next version, or when it has this many."""


def digest_of(value: Any) -> str:
    """Return the SHA-256 of *value* as canonical JSON."""
    return hashlib.sha256(dump(value).encode()).hexdigest()


def link_hash(number: int, before: str, kind: str, ref: int, digest: str) -> str:
    """Return the hash of entry *number*: over the hash *before* it, what it is about, and the digest of that."""
    return hashlib.sha256(f"revtrack/1\n{number}\n{before}\n{kind}\n{ref}\n{digest}".encode()).hexdigest()


def head(db: Connection) -> str:
    """Return the newest entry's hash; 64 zeros for an archive with nothing in it."""
    newest = db.value("SELECT hash FROM chain ORDER BY id DESC LIMIT 1")
    return GENESIS if newest is None else hexed(newest)


def hexed(stored: bytes) -> str:
    """Return a stored hash as it is printed and as the next one covers it."""
    return stored.hex()


def append(db: Connection, kind: str, ref: int, digest: str | None = None) -> str:
    """Add an entry about row *ref* of *kind* and return its hash; the digest is taken of the row unless given."""
    if digest is None:
        content = CONTENT[kind](db, ref)
        assert content is not None, f"{kind} {ref} was not written"
        digest = digest_of(content)
    number, before = db.kept.get("head") or _last(db)
    number += 1
    value = link_hash(number, before, kind, ref, digest)
    db.run(
        "INSERT INTO chain (id, kind, ref, hash) VALUES (:id, :kind, :ref, :hash)",
        {"id": number, "kind": kind, "ref": ref, "hash": bytes.fromhex(value)},
    )
    # Whoever writes holds the writer's lock to the end of the transaction: nobody adds an entry in between.
    db.keep("head", (number, value))
    return value


def _last(db: Connection) -> tuple[int, str]:
    """Return the newest entry's number and hash; 0 and 64 zeros for none."""
    last = db.row("SELECT id, hash FROM chain ORDER BY id DESC LIMIT 1")
    return (0, GENESIS) if last is None else (last["id"], hexed(last["hash"]))


def seal(db: Connection, at_least: int = 1) -> None:
    """Chain the checks that are not chained yet, when there are *at_least* so many."""
    last = db.value("SELECT MAX(id) FROM checks")
    sealed = db.value("SELECT MAX(ref) FROM chain WHERE kind = 'checks'") or 0
    if last is not None and last - sealed >= at_least:
        append(db, "checks", last, digest_of(_group(db, sealed, last)))


def superseded(db: Connection, kind: str, ref: int) -> bool:
    """Say whether every entry about row *ref* of *kind* has a tombstone: its content is no longer proved by the row."""
    sql = (
        "SELECT 1 FROM chain c LEFT JOIN tombstones t ON t.chain_id = c.id"
        " WHERE c.kind = :kind AND c.ref = :ref AND t.id IS NULL"
    )
    return db.value(sql, {"kind": kind, "ref": ref}) is None


def supersede(db: Connection, kind: str, ref: int, reason: str, at: str, detail: str = "") -> None:
    """
    Keep the digest of row *ref* of *kind* as it is now, before it is changed, emptied or deleted.

    Its entry is proved by that digest from now on; that this was done, when and
    why is chained as well.
    """
    entry = db.value(
        "SELECT c.id FROM chain c LEFT JOIN tombstones t ON t.chain_id = c.id"
        " WHERE c.kind = :kind AND c.ref = :ref AND t.id IS NULL ORDER BY c.id DESC LIMIT 1",
        {"kind": kind, "ref": ref},
    )
    assert entry is not None, f"{kind} {ref} was never chained"
    tombstone = db.run(
        "INSERT INTO tombstones (chain_id, digest, reason, at, detail)"
        " VALUES (:chain, :digest, :reason, :at, :detail)",
        {
            "chain": entry, "digest": digest_of(CONTENT[kind](db, ref)), "reason": storable(reason), "at": at,
            "detail": storable(detail),
        },
    )  # fmt: skip
    append(db, "tombstone", tombstone)


ARTICLE = """
SELECT a.url, o.name, a.source, a.added_at, u.kind FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id
JOIN article_urls u ON u.url = a.url AND u.article_id = a.id WHERE a.id = :id
"""
DECISION = "SELECT d.*, a.url FROM decisions d LEFT JOIN articles a ON a.id = d.article_id WHERE d.id = :id"
STATE = "SELECT s.*, a.url FROM state_changes s JOIN articles a ON a.id = s.article_id WHERE s.id = :id"
TOMBSTONE = "SELECT * FROM tombstones WHERE id = :id"
CHECKS = "SELECT k.* FROM checks k WHERE k.id > :start AND k.id <= :ref ORDER BY k.id"
BROUGHT = (
    "SELECT s.* FROM state_changes s WHERE s.check_id > :start AND s.check_id <= :ref ORDER BY s.id",
    "SELECT u.* FROM article_urls u WHERE u.check_id > :start AND u.check_id <= :ref ORDER BY u.id",
    "SELECT f.* FROM findings f WHERE likely(f.version_id IS NULL) AND f.check_id > :start AND f.check_id <= :ref"
    " ORDER BY f.id",
)
"""
What checks bring beside versions: changes of state, further addresses, findings about an article as a whole.

Nearly every article has findings as a whole; `likely` says so to the planner, which else reads all there are by the
index on their missing version, not the few of these checks.
"""


def _row(sql: str) -> Callable[[Connection, int], list[Any] | None]:
    def content(db: Connection, ref: int) -> list[Any] | None:
        row = db.row(sql, {"id": ref})
        return None if row is None else [*row]

    return content


def checks_content(db: Connection, ref: int) -> list[Any] | None:
    """
    Return what the chain holds of the group of checks that ends with row *ref*; None when that row is gone.

    A group is the checks after the group before, with all they brought beside versions.
    """
    start = db.value("SELECT MAX(ref) FROM chain WHERE kind = 'checks' AND ref < :ref", {"ref": ref}) or 0
    return _group(db, start, ref)


def _group(db: Connection, start: int, ref: int) -> list[Any] | None:
    """Return what the chain holds of the checks after row *start* up to row *ref*; None when that is gone."""
    span = {"start": start, "ref": ref}
    rows = db.rows(CHECKS, span)
    if not rows or rows[-1]["id"] != ref:
        return None
    return [[[*row] for row in rows], *([[*row] for row in db.rows(sql, span)] for sql in BROUGHT)]


VERSION = """
SELECT v.article_id, v.number, a.url, v.number, c.at, c.detail, v.first_seen, v.decided, v.revert_to, v.fingerprint,
    v.source, p.number, b.sha256
FROM versions v JOIN articles a ON a.id = v.article_id JOIN checks c ON c.id = v.check_id
LEFT JOIN captures p ON p.id = v.capture_id LEFT JOIN bodies b ON b.id = p.body_id WHERE v.id = :id
"""


def version_content(db: Connection, ref: int, shown: list[Any] | None = None) -> list[Any] | None:
    """
    Return what the chain holds of a version: its row, and every block and field it shows, in order; or None.

    *shown* is the latter where it is known already.
    """
    row = db.row(VERSION, {"id": ref})
    if row is None:
        return None
    article_id, number, *columns = row
    if shown is None:
        shown = Contents.read(db, article_id, number, number).shown(number)
    return [columns, *shown]


def version_digest(db: Connection, ref: int, shown: str) -> str:
    """Return the digest of a version that was written just now; *shown* is what it shows, in JSON."""
    row = db.row(VERSION, {"id": ref})
    assert row is not None, f"version {ref} was not written"
    _, _, *columns = row
    return hashlib.sha256(f"[{dump(columns)},{shown[1:]}".encode()).hexdigest()


DERIVED = (
    "SELECT coarse, alignment FROM versions WHERE id = :id",
    "SELECT * FROM edits WHERE version_id = :id ORDER BY id",
    "SELECT * FROM field_edits WHERE version_id = :id ORDER BY id",
    "SELECT s.*, n.digest FROM note_sightings s JOIN notes n ON n.id = s.note_id WHERE s.version_id = :id"
    " ORDER BY s.id",
    "SELECT * FROM links WHERE version_id = :id ORDER BY id",
    "SELECT * FROM findings WHERE version_id = :id ORDER BY id",
)


def analysis_content(db: Connection, ref: int, written: Iterable[object] = (True,) * len(DERIVED)) -> list[Any] | None:
    """
    Return what the chain holds of what was found at a version: every derived row; or None.

    *written* says of which of the tables it has rows at all, for whoever wrote them.
    """
    found = [
        [[*row] for row in db.rows(sql, {"id": ref})] if some else []
        for sql, some in zip(DERIVED, written, strict=True)
    ]
    return found if found[0] else None


CONTENT: dict[str, Callable[[Connection, int], list[Any] | None]] = {
    "article": _row(ARTICLE),
    "checks": checks_content,
    "capture": captures.chained,
    "version": version_content,
    "note": notes.chained,
    "analysis": analysis_content,
    "decision": _row(DECISION),
    "state": _row(STATE),
    "tombstone": _row(TOMBSTONE),
}
"""For each kind of entry, what its digest is taken of."""

TABLES = {
    "article": "articles",
    "checks": "checks",
    "capture": "captures",
    "version": "versions",
    "note": "notes",
    "analysis": "versions",
    "decision": "decisions",
    "state": "state_changes",
    "tombstone": "tombstones",
}
"""The table that an entry's `ref` is a row of."""
