"""
Keep the pages of one article together as the bytes of one capture, each page as it came.

The form is MIME's `multipart/related` (RFC 2387) with the length of every part
stated, so that no page's own bytes can be taken for a boundary.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BOUNDARY = b"--revtrack-pages"
CONTENT_TYPE = 'multipart/related; boundary="revtrack-pages"'
START = BOUNDARY + b"\r\nContent-Location: "


@dataclass(frozen=True, slots=True)
class Part:
    """One page of an article."""

    url: str
    content_type: str
    body: bytes


def bundled(parts: Sequence[Part]) -> bytes:
    """Return *parts* as one body."""
    out = []
    for part in parts:
        head = f"Content-Location: {part.url}\r\nContent-Type: {part.content_type}\r\nContent-Length: {len(part.body)}"
        out.append(BOUNDARY + b"\r\n" + head.encode() + b"\r\n\r\n" + part.body + b"\r\n")
    return b"".join(out) + BOUNDARY + b"--\r\n"


def is_bundle(body: bytes) -> bool:
    """Say whether *body* holds several pages."""
    return body.startswith(START)


def parts_of(body: bytes) -> tuple[Part, ...]:
    """Return the pages in *body*; what cannot be read ends the list."""
    out = []
    at = 0
    while body.startswith(BOUNDARY + b"\r\n", at):
        end = body.find(b"\r\n\r\n", at)
        lines = body[at:end].decode("utf-8", "replace").split("\r\n")[1:]
        head = dict(line.split(": ", 1) for line in lines if ": " in line)
        size = head.get("Content-Length", "")
        if end < 0 or not (size.isascii() and size.isdecimal()) or end + 4 + int(size) > len(body):
            break
        out.append(
            Part(head.get("Content-Location", ""), head.get("Content-Type", ""), body[end + 4 : end + 4 + int(size)])
        )
        at = end + 4 + int(size) + 2
    return tuple(out)
