"""
Hold one block of a page, before anyone has said whether it belongs to the article.
"""

from dataclasses import dataclass

from revtrack.extract.entries import Entry
from revtrack.extract.page import Element
from revtrack.model import Anchor, Block, BlockKind, Image, Mark


@dataclass(slots=True)
class Piece:
    """One block of the page, before anyone has said whether it belongs to the article."""

    element: Element
    kind: BlockKind
    text: str
    links: tuple[Anchor, ...] = ()
    marks: tuple[Mark, ...] = ()
    linked: int = 0
    """How many of its characters are links."""
    image: Image | None = None
    unseen: bool = False
    """Whether the page hides it from a reader."""
    order: int = 0

    def block(self, hook: str | None = None, kind: BlockKind | None = None, entry: Entry | None = None) -> Block:
        """Return the piece as a block of the document; *entry* is the live-blog entry it stands in."""
        time, name = (entry.time, entry.name or None) if entry is not None else (None, None)
        return Block(kind or self.kind, self.text, self.links, self.marks, self.image, time, name, hook)
