"""
Choose, from the pieces inside the container, the ones that are the article; say why the rest is not.
"""

from collections import Counter
from collections.abc import Sequence

from revtrack.extract.noise import element_noise, line_noise
from revtrack.extract.page import Element
from revtrack.extract.walk import Piece
from revtrack.model import BlockKind

LARGE = 0.4
"""An element that holds more than this share of the body is the body, whatever its name says."""


def choose(container: Element, pieces: Sequence[Piece]) -> tuple[list[Piece], list[tuple[Piece, str]]]:
    """Return the article's pieces in order, and each left out with the reason."""
    inside: list[tuple[Piece, list[Element]]] = []
    sizes: Counter[Element] = Counter()
    linked: Counter[Element] = Counter()
    for piece in pieces:
        chain = chain_to(piece.element, container)
        if chain is None:
            continue
        inside.append((piece, chain))
        for element in chain:
            sizes[element] += len(piece.text)
            linked[element] += piece.linked
    total = sum(len(piece.text) for piece, _ in inside)
    kept, left = [], []
    reasons: dict[Element, str] = {}
    for piece, chain in inside:
        reason = ""
        for element in chain:
            if element not in reasons:
                small = sizes[element] <= LARGE * total
                reasons[element] = (
                    (element_noise(element) or rail(element, sizes[element], linked[element])) if small else ""
                )
            reason = reason or reasons[element]
        reason = reason or ("hidden" if piece.unseen else "") or line_noise(piece.text, piece.linked)
        if reason:
            left.append((piece, reason))
        else:
            kept.append(piece)
    return kept, left


def chain_to(element: Element, container: Element) -> list[Element] | None:
    """Return *element* and what stands between it and *container*; None when it is outside."""
    chain: list[Element] = []
    node = element
    while node is not None:
        if node is container:
            return chain
        chain.append(node)
        node = node.getparent()
    return None


def rail(element: Element, size: int, linked: int) -> str:
    """Return `related links` for a box or list that is nearly all links."""
    if element.tag in ("ul", "ol", "div", "section", "aside", "table") and size > 0 and linked > 0.75 * size:
        blocks = sum(1 for _ in zip(element.iter("a"), range(4), strict=False))
        if blocks >= 2:
            return "related links"
    return ""


def is_body(piece: Piece) -> bool:
    """Say whether *piece* is running text."""
    return piece.kind not in (BlockKind.CAPTION, BlockKind.EMBED, BlockKind.PULL_QUOTE)
