"""
Find the body without asking anyone, on the pages where there is no doubt about it.

Running text is paragraphs, list items and quotes of some length that are not
mostly links and stand in nothing that its name calls a rail. Where nearly all
of a page's running text stands in one element that holds little else, that is
the body, and trafilatura, which takes as long as everything else, need not be
asked.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from revtrack.extract.noise import element_noise
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.model import BlockKind

RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
LONG = 80
"""Characters from which a block is running text, not a label or a headline."""
EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
EAST_WORTH = 3
"""Letters of the Latin script that one letter of East Asia says as much as."""
LARGE = 0.4
"""An element with more than this share of the running text is no rail, whatever its name says."""
RAILS = frozenset({"aside", "footer", "form"})
"""Tags that, in a doubt, hold what is not the story."""
ENOUGH, PIECES = 1000, 4
"""Characters and blocks of running text below which there is too little to be sure."""
INSIDE, DENSE = 0.95, 0.6
"""Shares for certainty: of the running text inside the container, of the container's words that are running text."""
ALIKE = 0.95
CHUNKS = frozenset({"div", "section"})
BOXES = CHUNKS | {"article", "main", "table"}
"""What a story may be cut into (a magazine puts its ads between), and what else holds one as a whole."""
NEAR = 2
SHORT = 25
BESIDE = RUNNING | {BlockKind.HEADING}
BESIDE_MOST = 100
COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)


def running(pieces: Sequence[Piece]) -> list[tuple[Piece, int]]:
    """Return the pieces that are running text, each with its weight in characters."""
    found: list[tuple[Piece, int, list[Element]]] = []
    held: Counter[Element] = Counter()
    for piece in pieces:
        size = len(piece.text)
        if piece.unseen or piece.kind not in RUNNING or piece.linked > 0.3 * size or size < LONG / EAST_WORTH:
            continue
        if not piece.text.isascii() and EAST.search(piece.text):
            size *= EAST_WORTH
        if size >= LONG:
            chain = [piece.element, *piece.element.iterancestors()]
            found.append((piece, size, chain))
            for element in chain:
                held[element] += size
    limit = LARGE * sum(size for _, size, _ in found)
    spared = large_names(held, limit)
    reasons: dict[Element, str] = {}
    taken: Counter[str] = Counter()
    judged: list[tuple[Piece, int, str]] = []
    for piece, size, chain in found:
        reason = ""
        for element in chain:
            if held[element] > limit:
                break
            if element not in reasons:
                named = "" if element.get("class") in spared else element_noise(element)
                reasons[element] = element.tag if element.tag in RAILS else named
            if reason := reasons[element]:
                break
        taken[reason] += size
        judged.append((piece, size, reason))
    # A name that would take away most of the text, as `paywall` on every paragraph, is not believed.
    return [(piece, size) for piece, size, reason in judged if not reason or taken[reason] > limit]


def large_names(held: Mapping[Element, int], limit: float) -> frozenset[str]:
    """Return the class names of what holds more than *limit*: where they speak of noise, they do so in vain."""
    return frozenset(names for element, size in held.items() if size > limit and (names := element.get("class")))


def is_plain(container: Element, found: Sequence[tuple[Piece, int]], pieces: Sequence[Piece]) -> bool:
    """Say whether *container* is beyond doubt the body, given the running text *found* among all *pieces*."""
    total = sum(size for _, size in found)
    if total < ENOUGH or len(found) < PIECES or container.tag in ("body", "html"):
        return False
    if is_cookie_talk(found):
        return False
    within = standing_in(container, pieces)
    inside = sum(size for piece, size in found if piece.element in within)
    shown = sum(len(piece.text) for piece in pieces if not piece.unseen and piece.element in within)
    if inside < INSIDE * total or inside < DENSE * shown:
        return False
    return is_one(container, found) and is_alone(container, pieces, within)


def is_cookie_talk(found: Sequence[tuple[Piece, int]]) -> bool:
    """Say whether much of the running text *found* is a consent box's."""
    return sum(1 for piece, _ in found if COOKIES.search(piece.text)) > 0.3 * len(found)


def standing_in(container: Element, pieces: Sequence[Piece]) -> set[Element]:
    """Return the elements of *pieces* that stand in *container*: of all its elements a large page has too many."""
    return {piece.element for piece in pieces}.intersection(container.iter())


def is_one(container: Element, found: Sequence[tuple[Piece, int]]) -> bool:
    """
    Say whether the running text in *container* is of one kind: its own paragraphs, or boxes of the same class.

    A story beside a summary, or beside the next story, is not.
    """
    held: Counter[object] = Counter()
    for piece, size in found:
        node = piece.element
        while node is not None and node.getparent() is not container:
            node = node.getparent()
        if node is None or node is piece.element or node.tag not in BOXES:
            held[""] += size
        elif node.tag in CHUNKS and node.get("class"):
            held[node.get("class")] += size
        else:
            held[node] += size
    return max(held.values(), default=0) >= ALIKE * sum(held.values())


def is_alone(container: Element, pieces: Sequence[Piece], within: Set[Element]) -> bool:
    """
    Say whether nothing that might be the story's stands right after *container*, such as a lone short paragraph.

    What stands before it is the standfirst's place, and is read there.
    """
    near = container
    for _ in range(NEAR):
        parent = near.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        near = parent
    around = standing_in(near, pieces) - within
    beside, begins = 0, next((piece.order for piece in pieces if piece.element in within), 0)
    for piece in pieces[begins:]:
        size = len(piece.text)
        if size >= SHORT and piece.element in around and not piece.unseen and piece.linked < 0.3 * size:
            beside += size if piece.kind in BESIDE and not in_rail(piece.element, near) else 0
    return beside <= BESIDE_MOST


def in_rail(element: Element, top: Element) -> bool:
    """Say whether *element* stands in something below *top* that its name calls a rail."""
    node = element
    while node is not None and node is not top:
        if node.tag in RAILS or element_noise(node):
            return True
        node = node.getparent()
    return False
