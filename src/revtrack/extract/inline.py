"""
Gather the words of one block as a reader sees them, with its links and marks.

White space is collapsed as a browser collapses it while the text grows, so
the offsets of links and marks are right when the block ends.
"""

import re
from collections.abc import Sequence

from revtrack.extract.cleaning import INVISIBLE, ODD, SPACE
from revtrack.model import Anchor, Mark, MarkKind, Span

STARS = re.compile(r"(?<=\S)(\*{1,4}|†|‡)(?=[\s.,;:!?”\"’')\]]|$)|^(\*{1,4}|†|‡)(?=\s?\w)")


WHOLE = 4
"""Characters of what may be words of their own; a capital or a syllable styled by itself has fewer."""
Gathered = tuple[str, tuple[Anchor, ...], tuple[Mark, ...], int]
"""A block's text, links, marks and how many characters are linked."""


def sliced(whole: Gathered, cuts: Sequence[tuple[int, int]]) -> list[Gathered]:
    """Return what a block's text, links and marks are between each of *cuts*."""
    text, links, marks, _ = whole
    out: list[Gathered] = []
    for start, end in cuts:
        part = text[start:end]
        moved = [(_span(part, a.span.start - start, a.span.end - start), a.href) for a in links]
        own = tuple(Anchor(span, href) for span, href in moved if span.length)
        signed = [(_span(part, m.span.start - start, m.span.end - start), m.kind) for m in marks]
        out.append(
            (
                part,
                own,
                tuple(Mark(span, kind) for span, kind in signed if span.length),
                sum(a.span.length for a in own),
            )
        )
    return out


def apart(parts: Sequence[str], word: str) -> bool:
    """Say whether *word*, set beside the last of *parts*, is no part of it: a word ends there, and another begins."""
    last = parts[-1] if parts else ""
    if len(last) < WHOLE or not (last[-1] in ".!?:…" or last[-1].islower()):
        return False
    return word[0].isupper() or word[0].isdigit()


class Inline:
    """A growing text; `open_`/`close` remember where a link or a mark begins and ends."""

    __slots__ = ("_links", "_marks", "_parts", "_seam", "_spaced", "pre", "size")

    def __init__(self, *, pre: bool = False) -> None:
        self._parts: list[str] = []
        self.size = 0
        """The length of the text so far."""
        self._spaced = True
        self._seam = -1
        self._links: list[tuple[int, int, str]] = []
        self._marks: list[tuple[int, int, MarkKind]] = []
        self.pre = pre

    def add(self, text: str | None) -> None:
        """Append *text*, white space collapsed against what is already there."""
        if not text:
            return
        if self.pre:
            self._append(text)
            return
        if not text.isascii() and ODD.search(text):
            text = SPACE.sub(" ", INVISIBLE.sub("", text))
            if not text:
                return
        words = text.split()
        gap = words and self._seam == self.size and apart(self._parts, words[0])
        before = " " if not self._spaced and (gap or text[0].isspace()) else ""
        if not words:
            if before:
                self._append(before)
                self._spaced = True
            return
        self._spaced = text[-1].isspace()
        self._append(f"{before}{' '.join(words)}{' ' if self._spaced else ''}")

    def seam(self) -> None:
        """Remember that what follows stands apart from what is there, though no space does."""
        self._seam = self.size

    def newline(self) -> None:
        """Append a line break, unless the text is still empty or already at one."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.rstrip()
            self._append("\n")
            self._spaced = True

    def rstrip(self) -> None:
        """Take white space off the end."""
        while self._parts:
            kept = self._parts[-1].rstrip()
            self.size -= len(self._parts[-1]) - len(kept)
            if kept:
                self._parts[-1] = kept
                break
            self._parts.pop()

    def cell(self) -> None:
        """Append the bar between two cells of a table row."""
        self.rstrip()
        self._append(" | ")
        self._spaced = True

    def link(self, start: int, href: str) -> None:
        """Remember that the words since *start* are a link to *href*."""
        self._links.append((start, self.size, href))

    def mark(self, start: int, kind: MarkKind) -> None:
        """Remember that the words since *start* carry a mark."""
        self._marks.append((start, self.size, kind))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.size += len(text)

    def done(self) -> Gathered:
        """Return text, links, marks and how many characters are linked."""
        whole = "".join(self._parts)
        text = whole.strip("\n").rstrip() if self.pre else whole.strip()
        shift = len(whole) - len(whole.lstrip("\n")) if self.pre else len(whole) - len(whole.lstrip())
        stars = "*" in text or "†" in text or "‡" in text
        if not self._links and not self._marks and not stars:
            return text, (), (), 0
        links = tuple(
            Anchor(span, href)
            for start, end, href in self._links
            if (span := _span(text, start - shift, end - shift)).length
        )
        marks = [
            Mark(span, kind)
            for start, end, kind in self._marks
            if (span := _span(text, start - shift, end - shift)).length
        ]
        if stars:
            marks += [Mark(Span(*found.span()), MarkKind.ASTERISK) for found in STARS.finditer(text)]
        return (
            text,
            links,
            tuple(sorted(marks, key=lambda mark: mark.span)),
            sum(anchor.span.length for anchor in links),
        )


def _span(text: str, start: int, end: int) -> Span:
    """Return the span between *start* and *end*, clipped to *text* and without white space at its ends."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))
