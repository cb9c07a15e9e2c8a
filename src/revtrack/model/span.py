"""
Say where words stand.

A span is a half-open range of Unicode code points, either in the linear text
of a document (`Document.text`) or, where the docstring says so, in one block
or one note.
"""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points; empty when *start* equals *end*."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Return the number of code points covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of *text* that stand here."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share at least one code point."""
        return min(self.end, other.end) > max(self.start, other.start)

    def contains(self, other: "Span") -> bool:
        """Say whether *other* lies within this span, ends included."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        """Return the same span *by* code points further on."""
        return Span(self.start + by, self.end + by)
