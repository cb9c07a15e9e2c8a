"""
Read a page: the headline, and every paragraph, heading, list item, quote and caption in order.
"""

from collections.abc import Mapping

from lxml import html

from revtrack.extract.charset import decode
from revtrack.extract.cleaning import clean, squeeze
from revtrack.extract.version import EXTRACTOR
from revtrack.model import Block, BlockKind, Document, Fault, Layout

KINDS = {
    "h1": BlockKind.HEADLINE, "h2": BlockKind.HEADING, "h3": BlockKind.HEADING, "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM, "figcaption": BlockKind.CAPTION, "aside": BlockKind.NOTE,
}  # fmt: skip


def extract(
    page: bytes | str,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    layout: Layout | None = None,
) -> Document:
    """Return *page* as a document."""
    text = decode(page, headers).text if isinstance(page, bytes) else page
    text, _ = clean(text)
    if not text.strip():
        return Document((), url=url, fault=Fault.EMPTY, extractor=EXTRACTOR)
    root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    blocks = []
    for element in root.iter(*KINDS):
        words = squeeze("".join(element.itertext()))
        if words:
            blocks.append(Block(KINDS[str(element.tag)], words))
    headline = next((block.text for block in blocks if block.kind is BlockKind.HEADLINE), "")
    return Document(tuple(blocks), headline=headline, url=url, layout=layout, extractor=EXTRACTOR)
