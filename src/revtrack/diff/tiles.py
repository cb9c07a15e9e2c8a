"""
Hold a comparison as tiles: runs of text on both sides, in order.

Inside the package, places are plain numbers; the values that others see are
made at the end. What no tile covers is equal. `#` in a comment is a place in
the old text, `@` one in the new.
"""

from enum import IntEnum
from itertools import takewhile
from typing import NamedTuple


class Op(IntEnum):
    """What a tile does."""

    CHANGE = 0
    """Old words give way to new ones; either side may be empty."""
    FROM = 1
    """A moved passage stood here."""
    TO = 2
    """A moved passage stands here."""


class Tile(NamedTuple):
    """A run of text that is not simply equal."""

    op: Op
    a0: int
    a1: int
    b0: int
    b1: int
    move: int = 0
    """The number that `FROM` and `TO` of one move share."""


_CHANGE = Op.CHANGE
_BLANKS = (" ", "\n")
"""What stands between two tokens, whatever they are."""


def change(a0: int, a1: int, b0: int, b1: int) -> Tile:
    """Return a tile for old words `#a0:a1` that give way to new words `@b0:b1`."""
    return tuple.__new__(Tile, (_CHANGE, a0, a1, b0, b1, 0))  # past the Python function that a named tuple is made by


def mirrored(tiles: list[Tile]) -> list[Tile]:
    """Return *tiles* as seen from the other side, what went before what came where both stand in one place."""
    out: list[Tile] = []
    for op, a0, a1, b0, b1, move in tiles:
        if op is not _CHANGE:
            out.append(Tile(Op.TO if op is Op.FROM else Op.FROM, b0, b1, a0, a1, move))
            continue
        tile = change(b0, b1, a0, a1)
        last = out[-1] if out else None
        if last and last.op is _CHANGE and tile.b0 == tile.b1 == last.b1 and last.a0 == last.a1 == tile.a0:
            out[-1:] = [change(tile.a0, tile.a1, last.b0, last.b0), change(tile.a1, tile.a1, last.b0, last.b1)]
        else:
            out.append(tile)
    return out


def joined(tiles: list[Tile], a: str, b: str) -> list[Tile]:
    """
    Return *tiles* with changes that touch on both sides made one, and blanks both sides share at an end left out.

    Where whole paragraphs went and others came in their place, these are two, and
    so are paragraphs that came or went before one whose first words changed.
    """
    out: list[Tile] = []
    start = 0
    for at, tile in enumerate(tiles, 1):
        if at == len(tiles) or not _touch(tile, tiles[at]):
            out += _parted(tiles[start:at], a, b) if at - start > 1 else (tile,)
            start = at
    trimmed = [only_one_side(without_shared_blanks(tile, a, b), a, b) if tile.op is Op.CHANGE else tile for tile in out]
    return [tile for tile in trimmed if tile.op is not Op.CHANGE or a[tile.a0 : tile.a1] != b[tile.b0 : tile.b1]]


def _touch(left: Tile, right: Tile) -> bool:
    return left.op is right.op is Op.CHANGE and left.a1 == right.a0 and left.b1 == right.b0


FEW = 24
"""Characters of a change up to which lines that came or went before it are shown apart from it."""


def _parted(group: list[Tile], a: str, b: str) -> list[Tile]:
    """Return changes that touch as one, but for whole lines that came or went before a small one; none for none."""
    start = group[0]
    if a[start.a0 : group[-1].a1] == b[start.b0 : group[-1].b1]:
        return []  # the same words in another kind of block
    first = sum(1 for _ in takewhile(lambda tile: tile.a1 == start.a0, group))
    first = first or sum(1 for _ in takewhile(lambda tile: tile.b1 == start.b0, group))
    while first and not _are_lines(start, group[first - 1], a, b):
        first -= 1
    if 0 < first < len(group) and group[-1].a1 - group[first].a0 + group[-1].b1 - group[first].b0 <= FEW:
        return [*_one_or_two(group[:first], a, b), *_one_or_two(group[first:], a, b)]
    return _one_or_two(group, a, b)


def _are_lines(first: Tile, last: Tile, a: str, b: str) -> bool:
    """Say whether what came or went from *first* to *last* is whole lines, put where a line begins on both sides."""
    if first.a0 == last.a1:
        return _is_line(b, first.b0, last.b1) and (first.a0 == 0 or a[first.a0 - 1] == "\n")
    return _is_line(a, first.a0, last.a1) and (first.b0 == 0 or b[first.b0 - 1] == "\n")


def _one_or_two(group: list[Tile], a: str, b: str) -> list[Tile]:
    """Return changes that touch as one; as two where they are paragraphs that went, then paragraphs that came."""
    first, last = group[0], group[-1]
    come = next((tile for tile in group if tile.b0 < tile.b1), None)
    if come is not None and come.a0 == last.a1 and _is_line(a, first.a0, come.a0) and _is_line(b, first.b0, last.b1):
        return [change(first.a0, come.a0, first.b0, first.b0), change(come.a0, come.a0, first.b0, last.b1)]
    return [change(first.a0, last.a1, first.b0, last.b1)]


def _is_line(text: str, start: int, end: int) -> bool:
    """Say whether `start:end` is one or more whole lines."""
    return start < end and (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end - 1] == "\n")


def only_one_side(tile: Tile, a: str, b: str) -> Tile:
    """Return a change whose words on one side open or close those of the other as an insertion or a deletion."""
    _, a0, a1, b0, b1, _ = tile
    if a0 == a1 or b0 == b1 or a1 - a0 == b1 - b0:
        return tile
    short, long = (a[a0:a1], b[b0:b1]) if a1 - a0 < b1 - b0 else (b[b0:b1], a[a0:a1])
    kept = len(short)
    if long.startswith(short) and long[kept] in _BLANKS:
        return change(a0 + kept, a1, b0 + kept, b1)
    if long.endswith(short) and long[-kept - 1] in _BLANKS:
        return change(a0, a1 - kept, b0, b1 - kept)
    return tile


def without_shared_blanks(tile: Tile, a: str, b: str) -> Tile:
    """Return a change without blanks that both sides share at its end or start."""
    _, a0, a1, b0, b1, _ = tile
    if a0 == a1 or b0 == b1 or not (a[a1 - 1] == b[b1 - 1] or a[a0] == b[b0]):
        return tile
    while a1 > a0 and b1 > b0 and a[a1 - 1] == b[b1 - 1] and a[a1 - 1].isspace():
        a1, b1 = a1 - 1, b1 - 1
    while a1 > a0 and b1 > b0 and a[a0] == b[b0] and a[a0].isspace():
        a0, b0 = a0 + 1, b0 + 1
    return change(a0, a1, b0, b1)
