"""
Find the element that holds the article's body, and find the same one again next time.

trafilatura says which lines are the article; the container is the lowest
element that holds nearly all of them. Its path is stored with the article, so
that a rail or an ad that changes cannot make the next reading choose another.
"""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy

from revtrack.extract.cleaning import squeeze
from revtrack.extract.names import stable_classes, stable_id
from revtrack.extract.page import Element
from revtrack.extract.walk import Piece

SHARE = 0.9
"""Of the located characters that the container must hold (measured: deps.md, "Method of the hybrid")."""
MIN_LINE = 30
"""Characters below which a line says nothing about where the body is."""
SIBLINGS = 2000
"""Children of one element that trafilatura is shown (measured: 8,000 short paragraphs take it 8 s, 4,000 1.5 s)."""
SCANNED = 400_000_000
"""Characters searched for pieces within lines; where it would take more, every nth piece is looked for."""
SHIFTED = 4
"""A like sibling with this many times the words is the one the path meant."""


def lines(root: Element) -> list[str]:
    """Return the lines that trafilatura takes for the article, squeezed."""
    # Imported here: it takes three quarters of a second that `revtrack --help` should not pay.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            thinned(root),
            fast=True,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            deduplicate=False,
        )
    except Exception:
        return []
    return [squeeze(line.lstrip("- |")) for line in (found or "").split("\n") if line.strip()]


def thinned(root: Element) -> Element:
    """
    Return a copy of the page without the children of any element after its first `SIBLINGS`.

    They say no more about where the body is, and trafilatura's time grows with their square.
    """
    copy = deepcopy(root)
    for element in copy.iter():
        if len(element) > SIBLINGS:
            del element[SIBLINGS:]
    return copy


def locate(root: Element, pieces: Sequence[Piece]) -> tuple[Element | None, str]:
    """Return the body's container and who found it; None when the page has no text at all."""
    found = [line for line in lines(root) if len(line) >= MIN_LINE]
    weights = matched(pieces, found)
    if weights:
        return lowest(weights), "trafilatura"
    own = [(p.element, len(p.text)) for p in pieces if not p.unseen and p.linked < len(p.text) / 2]
    return (lowest_of(own), "text") if own else (None, "")


def matched(pieces: Sequence[Piece], found: Sequence[str]) -> list[tuple[Element, int]]:
    """Return (element, characters) of each piece that is one of the *found* lines, or lies within one."""
    left = Counter(squeeze(line) for line in found)
    out, rest = [], []
    for piece in pieces:
        text = squeeze(piece.text)
        if len(text) < MIN_LINE:
            continue
        if left.get(text, 0) > 0:
            left[text] -= 1
            out.append((piece.element, len(text)))
        else:
            rest.append((piece.element, text))
    remaining = "\n".join(line for line, n in left.items() if n > 0)
    if remaining:
        every = 1 + len(rest) * len(remaining) // SCANNED
        out += [(element, len(text)) for element, text in rest[::every] if text in remaining]
    return out


def lowest(weights: Sequence[tuple[Element, int]]) -> Element:
    """Return the lowest element that holds `SHARE` of the weights."""
    return lowest_of(weights)


def lowest_of(weights: Sequence[tuple[Element, int]]) -> Element:
    """Return the lowest element that holds `SHARE` of the characters in *weights*."""
    held: Counter[Element] = Counter()
    for element, weight in weights:
        held[element] += weight
        for above in element.iterancestors():
            held[above] += weight
    total = sum(weight for _, weight in weights)
    best = None
    for element, _ in weights:
        for node in (element, *element.iterancestors()):
            if held[node] >= SHARE * total:
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


def path_of(container: Element) -> str:
    """Return the path of *container* from the nearest ancestor with a stable id, or from the root, down."""
    steps: list[str] = []
    node = container
    while node is not None:
        own = stable_id(node)
        if own and is_unique(node, own):
            steps.append(f"#{own}")
            break
        steps.append(step(node))
        node = node.getparent()
    return " > ".join(reversed(steps))


def is_unique(node: Element, own: str) -> bool:
    """Say whether no other element of the page has this id."""
    return len(node.getroottree().xpath("//*[@id=$own]", own=own)) == 1


def signature(node: Element) -> str:
    """Return tag and stable classes of *node*."""
    return ".".join((node.tag, *stable_classes(node.get("class") or "")))


def step(node: Element) -> str:
    """Return the signature of *node* and, among siblings that share it, its number."""
    own = signature(node)
    before = sum(
        1 for other in node.itersiblings(preceding=True) if isinstance(other.tag, str) and signature(other) == own
    )
    return f"{own}[{before}]" if before else own


def resolve(root: Element, path: str, sizes: Mapping[Element, int]) -> Element | None:
    """Return the element at a stored *path*, or None when the page no longer has it; *sizes* are characters held."""
    steps = path.split(" > ")
    first = steps.pop(0)
    if first.startswith("#"):
        hits = root.getroottree().xpath("//*[@id=$own]", own=first[1:])
        node = hits[0] if len(hits) == 1 else None
    else:
        node = root if step(root) == first else None
    for wanted in steps:
        if node is None:
            return None
        node = child_at(node, wanted, sizes)
    return node


def child_at(node: Element, wanted: str, sizes: Mapping[Element, int]) -> Element | None:
    """
    Return the child of *node* at the path's step *wanted*, or None.

    An ad slot put in before it shifts the numbers of like siblings: one that holds `SHIFTED` times the words is it.
    """
    name, _, number = wanted.removesuffix("]").partition("[")
    alike = [child for child in node if isinstance(child.tag, str) and signature(child) == name]
    at = int(number) if number.isdigit() else 0
    if not alike:
        return None
    largest = max(alike, key=lambda child: sizes.get(child, 0))
    if at >= len(alike):
        return None
    return largest if sizes.get(largest, 0) > SHIFTED * sizes.get(alike[at], 0) else alike[at]
