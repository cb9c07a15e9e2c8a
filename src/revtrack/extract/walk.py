"""
Walk a page once, block by block, in reading order.

Everything a reader could see becomes a piece: its words, what kind of block it
is, and the element it stands in. What belongs to the article and what does not
is decided afterwards, so nothing is lost here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from revtrack.extract.inline import Inline
from revtrack.extract.page import Element
from revtrack.model import Anchor, Block, BlockKind, Image, Mark, MarkKind

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "select",
        "datalist",
        "option",
        "optgroup",
        "input",
        "textarea",
        "button",
        "object",
        "map",
        "area",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
        "col",
        "colgroup",
        "dialog",
        "frame",
        "frameset",
        "noframes",
        "amp-ad",
        "amp-analytics",
        "amp-sticky-ad",
        "amp-consent",
        "amp-list",
        "progress",
        "meter",
        "audio",
        "video",
        "picture",
        "img",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "label",
        "amp-accordion",
        "amp-carousel",
    ]
)
INLINE_BREAKS = frozenset({"br", "hr", "wbr"})
MARKS = {"s": MarkKind.DELETED, "del": MarkKind.DELETED, "strike": MarkKind.DELETED, "ins": MarkKind.INSERTED}
CAPTION = re.compile(
    r"(?:^|[-_ ])(?:fig|img|image|photo|media|picture|wp|lead|video|"
    r"slide)?[-_]*(?:fig)?captions?(?:[-_]|$| )|caption$|cutline|bildunterschrift|legende\b|"
    r"bild-?text|image[-_]?description|photo[-_]?credit|foto-?credit|image[-_]?credit",
    re.IGNORECASE,
)
NOT_CAPTION = re.compile(
    r"no-?caption|closed|has-caption|with-?caption|caption-?(?:wrap|container|box)s?-?align", re.IGNORECASE
)
PHOTO = re.compile(r"(?:^|[\s_-])(?:photos?|images?|img|pictures?|figure|media|bild|foto)(?:[\s_-]|$)", re.IGNORECASE)
PULL = re.compile(r"pull-?_?quote|blockquote--pull|quote--pull|zitat-?box", re.IGNORECASE)
UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|u-vh|is-?visually-?hidden|"
    r"a11y-hidden|assistive-text|element-invisible|show-for-sr|print-only|visible-print|hidden|hide|"
    r"d-none|tooltip|tooltip-?(?:text|content|container))(?:\s|$)",
    re.IGNORECASE,
)
NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
EMBEDS = re.compile(
    r"(?:^|\.)(youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|instagram\.com|"
    r"facebook\.com|tiktok\.com|datawrapper\.(?:de|dwcdn\.net)|dwcdn\.net|documentcloud\.org|"
    r"soundcloud\.com|spotify\.com|flourish\.studio|infogram\.com|scribd\.com|bsky\.app|"
    r"google\.com/maps|openstreetmap\.org|dailymotion\.com|brightcove\.net|jwplayer\.com|apple\.com|"
    r"acast\.com|megaphone\.fm)$"
)


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

    def block(self, hook: str | None = None, kind: BlockKind | None = None) -> Block:
        """Return the piece as a block of the document."""
        return Block(kind or self.kind, self.text, self.links, self.marks, self.image, hook=hook)


def name(element: Element) -> str:
    """Return the class and id of *element* as one text to search names in."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def walk(root: Element, base: str | None = None) -> list[Piece]:
    """Return the pieces below *root* in reading order; *base* resolves relative links."""
    return list(_Walker(base).pieces(root))


