"""
Slide a pure insertion or deletion to where a reader would put it.

"He came. " may be inserted before "He left." or "came. He " after "He": the
text is the same. The place whose borders are the strongest wins: line breaks,
then sentence ends, clause marks, blanks.
"""

from revtrack.diff.tiles import Tile, change

REACH = 2_000
"""How far, in characters, an insertion is slid at most."""


def slid(tile: Tile, a: str, b: str, room: int) -> Tile:
    """Return *tile* at its best place, at most *room* equal characters to the left; a replacement stays where it is."""
    _, a0, a1, b0, b1, _ = tile
    if room <= 0 or (a0 < a1 and b0 < b1):
        return tile
    by = _best_shift(b, b0, b1, room) if a0 == a1 else _best_shift(a, a0, a1, room)
    return change(a0 + by, a1 + by, b0 + by, b1 + by) if by else tile


def all_slid(tiles: list[Tile], a: str, b: str, a0: int, b0: int) -> list[Tile]:
    """Return *tiles* of a passage that starts at `#a0` and `@b0`, each slid, none over another."""
    out = []
    for tile in tiles:
        moved = slid(tile, a, b, min(tile.a0 - a0, tile.b0 - b0))
        out.append(moved)
        a0, b0 = moved.a1, moved.b1
    return out


def _best_shift(text: str, start: int, end: int, room: int) -> int:
    """Return the shift, zero or negative, of the run `start:end` that has the strongest borders."""
    if end - start == 0 or not room or text[start - 1] != text[end - 1]:
        return 0
    best, score = 0, _strength(text, start) + _strength(text, end)
    for by in range(1, min(room, REACH) + 1):
        if text[start - by] != text[end - by]:
            break
        left = start - by
        if text[left - 1 : left] in ("", " ", "\n") and text[end - by - 1] in (" ", "\n"):
            here = _strength(text, left) + _strength(text, end - by)
            if here > score:
                best, score = -by, here
    return best


def _strength(text: str, at: int) -> int:
    """Return how strong the border before place *at* is: 0 inside a word, 5 at a line's start."""
    if at in (0, len(text)):
        return 5
    before = text[at - 1]
    if before == "\n":
        return 5
    if before != " ":
        return 2 if text[at] == "\n" else 0
    mark = text[at - 2 : at - 1]
    if mark in '.!?…”"':
        return 4
    if mark in ";:—–,)" or text[at] in "(—–“":
        return 2
    return 1
