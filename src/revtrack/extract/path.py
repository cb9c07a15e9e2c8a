"""
Write down where in a page an element stands, and find it there again.

The path leans on what people wrote (tags, stable classes and ids), so that a
build's made-up names and an ad slot put in before it do not move it.
"""

from collections.abc import Mapping

from revtrack.extract.names import stable_classes, stable_id
from revtrack.extract.page import Element

EXACT = "!"
SHIFTED = 4
"""A like sibling with this many times the words is the one the path meant."""


def path_of(container: Element, sizes: Mapping[Element, int] | None = None) -> str:
    """
    Return the path of *container* from the nearest ancestor with a stable id, or from the root, down.

    *sizes* are characters held; a step beside a like sibling that holds far more is marked as meant exactly.
    """
    steps: list[str] = []
    node = container
    while node is not None:
        own = stable_id(node)
        if own and is_unique(node, own):
            steps.append(f"#{own}")
            break
        steps.append(step(node) + (EXACT if is_small(node, sizes or {}) else ""))
        node = node.getparent()
    return " > ".join(reversed(steps))


def is_small(node: Element, sizes: Mapping[Element, int]) -> bool:
    """Say whether a sibling like *node* holds so much more that `child_at` would take it instead."""
    parent = node.getparent()
    if parent is None or not sizes:
        return False
    own, name = sizes.get(node, 0), signature(node)
    return any(
        sizes.get(other, 0) > SHIFTED * own
        for other in parent
        if other is not node and isinstance(other.tag, str) and signature(other) == name
    )


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
    exact = wanted.endswith(EXACT)
    name, _, number = wanted.removesuffix(EXACT).removesuffix("]").partition("[")
    alike = [child for child in node if isinstance(child.tag, str) and signature(child) == name]
    at = int(number) if number.isdigit() else 0
    if not alike:
        return None
    if at >= len(alike):
        return None
    if exact:
        return alike[at]
    largest = max(alike, key=lambda child: sizes.get(child, 0))
    return largest if sizes.get(largest, 0) > SHIFTED * sizes.get(alike[at], 0) else alike[at]
