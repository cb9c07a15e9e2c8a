"""
Read lists of addresses: CSV with a column of addresses, OPML.

They bring no looks: the articles are made, due to be visited.
"""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from revtrack.errors import InputError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import Incoming, Reading, Trouble
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.streams import lines, opened
from revtrack.exchange.xmlstream import elements, name_of

URLS = ("url", "link", "address", "permalink", "loc", "article_url", "uri")
OUTLETS = ("outlet", "source", "publication", "publisher")
MOST_LINE = 1_000_000


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the addresses of a CSV file with a header line, or of an OPML file."""
    with opened(source) as stream:
        head = stream.read(256) if stream.seekable() else b""
        if stream.seekable():
            stream.seek(0)
        if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
            yield from _opml(stream, name_of(source), options)
        else:
            yield from _csv(stream, name_of(source), options)


def _csv(stream: BinaryIO, name: str, options: ReadOptions) -> Reading:
    rows = csv.reader(_text(lines(stream, MOST_LINE)))
    header = [cell.strip().lower() for cell in next(rows, [])]
    at = next((header.index(key) for key in URLS if key in header), None)
    if at is None:
        raise InputError(f"{name} has no column of addresses; its header has {', '.join(header)[:200] or 'nothing'}, "
                         f"one of {', '.join(URLS)} is wanted")  # fmt: skip
    outlet_at = next((header.index(key) for key in OUTLETS if key in header), None)
    for number, row in enumerate(rows, 2):
        url = row[at].strip() if at < len(row) else ""
        if not url.startswith(("http://", "https://")):
            if any(row):
                yield Trouble(f"{name}, line {number}", f"no address: {url[:200]!r}")
            continue
        if wanted(options, url):
            outlet = row[outlet_at].strip() if outlet_at is not None and outlet_at < len(row) else ""
            yield Incoming(url, url, (), outlet or options.outlet)


def _text(items: Iterator[tuple[int, bytes] | Trouble]) -> Iterator[str]:
    for item in items:
        if not isinstance(item, Trouble):
            yield item[1].decode("utf-8-sig" if item[0] == 1 else "utf-8", "replace").replace("\x00", "")


def _opml(stream: BinaryIO, name: str, options: ReadOptions) -> Reading:
    for outline in elements(stream, ("outline",), name):
        if isinstance(outline, Trouble):
            yield outline
            continue
        url = outline.get("url") or (outline.get("htmlUrl") if not outline.get("xmlUrl") else "") or ""
        feed = outline.get("xmlUrl") or ""
        if feed:
            yield Trouble(f"{name}, {feed}", "a feed: follow it with `revtrack add`, which reads it for new articles")
        elif url.startswith(("http://", "https://")) and wanted(options, url):
            yield Incoming(url, url, (), options.outlet or outline.get("text") or "")
