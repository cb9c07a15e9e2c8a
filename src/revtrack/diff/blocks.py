"""
Say how the blocks of two versions belong together, from what the tiles left equal.

A block belongs where most of its words stand now. One that stands in two now
was split, two that stand in one were merged; words that reached their place by
a move make the block moved.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter, sub

from revtrack.diff.tiles import Op, Tile
from revtrack.model import GAP, Alignment, BlockPair, Document

SHARE = 0.3
"""Share of the shorter block's words that two blocks must hold in common to belong together."""

Shared = dict[tuple[int, int], int]
"""Equal characters by (old block, new block)."""


@lru_cache(maxsize=65_536)
def _same(i: int, j: int) -> BlockPair:
    return BlockPair(Alignment.SAME, (i,), (j,))


def block_pairs(before: Document, after: Document, tiles: list[Tile]) -> tuple[BlockPair, ...]:
    """Return every block of both versions in one pair each, in the order of the new text, removed ones in between."""
    if not tiles and len(before.blocks) == len(after.blocks):
        return tuple([_same(at, at) for at in range(len(before.blocks))])
    laid = Overlay(before, after, (_ends(before), _ends(after)))
    a = b = 0
    origin = {tile.move: tile for tile in tiles if tile.op is Op.FROM}
    for tile in tiles:
        laid.over(a, tile.a0, b, laid.stayed)
        a, b = tile.a1, tile.b1
        if tile.op is Op.TO:
            left = origin[tile.move]
            laid.over(left.a0, left.a1, tile.b0, laid.moved)
    laid.over(a, len(before.text), b, laid.stayed)
    return _grouped(laid)


def _ends(document: Document) -> tuple[int, ...]:
    return (*document.starts, len(document.text) + len(GAP))


@dataclass(slots=True)
class Overlay:
    """Two versions and which of their blocks hold equal words."""

    before: Document
    after: Document
    ends: tuple[tuple[int, ...], tuple[int, ...]]
    """Where the blocks of each start, and where a further one would."""
    whole: dict[int, int] = field(default_factory=dict)
    """Blocks that stand on both sides as they were: new to old."""
    stayed: Shared = field(default_factory=lambda: defaultdict(int))
    moved: Shared = field(default_factory=lambda: defaultdict(int))

    def over(self, a0: int, a1: int, b0: int, shared: Shared) -> None:
        """Count the characters of `#a0:a1`, equal to the new text from `@b0`, for the blocks they stand in."""
        before, after = self.before, self.after
        if a0 >= a1 or not before.blocks or not after.blocks:
            return
        i, j, at, shift = before.block_at(a0), after.block_at(b0), a0, b0 - a0
        m, n = len(before.blocks), len(after.blocks)
        starts, others = before.starts, after.starts
        while at < a1 and i < m and j < n:
            if shared is self.stayed and at == starts[i] and at + shift == others[j]:
                run = self._whole(i, j, a1, shift)
                i, j = i + run, j + run
                if i == m or j == n or starts[i] >= a1:
                    return
                at = max(at, min(starts[i], others[j] - shift))
            end_i = starts[i + 1] if i + 1 < m else len(before.text)
            end_j = (others[j + 1] if j + 1 < n else len(after.text)) - shift
            stop = min(end_i, end_j, a1)
            words = min(stop, starts[i] + len(before.blocks[i].text)) - at
            if words > 0:
                shared[i, j] += words
            at = stop
            i, j = i + (stop == end_i), j + (stop == end_j)

    def _whole(self, i: int, j: int, a1: int, shift: int) -> int:
        """Note blocks from *i* and *j* on that begin together and end with the same words before *a1*; say how many."""
        starts, others = self.ends
        last = bisect_right(starts, a1 + len(GAP), i) - 1
        count = min(last - i, len(others) - 1 - j)
        if count <= 0:
            return 0
        old, new = starts[i : i + count + 1], others[j : j + count + 1]
        if set(map(sub, new, old)) != {shift} or min(map(sub, old[1:], old)) <= len(GAP):
            count = next(
                at for at in range(count + 1)
                if at == count or old[at + 1] + shift != new[at + 1] or old[at + 1] - old[at] <= len(GAP)
            )  # fmt: skip
        self.whole.update(zip(range(j, j + count), range(i, i + count), strict=True))
        return count


