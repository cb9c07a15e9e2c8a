"""Turn tiles into the edits that others see, numbered in reading order, moved passages looked into."""

from revtrack.diff.tiles import Op, Tile
from revtrack.diff.words import Ids, word_tiles
from revtrack.model import Edit, EditKind, Span


def edits_of(tiles: list[Tile], a: str, b: str, ids: Ids) -> list[Edit]:
    """Return one edit a change and one a move; a move stands where the passage stands now and holds its own edits."""
    origin = {tile.move: tile for tile in tiles if tile.op is Op.FROM}
    found: list[Edit] = []
    for tile in tiles:
        if tile.op is Op.FROM:
            continue
        name = f"e{len(found) + 1}"
        found.append(_move(name, origin[tile.move], tile, a, b, ids) if tile.op is Op.TO else _change(name, tile))
    return found


def _change(name: str, tile: Tile) -> Edit:
    before = Span(tile.a0, tile.a1) if tile.a1 > tile.a0 else None
    after = Span(tile.b0, tile.b1) if tile.b1 > tile.b0 else None
    kind = EditKind.REPLACE if before and after else EditKind.DELETE if before else EditKind.INSERT
    return Edit(name, kind, before, after)


def _move(name: str, left: Tile, to: Tile, a: str, b: str, ids: Ids) -> Edit:
    inner = word_tiles(a, b, left.a0, left.a1, to.b0, to.b1, ids)
    parts = tuple(_change(f"{name}.{at}", tile) for at, tile in enumerate(inner, 1))
    return Edit(name, EditKind.MOVE, Span(left.a0, left.a1), Span(to.b0, to.b1), parts=parts)
