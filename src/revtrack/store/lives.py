"""
Keep an ordered list that changes a little from version to version as lives, not as copies.

An item lives from the first version that shows it to the last; its place
orders it among the others. A version that changes one paragraph of fifty
costs one new life, and "when did this sentence appear, how long did it
stand?" is one row. Pure: ids in, places out.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 1 << 16
"""Room between two neighbours' places, so that later insertions fit without touching them."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the next version does to the lives that were open."""

    kept: tuple[tuple[int, int], ...]
    """(index in the old list, index in the new list) of items that live on."""
    ended: tuple[int, ...]
    """Indexes in the old list of lives that end with the version before."""
    begun: tuple[tuple[int, int], ...]
    """(index in the new list, place) of lives that begin with this version."""


def step(old: Sequence[Hashable], places: Sequence[int], new: Sequence[Hashable]) -> Step:
    """
    Return how to get from the open lives *old*, standing at *places* (ascending), to the list *new*.

    Items that keep their relative order live on (a longest such set); any other
    ends and begins again elsewhere.
    """
    kept = _in_order(old, new)
    begun = _places(places, kept, len(new))
    if begun is None:
        # No room left between two neighbours: everything moves to fresh places.
        return Step((), tuple(range(len(old))), tuple((i, i * GAP) for i in range(len(new))))
    stays = {i for i, _ in kept}
    return Step(tuple(kept), tuple(i for i in range(len(old)) if i not in stays), tuple(begun))


def _in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return rising pairs of equal items: the common start and end, and what `_rising` finds between."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _rising(old[start : len(old) - end], new[start : len(new) - end])
    return [
        *((i, i) for i in range(start)),
        *((i + start, j + start) for i, j in middle),
        *((len(old) - i, len(new) - i) for i in range(end, 0, -1)),
    ]


def _rising(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return a longest set of pairs of equal items that rise on both sides; the k-th copy pairs with the k-th."""
    where: dict[Hashable, list[int]] = defaultdict(list)
    for index in range(len(old) - 1, -1, -1):
        where[old[index]].append(index)
    pairs = [(where[item].pop(), index) for index, item in enumerate(new) if where.get(item)]
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for number, (position, _) in enumerate(pairs):
        at = bisect_left(tails, position)
        tails[at : at + 1] = [position]
        ends[at : at + 1] = [number]
        back.append(ends[at - 1] if at else -1)
    out = []
    number = ends[-1] if ends else -1
    while number >= 0:
        out.append(pairs[number])
        number = back[number]
    return out[::-1]


def _places(places: Sequence[int], kept: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]] | None:
    """Return (new index, place) for each new item that is not kept; None when there is no room."""
    begun: list[tuple[int, int]] = []
    fixed = [(-1, None), *((new, places[old]) for old, new in kept), (count, None)]
    for (left, low), (right, high) in pairwise(fixed):
        wanted = right - left - 1
        if not wanted:
            continue
        if low is None:
            low = 0 if high is None else high - GAP * (wanted + 1)
            low = -GAP if high is None else low
        if high is None:
            high = low + GAP * (wanted + 1)
        room = (high - low) // (wanted + 1)
        if room < 1:
            return None
        begun += [(left + 1 + i, low + room * (i + 1)) for i in range(wanted)]
    return begun
