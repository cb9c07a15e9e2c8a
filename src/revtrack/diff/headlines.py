"""Show a headline that was replaced as one replace, not as the words that two headlines happen to share."""

from revtrack.diff.tiles import Op, Tile, change
from revtrack.model import BlockKind, Document

KEPT = 0.4
"""Share of the shorter headline's characters that must stay for it to be the same headline with other words."""

NEAR_THE_TOP = 12
"""Blocks among which a headline is looked for."""


def whole_headline(before: Document, after: Document, tiles: list[Tile]) -> list[Tile]:
    """Return *tiles* with those inside a headline made one where little of it stays."""
    old, new = _headline(before), _headline(after)
    if old is None or new is None:
        return tiles
    a, b = before.span(old), after.span(new)
    first = next((at for at, tile in enumerate(tiles) if tile.a1 >= a.start and tile.b1 >= b.start), len(tiles))
    last = first
    while last < len(tiles) and (tiles[last].a0 < a.end or tiles[last].b0 < b.end):
        last += 1
    inside = tiles[first:last]
    if not inside or any(
        tile.op is not Op.CHANGE or tile.a0 < a.start or tile.a1 > a.end or tile.b0 < b.start or tile.b1 > b.end
        for tile in inside
    ):
        return tiles
    gone, come = sum(tile.a1 - tile.a0 for tile in inside), sum(tile.b1 - tile.b0 for tile in inside)
    kept = a.length - gone
    if not gone or not come or kept != b.length - come or kept >= KEPT * min(a.length, b.length):
        return tiles
    return [*tiles[:first], change(a.start, a.end, b.start, b.end), *tiles[last:]]


def _headline(document: Document) -> int | None:
    """Return the index of the headline among the first blocks, or None."""
    for at, block in enumerate(document.blocks[:NEAR_THE_TOP]):
        if block.kind is BlockKind.HEADLINE:
            return at
    return None
