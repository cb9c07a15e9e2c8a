"""
Find the place in the other version that faces an insertion or a deletion.

What no edit covers is equal on both sides, in order. So the number of equal
characters before a place names the same place on either side, whatever moved.
"""

from bisect import bisect_right

from revtrack.model import Revision, Span


class Facing:
    """The equal stretches of both sides of a revision."""

    def __init__(self, revision: Revision) -> None:
        """Count the characters of *revision* that no edit covers."""
        before = len(revision.before.text) if revision.before else 0
        self.old = Ruler([e.before for e in revision.edits if e.before], before)
        self.new = Ruler([e.after for e in revision.edits if e.after], len(revision.after.text))

    def in_before(self, offset: int) -> int:
        """Return where in the earlier text the place *offset* of the later one is."""
        return self.old.offset(self.new.count(offset))

    def in_after(self, offset: int) -> int:
        """Return where in the later text the place *offset* of the earlier one is."""
        return self.new.offset(self.old.count(offset))


class Ruler:
    """Counts the uncovered characters of one text."""

    def __init__(self, covered: list[Span], size: int) -> None:
        """Measure a text of *size* with the *covered* stretches left out."""
        self.starts, self.counts = [], []
        """Where uncovered stretches begin, and how many uncovered characters stand before each."""
        at = total = 0
        for span in [*sorted(covered), Span(size, size)]:
            if span.start > at:
                self.starts.append(at)
                self.counts.append(total)
                total += span.start - at
            at = max(at, span.end)
        self.total = total

    def count(self, offset: int) -> int:
        """Return how many uncovered characters stand before *offset*."""
        k = bisect_right(self.starts, offset) - 1
        if k < 0:
            return 0
        following = self.counts[k + 1] if k + 1 < len(self.counts) else self.total
        return min(self.counts[k] + offset - self.starts[k], following)

    def offset(self, count: int) -> int:
        """Return the first offset with *count* uncovered characters before it."""
        k = bisect_right(self.counts, max(0, count - 1)) - 1
        return self.starts[k] + count - self.counts[k] if k >= 0 else 0
