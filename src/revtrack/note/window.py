"""
Hold a stretch of a reading while it is judged, and what was decided.
"""

from dataclasses import dataclass

from revtrack.model import NoteKind
from revtrack.note.grammar import Hit, Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """A note's kind and why it is one, in words."""

    kind: NoteKind
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a reading, by code points; *near* reaches one sentence further."""

    reading: Reading
    start: int
    end: int
    near: int

    def has(self, *names: str) -> bool:
        """Say whether any class stands in the window."""
        return self.reading.has(*names, start=self.start, end=self.end)

    def near_has(self, *names: str) -> bool:
        """Say whether any class stands in the window or the sentence after it."""
        return self.reading.has(*names, start=self.start, end=self.near)

    def figure_after(self, name: str) -> bool:
        """Say whether a figure follows a place of the class closely."""
        return any(self.reading.figure_near(hit.end, 30) for hit in self.all(name))

    def all(self, name: str) -> list[Hit]:
        """Return every place of the class in the window."""
        return self.reading.all(name, self.start, self.end)
