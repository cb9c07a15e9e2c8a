"""
Set what stands above the body: headline, dek, byline.
"""

from collections.abc import Sequence

from revtrack.extract.metadata import Metadata
from revtrack.extract.walk import Piece
from revtrack.model import Block, BlockKind

Kept = tuple[Piece, BlockKind, str | None]


def head_blocks(meta: Metadata, kept: Sequence[Kept]) -> tuple[list[Block], list[Kept]]:
    """Return the blocks above the body, and the body's pieces without those that only repeat them."""
    top = [Block(BlockKind.HEADLINE, meta.headline)] if meta.headline else []
    if meta.dek and meta.dek != meta.headline:
        top.append(Block(BlockKind.DEK, meta.dek))
    if meta.authors:
        top.append(Block(BlockKind.BYLINE, ", ".join(meta.authors)))
    said = {block.text for block in top}
    rest = [
        item
        for index, item in enumerate(kept)
        if not (index < 6 and item[0].text in said) and item[0].element.tag != "h1"
    ]
    return top, rest
