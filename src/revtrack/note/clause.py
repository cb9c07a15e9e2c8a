"""
Hold one clause of a note, and what a reader makes of it.
"""

from dataclasses import dataclass

from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit, Reading
from revtrack.note.values import Articles, left, right


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a note, or a part of one that makes a statement of its own."""

    text: str
    """The whole note."""
    voice: Reading
    """The note without its quotations."""
    start: int
    end: int

    def first(self, name: str, after: int | None = None) -> Hit | None:
        """Return the first place of class *name* in the clause, or after offset *after* in it."""
        return self.voice.first(name, self.start if after is None else after, self.end)

    def all(self, name: str, after: int | None = None) -> list[Hit]:
        """Return every place of class *name* in the clause, or after offset *after* in it."""
        return self.voice.all(name, self.start if after is None else after, self.end)

    def has(self, *names: str) -> bool:
        """Say whether a class stands in the clause."""
        return self.voice.has(*names, start=self.start, end=self.end)

    def at(self, name: str, offset: int) -> Hit | None:
        """Return class *name* where it begins at *offset*, a space before it allowed."""
        return self.voice.at(name, offset + (self.text[offset : offset + 1] == " "))

    def right(self, start: int, *, whole: bool = False, articles: Articles = "keep") -> Stretch:
        """Return the value that begins at *start*."""
        return right(self.text, self.voice, start, self.end, whole, articles)

    def left(self, end: int, model: Stretch, articles: Articles = "definite") -> Stretch:
        """Return the value that ends at *end* and answers *model*."""
        cut = max(self.text.rfind(";", self.start, end), self.text.rfind(": ", self.start, end))
        floor = cut + 1 if cut >= 0 else self.start
        opened = self._aside(floor, end)
        if opened and "(" not in self.words(model):
            end = opened  # `Ada Marsh (D-Wex), not Ida Marsh`
        return left(self.text, self.voice, floor, end, self.words(model), articles)

    def _aside(self, floor: int, end: int) -> int:
        """Return where a bracket opens that closes at *end*, with words before it; 0 where none does."""
        before = self.text[floor:end].rstrip(" ,—–-")
        opened = self.text.rfind("(", floor, floor + len(before)) if before.endswith(")") else -1
        return opened if opened > floor + 1 else 0

    def words(self, stretch: Stretch) -> str:
        """Return the words of *stretch*."""
        return self.text[slice(*stretch)]


@dataclass(frozen=True, slots=True)
class Values:
    """What a reader found; either side may be missing."""

    old: Stretch | None
    new: Stretch | None
    pattern: str
    action: str = "replace"