def _grouped(laid: Overlay) -> tuple[BlockPair, ...]:
    before, after, stayed, moved, whole = laid.before, laid.after, laid.stayed, laid.moved, laid.whole
    olds: dict[int, list[int]] = defaultdict(list)
    news: dict[int, list[int]] = defaultdict(list)
    kept = set(whole.values())
    for i, j in sorted({*stayed, *moved}):
        if j in whole or i in kept:
            continue
        shorter = min(len(before.blocks[i].text), len(after.blocks[j].text))
        if stayed.get((i, j), 0) + moved.get((i, j), 0) >= SHARE * shorter:
            olds[i].append(j)
            news[j].append(i)
    found: dict[int, BlockPair | None] = dict(zip(whole, map(_same, whole.values(), whole), strict=True))
    for j in [j for j in range(len(after.blocks)) if j not in whole]:
        if j not in found:
            mine = news.get(j, [])
            plain = not mine or (len(mine) == 1 and len(olds[mine[0]]) == 1)
            left, right = (mine, [j]) if plain else _component(j, olds, news)
            kept.update(left)
            found |= dict.fromkeys(right)
            found[j] = _pair(before, after, left, right, stayed, moved)
    pairs = list(filter(None, map(found.get, range(len(after.blocks)))))
    if len(kept) == len(before.blocks):
        return tuple(pairs)
    return _with_removed(pairs, kept, len(before.blocks))


def _with_removed(pairs: list[BlockPair], kept: set[int], blocks: int) -> tuple[BlockPair, ...]:
    """Return *pairs* with the old blocks that are in none, each behind the pair of the block before it."""
    placed: list[tuple[float, BlockPair]] = [(pair.after[0], pair) for pair in pairs]
    where = {i: at for at, pair in placed for i in pair.before}
    place = -1.0
    for i in range(blocks):
        if i in kept:
            place = where[i]
        else:
            placed.append((place + 0.5, BlockPair(Alignment.REMOVED, (i,), ())))
    return tuple([pair for _, pair in sorted(placed, key=itemgetter(0))])


def _component(j: int, olds: dict[int, list[int]], news: dict[int, list[int]]) -> tuple[list[int], list[int]]:
    """Return the old and new blocks that hang together with new block *j*."""
    left: set[int] = set()
    right, open_ = {j}, [j]
    while open_:
        for i in news.get(open_.pop(), ()):
            if i not in left:
                left.add(i)
                fresh = [other for other in olds[i] if other not in right]
                right.update(fresh)
                open_ += fresh
    return sorted(left), sorted(right)


def _pair(
    before: Document, after: Document, left: list[int], right: list[int], stayed: Shared, moved: Shared
) -> BlockPair:
    if not left:
        return BlockPair(Alignment.ADDED, (), tuple(right))
    if len(left) == len(right) == 1:
        key = left[0], right[0]
        same = before.blocks[left[0]].text == after.blocks[right[0]].text
        if moved.get(key, 0) > stayed.get(key, 0):
            kind = Alignment.MOVED if same else Alignment.MOVED_EDITED
            return BlockPair(kind, (left[0],), (right[0],))
        return _same(*key) if same else BlockPair(Alignment.EDITED, (left[0],), (right[0],))
    if len(left) == 1:
        return BlockPair(Alignment.SPLIT, tuple(left), tuple(right))
    kind = Alignment.MERGED if len(right) == 1 else Alignment.EDITED
    return BlockPair(kind, tuple(left), tuple(right))
