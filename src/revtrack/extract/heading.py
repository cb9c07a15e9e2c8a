"""
Set what stands above the body: headline, dek, byline.
"""

import re
from collections.abc import Sequence

from revtrack.extract.metadata import Metadata
from revtrack.extract.walk import Piece
from revtrack.model import Block, BlockKind

Kept = tuple[Piece, BlockKind, str | None]


DEK = re.compile(
    r"(?:^|[\s_-])(?:dek|standfirst|sub-?(?:title|head(?:line|ing)?|hed)|lead(?:-?text|-?in)?|lede|chapeau|chapo|vorspann|"
    r"deck|sommario|occhiello|ingress|manchet|bajada|entradilla|excerpt|teaser-?text|intro(?:duction|-?text)?|"
    r"summary|strapline|kicker-?text|description|abstract)(?:[\s_-]|$)",
    re.IGNORECASE,
)


def standfirst(meta: Metadata, pieces: Sequence[Piece], kept: Sequence[Kept]) -> tuple[Piece | None, str]:
    """Return the piece above the body that is the dek, and what says so: its name, or the page's own description."""
    if not kept:
        return None, ""
    own = {id(piece) for piece, _, _ in kept}
    first = kept[0][0].order
    stated = {squash(f.value) for f in meta.fields if f.name.endswith("description")}
    for piece in reversed([p for p in pieces[:first] if 30 <= len(p.text) <= 700 and not p.unseen][-40:]):
        if id(piece) in own or piece.linked > 0.5 * len(piece.text) or piece.kind is BlockKind.CAPTION:
            continue
        if squash(piece.text) in stated:
            return piece, "visible, as described"
        node, names = piece.element, ""
        for _ in range(2):
            if node is not None:
                names += f" {node.get('class') or ''} {node.get('itemprop') or ''} {node.get('data-testid') or ''}"
                node = node.getparent()
        if DEK.search(names) and piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and first - piece.order < 15:
            return piece, "visible"
    return None, ""


def squash(text: str) -> str:
    """Return *text* for comparison, without white space, case and quotation marks."""
    return re.sub(r"[\W_]+", "", text).casefold()


def head_blocks(meta: Metadata, kept: Sequence[Kept]) -> tuple[list[Block], list[Kept]]:
    """Return the blocks above the body, and the body's pieces without those that only repeat them."""
    top = [Block(BlockKind.HEADLINE, meta.headline)] if meta.headline else []
    if meta.dek and meta.dek != meta.headline:
        top.append(Block(BlockKind.DEK, meta.dek))
    if meta.authors:
        top.append(Block(BlockKind.BYLINE, ", ".join(meta.authors)))
    said = {squash(block.text) for block in top}
    rest = [
        item
        for index, item in enumerate(kept)
        if not (index < 8 and squash(item[0].text) in said) and item[0].element.tag != "h1"
    ]
    return top, rest
