"""Find what two versions share at their start and at their end: most differ in one place."""

from collections.abc import Iterable
from itertools import compress, count
from operator import ne

from revtrack.diff.units import alike
from revtrack.model import Block, Document


def same_ends(before: Document, after: Document, *, named: bool = False) -> tuple[int, int]:
    """Return how many blocks are the same at the start and at the end; *named* entries tell blocks apart."""
    most = min(len(before.blocks), len(after.blocks))
    if not named:
        head = _equal(before.texts, after.texts, most)
        tail = min(most - head, _equal(reversed(before.texts), reversed(after.texts), most)) if head < most else 0
        at, to = len(before.blocks) - tail, len(after.blocks) - tail
        if before.kinds[:head] == after.kinds[:head] and before.kinds[at:] == after.kinds[to:]:
            return head, tail
    head = _run(before.blocks, after.blocks, named=named)
    most -= head
    return head, min(most, _run(reversed(before.blocks), reversed(after.blocks), named=named)) if most else 0


def _equal(x: Iterable[str], y: Iterable[str], most: int) -> int:
    """Return how many texts of both are equal, up to the first that is not; at most *most*."""
    return next(compress(count(), map(ne, x, y)), most)


def _run(x: Iterable[Block], y: Iterable[Block], *, named: bool) -> int:
    """Return how many blocks of both are the same, and may belong together, up to the first that is not."""
    count = 0
    for old, new in zip(x, y, strict=False):
        if old.text != new.text or ((named or old.kind is not new.kind) and not alike(old, new, named=named)):
            break
        count += 1
    return count


def equal_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters the two share at their start and end, cut back to blanks so that no token is cut."""
    head = blank_before(old, new, common_head(old, new))
    return head, blank_after(old, new, common_tail(old, new, min(len(old), len(new)) - head))


def common_head(old: str, new: str) -> int:
    """Return how many characters the two share at their start, by halving on slices."""
    low, high, step = 0, min(len(old), len(new)) + 1, 64
    while step < high and new.startswith(old[low:step], low):
        low, step = step, step * 4
    high = min(step, high)
    while high - low > 1:
        middle = (low + high) >> 1
        if new.startswith(old[low:middle], low):
            low = middle
        else:
            high = middle
    return low


def common_tail(old: str, new: str, most: int) -> int:
    """Return how many characters the two share at their end, at most *most*, by halving on slices."""
    m, n = len(old), len(new)
    low, high, step = 0, most + 1, 64
    while step < high and new.startswith(old[m - step : m - low], n - step):
        low, step = step, step * 4
    high = min(step, high)
    while high - low > 1:
        middle = (low + high) >> 1
        if new.startswith(old[m - middle : m - low], n - middle):
            low = middle
        else:
            high = middle
    return low


def blank_before(old: str, new: str, head: int) -> int:
    """Return the last place up to *head* that follows a blank on both sides: no token reaches over it."""
    if head == len(old) == len(new):
        return head
    blank = max(old.rfind(" ", 0, head), old.rfind("\n", 0, head))
    return blank + 1


def blank_after(old: str, new: str, tail: int) -> int:
    """Return the most characters up to *tail* that begin after a blank on both sides."""
    if not tail:
        return 0
    start = len(old) - tail
    if start and old[start - 1] in " \n" and new[len(new) - tail - 1 : len(new) - tail] in (" ", "\n"):
        return tail
    blank, line = old.find(" ", start), old.find("\n", start)
    first = min(at for at in (blank, line, len(old)) if at >= 0)
    return max(0, len(old) - first - 1)
