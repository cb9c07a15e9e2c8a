"""
Write what a version shows: the step from the newest version to the next.

Blocks are stored once; a version ends the lives of those it no longer shows and
begins those of new ones. What a life is: `lives`; reading them: `contents`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Generic, NamedTuple, TypeVar

from revtrack.model import Block, Document
from revtrack.store import lives
from revtrack.store.connection import Connection
from revtrack.store.rows import BlockRow, FieldRow, block_row, dump, field_rows

R = TypeVar("R", BlockRow, FieldRow)


class Opened(NamedTuple, Generic[R]):
    """A block or field that the newest version shows."""

    place: int
    row: R
    block_id: int
    """0 for a field."""
    spelled: str
    """Its columns as the chain holds them, in JSON, behind the place."""


@dataclass(slots=True)
class Newest:
    """
    What the newest version of one article shows, so that the next need not ask for what was written just now.

    True for as long as one transaction lasts in which nothing else writes to the article.
    """

    number: int = -1
    """The version's; below 0 when nothing is known yet."""
    blocks: list[Opened[BlockRow]] = field(default_factory=list)
    fields: list[Opened[FieldRow]] = field(default_factory=list)
    document: tuple[Block, ...] = ()
    rows: dict[int, BlockRow] = field(default_factory=dict)
    """The row of each block of `document` by the block's identity: versions share the blocks they did not change."""


def save(db: Connection, article_id: int, number: int, document: Document, newest: Newest | None = None) -> str:
    """
    Write *document* as version *number*, the one after the newest that is stored, and keep it in *newest*.

    Returns what `Contents.shown` gives of the version, in JSON.
    """
    newest = newest or Newest()
    if newest.number != number - 1:
        newest.blocks, newest.fields = _open_blocks(db, article_id), _open_fields(db, article_id)
    known, names = newest.rows, list(map(id, document.blocks))
    rows = [known.get(name) or block_row(block) for name, block in zip(names, document.blocks, strict=True)]
    newest.document, newest.rows = document.blocks, dict(zip(names, rows, strict=True))
    newest.blocks = _step_blocks(db, article_id, number, newest.blocks, rows)
    newest.fields = _step_fields(db, article_id, number, newest.fields, field_rows(document))
    newest.number = number
    return f"[{_spelled(newest.blocks)},{_spelled(newest.fields)}]"


def _spelled(items: Sequence[Opened[R]]) -> str:
    return f"[{','.join([f'[{item.place},{item.spelled}' for item in items])}]"


def _columns(row: BlockRow | FieldRow) -> str:
    return ",".join(["null" if column is None else encode_basestring(column) for column in row]) + "]"


def _open_blocks(db: Connection, article_id: int) -> list[Opened[BlockRow]]:
    found = db.rows(
        "SELECT l.place, b.id AS block_id, b.kind, b.text, b.details FROM block_lives l"
        " JOIN blocks b ON b.id = l.block_id WHERE l.article_id = :article AND l.last_version IS NULL ORDER BY l.place",
        {"article": article_id},
    )
    rows = ((place, block_id, BlockRow(*columns)) for place, block_id, *columns in found)
    return [Opened(place, row, block_id, _columns(row)) for place, block_id, row in rows]


def _step_blocks(
    db: Connection, article_id: int, number: int, opened: Sequence[Opened[BlockRow]], blocks: Sequence[BlockRow]
) -> list[Opened[BlockRow]]:
    """Write the step from the blocks *opened* to *blocks*, and return these with their places."""
    move = lives.step([item.row for item in opened], [item.place for item in opened], blocks)
    _end(db, "block_lives", article_id, [opened[i].place for i in move.ended], number)
    known = {item.row: item.block_id for item in opened}
    known |= _block_ids(db, (blocks[i] for i, _ in move.begun if blocks[i] not in known))
    db.run_many(
        "INSERT INTO block_lives (article_id, block_id, place, first_version)"
        " VALUES (:article, :block, :place, :first)",
        [{"article": article_id, "block": known[blocks[i]], "place": at, "first": number} for i, at in move.begun],
    )
    return _placed(opened, move, [Opened(at, blocks[i], known[blocks[i]], _columns(blocks[i])) for i, at in move.begun])


def _open_fields(db: Connection, article_id: int) -> list[Opened[FieldRow]]:
    found = db.rows(
        "SELECT place, kind, name, value, source FROM field_lives"
        " WHERE article_id = :article AND last_version IS NULL ORDER BY place",
        {"article": article_id},
    )
    rows = ((place, FieldRow(*columns)) for place, *columns in found)
    return [Opened(place, row, 0, _columns(row)) for place, row in rows]


def _step_fields(
    db: Connection, article_id: int, number: int, opened: Sequence[Opened[FieldRow]], fields: Sequence[FieldRow]
) -> list[Opened[FieldRow]]:
    """Write the step from the fields *opened* to *fields*, and return these with their places."""
    move = lives.step([item.row for item in opened], [item.place for item in opened], fields)
    _end(db, "field_lives", article_id, [opened[i].place for i in move.ended], number)
    db.run_many(
        "INSERT INTO field_lives (article_id, kind, name, value, source, place, first_version)"
        " VALUES (:article, :kind, :name, :value, :source, :place, :first)",
        [{**fields[i]._asdict(), "article": article_id, "place": at, "first": number} for i, at in move.begun],
    )
    return _placed(opened, move, [Opened(at, fields[i], 0, _columns(fields[i])) for i, at in move.begun])


def _placed(opened: Sequence[Opened[R]], move: lives.Step, begun: Sequence[Opened[R]]) -> list[Opened[R]]:
    """Return what lives on and what begins, in the new version's order."""
    items = {new: opened[old] for old, new in move.kept}
    items |= {new: item for (new, _), item in zip(move.begun, begun, strict=True)}
    return [items[index] for index in range(len(items))]


ENDING = {
    "block_lives": "UPDATE block_lives SET last_version = :last"
    " WHERE article_id = :article AND place = :place AND last_version IS NULL",
    "field_lives": "UPDATE field_lives SET last_version = :last"
    " WHERE article_id = :article AND place = :place AND last_version IS NULL",
}


def _end(db: Connection, table: str, article_id: int, places: list[int], number: int) -> None:
    db.run_many(ENDING[table], [{"last": number - 1, "article": article_id, "place": place} for place in places])


def _block_ids(db: Connection, rows: Iterable[BlockRow]) -> dict[BlockRow, int]:
    """Return the ids of blocks, those that were not stored yet written now."""
    digests = {row: row.digest for row in rows}
    if not digests:
        return {}
    found = db.rows(
        "SELECT kind, text, details, id FROM blocks WHERE digest IN (SELECT value FROM json_each(:digests))"
        " ORDER BY id DESC",
        {"digests": dump(list(digests.values()))},
    )
    ids = {BlockRow(*columns): int(block_id) for *columns, block_id in found}
    first = 1 + (db.value("SELECT MAX(id) FROM blocks") or 0)
    fresh = {row: number for number, row in enumerate((row for row in digests if row not in ids), first)}
    db.run_many(
        "INSERT INTO blocks (id, digest, kind, text, details) VALUES (:id, :digest, :kind, :text, :details)",
        [{"id": number, "digest": digests[row], **row._asdict()} for row, number in fresh.items()],
    )
    db.run_many(
        "INSERT INTO blocks_fts (rowid, text) VALUES (:id, :text)",
        [{"id": number, "text": row.text} for row, number in fresh.items()],
    )
    return ids | fresh
