"""
Pair sentences that belong together though their words differ.

Order is kept: within a gap between anchors, a dynamic programme chooses the
pairs (one to one, one to two, two to one) that share most. Large gaps take
their candidates from shared word pairs instead, so that the cost stays bounded.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from revtrack.diff.matching import heaviest_chain

ALIKE = 0.4
"""Similarity of token sequences from which two sentences are taken for one (handbook diff.md, section 5)."""

ALIKE_JOINED = 0.6
"""The same for a sentence that was split in two, or two that were joined."""

MAX_CELLS = 3_600
"""Sentence pairs up to which every pair is weighed."""

MOST_ALIGNED = 100_000_000
"""Token pairs of two sentences beyond which likeness counts shared tokens without their order."""

COMMON = 8
"""A word pair found in more old sentences than this says nothing about which one is meant."""

Pair = tuple[int, int, int, int]
"""Old units `i0:i1` belong with new units `j0:j1`."""


def likeness(x: str, y: str) -> float:
    """Return how alike two encoded token sequences are, 0 to 1; below 0.3 it is given as 0."""
    if len(x) * len(y) > MOST_ALIGNED:
        shared = sum((Counter(x) & Counter(y)).values())
        return 2 * shared / (len(x) + len(y))
    return Indel.normalized_similarity(x, y, score_cutoff=0.3)


def paired(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return which encoded sentences belong together, in order; a sentence is in one pair at most."""
    if not before or not after:
        return []
    if len(before) == len(after) == 1:
        return [(0, 1, 0, 1)] if likeness(before[0], after[0]) >= ALIKE else []
    if len(before) * len(after) > MAX_CELLS:
        return _paired_by_candidates(before, after)
    return _paired_by_programme(before, after)


def _paired_by_programme(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return the pairs with the greatest shared length."""
    n, m = len(before), len(after)
    alike = [[likeness(x, y) for y in after] for x in before]
    value = [[0.0] * (m + 1) for _ in range(n + 1)]
    step = [[(1, 0)] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        x, below, row = before[i], value[i + 1], value[i]
        for j in range(m - 1, -1, -1):
            best, move = (below[j], (1, 0)) if below[j] >= row[j + 1] else (row[j + 1], (0, 1))
            y, like = after[j], alike[i][j]
            size = len(x) + len(y)
            if like >= ALIKE and like * size + below[j + 1] > best:
                best, move = like * size + below[j + 1], (1, 1)
            if size > 8:
                if j + 1 < m and (like or alike[i][j + 1]):
                    both = likeness(x, y + after[j + 1])
                    gain = both * (size + len(after[j + 1])) + below[j + 2]
                    if both >= ALIKE_JOINED and both > like + 0.1 and gain > best:
                        best, move = gain, (1, 2)
                if i + 1 < n and (like or alike[i + 1][j]):
                    both = likeness(x + before[i + 1], y)
                    gain = both * (size + len(before[i + 1])) + value[i + 2][j + 1]
                    if both >= ALIKE_JOINED and both > like + 0.1 and gain > best:
                        best, move = gain, (2, 1)
            row[j], step[i][j] = best, move
    return _walk(step, n, m)


def _walk(step: list[list[tuple[int, int]]], n: int, m: int) -> list[Pair]:
    found, i, j = [], 0, 0
    while i < n and j < m:
        di, dj = step[i][j]
        if di and dj:
            found.append((i, i + di, j, j + dj))
        i, j = i + di, j + dj
    return found


def _paired_by_candidates(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return one-to-one pairs, each new sentence with the old one that shares most of its rarer word pairs."""
    nominees: dict[int, int] = {}
    for j, shared in shared_word_pairs(before, after):
        i = max(shared, key=lambda at: (shared[at], -at))
        enough = shared[i] * 2 >= min(len(before[i]), len(after[j])) * ALIKE
        if i not in nominees and enough and likeness(before[i], after[j]) >= ALIKE:
            nominees[i] = j
    chain = heaviest_chain(sorted(nominees.items()), lambda pair: len(before[pair[0]]))
    return [(i, i + 1, j, j + 1) for i, j in chain]


def shared_word_pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, Counter[int]]]:
    """Return new sentences that share rarer word pairs: each one's index, and how many it shares with which old one."""
    where: dict[tuple[str, str], list[int]] = {}
    for i, x in enumerate(before):
        for pair in set(pairwise(x)):
            where.setdefault(pair, []).append(i)
    found = []
    for j, y in enumerate(after):
        counts: Counter[int] = Counter()
        for pair in set(pairwise(y)):
            holders = where.get(pair, ())
            if len(holders) <= COMMON:
                counts.update(holders)
        if counts:
            found.append((j, counts))
    return found
