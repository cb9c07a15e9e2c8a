"""
Set the scene of each revision: its sentences without notes, its passages, how rare each word is.
"""

from collections.abc import Sequence
from functools import cached_property

from revtrack.link.evidence import Scene
from revtrack.link.passage import passages
from revtrack.link.prose import Prose, holes
from revtrack.link.words import Rarity
from revtrack.model import BlockKind, Note, Revision


def scene(revision: Revision, notes: Sequence[Note], number: int, *, current: bool) -> Scene | None:
    """
    Return the scene of *revision*, or None when it has no earlier side.

    *current* says that the notes' spans refer to this revision; elsewhere their
    wording is looked up.
    """
    if revision.before is None:
        return None
    before = Prose(revision.before, holes(revision.before, notes, earlier=True, current=current))
    after = Prose(revision.after, holes(revision.after, notes, earlier=False, current=current))
    rarity = Rarity([s.keys for s in before.sentences + after.sentences])
    return Scene(number, before, after, passages(revision, before, after, number), rarity)


class Scenes:
    """The scenes of an article's revisions, each set when first asked for."""

    def __init__(self, revisions: Sequence[Revision], notes: Sequence[Note]) -> None:
        """Hold *revisions*, oldest first; the last is the step of the *notes*."""
        self.revisions, self.notes = revisions, notes
        self._made: dict[int, Scene | None] = {}

    @property
    def last(self) -> Scene | None:
        """Return the scene of the step the notes belong to."""
        return self[len(self.revisions) - 1]

    def __getitem__(self, number: int) -> Scene | None:
        """Return the scene of revision *number*."""
        if number not in self._made:
            current = number == len(self.revisions) - 1
            self._made[number] = scene(self.revisions[number], self.notes, number, current=current)
        return self._made[number]

    def earlier(self, back: int) -> list[Scene]:
        """Return the scenes of at most *back* steps before the last, newest first."""
        numbers = range(len(self.revisions) - 2, max(-1, len(self.revisions) - 2 - back), -1)
        return [found for number in numbers if (found := self[number])]

    @property
    def captioned(self) -> bool:
        """Say whether captions were read on either side of the last step: on many pages none are."""
        last = self.revisions[-1]
        sides = (side for side in (last.before, last.after) if side is not None)
        return any(block.kind is BlockKind.CAPTION for side in sides for block in side.blocks)

    @cached_property
    def reader(self) -> Prose:
        """Return the newest version as sentences."""
        if self.last:
            return self.last.after
        newest = self.revisions[-1].after
        return Prose(newest, holes(newest, self.notes, earlier=False, current=True))
