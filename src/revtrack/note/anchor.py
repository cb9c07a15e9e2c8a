"""
Pair a note that opens with an asterisk with the asterisk in the text that it answers.
"""

import re

from revtrack.model import Document, Note, Span
from revtrack.note.passage import sentences

_OPENING = re.compile(r"[\s(\[•]{0,3}(\*{1,4}|[†‡§]{1,2}|\[\d{1,2}\])")


def anchored(document: Document, note: Note, index: int) -> Span | None:
    """Return the sentence whose end or word carries the same mark as the note in block *index*, or None."""
    head = document.blocks[index].text[: 8 + len(note.text)]
    opening = _OPENING.match(note.text) or _OPENING.match(head)
    if opening is None or note.span is None:
        return None
    mark = re.escape(opening.group(1))
    pair = re.compile(rf"(?<=[\w.,;:!?)”\"'’»]){mark}(?![*\w†‡])")
    for number, block in enumerate(document.blocks):
        match = None if number == index else pair.search(block.text)
        if match:
            start = document.starts[number]
            end = next((stop for _, stop in sentences(block.text) if stop >= match.end()), len(block.text))
            begin = max((first for first, _ in sentences(block.text) if first < match.start()), default=0)
            return Span(start + begin, start + begin + len(block.text[begin:end].rstrip()))
    return None
