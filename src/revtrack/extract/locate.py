"""
Find the element that holds the article's body.

Where nearly all running text of a page stands in one element, that element is
it. Only where the page leaves a doubt is trafilatura asked which lines are the
article; then the lowest element that holds nearly all of them is the container.
Its path is stored with the article, so that a rail or an ad that changes cannot
make the next reading choose another.
"""

from collections import Counter
from collections.abc import Sequence

from revtrack.extract.cms import by_system, held
from revtrack.extract.consult import MIN_LINE, lines, matched
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.extract.running import is_cookie_talk, is_plain

SHARE = 0.9
"""Of the located characters that the container must hold (measured: deps.md, "Method of the hybrid")."""
MOVED = 4
"""How many times the running text of a known container another must hold to be the body now."""

LITTLE = 8
"""How many times the running text of what was located the page's must be for a doubt that it is the story."""


def locate(root: Element, pieces: Sequence[Piece], found: Sequence[tuple[Piece, int]]) -> tuple[Element | None, str]:
    """
    Return the body's container and who found it; None when the page has no text at all.

    *found* is the running text among *pieces*.
    """
    if found:
        container = lowest_of([(piece.element, size) for piece, size in found])
        if is_plain(container, found, pieces):
            return container, "running text"
        container, system = by_system(root, found)
        if container is not None:
            return container, system
    weights = consulted(root, pieces)
    if weights and is_doubtful(weights, found):
        weights = consulted(root, pieces, fast=False) or weights
    if weights:
        return lowest_of(weights), "trafilatura"
    own = [(p.element, len(p.text)) for p in pieces if not p.unseen and p.linked < len(p.text) / 2]
    return (lowest_of(own), "text") if own else (None, "")


def consulted(root: Element, pieces: Sequence[Piece], *, fast: bool = True) -> list[tuple[Element, int]]:
    """Return the elements that hold what trafilatura takes for the article; not *fast*, it looks twice."""
    return matched(pieces, [line for line in lines(root, fast=fast) if len(line) >= MIN_LINE])


def is_doubtful(weights: Sequence[tuple[Element, int]], found: Sequence[tuple[Piece, int]]) -> bool:
    """Say whether what was located holds so little of the running text *found* that it may not be the story."""
    container = lowest_of(weights)
    if container.tag == "body":  # it holds all of the page: what counts is what was located in it
        own = {element for element, _ in weights}
        seen = sum(size for piece, size in found if piece.element in own)
    else:
        seen = held(container, found)
    return LITTLE * seen < sum(size for _, size in found) and not is_cookie_talk(found)


def fits(container: Element, found: Sequence[tuple[Piece, int]]) -> bool:
    """Say whether *container* holds so much of the running text *found* that no other can outweigh it."""
    return MOVED * held(container, found) >= sum(size for _, size in found)


def outweighs(one: Element, other: Element, found: Sequence[tuple[Piece, int]]) -> bool:
    """Say whether *one* holds so much more running text than *other* that a redesign must have moved the body."""
    return held(one, found) > MOVED * held(other, found)


def lowest_of(weights: Sequence[tuple[Element, int]]) -> Element:
    """Return the lowest element that holds `SHARE` of the characters in *weights*."""
    sums: Counter[Element] = Counter()
    for element, weight in weights:
        sums[element] += weight
        for above in element.iterancestors():
            sums[above] += weight
    total = sum(weight for _, weight in weights)
    best = None
    for element, _ in weights:
        for node in (element, *element.iterancestors()):
            if sums[node] >= SHARE * total:
                if best is None or depth(node) > depth(best):
                    best = node
                break
    if best is not None and best.tag in ("p", "li", "h1", "h2", "h3", "span", "tr", "td"):
        parent = best.getparent()
        best = parent if parent is not None and parent.tag != "html" else best
    return best


def depth(element: Element) -> int:
    """Return how many ancestors *element* has."""
    return sum(1 for _ in element.iterancestors())
