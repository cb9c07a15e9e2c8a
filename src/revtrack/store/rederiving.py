"""
Write anew what rules found in versions that were published long ago.

Nothing published changes: numbers, times, pages and decisions stay. What the
old rules had read keeps its digest in a tombstone, so the chain proves that it
was rules that changed, when, and not the article. Decisions hang on content
keys; those whose finding today's rules no longer make are listed as orphans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from revtrack.errors import StoreError
from revtrack.model import Article, Document, Reading
from revtrack.store import alignments, chain, contents, links, notes, revisions, stepping
from revtrack.store.commit import past_count
from revtrack.store.connection import Connection
from revtrack.store.rows import block_row, field_rows, storable


@dataclass(frozen=True, slots=True)
class Rederived:
    """What reading an article again changed."""

    versions: int
    documents: int
    """Versions whose text or fields today's extractor reads otherwise."""
    analyses: int
    """Versions at which today's rules find something else."""
    orphans: tuple[str, ...]
    """Keys of findings that editors decided about and that are no longer made."""


class _Undo(Exception):
    """Ends a dry run's transaction."""


def write(
    db: Connection, article: Article, readings: Sequence[Reading], at: str, rules: str, *, dry_run: bool
) -> Rederived:
    """Write *readings* in one transaction, or only count what they would change; see `Archive.rederive`."""
    done: Rederived | None = None
    try:
        with db.transaction():
            done = _write(db, article, readings, at, rules)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    assert done is not None
    return done


def _write(db: Connection, article: Article, readings: Sequence[Reading], at: str, rules: str) -> Rederived:
    rows = db.rows(
        "SELECT id, number, check_id, source FROM versions WHERE article_id = :article ORDER BY number",
        {"article": article.id},
    )
    if any((row["source"] or "").startswith("taken down:") for row in rows):
        return Rederived(0, 0, 0, ())
    if [row["number"] for row in rows] != [reading.number for reading in readings]:
        raise StoreError(
            f"{article.url} has {len(rows)} versions, {len(readings)} were read again; a poll came between: try again"
        )
    changed = _changed(db, article, readings)
    if changed:
        _save_documents(db, article, readings, {row["number"]: row["id"] for row in rows}, at, rules)
    analyses = sum(
        _save_analysis(db, article, row["id"], row["check_id"], reading, at, rules)
        for row, reading in zip(rows, readings, strict=True)
    )
    _drop_stale_notes(db, article, at, rules)
    return Rederived(len(rows), len(changed), analyses, _orphans(db, article))


def _as_stored(document: Document) -> list[Any]:
    return [[block_row(block) for block in document.blocks], field_rows(document)]


def _changed(db: Connection, article: Article, readings: Sequence[Reading]) -> set[int]:
    """Return the numbers of the versions whose document differs from the stored one."""
    stored = contents.Contents.read(db, article.id, 1, len(readings))
    return {r.number for r in readings if _as_stored(r.document) != _as_stored(stored.document(r.number))}


def _save_documents(
    db: Connection, article: Article, readings: Sequence[Reading], ids: dict[int, int], at: str, rules: str
) -> None:
    """Write every version's blocks and fields anew; blocks that nothing shows any more go."""
    own = {"article": article.id}
    for version_id in ids.values():
        chain.supersede(db, "version", version_id, "read again", at, rules)
    blocks = db.rows("SELECT DISTINCT block_id FROM block_lives WHERE article_id = :article", own)
    db.run("DELETE FROM block_lives WHERE article_id = :article", own)
    db.run("DELETE FROM field_lives WHERE article_id = :article", own)
    newest = stepping.Newest()
    for reading in readings:
        stepping.save(db, article.id, reading.number, reading.document, newest)
        db.run(
            "UPDATE versions SET fingerprint = :fingerprint WHERE id = :id",
            {"fingerprint": reading.fingerprint, "id": ids[reading.number]},
        )
    for row in blocks:
        contents.drop_block(db, row["block_id"])
    db.run(
        "UPDATE articles SET headline = :headline WHERE id = :article",
        {**own, "headline": storable(readings[-1].document.headline)},
    )
    for version_id in ids.values():
        chain.append(db, "version", version_id)


OWN = (
    "DELETE FROM edits WHERE version_id = :version",
    "DELETE FROM field_edits WHERE version_id = :version",
    "DELETE FROM links WHERE version_id = :version",
    "DELETE FROM note_sightings WHERE version_id = :version",
    "DELETE FROM findings WHERE version_id = :version",
)
NUMBERS = frozenset({"id", "note_id", "claim_id"})
"""Columns that differ between two rows that say the same."""


def _said(db: Connection, version_id: int) -> list[Any]:
    """Return everything found at a version, without row numbers."""
    return [
        [{name: row[name] for name in row.keys() if name not in NUMBERS} for row in db.rows(sql, {"id": version_id})]  # noqa: SIM118
        for sql in chain.DERIVED
    ]


def _save_analysis(
    db: Connection, article: Article, version_id: int, check_id: int, reading: Reading, at: str, rules: str
) -> bool:
    """Write what was found at one version, chained; leave everything as it is and return False when it is the same."""
    before = _said(db, version_id)
    db.run("SAVEPOINT analysis")
    chain.supersede(db, "analysis", version_id, "read again", at, rules)
    for statement in OWN:
        db.run(statement, {"version": version_id})
    found, number = reading.analysis, reading.number
    db.run(
        "UPDATE versions SET coarse = :coarse, alignment = :alignment WHERE id = :id",
        {"coarse": found.revision.coarse, "alignment": alignments.pack(found.revision.blocks), "id": version_id},
    )
    claims, fresh = notes.save(db, article.id, version_id, number, found.notes)
    for note_id in fresh:
        chain.append(db, "note", note_id)
    revisions.save(db, version_id, found.revision, found.unannounced)
    links.save_links(db, version_id, number, found.links, claims, past_count(number))
    links.save_findings(db, article.id, version_id, check_id, found.findings)
    same = _said(db, version_id) == before
    if same:
        db.back_to("analysis")
    else:
        chain.append(db, "analysis", version_id)
    db.run("RELEASE analysis")
    return not same


def _drop_stale_notes(db: Connection, article: Article, at: str, rules: str) -> None:
    """Delete the article's notes that no version shows any more, their digests kept."""
    for row in db.rows(
        "SELECT n.id FROM notes n WHERE n.article_id = :article"
        " AND NOT EXISTS (SELECT 1 FROM note_sightings s WHERE s.note_id = n.id)",
        {"article": article.id},
    ):
        chain.supersede(db, "note", row["id"], "read again", at, rules)
        db.run("DELETE FROM claims WHERE note_id = :id", {"id": row["id"]})
        db.run("DELETE FROM notes WHERE id = :id", {"id": row["id"]})


def _orphans(db: Connection, article: Article) -> tuple[str, ...]:
    rows = db.rows(
        "SELECT DISTINCT d.key FROM decisions d WHERE d.article_id = :article AND d.target = 'finding'"
        " AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.key = d.key) ORDER BY d.key",
        {"article": article.id},
    )
    return tuple(row["key"] for row in rows)