class _Walker:
    """The state of one walk: what stands open, and the text of the block being gathered."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.inline = Inline()
        self.open: list[tuple[Element, BlockKind | None]] = []
        self.owner: Element = None
        self.unseen = 0
        self.row: Element = None
        self.links: list[tuple[Element, int]] = []
        self.breaks = 0
        self.order = 0
        self.image: Image | None = None

    def pieces(self, root: Element) -> Iterator[Piece]:
        """Yield every piece below *root*."""
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag
            if event == "start":
                if tag in SKIPPED or not isinstance(tag, str):
                    yield from self.skipped(element)
                    events.skip_subtree()
                elif tag == "iframe":
                    yield from self.embed(element)
                    events.skip_subtree()
                else:
                    yield from self.start(element, tag)
            else:
                if tag not in SKIPPED and tag != "iframe" and isinstance(tag, str):
                    yield from self.end(element, tag)
                if element is not root and element.tail:
                    self.text(element.tail)
        yield from self.flush()

    def text(self, text: str) -> None:
        """Add words to the block that is open."""
        if self.breaks and not text.isspace():
            self.breaks = 0
        self.inline.add(text)

    def start(self, element: Element, tag: str) -> Iterator[Piece]:
        """Open *element*: a block begins a new piece, anything else goes on with the one there is."""
        if tag in BLOCKS:
            if self.row is not None and tag not in ("table", "ul", "ol"):
                if tag in ("td", "th") and self.inline.size:
                    self.inline.cell()
                else:
                    self.inline.add(" ")
            else:
                yield from self.flush()
                self.owner = element
            self.open.append((element, self.kind_of(element, tag)))
            if tag == "tr" and self.row is None and is_data_row(element):
                self.row = element
            if tag == "pre":
                self.inline.pre = True
            if is_unseen(element):
                self.unseen += 1
        elif tag == "br":
            yield from self.line_break()
        elif tag == "a" or tag in MARKS:
            self.links.append((element, self.inline.size))
        elif is_unseen(element):
            # An inline element kept for screen readers only repeats what a reader sees.
            self.unseen += 1
        if element.text:
            self.text(element.text)

    def end(self, element: Element, tag: str) -> Iterator[Piece]:
        """Close *element*."""
        if tag in BLOCKS:
            if self.row is None or element is self.row:
                self.row = None
                yield from self.flush()
            else:
                self.inline.add(" ")
            if self.open and self.open[-1][0] is element:
                self.open.pop()
            if is_unseen(element):
                self.unseen -= 1
            self.owner = self.open[-1][0] if self.open else None
        elif tag == "a" or tag in MARKS:
            self.close(element, tag)
        elif tag != "br" and is_unseen(element):
            self.unseen -= 1

    def close(self, element: Element, tag: str) -> None:
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
            if href and not href.lower().startswith(("javascript:", "data:")):
                self.inline.link(start, self.absolute(href))
        elif element.tag in MARKS:
            self.inline.mark(start, MARKS[element.tag])

    def absolute(self, href: str) -> str:
        """Return *href* against the page's address; as it stands when that cannot be done."""
        href = href.strip()
        if self.base is None or href.startswith("#"):
            return href
        try:
            return urljoin(self.base, href)
        except ValueError:
            return href

    def line_break(self) -> Iterator[Piece]:
        """One break is a new line; two in a row end the paragraph, unless in a table row."""
        if self.row is not None:
            self.inline.add(" ")
            return
        self.breaks += 1
        if self.breaks >= 2:
            owner = self.owner
            yield from self.flush()
            self.owner = owner
        else:
            self.inline.newline()

    def skipped(self, element: Element) -> Iterator[Piece]:
        """Keep the alt text of a picture for its caption; nothing else of what is skipped."""
        if element.tag == "img":
            src = element.get("src") or element.get("data-src") or ""
            if src and not src.startswith("data:"):
                self.image = Image(self.absolute(src), (element.get("alt") or "").strip())
        elif element.tag == "picture":
            for img in element.iter("img"):
                yield from self.skipped(img)
                break

    def embed(self, element: Element) -> Iterator[Piece]:
        """Yield a named placeholder for an embed of a known provider: address without its query."""
        source = self.absolute(element.get("src") or element.get("data-src") or "")
        try:
            parts = urlsplit(source)
        except ValueError:
            return
        host = (parts.hostname or "").removeprefix("www.")
        if EMBEDS.search(host):
            yield from self.flush()
            yield self.made(Piece(element, BlockKind.EMBED, f"[embed: {host}{parts.path.rstrip('/')}]"))

    def flush(self) -> Iterator[Piece]:
        """End the block being gathered; yield it when it has words."""
        self.breaks = 0
        if not self.inline.size and not self.links:
            if self.inline.pre:
                self.inline = Inline()
            return
        reopened = []
        for element, start in self.links:
            self.remember(element, start)
            reopened.append((element, 0))
        text, links, marks, linked = self.inline.done()
        pre, self.inline = self.inline.pre, Inline()
        self.links = reopened
        kind, element = self.kind()
        self.inline.pre = pre and kind is BlockKind.CODE
        if text and self.owner is not None:
            piece = Piece(self.owner, kind, text, links, marks, linked, unseen=self.unseen > 0)
            if kind is BlockKind.CAPTION:
                piece.image, self.image = self.image, None
            yield self.made(piece)

    def made(self, piece: Piece) -> Piece:
        """Number *piece*."""
        piece.order = self.order
        self.order += 1
        return piece

    def kind(self) -> tuple[BlockKind, Element]:
        """Return the kind of the innermost open element that has one; captions and table rows hold what is in them."""
        for element, kind in reversed(self.open):
            if kind is not None:
                return kind, element
        return BlockKind.PARAGRAPH, None

    def kind_of(self, element: Element, tag: str) -> BlockKind | None:
        """Return what *element* makes of the words in it, or None when it makes nothing of them."""
        above = next((kind for _, kind in reversed(self.open) if kind is not None), None)
        if above in (BlockKind.CAPTION, BlockKind.CODE, BlockKind.PULL_QUOTE):
            return above
        if tag in KINDS:
            found = KINDS[tag]
            return BlockKind.PULL_QUOTE if found is BlockKind.QUOTE and PULL.search(name(element)) else found
        if tag == "figure" and above is None and is_picture(element):
            return BlockKind.CAPTION
        names = element.get("class")
        if names:
            if PHOTO.search(names) and is_short(element) and is_picture(element):
                return BlockKind.CAPTION
            if CAPTION.search(names) and not NOT_CAPTION.search(names) and is_short(element):
                return BlockKind.CAPTION
            if PULL.search(names):
                return BlockKind.PULL_QUOTE
        return None


KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "pre": BlockKind.CODE,
    "tr": BlockKind.TABLE_ROW,
}


def is_short(element: Element) -> bool:
    """Say whether *element* is small enough to be a caption, not the box around an article."""
    return sum(1 for _ in zip(element.iter(), range(41), strict=False)) <= 40


def is_picture(element: Element) -> bool:
    """Say whether *element* holds a picture and nothing that has a meaning of its own, such as a table or a quote."""
    if next(element.iter("table", "blockquote", "pre", "h2", "h3", "ul", "ol"), None) is not None:
        return False
    return next(element.iter("img", "picture", "amp-img", "video"), None) is not None


def is_data_row(row: Element) -> bool:
    """Say whether *row* belongs to a table of data, not to one that only lays out the page."""
    cells = 0
    for cell in row:
        if cell.tag in ("td", "th"):
            cells += 1
            blocks = 0
            for inner in cell.iter("table", "p", "div", "ul", "ol", "h1", "h2", "h3", "article", "section"):
                blocks += 1 if inner.tag in ("p", "div") else 3
                if blocks > 3:
                    return False
    return cells > 1


def is_unseen(element: Any) -> bool:
    """Say whether the page hides *element* from a reader's eyes."""
    if not element.attrib:
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    if style and NO_DISPLAY.search(style):
        return True
    names = element.get("class")
    return bool(names and UNSEEN_CLASS.search(names))
