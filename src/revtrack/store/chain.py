"""
Chain everything committed, so that a later change, loss or reordering shows.

Each entry's hash covers its number, the hash before it, and the digest of one
stored row with everything that belongs to it. What a chain proves and what it
does not: docs/archive.md. This module makes digests and appends; `verify`
walks.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from revtrack.store import captures, notes
from revtrack.store.connection import Connection
from revtrack.store.contents import Contents
from revtrack.store.rows import dump

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
    return str(db.value("SELECT hash FROM chain ORDER BY id DESC LIMIT 1") or GENESIS)


def append(db: Connection, kind: str, ref: int, digest: str | None = None) -> str:
    """Add an entry about row *ref* of *kind* and return its hash; the digest is taken of the row unless given."""
    if digest is None:
        content = CONTENT[kind](db, ref)
        assert content is not None, f"{kind} {ref} was not written"
        digest = digest_of(content)
    last = db.row("SELECT id, hash FROM chain ORDER BY id DESC LIMIT 1")
    number, before = (1, GENESIS) if last is None else (last["id"] + 1, last["hash"])
    value = link_hash(number, before, kind, ref, digest)
    db.run(
        "INSERT INTO chain (id, kind, ref, hash) VALUES (:id, :kind, :ref, :hash)",
        {"id": number, "kind": kind, "ref": ref, "hash": value},
    )
    return value


def seal(db: Connection, at_least: int = 1) -> None:
    """Chain the checks that are not chained yet, when there are *at_least* so many."""
    last = db.value("SELECT MAX(id) FROM checks")
    sealed = db.value("SELECT MAX(ref) FROM chain WHERE kind = 'checks'") or 0
    if last is not None and last - sealed >= at_least:
        append(db, "checks", last)


def checks_content(db: Connection, ref: int) -> list[Any] | None:
    """Return what the chain holds of the group of checks that ends with row *ref*; None when that row is gone."""
    start = db.value("SELECT MAX(ref) FROM chain WHERE kind = 'checks' AND ref < :ref", {"ref": ref}) or 0
    rows = db.rows(
        "SELECT id, article_id, at, code, version, status, duration_ms, bytes, url, detail FROM checks"
        " WHERE id > :start AND id <= :ref ORDER BY id",
        {"start": start, "ref": ref},
    )
    return [[*row] for row in rows] if rows and rows[-1]["id"] == ref else None


VERSION = """
SELECT a.url, v.number, c.at, c.detail, v.first_seen, v.decided, v.revert_to, v.fingerprint, v.source,
    p.number, b.sha256
FROM versions v JOIN articles a ON a.id = v.article_id JOIN checks c ON c.id = v.check_id
LEFT JOIN captures p ON p.id = v.capture_id LEFT JOIN bodies b ON b.id = p.body_id WHERE v.id = :id
"""


def version_content(db: Connection, ref: int) -> list[Any] | None:
    """Return what the chain holds of a version: its row, and every block and field it shows, in order; or None."""
    row = db.row(VERSION, {"id": ref})
    if row is None:
        return None
    where = db.row("SELECT article_id, number FROM versions WHERE id = :id", {"id": ref})
    assert where is not None
    contents = Contents.read(db, where["article_id"], where["number"], where["number"])
    return [[*row], *shown(contents, where["number"])]


def shown(contents: Contents, number: int) -> list[Any]:
    """Return the blocks and the fields of a version, as plain lists."""
    return [[list(r) for r in contents.block_rows(number)], [list(r) for r in contents.field_rows(number)]]


def decision_content(db: Connection, ref: int) -> list[Any] | None:
    """Return what the chain holds of a decision: every column; or None."""
    row = db.row("SELECT * FROM decisions WHERE id = :id", {"id": ref})
    return None if row is None else [*row]


CONTENT: dict[str, Callable[[Connection, int], list[Any] | None]] = {
    "checks": checks_content,
    "capture": captures.chained,
    "version": version_content,
    "note": notes.chained,
    "decision": decision_content,
}
"""For each kind of entry, what its digest is taken of."""
