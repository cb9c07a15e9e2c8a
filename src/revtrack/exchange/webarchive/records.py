"""
Read the records of one WARC or ARC file, each checked for length and digest.
"""

import contextlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from revtrack.errors import MissingExtraError
from revtrack.exchange.filters import is_page
from revtrack.exchange.incoming import MAX_BODY, Look, Trouble
from revtrack.exchange.outgoing import UNKNOWN
from revtrack.exchange.streams import damaged
from revtrack.exchange.times import read_time
from revtrack.exchange.webarchive.decode import decode
from revtrack.exchange.webarchive.members import Stretch

SCHEMES = ("http", "https", "import")
PREFIX = "X-Archive-Orig-"
OURS, INFO_BYTES = b"software: revtrack/", 10_000
"""What our own files say at their beginning, and within how many bytes."""
KEPT = ("WARC-Record-ID", "WARC-Payload-Digest", "WARC-Warcinfo-ID")
"""Record headers kept as provenance."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page some server gave."""

    url: str
    look: Look
    digest: str | None
    """Its payload's digest, as the record says it."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """A look that found the bytes of another record."""

    url: str
    look: Look
    digest: str | None
    place: str


Item = Page | Revisit | Trouble


def records(streams: Iterable[BinaryIO], name: str) -> Iterator[Item]:
    """
    Yield the pages, revisits and broken records of a file, given as one or more stretches of plain bytes.

    What is wrong in one stretch (a compressed record, a part of a plain file)
    ends that stretch only. Raises `MissingExtraError`.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise MissingExtraError("reading WARC files", "warc") from None
    number = 0
    origin = _Origin()
    for stream in streams:
        found: Any = ArchiveIterator(stream, arc2warc=True, check_digests=True)
        while True:
            number += 1
            item, more = _next(found, origin)
            if isinstance(item, Trouble):
                yield Trouble(f"{name}, record {number}", item.what)
            elif isinstance(item, tuple):
                yield Trouble(f"{name}, record {number}", item[1])
                yield item[0]
            elif item is not None:
                yield item
            if not more:
                number -= item is None
                if isinstance(stream, Stretch) and item is not None:
                    stream.broken_at = max(0, found.offset)
                break


@dataclass(slots=True)
class _Origin:
    """Who wrote the file that is being read."""

    ours: bool = False

    def note(self, record: Any) -> None:
        """See whether *record* is the one that says so."""
        if record.rec_type == "warcinfo":
            self.ours = OURS in record.raw_stream.read(INFO_BYTES)

    def is_text(self, url: str, content_type: str | None) -> bool:
        """Say whether a record holds a text that we once imported; a stranger's plain text is no page."""
        return (self.ours or url.startswith("import:")) and (content_type or "").startswith("text/")


def foreseen() -> tuple[type[Exception], ...]:
    """Return what warcio may raise on a broken record; it lets plain errors of its own code through."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    plain = (ValueError, KeyError, IndexError, AttributeError, TypeError)
    return (ArchiveLoadFailed, StatusAndHeadersParserException, *plain, *damaged())


def _next(found: Any, origin: _Origin) -> tuple[Item | tuple[Page | Revisit, str] | None, bool]:
    """Return what the next record holds (with a warning beside it where there is one), and whether more may follow."""
    talk = io.StringIO()
    try:
        with contextlib.redirect_stderr(talk):
            record = next(found)
    except StopIteration:
        return None, False
    except foreseen() as error:
        return Trouble("", f"cannot be read on from here: {_words(error)}"), False
    try:
        with contextlib.redirect_stderr(talk):
            origin.note(record)
            item, warning = _item(record, origin)
    except foreseen() as error:
        return Trouble("", _words(error)), True
    if item is None:
        return (Trouble("", warning) if warning else None), True
    return (item if warning is None else (item, warning)), True


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__).strip().split("\n")[0][:300]


def _item(record: Any, origin: _Origin) -> tuple[Page | Revisit | None, str | None]:
    """Return the page a record holds, or None (requests, pictures, metadata), and a warning. Raises `ValueError`."""
    headers = record.rec_headers
    url = (headers.get_header("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    if record.rec_type not in ("response", "resource", "revisit") or urlsplit(url).scheme not in SCHEMES:
        return None, _whole(record)
    http = record.http_headers
    status = 200 if http is None else _status(http)
    content_type = (http or headers).get_header("Content-Type")
    packed = b"" if record.rec_type == "revisit" else _payload(record)
    warning = _whole(record)
    if 300 <= status < 400 or not (is_page(content_type) or origin.is_text(url, content_type)):
        return None, warning
    at, undated = _time(headers.get_header("WARC-Date"))
    warning = "; ".join(filter(None, (warning, undated))) or None
    detail = [(key, value[:300]) for key in KEPT if (value := headers.get_header(key))]
    look = Look(
        decode(packed, http and http.get_header("Content-Encoding")),
        at,
        status=status,
        headers=_headers(http.headers) if http is not None else (("Content-Type", content_type or "text/html"),),
        address=headers.get_header("WARC-IP-Address") or "",
        detail=(*detail, *([("warning", warning)] if warning else [])),
    )
    digest = headers.get_header("WARC-Payload-Digest")
    if record.rec_type == "revisit":
        return Revisit(url, look, digest, headers.get_header("WARC-Record-ID") or url), warning
    return Page(url, look, digest), warning


def _headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the answer's headers under their own names, where a writer moved them aside."""
    return tuple((name[len(PREFIX) :] if name.startswith(PREFIX) else name, value) for name, value in headers)


def _time(date: str | None) -> tuple[str, str | None]:
    """Return a record's time, and a warning when it has none that can be used: the page is kept, its time unknown."""
    try:
        if date == UNKNOWN:
            return "", None
        return read_time(date), None if date else "read, but it has no date: its time is kept as unknown"
    except ValueError as error:
        return "", f"read, its time kept as unknown: {error}"


def _payload(record: Any) -> bytes:
    """Return the body with its chunks joined; raises `ValueError` when it is too large."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream, http = record.raw_stream, record.http_headers
    if http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream, decomp_type=None)
    pieces, size = [], 0
    while piece := stream.read(1 << 16):
        size += len(piece)
        if size > MAX_BODY:
            raise ValueError(f"larger than {MAX_BODY} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def _status(http: Any) -> int:
    code = http.get_statuscode()
    if not (code.isascii() and code.isdigit()):
        raise ValueError(f"the answer's status line is broken: {http.statusline[:60]!r}")
    return int(code)


def _whole(record: Any) -> str | None:
    """
    Read a record to its end; return what its digest says against it, or None.

    Raises `ValueError` when it breaks off. A wrong digest alone does not cost
    the record (writers digest different things under one name), but is told.
    """
    while record.raw_stream.read(1 << 16):
        pass
    left = getattr(record.raw_stream, "limit", 0)
    if left:
        raise ValueError(f"the record breaks off {left} bytes before its end")
    checker = getattr(record, "digest_checker", None)
    if checker is not None and checker.passed is False:
        return f"read, but it is not what its digest says: {'; '.join(map(str, checker.problems))[:200]}"
    return None
