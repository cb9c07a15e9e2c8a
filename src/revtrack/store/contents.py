"""
Keep what each version shows: blocks once, and for each block and field how long it stood.

`Contents` gives any version back. What a life is: `lives`; writing them: `stepping`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from revtrack.model import Block, Document
from revtrack.store.connection import Connection
from revtrack.store.rows import BlockRow, FieldRow, block_of, document_of


def drop_block(db: Connection, block_id: int) -> bool:
    """Delete a block that no article shows any more, and its words from the index; say whether it went."""
    if db.value("SELECT 1 FROM block_lives WHERE block_id = :id LIMIT 1", {"id": block_id}) is not None:
        return False
    text = db.value("SELECT text FROM blocks WHERE id = :id", {"id": block_id})
    db.run(
        "INSERT INTO blocks_fts (blocks_fts, rowid, text) VALUES ('delete', :id, :text)", {"id": block_id, "text": text}
    )
    db.run("DELETE FROM blocks WHERE id = :id", {"id": block_id})
    return True


BEHIND = "(last_version > :number OR last_version IS NULL AND :number < :newest)"
CUTS = [
    statement
    for table, columns in (("block_lives", "block_id"), ("field_lives", "kind, name, value, source"))
    for statement in (
        # A life on both sides of the version goes on behind it as another one.
        f"INSERT INTO {table} (article_id, place, first_version, last_version, {columns})"
        f" SELECT article_id, place, :number + 1, last_version, {columns} FROM {table}"
        f" WHERE article_id = :article AND first_version <= :number AND {BEHIND}",
        f"DELETE FROM {table} WHERE article_id = :article AND first_version = :number",
        f"UPDATE {table} SET last_version = :number - 1"
        " WHERE article_id = :article AND first_version < :number AND IFNULL(last_version, :number) >= :number",
    )
]
"""How one version is cut out of the lives of blocks and fields: what others show stays as it is."""


def cut(db: Connection, article_id: int, numbers: Sequence[int]) -> int:
    """Leave the versions *numbers* without a block or field; return how many blocks nothing shows any more."""
    own = {"article": article_id}
    shown = db.rows("SELECT DISTINCT block_id FROM block_lives WHERE article_id = :article", own)
    newest = db.value("SELECT versions FROM articles WHERE id = :article", own)
    for number in numbers:
        for statement in CUTS:
            db.run(statement, {**own, "number": number, "newest": newest})
    return sum(drop_block(db, row["block_id"]) for row in shown)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Life(Generic[T]):
    """One stored life, of a block (by its row id) or a field."""

    place: int
    first: int
    last: int | None
    item: T

    def shows(self, number: int) -> bool:
        """Say whether version *number* shows it."""
        return self.first <= number and (self.last is None or number <= self.last)


class Contents:
    """The lives of one article between two versions, from which each version's document is built once."""

    def __init__(self, blocks: list[Life[int]], fields: list[Life[FieldRow]], texts: Mapping[int, BlockRow]) -> None:
        self._blocks, self._fields, self._texts = blocks, fields, texts
        self._built: dict[int, Block] = {}
        self._documents: dict[int, Document] = {}

    @classmethod
    def read(cls, db: Connection, article_id: int, low: int, high: int) -> "Contents":
        """Return what versions *low* to *high* of the article show."""
        params = {"article": article_id, "low": low, "high": high}
        blocks: list[Life[int]] = []
        texts: dict[int, BlockRow] = {}
        for row in db.rows(
            "SELECT l.place, l.first_version, l.last_version, b.id, b.kind, b.text, b.details"
            " FROM block_lives l JOIN blocks b ON b.id = l.block_id WHERE l.article_id = :article"
            " AND l.first_version <= :high AND IFNULL(l.last_version, :low) >= :low ORDER BY l.place",
            params,
        ):
            place, first, last, block_id, kind, text, details = row
            blocks.append(Life(place, first, last, block_id))
            texts[block_id] = BlockRow(kind, text, details)
        fields = [
            Life(place, first, last, FieldRow(kind, name, value, source))
            for place, first, last, kind, name, value, source in db.rows(
                "SELECT place, first_version, last_version, kind, name, value, source FROM field_lives"
                " WHERE article_id = :article AND first_version <= :high AND IFNULL(last_version, :low) >= :low"
                " ORDER BY place",
                params,
            )
        ]
        return cls(blocks, fields, texts)

    def block_rows(self, number: int) -> list[tuple[int, BlockRow]]:
        """Return (place, block) of the blocks that version *number* shows, as stored, in order."""
        return [(life.place, self._texts[life.item]) for life in self._blocks if life.shows(number)]

    def field_rows(self, number: int) -> list[tuple[int, FieldRow]]:
        """Return (place, field) of the fields that version *number* shows, as stored, in order."""
        return [(life.place, life.item) for life in self._fields if life.shows(number)]

    def shown(self, number: int) -> list[Any]:
        """Return the blocks and the fields of a version, each as [place, *item], as the chain holds them."""
        return [
            [[place, *row] for place, row in self.block_rows(number)],
            [[place, *row] for place, row in self.field_rows(number)],
        ]

    def is_empty(self, number: int) -> bool:
        """Say whether a version shows nothing at all, as one that was taken down."""
        return not any(life.shows(number) for life in self._blocks) and not self.field_rows(number)

    def document(self, number: int) -> Document:
        """Return the document of version *number*."""
        if number not in self._documents:
            blocks = [self._block(life.item) for life in self._blocks if life.shows(number)]
            fields = [row for _, row in self.field_rows(number)]
            self._documents[number] = document_of(blocks, fields)
        return self._documents[number]

    def _block(self, block_id: int) -> Block:
        if block_id not in self._built:
            self._built[block_id] = block_of(self._texts[block_id])
        return self._built[block_id]
