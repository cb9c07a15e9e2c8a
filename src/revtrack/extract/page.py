"""
Parse a page once, and prove that all of it was parsed.

lxml silently drops what follows too deep a nesting, so a mark is put after the
last byte and looked for in the tree; the parser's own log says why when it is
not there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from revtrack.extract.charset import decode
from revtrack.extract.cleaning import clean

END = "revtrack-end-of-page"
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
OPEN_TAIL = re.compile(r"<(?:[a-z!/][^<>]{0,4000})?$", re.IGNORECASE)
MAX_ATTRIBUTES_MARKUP = 30_000_000
"""Characters of mark-up parsed at most; `fetch` stops far below."""
KEPT_ALIVE = 50_000
"""Elements held while a page is read: lxml makes each anew, at some cost, when nobody holds it."""

Element = Any
"""An `lxml.html.HtmlElement`; lxml has no types of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page."""

    root: Element
    markup: str
    encoding: str
    warnings: tuple[str, ...]
    cut: str = ""
    """Why the tree does not hold the whole page, in words; empty when it does."""
    held: tuple[Element, ...] = ()
    """The page's elements, `KEPT_ALIVE` at most."""

    @property
    def size(self) -> int:
        """Return how many characters of mark-up it has."""
        return len(self.markup)

    def open_end(self) -> str:
        """Return what says that the download stopped early: an unfinished tag, no closing tags at all; or nothing."""
        return _open_end(self.markup)


def parse(page: bytes | str, headers: Mapping[str, str] | None = None) -> Page:
    """Return *page* parsed; never raises for any content."""
    warnings = []
    if isinstance(page, bytes):
        decoded = decode(page, headers)
        text, encoding = decoded.text, decoded.encoding
        if decoded.warning:
            warnings.append(f"charset: {decoded.warning}")
        if decoded.replaced:
            warnings.append(f"charset: {decoded.replaced} byte sequences are not {encoding}, shown as U+FFFD")
    else:
        text, encoding = page, "str"
    text, lost = clean(text)
    if lost:
        warnings.append(f"unreadable characters replaced: {lost}")
    text = XML_DECLARATION.sub("", text, count=1)
    root, cut = _tree(text)
    held = tuple(islice(root.iter(), KEPT_ALIVE))
    return Page(root, text, encoding, tuple(warnings), cut, held)


def _tree(text: str) -> tuple[Element, str]:
    """Return the tree of *text* and why it is not whole (empty when it is)."""
    marked = f"{text[:MAX_ATTRIBUTES_MARKUP]}<{END}></{END}>"
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True, remove_comments=True, remove_pis=True)
    # All elements alike: lxml's own HTML parser asks Python for the class of each, every time one is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    try:
        root = lxml_html.document_fromstring(marked.encode(), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return lxml_html.document_fromstring("<html><body></body></html>"), ""
    cut = "" if len(text) <= MAX_ATTRIBUTES_MARKUP else f"more than {MAX_ATTRIBUTES_MARKUP} characters of mark-up"
    limits = [
        e for e in parser.error_log if e.type_name in ("ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY", "ERR_INTERNAL_ERROR")
    ]
    if limits:
        cut = f"the parser stopped at line {limits[0].line}: {limits[0].message}"
    for end in root.iter(END):
        end.drop_tree()
        break
    return root, cut


def _open_end(text: str) -> str:
    """Return what says that the page's end is missing, or an empty text."""
    tail = text.rstrip()[-5000:].lower()
    if not tail or "</html" in tail:
        return ""
    unfinished = OPEN_TAIL.search(tail)
    if unfinished and len(unfinished.group()) > 1:
        return f"the page ends inside a tag: {text.rstrip()[-min(60, len(unfinished.group())) :]!r}"
    low = text[-200_000:].lower()
    for name in ("script", "style"):
        if low.rfind(f"<{name}") > low.rfind(f"</{name}"):
            return f"the page ends inside <{name}>"
    return ""
