"""
Set what stands above the body: headline, dek, byline.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set

from revtrack.extract.lines import line_noise
from revtrack.extract.metadata import Metadata
from revtrack.extract.noise import element_noise
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.extract.stamps import stamp_noise
from revtrack.extract.walk import SENTENCE_END
from revtrack.model import Block, BlockKind

Kept = tuple[Piece, BlockKind, str | None]
DEK_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
FAR = 25
"""Blocks between headline and story, above which what stands there is no standfirst."""
SENTENCE, LONG, LONGEST = 50, 80, 1500
"""Characters of a standfirst that nothing but its place gives away, of a story paragraph, of the longest of either."""
ASIDE = ("aside", "footer", "form")
LEAD_CAPTIONS = 3
"""Captions kept from above the body: a lead picture's, its credit's, or a short row of pictures."""

DEK = re.compile(
    r"(?:^|[\s_-])(?:dek|standfirst|sub-?(?:title|head(?:line|ing)?|hed)|lead(?:-?text|-?in)?|lede|chapeau|chapo|vorspann|"
    r"deck|sommario|occhiello|ingress|manchet|bajada|entradilla|excerpt|teaser-?text|intro(?:duction|-?text)?|"
    r"summary|strapline|kicker-?text|description|abstract)(?:[\s_-]|$)",
    re.IGNORECASE,
)


def standfirst(
    meta: Metadata,
    pieces: Sequence[Piece],
    kept: Sequence[Kept],
    container: Element | None,
    lines: Sequence[Piece],
) -> tuple[Piece | None, str]:
    """
    Return the piece above the story that is the dek, and what says so.

    That is the page's own description, else its name, else its place: alone among the *lines* between headline and
    story (`placed`).
    """
    if not kept:
        return None, ""
    own = {id(piece) for piece, _, _ in kept}
    first = kept[0][0].order
    long = [p for p in pieces[:first] if 30 <= len(p.text) <= 700 and not p.unseen][-40:]
    above = [p for p in long if id(p) not in own and p.linked <= 0.5 * len(p.text) and p.kind is not BlockKind.CAPTION]
    stated = {squash(f.value) for f in meta.fields if f.name.endswith("description")}
    inside = first_named(kept, container)
    if inside is not None:
        return inside, "visible"
    for piece in reversed(above):
        if squash(piece.text) in stated:
            return piece, "visible, as described"
        if named(piece.element, None) and piece.kind in DEK_KINDS and first - piece.order < 15:
            return piece, "visible"
    alone = len(lines) == 1 or (lines and not alike(lines[0].element, lines[1].element))
    return (lines[0] if alone else None), "visible, by its place"


def placed(meta: Metadata, pieces: Sequence[Piece], kept: Sequence[Kept], container: Element | None) -> list[Piece]:
    """Return the sentences and headings that stand between the page's headline and its story, no noise among them."""
    if not kept or container is None:
        return []
    first = kept[0][0].order
    headline = squash(meta.headline)
    heads = [p.order for p in pieces[:first] if p.element.tag == "h1" or squash(p.text) == headline]
    if not heads or first - heads[-1] > FAR:
        return []
    own = {piece.order for piece, _, _ in kept}
    around = set(container.iterancestors())
    titles = {squash(f.value) for f in meta.fields if f.name.endswith(("title", "headline"))}
    out = []
    for piece in pieces[heads[-1] + 1 : first]:
        text = piece.text
        if piece.order in own or piece.unseen or piece.kind not in DEK_KINDS or not SENTENCE <= len(text) <= LONGEST:
            continue
        if piece.linked > 0.2 * len(text) or line_noise(text, piece.linked) or stamp_noise(text, meta.authors):
            continue
        if text.startswith(tuple(name for name in meta.authors if " " in name)):
            continue  # what the outlet says of the author
        if piece.kind is not BlockKind.HEADING and not SENTENCE_END.search(text):
            continue
        if headline not in squash(text) and squash(text) not in titles and not in_noise(piece.element, around):
            out.append(piece)
    return out


def lines_above(dek: Piece | None, lines: Sequence[Piece]) -> list[Kept]:
    """Return the *lines* above the story (`placed`) that are its own too: long ones, and those beside the *dek*."""
    found: list[Kept] = []
    for piece in lines:
        beside = any(alike(piece.element, other.element) for other in lines if other is not piece)
        long = piece.kind is BlockKind.PARAGRAPH and len(piece.text) >= LONG
        if piece is not dek and (beside or long):
            found.append((piece, piece.kind, None))
    return found


def alike(one: Element, other: Element) -> bool:
    """Say whether two elements stand side by side and are of one kind."""
    return (one.getparent(), one.tag, one.get("class")) == (other.getparent(), other.tag, other.get("class"))


def first_named(kept: Sequence[Kept], container: Element | None) -> Piece | None:
    """Return the piece named as the standfirst among those before the story's first paragraph."""
    parents = Counter(piece.element.getparent() for piece, _, _ in kept)
    for piece, kind, hook in kept[:8]:
        long = 30 <= len(piece.text) <= 700
        # A box of many paragraphs is the story, whatever its name says.
        limit = piece.element.getparent() if parents[piece.element.getparent()] > 2 else container
        if kind in DEK_KINDS and hook is None and long and named(piece.element, limit):
            return piece
        if kind is BlockKind.PARAGRAPH and long and piece.linked < len(piece.text) / 2:
            return None
    return None


def named(element: Element, limit: Element | None) -> bool:
    """Say whether *element* or its parent is named as a standfirst; *limit* is not looked at."""
    names, node = "", element
    for _ in range(2):
        if node is None or node is limit:
            break
        names += f" {node.get('class') or ''} {node.get('itemprop') or ''} {node.get('data-testid') or ''}"
        node = node.getparent()
    return DEK.search(names) is not None


def lead_captions(
    meta: Metadata, pieces: Sequence[Piece], kept: Sequence[Kept], container: Element | None
) -> list[Kept]:
    """Return the captions between the page's headline and the body's first words, at most `LEAD_CAPTIONS`."""
    if not kept or container is None:
        return []
    own = {id(piece) for piece, _, _ in kept}
    above = [piece for piece in pieces[: kept[0][0].order] if id(piece) not in own and not piece.unseen]
    headline = squash(meta.headline)
    begins = [i for i, piece in enumerate(above) if piece.element.tag == "h1" or squash(piece.text) == headline]
    if not begins:
        return []
    around = set(container.iterancestors())
    captions = [piece for piece in above[begins[-1] :] if piece.kind is BlockKind.CAPTION]
    out: list[Kept] = [(piece, piece.kind, None) for piece in captions if not in_noise(piece.element, around)]
    return out[:LEAD_CAPTIONS]


def in_noise(element: Element, around: Set[Element]) -> bool:
    """Say whether *element* stands in a rail or the like; what is *around* the body too is not asked."""
    chain = (element, *element.iterancestors())
    return any(node.tag in ASIDE or element_noise(node) for node in chain if node not in around)


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
        if not (index < 8 and squash(item[0].text) in said) and not (item[0].element.tag == "h1" and top)
    ]
    return top, rest
