"""
Cut the changed stretches of two versions into sentences to be paired.

A unit belongs to one block, and each block to a family: a headline is never
paired with a paragraph, a note box never with the body.
"""

from typing import NamedTuple

from revtrack.model import BlockKind, Document
from revtrack.text import sentence_ends, typographic

_FAMILIES = {
    BlockKind.HEADLINE: 1,
    BlockKind.DEK: 2,
    BlockKind.BYLINE: 3,
    BlockKind.DATELINE: 3,
    BlockKind.CAPTION: 4,
    BlockKind.NOTE: 5,
    BlockKind.PULL_QUOTE: 6,
}


class Unit(NamedTuple):
    """A sentence with the blanks after it."""

    key: str
    """What it is compared by: its words as a typewriter would set them, and its family."""
    start: int
    end: int
    block: int
    family: int


def family(kind: BlockKind) -> int:
    """Return the family of a block kind; 0 for the body."""
    return _FAMILIES.get(kind, 0)


def block_keys(document: Document, start: int, end: int) -> list[str]:
    """Return what the blocks `start:end` are compared by: their text, and their family where it is not the body."""
    keys = []
    for block in document.blocks[start:end]:
        kind = _FAMILIES.get(block.kind)
        keys.append(f"{block.text}\x00{kind}" if kind else block.text)
    return keys


def units(document: Document, start: int, end: int) -> list[Unit]:
    """Return the sentences of blocks `start:end`; together they tile the text of those blocks and the gaps after."""
    text, starts, found = document.text, document.starts, []
    for index in range(start, end):
        at = starts[index]
        stop = starts[index + 1] if index + 1 < len(starts) else len(text)
        group = family(document.blocks[index].kind)
        for sentence_end in sentence_ends(text, at, stop):
            words = text[at:sentence_end].strip()
            key = words if words.isascii() else typographic(words)
            found.append(Unit(f"{key}\x00{group}" if group and key else key, at, sentence_end, index, group))
            at = sentence_end
        if at < stop:  # a block of nothing but blanks
            found.append(Unit("", at, stop, index, group))
    return found
