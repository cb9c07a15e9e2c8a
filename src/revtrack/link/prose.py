"""
Read one version as sentences, apart from its notes.

Offsets never change: notes are blanked out in place, and a paragraph that the
source broke into lines is read as one by turning the line breaks into blanks.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from revtrack.link.words import key_list
from revtrack.model import GAP, BlockKind, Document, Note, NoteStatus, Span
from revtrack.text import sentences

BREAK = re.compile(r"\n\n(?=\S)")
CLOSED = tuple(".!?:;\"”)’'…»")
WRAPPED_LINE = 40
"""A line shorter than this is a heading or a list item, not part of a wrapped paragraph."""
FLAT = 0.5
"""A paragraph with more of the text than this is an article whose line breaks were lost on the way."""
UNPLACED = frozenset({BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.NOTE})
"""Kinds of block that no newsroom counts as a paragraph."""


class Sentence(NamedTuple):
    """One sentence and where it stands."""

    span: Span
    text: str
    paragraph: int
    """Counted from 1 over the paragraphs of the body; 0 for a headline, caption and the like."""
    kind: BlockKind
    keys: frozenset[str]


class Prose:
    """The sentences of one version, its notes left out."""

    def __init__(self, document: Document, notes: Sequence[Span]) -> None:
        """Read *document*; what *notes* cover is not article text."""
        self.document = document
        self.holes = tuple(notes)
        self.text = joined(blanked(document, notes))
        self.sentences = tuple(self._cut())
        self.starts = [sentence.span.start for sentence in self.sentences]

    def _cut(self) -> list[Sentence]:
        found, paragraph = [], 0
        for start, chunk in chunks(self.text):
            cuts = cut(chunk)
            if not cuts:
                continue
            kind = self.document.blocks[self.document.block_at(start + cuts[0][0].start)].kind
            paragraph += kind not in UNPLACED
            number = 0 if kind in UNPLACED else paragraph
            found += [Sentence(span.shifted(start), words, number, kind, own) for span, words, own in cuts]
        return found

    @cached_property
    def paragraphs(self) -> int:
        """Return how many paragraphs the body has."""
        return max((sentence.paragraph for sentence in self.sentences), default=0)

    @cached_property
    def in_paragraphs(self) -> bool:
        """Say whether the text came in paragraphs as its readers saw them, so that they can be counted."""
        size: Counter[int] = Counter()
        for sentence in self.sentences:
            size[sentence.paragraph] += len(sentence.text)
        return bool(size) and max(size.values()) <= FLAT * sum(size.values())

    def at(self, span: Span) -> range:
        """Return the indices of the sentences that *span* touches, or the one before it when it lies between."""
        if not self.sentences:
            return range(0)
        low = max(0, bisect_right(self.starts, span.start) - 1)
        high = max(low, bisect_right(self.starts, max(span.start, span.end - 1)) - 1)
        return range(low, high + 1)


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of *text* with their offsets."""
    at = 0
    for chunk in text.split(GAP):
        yield at, chunk
        at += len(chunk) + len(GAP)


@lru_cache(maxsize=512)
def cut(chunk: str) -> tuple[tuple[Span, str, frozenset[str]], ...]:
    """
    Return the sentences of one paragraph: where, the words, their keys.

    Remembered for one article's steps, since most paragraphs stand on both sides: each takes 5 KB.
    """
    return tuple((span, words, frozenset(key_list(words))) for span in sentences(chunk) if (words := span.of(chunk)))


def blanked(document: Document, holes: Sequence[Span]) -> str:
    """Return the text of *document* with *holes* turned into blanks."""
    text = document.text
    for hole in holes:
        text = text[: hole.start] + re.sub(r"\S", " ", text[hole.start : hole.end]) + text[hole.end :]
    return text


def joined(text: str) -> str:
    """Return *text* with the line breaks inside wrapped paragraphs turned into blanks; the length stays."""
    out, last = [], 0
    for match in BREAK.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
        follows = text[match.end() : match.end() + 1]
        if len(line) > WRAPPED_LINE and not line.endswith(CLOSED) and (follows.islower() or follows.isdigit()):
            out += [text[last : match.start()], "  "]
            last = match.end()
    return "".join(out) + text[last:]


def holes(document: Document, notes: Sequence[Note], *, earlier: bool, current: bool) -> tuple[Span, ...]:
    """
    Return where *notes* stand in *document*, the *earlier* or the later side of a revision.

    In the *current* step a note's span refers to the later side, a removed
    note's to the earlier one; elsewhere its wording, or the one before, is
    looked up in the text. Blocks the page itself marks as notes count as well.
    """
    found = [document.span(k) for k, block in enumerate(document.blocks) if block.kind is BlockKind.NOTE]
    for note in notes:
        if current and note.span is not None and earlier == (note.status is NoteStatus.REMOVED):
            found.append(note.span)
        for wording in filter(None, (note.text, note.previous)):
            at = document.text.find(wording)
            while at >= 0:  # Some outlets print a note twice.
                found.append(Span(at, at + len(wording)))
                at = document.text.find(wording, at + len(wording))
    return tuple(sorted(set(found)))
