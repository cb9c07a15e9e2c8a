"""
Read the body that a page states for machines, where the page itself renders none.

Scripts put such a story in place; what JSON-LD gives as `articleBody` is then
all that stands in the page. Its words are the publisher's, its captions,
headings and links are missing: the document says where it was read.
"""

import html
import re
from collections.abc import Sequence

from revtrack.extract.page import Element, parse
from revtrack.extract.piece import Piece
from revtrack.extract.structured import Node
from revtrack.extract.walk import walk
from revtrack.model import BODY_KINDS, BlockKind, Layout

ORIGIN = "json-ld"
"""Who found a body that stands in structured data only."""
RENDERED = 160
"""Characters of text on the page from which it has a body of its own."""
LEAST = 300
"""Characters of an `articleBody` that is no teaser."""
CUT = re.compile(r"(?:\.\.\.|…|\[[^\]]{0,20}\])\s*$")
"""How a teaser ends."""
MARKED_UP = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote)\b", re.IGNORECASE)


def unrendered(node: Node, shown: Sequence[tuple[Piece, BlockKind, str | None]], layout: Layout | None) -> list[Piece]:
    """
    Return the body that *node* states, as pieces; nothing where the text *shown* is a body, or none is stated whole.

    A story that was read from the page itself before (its *layout* has a container) is not read from here: an empty
    shell in its place is a faulty capture, no edit.
    """
    if sum(len(piece.text) for piece, kind, _ in shown if kind in BODY_KINDS) >= RENDERED:
        return []
    if layout is not None and layout.container:
        return []
    said = node.get("articleBody")
    text = said.strip() if isinstance(said, str) else ""
    if len(text) < LEAST or CUT.search(text):
        return []
    return walk(_root(text))


def _root(text: str) -> Element:
    """Return *text*, plain or marked up, as elements."""
    if "&" in text:
        text = html.unescape(text)
    if not MARKED_UP.search(text):
        lines = (html.escape(line, quote=False) for line in text.splitlines() if line.strip())
        text = "".join(f"<p>{line}</p>" for line in lines)
    return parse(f"<html><body>{text}</body></html>").root.find("body")
