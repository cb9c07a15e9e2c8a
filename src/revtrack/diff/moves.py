"""
Know a moved passage from one that was deleted and one that was added.

Sentences that stand in another place word for word are moved; neighbours that
moved together are one passage. What is left over may have moved and changed:
the most alike pairs first.
"""

from collections.abc import Sequence
from itertools import pairwise

from revtrack.diff.pairing import ALIKE, likeness, shared_word_pairs
from revtrack.diff.tiles import Op, Tile
from revtrack.diff.units import Unit

SHORTEST = 30
"""Characters from which an equal sentence elsewhere is a move; shorter ones recur by chance."""

SHORTEST_BLOCK = 15
"""The same for a whole block, such as a list item."""

ALIKE_MOVED = 0.6
"""Similarity from which a changed sentence elsewhere is the same one (prosediff uses 0.7 on letters, handbook 3)."""

FEWEST_SHARED = 3
"""Word pairs that a moved and edited sentence shares at least."""

MOST_LEFT_OVER = 4_000
"""Sentences left over on one side up to which edited moves are looked for."""


def exact_moves(gone: Sequence[Unit], come: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Return sentences that left one place and stand in another, in the order they left."""
    places: dict[str, list[Unit]] = {}
    for unit in reversed(come):
        if len(unit.key) >= SHORTEST_BLOCK or unit.entry:
            places.setdefault(unit.key, []).append(unit)
    moved = [unit for unit in gone if (len(unit.key) >= SHORTEST or unit.entry) and unit.key]
    return [(unit, places[unit.key].pop()) for unit in moved if places.get(unit.key)]


Group = tuple[int, str]
"""The family and, in a live blog, the entry of a sentence."""


def edited_moves(
    gone: Sequence[str], come: Sequence[str], groups: tuple[Sequence[Group], Sequence[Group]]
) -> list[tuple[int, int]]:
    """
    Return which encoded left-over sentences moved and changed, by index, each in one pair at most.

    In an entry that stands elsewhere now, less likeness will do.
    """
    if not gone or not come or max(len(gone), len(come)) > MOST_LEFT_OVER:
        return []
    candidates = []
    for j, shared in shared_word_pairs(gone, come):
        for i, count in shared.items():
            group = groups[0][i]
            if group == groups[1][j] and (count >= FEWEST_SHARED or group[1]):
                like = likeness(gone[i], come[j])
                if like >= (ALIKE if group[1] else ALIKE_MOVED):
                    candidates.append((-like, i, j))
    found, used_i, used_j = [], set(), set()
    for _, i, j in sorted(candidates):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            found.append((i, j))
    return found


def joined_moves(tiles: list[Tile]) -> list[Tile]:
    """Return *tiles* with moved passages that are neighbours on both sides made one."""
    place = {tile.move: at for at, tile in enumerate(tiles) if tile.op is Op.TO}
    follows: dict[int, int] = {}
    for left, right in pairwise(tiles):
        if left.op is right.op is Op.FROM and left.a1 == right.a0 and place[right.move] == place[left.move] + 1:
            to_left, to_right = tiles[place[left.move]], tiles[place[right.move]]
            if to_left.b1 == to_right.b0:
                follows[right.move] = left.move
    if not follows:
        return tiles
    out: list[Tile] = []
    for tile in tiles:
        if tile.op is Op.CHANGE:
            out.append(tile)
            continue
        move = tile.move
        while move in follows:
            move = follows[move]
        last = out[-1] if out else None
        if last and last.op is tile.op and last.move == move:
            out[-1] = Tile(tile.op, last.a0, tile.a1, last.b0, tile.b1, move)
        else:
            out.append(tile._replace(move=move))
    return out


def settled(tiles: list[Tile], a: str, b: str) -> list[Tile]:
    """
    Return *tiles* with each moved passage cut so that the blanks around it agree on both sides.

    A paragraph moved to the end takes the blank line before it along, not the
    one after; without this, the blank line would show as edits of its own.
    """
    out = list(tiles)
    ends = {(tile.move, tile.op): at for at, tile in enumerate(out) if tile.op is not Op.CHANGE}
    dropped: set[int] = set()
    for at, tile in enumerate(tiles):
        previous = out[at - 1] if at else None
        if tile.op is Op.CHANGE or previous is None or previous.op is not Op.CHANGE or at - 1 in dropped:
            continue
        other_at = ends[tile.move, Op.TO if tile.op is Op.FROM else Op.FROM]
        tile, other = out[at], out[other_at]
        taken = _with_blank_before(previous, tile, other, a, b)
        if taken and _is_free(taken[1], out[other_at - 1] if other_at else None):
            dropped.add(at - 1)
            out[at], out[other_at] = taken
    return [tile for at, tile in enumerate(out) if at not in dropped]


def _is_free(moved: Tile, previous: Tile | None) -> bool:
    """Say whether *moved* does not reach into the tile before it."""
    return previous is None or (previous.a1 <= moved.a0 and previous.b1 <= moved.b0)


def _with_blank_before(blank: Tile, tile: Tile, other: Tile, a: str, b: str) -> tuple[Tile, Tile] | None:
    """
    Return a moved passage that takes the changed *blank* before it along, and its other end to match, or None.

    Where the passage opens the text, no blank stands before it there: then the one behind it is the one taken along.
    """
    if tile.op is Op.TO:
        size, words = blank.b1 - blank.b0, b[blank.b0 : blank.b1]
        start, end = other.a0, other.a1
        if blank.a0 < blank.a1 or blank.b1 != tile.b0 or words.strip() or a[end - size : end] != words:
            return None
        taken = tile._replace(b0=tile.b0 - size)
        if not start:
            return taken, other
        if start >= size and a[start - size : start] == words and other.b0 >= size:
            return taken, Tile(Op.FROM, start - size, end - size, other.b0 - size, other.b1 - size, other.move)
        return None
    size, words = blank.a1 - blank.a0, a[blank.a0 : blank.a1]
    start, end = other.b0, other.b1
    if blank.b0 < blank.b1 or blank.a1 != tile.a0 or words.strip() or b[end - size : end] != words:
        return None
    taken = tile._replace(a0=tile.a0 - size)
    if not start:
        return taken, other
    if start >= size and b[start - size : start] == words and other.a0 >= size:
        return taken, Tile(Op.TO, other.a0 - size, other.a1 - size, start - size, end - size, other.move)
    return None
