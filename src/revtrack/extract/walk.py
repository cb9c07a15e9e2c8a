"""
Walk a page once, block by block, in reading order.

Everything a reader could see becomes a piece: its words, what kind of block it
is, and the element it stands in. What belongs to the article and what does not
is decided afterwards, so nothing is lost here.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from lxml import etree

from revtrack.extract.embeds import placeholder
from revtrack.extract.inline import Gathered, Inline, sliced
from revtrack.extract.page import Element
from revtrack.extract.pictures import is_caption, is_picture
from revtrack.extract.piece import Piece
from revtrack.extract.tables import is_data_row
from revtrack.extract.tags import BLOCKS, KINDS, MARKS, SKIPPED
from revtrack.extract.unseen import is_unseen
from revtrack.model import BlockKind, Image

PULL = re.compile(r"pull-?_?quote|blockquote--pull|quote--pull|zitat-?box", re.IGNORECASE)
ROOTED = re.compile(r"(?:/[\w%~@:,=+-]+(?:\.[\w-]+)*)+/?(?:\?[\w%~@:,=+&-]+)?(?:#[\w-]+)?", re.ASCII)
"""A path from the site's root that joining would not change."""
HOLDING = (BlockKind.CAPTION, BlockKind.CODE, BlockKind.PULL_QUOTE)
"""Kinds that whatever stands inside them is of too."""


LINED = (None, BlockKind.PARAGRAPH)
"""Kinds that single line breaks may divide into paragraphs; a quote or a caption keeps its lines."""
MOST = 150_000
"""Blocks read of one page, each of which takes a kilobyte of memory; a page with more is not read whole."""
PARAGRAPH = 60
"""Characters of a line that is a paragraph of its own, when it also ends a sentence."""
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»）)]*$")


def paragraphs_in(text: str) -> list[tuple[int, int]]:
    """Return where the lines of *text* stand when each is a paragraph: long, and ending a sentence; else nothing."""
    spans, at = [], 0
    for line in text.split("\n"):
        if len(line) < PARAGRAPH or not SENTENCE_END.search(line):
            return []
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def is_seam(element: Element) -> bool:
    """
    Say whether *element* follows another part of its line that is styled on its own, with no space between them.

    Readers see a gap there that the style makes: `<span class=by>Ana Reyes</span><span class=time>2 hours ago</span>`.
    """
    before = element.getprevious()
    return before is not None and before.tag == "span" and not before.tail and before.attrib != element.attrib


def walk(root: Element, base: str | None = None) -> list[Piece]:
    """Return the pieces below *root* in reading order; *base* resolves relative links."""
    walker = _Walker(base)
    walker.run(root)
    return walker.out


def walk_part(elements: Iterable[Element]) -> tuple[list[Piece], Image | None]:
    """Return the pieces of *elements* by themselves, and a picture in them whose caption is still to come."""
    walker = _Walker(None)
    for element in elements:
        walker.run(element)
    return walker.out, walker.image


def site_of(base: str | None) -> str:
    """Return scheme and host of a web address, as joining a path to it gives them; empty where it is none."""
    return urljoin(base, "/")[:-1] if base and base.startswith(("https://", "http://")) else ""


