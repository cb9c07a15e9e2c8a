"""
Write looks as WARC 1.1 records that replay elsewhere and come back as they were.

The bytes kept are decoded, so headers that describe the transfer's encoding are
written under `X-Archive-Orig-`, as web archives do; importing takes the prefix
off again. The same looks give the same bytes: record ids are made of content.
"""

import base64
import hashlib
import io
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, BinaryIO

from revtrack.errors import MissingExtraError
from revtrack.exchange.outgoing import UNKNOWN, Outgoing, Sent
from revtrack.model import Capture

MOVED = ("content-encoding", "transfer-encoding", "content-length")
PREFIX = "X-Archive-Orig-"
SPACE = uuid.UUID("9c1f5f0a-6d0c-5f57-9d0e-1f6a7a4f2c11")
"""The namespace of record ids."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a record stands in the file, as an index says it."""

    url: str
    at: str
    status: int
    mime: str
    digest: str
    offset: int
    length: int
    title: str = ""


def write(out: BinaryIO, articles: Iterable[Outgoing], software: str) -> Iterator[Written]:
    """
    Write every look of *articles* to *out*, compressed record by record, and yield where each stands.

    Raises `MissingExtraError`.
    """
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError:
        raise MissingExtraError("writing WARC files", "warc") from None
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": software, "format": "WARC File Format 1.1"}
    head = writer.create_warcinfo_record("revtrack.warc.gz", info)
    _fix(head, f"info {software}", UNKNOWN)
    writer.write_record(head)
    for article in articles:
        seen: dict[str, Sent] = {}
        for number, look in enumerate(article.looks):
            yield _write(writer, out, look, number, seen.get(look.capture.sha256))
            seen.setdefault(look.capture.sha256, look)


def _write(writer: Any, out: BinaryIO, look: Sent, number: int, first: Sent | None) -> Written:
    record = _revisit(writer, look, first) if look.repeats and first is not None else _response(writer, look)
    capture = look.capture
    _fix(record, f"{capture.url} {look.check.at} {number} {capture.sha256}", look.check.at or UNKNOWN)
    offset = out.tell()
    writer.write_record(record)
    mime = (capture.header("content-type") or "text/html").partition(";")[0].strip() or "text/html"
    mime = "warc/revisit" if record.rec_type == "revisit" else mime
    return Written(capture.url, look.check.at or UNKNOWN, capture.status, mime, payload_digest(capture.body), offset,
                   out.tell() - offset)  # fmt: skip


def _response(writer: Any, look: Sent) -> Any:
    capture = look.capture
    headers = {"WARC-Payload-Digest": payload_digest(capture.body)}
    if capture.address:
        headers["WARC-IP-Address"] = capture.address.rpartition(":")[0] or capture.address
    http = status_line(capture)
    if not capture.url.startswith(("http://", "https://")):
        http = None
        headers["Content-Type"] = capture.header("content-type") or "text/html"
    kind = "response" if http is not None else "resource"
    return writer.create_warc_record(
        capture.url, kind, payload=io.BytesIO(capture.body), http_headers=http, warc_headers_dict=headers
    )


def _revisit(writer: Any, look: Sent, first: Sent) -> Any:
    capture = look.capture
    return writer.create_revisit_record(
        capture.url, payload_digest(capture.body), first.capture.url, first.check.at or UNKNOWN,
        http_headers=status_line(capture),
    )  # fmt: skip


def status_line(capture: Capture) -> Any:
    """Return the answer's status line and headers as they can be replayed with the decoded bytes."""
    from warcio.statusandheaders import StatusAndHeaders

    try:
        phrase = HTTPStatus(capture.status).phrase
    except ValueError:
        phrase = "Unknown"
    headers = [(PREFIX + name if name.lower() in MOVED else name, value) for name, value in capture.headers]
    return StatusAndHeaders(f"{capture.status} {phrase}", headers, protocol="HTTP/1.1")


def _fix(record: Any, name: str, at: str) -> None:
    """Give a record an id made of *name* and the time *at*, so that the same looks give the same file."""
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(SPACE, name)}>")
    record.rec_headers.replace_header("WARC-Date", at)


def payload_digest(body: bytes) -> str:
    """Return the digest of *body* as WARC writes it."""
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return "sha1:" + base64.b32encode(digest).decode()
