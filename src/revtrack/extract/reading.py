"""
Read a body by what it is: a page, plain text or markdown.
"""

from collections.abc import Mapping
from dataclasses import replace

from revtrack.config import OutletSettings
from revtrack.extract.article import extract
from revtrack.extract.charset import decode
from revtrack.extract.frontmatter import fenced
from revtrack.extract.markdown import parse_markdown
from revtrack.extract.plain import parse_text
from revtrack.extract.several import joined
from revtrack.extract.version import EXTRACTOR
from revtrack.model import Document, Fault, Layout, is_bundle, parts_of

PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
NO_TEXT = (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"pk\x03\x04", b"{\\rtf")
"""How files begin that are no text, in lower case."""
MARKS = (b"<html", b"<!doctype html", b"<head", b"<body")
"""What stands at the start of a page, whatever its content type says."""


def read(
    body: bytes,
    headers: Mapping[str, str] | None = None,
    url: str | None = None,
    layout: Layout | None = None,
    profile: OutletSettings | None = None,
) -> Document:
    """
    Return *body* as a document, read by the content type in *headers*, else by what it looks like.

    Anything that is no text at all (a PDF, an image) is a document with the fault `not_html`.
    """
    if is_bundle(body):
        return several(body, layout, profile)
    if is_page(body, headers):
        return extract(body, url=url, headers=headers, layout=layout, profile=profile)
    kind, start = kind_of(headers), start_of(body)
    if start.startswith(NO_TEXT):
        return no_page(f"the bytes are not a page: {start[:8]!r}", url)
    if kind and not kind.startswith("text/") and kind not in ("application/octet-stream", "application/markdown"):
        return no_page(f"content type {kind}", url)
    text = decode(body, headers).text
    if "markdown" in kind or fenced(text.replace("\r\n", "\n")):
        return parse_markdown(text, url=url)
    return replace(parse_text(text), url=url)


def is_page(body: bytes, headers: Mapping[str, str] | None) -> bool:
    """Say whether *body* is a page, by what it looks like and the content type in *headers*."""
    kind, start = kind_of(headers), start_of(body)
    if start.startswith(NO_TEXT):
        return False
    return kind in PAGES or any(mark in start for mark in MARKS) or (not kind and b"<p" in start)


def kind_of(headers: Mapping[str, str] | None) -> str:
    """Return the content type in *headers*, without its parameters; empty when there is none."""
    stated = next((v for k, v in (headers or {}).items() if k.lower() == "content-type"), "")
    return stated.split(";")[0].strip().lower()


def start_of(body: bytes) -> bytes:
    """Return how *body* begins, in lower case and without what stands before its first character."""
    return body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def several(body: bytes, layout: Layout | None, profile: OutletSettings | None) -> Document:
    """Return the document that the pages bundled in *body* make; each is read where the first one's body stands."""
    pages: list[Document] = []
    for part in parts_of(body):
        known = layout if not pages else pages[0].layout
        pages.append(
            extract(part.body, url=part.url, headers={"content-type": part.content_type}, layout=known, profile=profile)
        )
    return joined(pages) if pages else no_page("a bundle of pages that holds none", None)


def no_page(why: str, url: str | None) -> Document:
    """Return the faulty document for a body that is no text."""
    return Document((), url=url, fault=Fault.NOT_HTML, fault_detail=why, extractor=EXTRACTOR)
