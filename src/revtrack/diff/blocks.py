"""
Say how the blocks of two versions belong together, from what the tiles left equal.

A block belongs where most of its words stand now. One that stands in two now
was split, two that stand in one were merged; words that reached their place by
a move make the block moved.
"""

from collections import defaultdict
from functools import lru_cache

from revtrack.diff.tiles import Op, Tile
from revtrack.model import Alignment, BlockPair, Document

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
    stayed: Shared = defaultdict(int)
    moved: Shared = defaultdict(int)
    a = b = 0
    origin = {tile.move: tile for tile in tiles if tile.op is Op.FROM}
    for tile in tiles:
        _overlay(before, after, a, tile.a0, b, stayed)
        a, b = tile.a1, tile.b1
        if tile.op is Op.TO:
            left = origin[tile.move]
            _overlay(before, after, left.a0, left.a1, tile.b0, moved)
    _overlay(before, after, a, len(before.text), b, stayed)
    return _grouped(before, after, stayed, moved)


def _overlay(before: Document, after: Document, a0: int, a1: int, b0: int, shared: Shared) -> None:
    """Count the characters of `#a0:a1`, equal to the new text from `@b0`, for the blocks they stand in."""
    if a0 >= a1 or not before.blocks or not after.blocks:
        return
    i, j, at, shift = before.block_at(a0), after.block_at(b0), a0, b0 - a0
    m, n = len(before.blocks), len(after.blocks)
    while at < a1 and i < m and j < n:
        end_i = before.starts[i + 1] if i + 1 < m else len(before.text)
        end_j = (after.starts[j + 1] if j + 1 < n else len(after.text)) - shift
        stop = min(end_i, end_j, a1)
        words = min(stop, before.starts[i] + len(before.blocks[i].text)) - at
        if words > 0:
            shared[i, j] += words
        at = stop
        i, j = i + (stop == end_i), j + (stop == end_j)


def _grouped(before: Document, after: Document, stayed: Shared, moved: Shared) -> tuple[BlockPair, ...]:
    olds: dict[int, list[int]] = defaultdict(list)
    news: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted({*stayed, *moved}):
        shorter = min(len(before.blocks[i].text), len(after.blocks[j].text))
        if stayed.get((i, j), 0) + moved.get((i, j), 0) >= SHARE * shorter:
            olds[i].append(j)
            news[j].append(i)
    pairs: list[tuple[float, BlockPair]] = []
    done: set[int] = set()
    for j in range(len(after.blocks)):
        if j in done:
            continue
        left, right = _component(j, olds, news)
        done |= set(right)
        pairs.append((right[0], _pair(before, after, left, right, stayed, moved)))
    kept = {i for _, pair in pairs for i in pair.before}
    place = -1.0
    where = {i: at for at, pair in pairs for i in pair.before}
    for i in range(len(before.blocks)):
        if i in kept:
            place = where[i]
        else:
            pairs.append((place + 0.5, BlockPair(Alignment.REMOVED, (i,), ())))
    return tuple(pair for _, pair in sorted(pairs, key=lambda found: found[0]))


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
