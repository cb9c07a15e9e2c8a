"""
Choose which equal units of two sequences stay in order.

Units that occur once on each side anchor first: of those, the increasing chain
that weighs most, so that the shorter passage is the one that moved. Between
anchors, repeated units ("Read more") are matched by their longest common
subsequence.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

MAX_CELLS = 400_000_000
"""Pairs of repeated units beyond which only the unique ones anchor: bit-parallel LCS takes 50 MB and 0.1 s there."""


def heaviest_chain(pairs: list[tuple[int, int]], weight: Callable[[tuple[int, int]], float]) -> list[tuple[int, int]]:
    """Return the pairs, sorted by their first index, whose second indices increase and whose weights sum highest."""
    seconds = [second for _, second in pairs]
    if all(x < y for x, y in pairwise(seconds)):
        return pairs
    order, size = sorted(set(seconds)), len(pairs)
    best, owner = [0.0] * (len(order) + 1), [-1] * (len(order) + 1)
    total, previous = [0.0] * size, [-1] * size
    for at, second in enumerate(seconds):  # a Fenwick tree of prefix maxima
        rank = bisect_left(order, second)
        node, most, before = rank, 0.0, -1
        while node > 0:
            if best[node] > most:
                most, before = best[node], owner[node]
            node -= node & -node
        total[at], previous[at] = most + weight(pairs[at]), before
        node = rank + 1
        while node <= len(order):
            if total[at] > best[node]:
                best[node], owner[node] = total[at], at
            node += node & -node
    at = max(range(size), key=total.__getitem__)
    chain = []
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return index pairs of equal units, increasing on both sides; empty units never anchor."""
    if not before or not after:
        return []
    where = _once(after)
    unique = [(i, where[unit]) for unit, i in _once(before).items() if i >= 0 and unit and where.get(unit, -1) >= 0]
    unique.sort()
    chain = heaviest_chain(unique, lambda pair: len(before[pair[0]]) + 8) if unique else []
    found: list[tuple[int, int]] = []
    i = j = 0
    for x, y in [*chain, (len(before), len(after))]:
        if x > i and y > j:
            found += [(i + m, j + n) for m, n in _repeated(before[i:x], after[j:y])]
        if x < len(before):
            found.append((x, y))
        i, j = x + 1, y + 1
    return found


def _once(units: Sequence[str]) -> dict[str, int]:
    """Return each unit's index, -1 for those that occur more than once."""
    found: dict[str, int] = {}
    for at, unit in enumerate(units):
        found[unit] = -1 if unit in found else at
    return found


def _repeated(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest common subsequence of units, as index pairs."""
    shared = (set(before) & set(after)) - {""}
    if not shared or len(before) * len(after) > MAX_CELLS:
        return []
    number = {unit: at for at, unit in enumerate(shared, 1)}
    x, y = [number.get(unit, 0) for unit in before], [number.get(unit, -1) for unit in after]
    blocks = LCSseq.opcodes(x, y).as_matching_blocks()
    return [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]
