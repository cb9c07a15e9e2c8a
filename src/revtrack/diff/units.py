"""
Cut the changed stretches of two versions into sentences to be paired.

A unit belongs to one block, and each block to a family: a headline is never
paired with a paragraph, a note box never with the body.
"""

from typing import NamedTuple

from revtrack.model import BlockKind, Document
from revtrack.text import sentence_ends

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
    """What it is compared by: its words with plain blanks, and its family."""
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


WRAPPED = range(41, 81)
"""Lengths of a line that may have been wrapped rather than ended."""


def units(document: Document, start: int, end: int) -> list[Unit]:
    """
    Return the sentences of blocks `start:end`; together they tile the text of those blocks and the gaps after.

    Where lines of a wrapped text came out as blocks, a sentence reaches over them.
    """
    text, starts, found = document.text, document.starts, []
    open_at = -1
    for index in range(start, end):
        at = starts[index]
        stop = starts[index + 1] if index + 1 < len(starts) else len(text)
        group = family(document.blocks[index].kind)
        for sentence_end in sentence_ends(text, at, stop):
            begin = open_at if open_at >= 0 else at
            if sentence_end == stop and index + 1 < end and _goes_on(document, index):
                open_at = begin
                break
            open_at = -1
            found.append(Unit(_key(text[begin:sentence_end], group), begin, sentence_end, index, group))
            at = sentence_end
        if at < stop and open_at < 0:  # a block of nothing but blanks
            found.append(Unit("", at, stop, index, group))
    return found


def _key(words: str, group: int) -> str:
    key = words.strip()
    if "\n" in key or "  " in key:
        key = " ".join(key.split())
    return f"{key}\x00{group}" if group and key else key


def _goes_on(document: Document, index: int) -> bool:
    """Say whether block *index* is a wrapped line whose sentence goes on in the next block."""
    block, following = document.blocks[index], document.blocks[index + 1]
    line = block.text.rstrip()
    if block.kind is not following.kind or block.kind is not BlockKind.PARAGRAPH or len(line) not in WRAPPED:
        return False
    return line[-1] not in '.!?:;…"”’)。！？' and "\n" not in block.text and following.text[:1].isalnum()
