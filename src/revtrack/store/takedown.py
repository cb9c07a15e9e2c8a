"""
Take an article's content, or single versions of it, out when the law demands it; leave proof that this was done.

The words, the pages and all that was found in them go; the address, the times,
the hashes and the order stay. Each entry of the chain keeps the digest of what
was there, and the tombstones are chained themselves: the archive proves as
before, and nobody can say the article was never there or take the removal back
unseen.
"""

from collections.abc import Collection
from dataclasses import dataclass

from revtrack.errors import UsageError
from revtrack.model import Article, ArticleState
from revtrack.store import bodies, chain, commit, contents, excision
from revtrack.store.connection import Connection
from revtrack.store.rows import storable

TAKEN_DOWN = "taken down:"
"""How the reason of the pause begins that a takedown leaves."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What a takedown removed."""

    versions: int
    captures: int
    notes: int
    blocks: int
    """Those that no other article shows."""
    head: str
    """The chain's head with the tombstones."""


OWN = (
    "DELETE FROM edits WHERE version_id IN (SELECT id FROM versions WHERE article_id = :article)",
    "DELETE FROM field_edits WHERE version_id IN (SELECT id FROM versions WHERE article_id = :article)",
    "DELETE FROM links WHERE version_id IN (SELECT id FROM versions WHERE article_id = :article)",
    "DELETE FROM note_sightings WHERE version_id IN (SELECT id FROM versions WHERE article_id = :article)",
    "DELETE FROM claims WHERE note_id IN (SELECT id FROM notes WHERE article_id = :article)",
    "DELETE FROM notes WHERE article_id = :article",
    "UPDATE column_entries SET text = '', words = '', cited = NULL WHERE article_id = :article",
    "DELETE FROM findings WHERE article_id = :article",
    "DELETE FROM deliveries WHERE alert_id IN (SELECT id FROM alerts WHERE article_id = :article)",
    "DELETE FROM alerts WHERE article_id = :article",
    "DELETE FROM field_lives WHERE article_id = :article",
    "UPDATE versions SET alignment = NULL, coarse = NULL, fingerprint = '', source = :told WHERE article_id = :article",
    "UPDATE captures SET headers = '[]', request_headers = NULL, redirects = NULL WHERE article_id = :article",
    "UPDATE articles SET headline = '', etag = NULL, last_modified = NULL WHERE id = :article",
)


def take_down(
    db: Connection, article: Article, reason: str, at: str, versions: Collection[int] | None = None
) -> Removed:
    """
    Remove the content of *article*, or of *versions* of it, in one transaction.

    *reason* and *at* go into the tombstones. When the newest version goes, the
    article is paused, so that no poll brings it back. Raises `UsageError`
    without a reason: a removal nobody explained is worth nothing in a dispute.
    """
    if not reason.strip():
        raise UsageError("a takedown needs a reason: a court order, a request and its date ...")
    db.rows("PRAGMA secure_delete = ON")
    try:
        with db.transaction():
            if versions is None:
                removed = _take_down(db, article, reason, at)
            else:
                removed = _take_versions(db, article, versions, reason, at)
        # The words must not outlive this in the WAL or in the index's old segments.
        with db.transaction():
            db.run("INSERT INTO blocks_fts (blocks_fts) VALUES ('optimize')")
        with db.writer_lock():
            db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.rows("PRAGMA secure_delete = OFF")
    return removed


def _take_down(db: Connection, article: Article, reason: str, at: str) -> Removed:
    own = {"article": article.id, "told": storable(f"{TAKEN_DOWN} {reason}")}
    versions = [row["id"] for row in db.rows("SELECT id FROM versions WHERE article_id = :article", own)]
    captures = db.rows("SELECT id, body_id FROM captures WHERE article_id = :article", own)
    notes = [row["id"] for row in db.rows("SELECT id FROM notes WHERE article_id = :article", own)]
    for kind, refs in (
        ("capture", [row["id"] for row in captures]), ("version", versions), ("note", notes), ("analysis", versions)
    ):  # fmt: skip
        for ref in refs:
            if not chain.superseded(db, kind, ref):
                chain.supersede(db, kind, ref, "taken down", at, reason)
    groups = _free_checks(db, article, reason, at)
    blocks = [
        row["block_id"] for row in db.rows("SELECT DISTINCT block_id FROM block_lives WHERE article_id = :article", own)
    ]
    for statement in OWN:
        db.run(statement, own)
    db.run("DELETE FROM block_lives WHERE article_id = :article", own)
    for group in groups:
        chain.append(db, "checks", group)
    gone = sum(contents.drop_block(db, block_id) for block_id in blocks)
    for row in captures:
        elsewhere = db.value(
            "SELECT 1 FROM captures WHERE body_id = :body AND article_id <> :article",
            {"body": row["body_id"], "article": article.id},
        )
        if elsewhere is None:
            bodies.empty(db, row["body_id"])
    _pause(db, article, reason, at)
    return Removed(len(versions), len(captures), len(notes), gone, chain.head(db))


def _take_versions(db: Connection, article: Article, numbers: Collection[int], reason: str, at: str) -> Removed:
    captures, notes, blocks = excision.excise(db, article.id, numbers, reason, at)
    if db.value("SELECT versions FROM articles WHERE id = :article", {"article": article.id}) in numbers:
        db.run(
            "UPDATE articles SET headline = '', etag = NULL, last_modified = NULL WHERE id = :article",
            {"article": article.id},
        )
        _pause(db, article, reason, at)
    return Removed(len(numbers), captures, notes, blocks, chain.head(db))


def _pause(db: Connection, article: Article, reason: str, at: str) -> None:
    state = ArticleState(db.value("SELECT state FROM articles WHERE id = :article", {"article": article.id}))
    if state is not ArticleState.PAUSED:
        commit.change_state(db, article.id, state, ArticleState.PAUSED, at, f"{TAKEN_DOWN} {reason}")


def _free_checks(db: Connection, article: Article, reason: str, at: str) -> list[int]:
    """Put aside the digests of the groups of checks with findings about the article as a whole; return the groups."""
    chain.seal(db)
    groups = db.rows(
        "SELECT DISTINCT (SELECT MIN(ref) FROM chain WHERE kind = 'checks' AND ref >= f.check_id) AS ref"
        " FROM findings f WHERE f.article_id = :article AND f.version_id IS NULL",
        {"article": article.id},
    )
    for row in groups:
        chain.supersede(db, "checks", row["ref"], "taken down", at, reason)
    return [row["ref"] for row in groups]