class _Walker:
    """The state of one walk: what stands open, and the text of the block being gathered."""

    __slots__ = (
        "base",
        "breaks",
        "dimmed",
        "image",
        "inline",
        "links",
        "open",
        "out",
        "owner",
        "row",
        "site",
        "unseen",
    )

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.site = site_of(base)
        self.out: list[Piece] = []
        self.inline = Inline()
        self.open: list[tuple[Element, BlockKind | None, bool]] = []
        """The blocks around, each with its kind or that of the one it stands in, and whether it is hidden."""
        self.owner: Element = None
        self.unseen = 0
        self.dimmed: list[Element] = []
        """The inline elements around that are hidden."""
        self.row: Element = None
        self.links: list[tuple[Element, int]] = []
        self.breaks = 0
        self.image: Image | None = None

    def run(self, root: Element) -> None:
        """Gather every piece below *root*."""
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag
            if event == "start":
                if tag in SKIPPED or not isinstance(tag, str):
                    self.skipped(element, tag)
                    events.skip_subtree()
                elif tag == "iframe":
                    self.embed(element)
                    events.skip_subtree()
                else:
                    self.start(element, tag)
                    if text := element.text:
                        self.text(text)
                continue
            if tag in BLOCKS:
                self.end(element)
                if len(self.out) >= MOST:
                    break
            elif tag == "a" or tag in MARKS:
                self.close(element)
            elif self.dimmed and self.dimmed[-1] is element:
                self.dimmed.pop()
                self.unseen -= 1
            if element is not root and (text := element.tail):
                self.text(text)
        self.flush()

    def text(self, text: str) -> None:
        """Add words to the block that is open."""
        if self.breaks and not text.isspace():
            self.breaks = 0
        self.inline.add(text)

    def start(self, element: Element, tag: str) -> None:
        """Open *element*: a block begins a new piece, anything else goes on with the one there is."""
        if tag in BLOCKS:
            if self.row is not None and tag not in ("table", "ul", "ol"):
                if tag in ("td", "th") and self.inline.size:
                    self.inline.cell()
                else:
                    self.inline.add(" ")
            else:
                self.flush()
                self.owner = element
            hidden = is_unseen(element)
            self.open.append((element, self.kind_of(element, tag), hidden))
            self.unseen += hidden
            if tag == "tr" and self.row is None and is_data_row(element):
                self.row = element
            elif tag == "pre":
                self.inline.pre = True
        elif tag == "br":
            self.line_break()
        elif tag == "a" or tag in MARKS:
            self.links.append((element, self.inline.size))
        elif tag == "span" and is_seam(element):
            self.inline.seam()
        elif is_unseen(element):
            # An inline element kept for screen readers only repeats what a reader sees.
            self.unseen += 1
            self.dimmed.append(element)

    def end(self, element: Element) -> None:
        """Close a block."""
        if self.row is None or element is self.row:
            self.row = None
            self.flush()
        else:
            self.inline.add(" ")
        if self.open and self.open[-1][0] is element:
            self.unseen -= self.open.pop()[2]
        self.owner = self.open[-1][0] if self.open else None

    def close(self, element: Element) -> None:
        """End a link or a mark; one that a block boundary cut begins again after it."""
        while self.links:
            opened, start = self.links.pop()
            self.remember(opened, start)
            if opened is element:
                break

    def remember(self, element: Element, start: int) -> None:
        """Give the inline text a link or mark that began at *start*."""
        if element.tag == "a":
            href = element.get("href") or ""
            if href and start < self.inline.size and not href.lower().startswith(("javascript:", "data:")):
                self.inline.link(start, self.absolute(href))
        elif element.tag in MARKS:
            self.inline.mark(start, MARKS[element.tag])

    def absolute(self, href: str) -> str:
        """Return *href* against the page's address; as it stands when that cannot be done."""
        href = href.strip()
        # Only what has nothing to resolve or tidy is left as it is: joining is slow.
        plain = href.startswith(("https://", "http://")) and "/." not in href and not href.endswith(("#", "?"))
        if self.base is None or plain or href.startswith("#"):
            return href
        if self.site and ROOTED.fullmatch(href):
            return self.site + href
        try:
            return urljoin(self.base, href)
        except ValueError:
            return href

    def line_break(self) -> None:
        """One break is a new line; two in a row end the paragraph, unless in a table row."""
        if self.row is not None:
            self.inline.add(" ")
            return
        self.breaks += 1
        if self.breaks >= 2:
            self.flush()
        else:
            self.inline.newline()

    def skipped(self, element: Element, tag: str) -> None:
        """Keep the alt text of a picture for its caption; nothing else of what is skipped."""
        if tag == "picture":
            element = next(element.iter("img"), None)
        if element is not None and element.tag == "img":
            src = element.get("src") or element.get("data-src") or ""
            if src and not src.startswith("data:"):
                self.image = Image(self.absolute(src), (element.get("alt") or "").strip())

    def embed(self, element: Element) -> None:
        """Keep a named placeholder for an embed of a known provider."""
        if shown := placeholder(self.absolute(element.get("src") or element.get("data-src") or "")):
            self.flush()
            self.out.append(Piece(element, BlockKind.EMBED, shown, order=len(self.out)))

    def flush(self) -> None:
        """End the block being gathered; keep it when it has words."""
        self.breaks = 0
        inline = self.inline
        if not inline.size:
            if inline.pre:
                self.inline = Inline()
            return
        for element, start in self.links:
            self.remember(element, start)
        self.links = [(element, 0) for element, _ in self.links]
        whole = inline.done()
        kind = self.open[-1][1] if self.open else None
        self.inline = Inline(pre=inline.pre and kind is BlockKind.CODE)
        text = whole[0]
        if text and self.owner is not None:
            cuts = paragraphs_in(text) if "\n" in text and kind in LINED else []
            for part in sliced(whole, cuts) if cuts else (whole,):
                self.keep(part, kind)

    def keep(self, part: Gathered, kind: BlockKind | None) -> None:
        """Keep a block with its words."""
        piece = Piece(self.owner, kind or BlockKind.PARAGRAPH, *part, None, self.unseen > 0, len(self.out))
        if kind is BlockKind.CAPTION:
            piece.image, self.image = self.image, None
        self.out.append(piece)

    def kind_of(self, element: Element, tag: str) -> BlockKind | None:
        """Return what *element* makes of the words in it: its own kind, else that of the block it stands in."""
        above = self.open[-1][1] if self.open else None
        if above in HOLDING:
            return above
        names = element.get("class")
        if tag in KINDS:
            if tag == "blockquote" and PULL.search(f"{names or ''} {element.get('id') or ''}"):
                return BlockKind.PULL_QUOTE
            return KINDS[tag]
        if tag == "figure" and above is None and is_picture(element):
            return BlockKind.CAPTION
        if names:
            if is_caption(element, names):
                return BlockKind.CAPTION
            if PULL.search(names):
                return BlockKind.PULL_QUOTE
        return above
