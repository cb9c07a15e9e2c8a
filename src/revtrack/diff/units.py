"""
Cut the changed stretches of two versions into sentences to be paired.

A unit belongs to one block, and each block to a family: a headline is never
paired with a paragraph, a note box never with the body. In a live blog whose
page names its entries, a new entry is never paired with an older one, however
alike they read.
"""

from operator import attrgetter
from typing import NamedTuple

from revtrack.model import Block, BlockKind, Document
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
    entry: str = ""
    """The live-blog entry it stands in, where entries are told apart."""


def family(kind: BlockKind) -> int:
    """Return the family of a block kind; 0 for the body."""
    return _FAMILIES.get(kind, 0)


_ENTRY = attrgetter("entry")


def named_entries(before: Document, after: Document) -> bool:
    """Say whether both versions name some live-blog entry alike; a page that names all anew each time tells nothing."""
    old = set(map(_ENTRY, before.blocks))
    return old != {None} and bool((old & set(map(_ENTRY, after.blocks))) - {None})


def alike(old: Block, new: Block, *, named: bool) -> bool:
    """Say whether two blocks may belong together: they are of one family and, where entries are named, of one entry."""
    if named and old.entry != new.entry:
        return False
    return old.kind is new.kind or family(old.kind) == family(new.kind)


def _mark(block: Block, *, named: bool) -> str:
    """Return what is put behind words to compare them by, empty for the body."""
    kind, entry = _FAMILIES.get(block.kind, 0), (block.entry or "") if named else ""
    return f"\x00{kind}\x00{entry}" if entry else f"\x00{kind}" if kind else ""


def block_keys(document: Document, start: int, end: int, *, named: bool = False) -> list[str]:
    """Return what the blocks `start:end` are compared by: their text, family (but for the body) and entry (*named*)."""
    return [block.text + _mark(block, named=named) for block in document.blocks[start:end]]


WRAPPED = range(41, 81)
"""Lengths of a line that may have been wrapped rather than ended."""


def units(document: Document, start: int, end: int, *, named: bool = False) -> list[Unit]:
    """
    Return the sentences of blocks `start:end`; together they tile the text of those blocks and the gaps after.

    Where lines of a wrapped text came out as blocks, a sentence reaches over them.
    """
    text, starts, found = document.text, document.starts, []
    open_at = -1
    for index in range(start, end):
        at = starts[index]
        stop = starts[index + 1] if index + 1 < len(starts) else len(text)
        block = document.blocks[index]
        group, mark, entry = family(block.kind), _mark(block, named=named), (block.entry or "") if named else ""
        for sentence_end in sentence_ends(text, at, stop):
            begin = open_at if open_at >= 0 else at
            if sentence_end == stop and index + 1 < end and _goes_on(document, index):
                open_at = begin
                break
            open_at = -1
            found.append(Unit(_key(text[begin:sentence_end], mark), begin, sentence_end, index, group, entry))
            at = sentence_end
        if at < stop and open_at < 0:  # a block of nothing but blanks
            found.append(Unit("", at, stop, index, group, entry))
    return found


def _key(words: str, mark: str) -> str:
    key = words.strip()
    if "\n" in key or "  " in key:
        key = " ".join(key.split())
    return key + mark if key else key


def _goes_on(document: Document, index: int) -> bool:
    """Say whether block *index* is a wrapped line whose sentence goes on in the next block."""
    block, following = document.blocks[index], document.blocks[index + 1]
    line = block.text.rstrip()
    if block.kind is not following.kind or block.kind is not BlockKind.PARAGRAPH or len(line) not in WRAPPED:
        return False
    return line[-1] not in '.!?:;…"”’)。！？' and "\n" not in block.text and following.text[:1].isalnum()
