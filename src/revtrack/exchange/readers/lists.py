"""
Read lists of addresses: CSV with a column of addresses, OPML.

They bring no looks: the articles are due to be visited, the feeds to be read.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from revtrack.errors import InputError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import Listed, Reading, Trouble
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.streams import head_of, lines, opened
from revtrack.exchange.xmlstream import elements, name_of

URLS = ("url", "link", "address", "permalink", "loc", "article_url", "uri")
OUTLETS = ("outlet", "source", "publication", "publisher")
MOST_LINE = 1_000_000


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the addresses of a CSV file with a header line, or of an OPML file; raises `InputError`."""
    name = name_of(source)
    with opened(source) as stream:
        if head_of(stream, name).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
            yield from _opml(stream, name, options)
        else:
            yield from _csv(stream, name, options)


def _csv(stream: BinaryIO, name: str, options: ReadOptions) -> Reading:
    broken: list[Trouble] = []
    rows = csv.reader(_text(lines(stream, MOST_LINE), broken))
    found = _rows(rows)
    header = [cell.strip().lower() for cell in _cells(next(found, []))]
    at = next((header.index(key) for key in URLS if key in header), None)
    if at is None:
        raise InputError(f"{name} has no column of addresses; its header has {', '.join(header)[:200] or 'nothing'}, "
                         f"one of {', '.join(URLS)} is wanted")  # fmt: skip
    outlet_at = next((header.index(key) for key in OUTLETS if key in header), None)
    for row in found:
        where = f"{name}, line {rows.line_num}"
        cells = _cells(row)
        url = cells[at].strip() if at < len(cells) else ""
        if isinstance(row, csv.Error):
            yield Trouble(where, f"no row: {row}")
        elif not url.startswith(("http://", "https://")):
            if any(cells):
                yield Trouble(where, f"no address: {url[:200]!r}")
        elif wanted(options, url):
            outlet = cells[outlet_at].strip() if outlet_at is not None and outlet_at < len(cells) else ""
            yield Listed(url, outlet or options.outlet)
    yield from (Trouble(f"{name}, {one.where}", one.what) for one in broken)


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Yield the rows of a table; what is none is said in its place, and reading goes on with the next line."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def _cells(row: list[str] | csv.Error) -> list[str]:
    return [] if isinstance(row, csv.Error) else row


def _text(items: Iterator[tuple[int, bytes] | Trouble], broken: list[Trouble]) -> Iterator[str]:
    """Yield lines as text, whatever ends them; what cannot be read is put into *broken*."""
    for item in items:
        if isinstance(item, Trouble):
            broken.append(item)
            continue
        text = item[1].decode("utf-8-sig" if item[0] == 1 else "utf-8", "replace").replace("\x00", "")
        yield from text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True) if "\r" in text else (text,)


def _opml(stream: io.BufferedReader, name: str, options: ReadOptions) -> Reading:
    for outline in elements(stream, "opml", ("outline",), name):
        if isinstance(outline, Trouble):
            yield outline
            continue
        feed = outline.get("xmlUrl") or ""
        url = (feed or outline.get("url") or outline.get("htmlUrl") or "").strip()
        if url.startswith(("http://", "https://")):
            if wanted(options, url):
                yield Listed(url, options.outlet, bool(feed))
        elif url:
            yield Trouble(name, f"no address: {url[:200]!r}")
