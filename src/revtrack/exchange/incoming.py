"""
Hold what a reader of another tool's data hands on: plain values, one shape for every format.

A reader is an iterator of `Incoming`, `Listed` and `Trouble`. It opens files, but knows
no archive and no clock; a record it cannot read becomes a `Trouble`, so that it
is counted and named and the good records around it come through.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

MAX_BODY = 10_000_000
"""Bytes of one page or text, as `[fetch] max_bytes`; a larger one is named and left out."""
MAX_LINE = 256_000_000
"""Bytes of one line of a JSON or CSV file: a whole history of one article may stand on one line."""
CHUNK_LOOKS = 100
CHUNK_BYTES = 16_000_000
"""An article's history is handed on in parts of at most this many looks and bytes, so that memory stays flat."""

TEXT = "text/plain; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Look:
    """An article as another tool once saw or published it."""

    body: bytes
    at: str = ""
    """When, RFC 3339 in UTC; empty when the source does not say."""
    url: str = ""
    """The final address where it is known and not the article's."""
    status: int = 200
    content_type: str = HTML
    """Used when `headers` has no content type of its own."""
    headers: tuple[tuple[str, str], ...] = ()
    request_headers: tuple[tuple[str, str], ...] = ()
    address: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    """Where exactly it came from: commit, message, record id, offset, row id."""

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Incoming:
    """Some or all of one article's history; looks are oldest first, and parts of one article follow each other."""

    key: str
    """The article's name in the source."""
    url: str
    """Its address; `import:...` when the source knows none."""
    looks: tuple[Look, ...]
    outlet: str = ""
    first: int = 0
    """How many looks of the article came in earlier parts."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An address to watch from now on; its source knows no looks at it."""

    url: str
    outlet: str = ""
    is_feed: bool = False
    """It announces articles, and is none itself."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read: where it stands and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Reading: TypeAlias = Iterator[Incoming | Listed | Trouble]


def address(kind: str, name: str) -> str:
    """Return the address of an article whose source knows no URL: `import:KIND/NAME`, safely spelled."""
    return f"import:{kind}/{quote(name, safe='/:+@._-~')}"


def parts(key: str, url: str, looks: Iterator[Look], outlet: str = "") -> Iterator[Incoming]:
    """Yield *looks* of one article in parts of bounded size."""
    waiting: list[Look] = []
    size = first = 0
    for look in looks:
        waiting.append(look)
        size += len(look.body)
        if len(waiting) >= CHUNK_LOOKS or size >= CHUNK_BYTES:
            yield Incoming(key, url, tuple(waiting), outlet, first)
            first += len(waiting)
            waiting, size = [], 0
    if waiting:
        yield Incoming(key, url, tuple(waiting), outlet, first)
