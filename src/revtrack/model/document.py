"""
Hold one article as a reader saw it: fields, and blocks in order.

`Document.text` is the linear text that every offset in revtrack refers to.
How a page, a plain text or markdown becomes a document is `extract`'s matter.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from revtrack.model.packing import packed
from revtrack.model.span import Span

GAP = "\n\n"
"""What stands between two blocks in the linear text: one blank line."""


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    TABLE_ROW = "table_row"
    CODE = "code"
    EMBED = "embed"
    ENTRY = "entry"
    NOTE = "note"


BODY_KINDS = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.TABLE_ROW,
        BlockKind.CODE,
        BlockKind.ENTRY,
    }
)
"""The kinds that `Document.body` holds."""


class Fault(StrEnum):
    """Why a capture is not the article; such a capture never becomes a version or a deletion."""

    ERROR_PAGE = "error_page"
    SOFT_404 = "soft_404"
    HOME_PAGE = "home_page"
    BLOCKED = "blocked"
    LOGIN = "login"
    CONSENT = "consent"
    SCRIPT_SHELL = "script_shell"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    PARSE_TRUNCATED = "parse_truncated"
    NOT_HTML = "not_html"


@packed
@dataclass(frozen=True, slots=True)
class Anchor:
    """A hyperlink inside a block."""

    span: Span
    """Where the linked words stand in the block's own text."""
    href: str


class MarkKind(StrEnum):
    """What a typographic mark in the page says about the words under it."""

    DELETED = "deleted"
    INSERTED = "inserted"
    ASTERISK = "asterisk"


@packed
@dataclass(frozen=True, slots=True)
class Mark:
    """Words the outlet itself struck through (`<s>`, `<del>`), inserted (`<ins>`) or starred."""

    span: Span
    """Where they stand in the block's own text."""
    kind: MarkKind


@packed
@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to a block or is the article's lead image."""

    src: str
    alt: str = ""


@packed
@dataclass(frozen=True, slots=True)
class Block:
    """A headline, paragraph, heading, list item, quote, caption, note box and so on."""

    kind: BlockKind
    text: str
    links: tuple[Anchor, ...] = ()
    marks: tuple[Mark, ...] = ()
    image: Image | None = None
    time: datetime | None = None
    """The own time of a live-blog entry."""
    entry: str | None = None
    """The live-blog entry this block belongs to, as the page names it."""
    hook: str | None = None
    """What in the page says this is an outlet's note: a class, id, data attribute, itemprop or `json-ld`."""


@packed
@dataclass(frozen=True, slots=True)
class Field:
    """A piece of an article that stands outside the linear text, such as the social card's title."""

    name: str
    value: str
    source: str = ""
    """Where in the page it was read: `og:title`, `json-ld`, `meta`, `url`, `visible` ..."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Text that was left out of the document, and why."""

    text: str
    reason: str


@packed
@dataclass(frozen=True, slots=True)
class Layout:
    """Where the body stood in the page: small, picklable, handed to the next extraction of the same article."""

    container: str
    """The body container's path, from the nearest stable ancestor down."""
    profile: str = ""
    """The house profile that was applied, or empty."""
    locator: str = ""
    """Who found the container: `trafilatura`, `profile`, `article` ..."""


@packed
@dataclass(frozen=True, slots=True)
class Document:
    """An article's content as one capture shows it."""

    blocks: tuple[Block, ...]
    headline: str = ""
    dek: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """With its zone; None when the page does not say."""
    modified: datetime | None = None
    section: str = ""
    language: str = ""
    """A lower-case primary tag such as `en`; empty when unknown."""
    url: str | None = None
    """The canonical URL the page names, else the one it was fetched from."""
    outlet: str = ""
    aliases: tuple[str, ...] = ()
    """Other addresses of the same article that the page names (AMP, short link, former slug)."""
    lead_image: Image | None = None
    fields: tuple[Field, ...] = ()
    """What errors hide in outside the text: social card, meta description, slug, JSON-LD headline ..."""
    sources: tuple[tuple[str, str], ...] = ()
    """(field, where it was read) for headline, dek, authors, published ..."""
    layout: Layout | None = None
    fault: Fault | None = None
    """None for a sound capture."""
    fault_detail: str = ""
    warnings: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    next_page: str = ""
    """Where the article goes on, when what was read is not its last page; not kept in the archive."""
    extractor: str = ""
    """Name, version and options of what read the page; both sides of a diff carry the same."""
    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)
    """The offset of each block in `text`."""
    texts: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The text of each block, and in `kinds` its kind: what two versions are compared by first, side by side."""
    kinds: tuple[BlockKind, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = tuple([block.text for block in self.blocks])
        starts, at = [], 0
        for text in texts:
            starts.append(at)
            at += len(text) + len(GAP)
        object.__setattr__(self, "starts", tuple(starts))
        object.__setattr__(self, "texts", texts)
        object.__setattr__(self, "kinds", tuple([block.kind for block in self.blocks]))
        object.__setattr__(self, "text", GAP.join(texts))

    @property
    def body(self) -> str:
        """Return the text of the body blocks in order: no headline, dek, byline, captions or notes."""
        return GAP.join(block.text for block in self.blocks if block.kind in BODY_KINDS)

    def span(self, index: int) -> Span:
        """Return where block *index* stands in `text`."""
        return Span(self.starts[index], self.starts[index] + len(self.blocks[index].text))

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds *offset*, or the one before it when it lies in a gap."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def field(self, name: str) -> str | None:
        """Return the value of the hidden field *name*, or None."""
        return next((f.value for f in self.fields if f.name == name), None)


def paragraphs(texts: Sequence[str], kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Block, ...]:
    """Return one block of *kind* for each of *texts*."""
    return tuple(Block(kind, text) for text in texts)
