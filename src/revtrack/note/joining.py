"""
Put together the blocks that one note is printed in.

A label stands in a paragraph of its own, or heads a list; a day stands in a
line between label and words; a bracket is closed in the next paragraph; a box
holds two paragraphs.
"""

import re

from revtrack.model import Block, BlockKind, Document
from revtrack.note.credits import CONTACT, CREDIT, WRITER
from revtrack.note.dates import is_date
from revtrack.note.label import label_at, skip_date
from revtrack.note.lexicon import candidates, grammar
from revtrack.note.reading import Reading, read
from revtrack.note.stretch import Place, notes_in

LONGEST = 6000
"""Code points read from either end of a block; no outlet's note runs longer, and a page without paragraphs may."""
_LABEL = 160
"""Code points of a block that is only a label, at most."""
_DAY = 40
"""Code points of a line that holds but a date, or of a heading, at most."""
_LISTED = 2
"""Items of a list under one label that are looked at."""
_PARTS = 4
"""Blocks a note goes on in after its first, at most."""
_PART = 600
"""Code points of such a block, at most."""


def hook_of(block: Block) -> str:
    """Return what in the page marks the block as a note; that its own words do is judged, not believed."""
    named = block.hook or ""
    if named.startswith(("words ", "label ")):
        return ""
    return named or ("note box" if block.kind is BlockKind.NOTE else "")


def is_item(block: Block) -> bool:
    """Say whether a block is an item of a list, in a note box too."""
    return block.kind is BlockKind.LIST_ITEM or (block.hook or "").endswith("(list item)")


def headed_list(document: Document, index: int, language: str, wordings: tuple[str, ...]) -> bool:
    """
    Say whether block *index* is a label over a list of several notes: it belongs to each.

    One of the first items must be a note by its own words, or the list is of something else that is called so.
    """
    block, items = document.blocks[index], document.blocks[index + 1 : index + 1 + _LISTED]
    if len(items) < _LISTED or not all(map(is_item, items)) or len(block.text) >= _DAY:
        return False
    if not _bare_label(block.text, items[0].text, language, wordings):
        return False
    return any(notes_in(item.text[:LONGEST], Place(language, wordings)) for item in items)


def gathered(document: Document, index: int, place: Place) -> tuple[str, int]:
    """Return the text of a note that may begin in block *index*, with the blocks it goes on in, and the last index."""
    text, last = _joined(document, index, place.language, place.wordings)
    start = document.starts[index]
    if start + len(text) != document.starts[last] + len(document.blocks[last].text):
        return text, last
    while last + 1 < len(document.blocks) and last - index < _PARTS and _goes_on(document, index, last, place):
        last += 1
    return document.text[start : document.starts[last] + len(document.blocks[last].text)], last


def _goes_on(document: Document, index: int, last: int, place: Place) -> bool:
    """
    Say whether the note that begins in block *index* goes on after block *last*.

    In a box of the page it does, up to what is a note by itself; under a bare
    label in the text, where the article's last paragraph speaks of the same.
    """
    block, following = document.blocks[index], document.blocks[last + 1]
    text = following.text
    if len(text) > _PART or is_item(following):
        return False
    if hook_of(block):
        same = block.hook is not None and following.hook == block.hook and following.kind is block.kind
        return same and not _opens_another(text, place) and not notes_in(text, place)
    ends = last + 2 == len(document.blocks) and following.kind is document.blocks[last].kind
    if not (last > index and ends and _matter(text) & (_matter(document.blocks[last].text) | {"#"})):
        return False
    return not _opens_another(text, place)


def _opens_another(text: str, place: Place) -> bool:
    """Say whether a label, a date or a line about the writer opens *text*."""
    if CONTACT.match(text) or WRITER.match(text) or CREDIT.match(text):
        return True
    reading = Reading(text[:200], grammar(place.language, place.wordings))
    return label_at(text[:200], reading) is not None or skip_date(reading, 0) > 0


def _matter(text: str) -> set[str]:
    """Return the longer words of *text*, and a mark where a figure stands in a short one."""
    figure = {"#"} if len(text) < _DAY and any(map(str.isdigit, text)) else set[str]()
    return figure | {word.casefold() for word in re.findall(r"[^\W\d_]{5,}", text)}


def _joined(document: Document, index: int, language: str, wordings: tuple[str, ...]) -> tuple[str, int]:
    """Return a block's text, with the next block's where it is only a label or an open bracket, and the last index."""
    block = document.blocks[index]
    if index + 1 == len(document.blocks):
        return block.text, index
    following = document.blocks[index + 1]
    if len(block.text) < _LABEL and _bare_label(block.text, following.text, language, wordings):
        last = index + 1
        if len(following.text) < _DAY and last + 1 < len(document.blocks) and is_date(following.text):
            last += 1  # The day stands in a line of its own between the label and the words.
        return document.text[document.starts[index] : document.starts[last] + len(document.blocks[last].text)], last
    opened = block.text.lstrip()[:1]
    if opened and opened in "([" and len(block.text) < 400 and _open(block.text):
        close = following.text.find(")" if opened == "(" else "]")
        if 0 <= close < 300:
            end = document.starts[index + 1] + close + 1
            return document.text[document.starts[index] : end], index + 1
    return block.text, index


def _bare_label(text: str, following: str, language: str, wordings: tuple[str, ...]) -> bool:
    """Say whether *text* is nothing but a label, and the next block brings none of its own."""
    for code in candidates(text, language):
        rules = grammar(code, wordings)
        label = label_at(text, read(text, rules))
        closed = label is not None and label.kind == "update" and text.rstrip().endswith(".")
        if label and label.bare and label.kind != "note" and not closed:
            return label_at(following, Reading(following[:200], rules)) is None
    return False


def _open(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")
