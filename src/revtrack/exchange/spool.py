"""
Put looks in order before they are handed on: by address, then by time, then as they came.

An archive file holds its captures in the order a crawler made them. They are
set down in a temporary database that SQLite keeps on disk and deletes itself,
compressed, so that memory stays flat whatever the size of the source.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from revtrack.errors import InputError
from revtrack.exchange.incoming import Incoming, Look, parts

MOST_LOOKS = 20_000_000
MOST_BYTES = 200_000_000_000
"""Of decoded pages from one source, so that a hostile file cannot fill the disk."""

SCHEMA = """
CREATE TABLE looks (seq INTEGER PRIMARY KEY, url TEXT, at TEXT, status INTEGER, digest TEXT, meta TEXT, body BLOB);
CREATE INDEX looks_order ON looks (url, at, seq);
CREATE INDEX looks_digest ON looks (digest) WHERE digest IS NOT NULL;
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A look of the spool, as far as a revisit needs to know it."""

    body: bytes
    look: Look


class Spool:
    """Looks at many articles, in any order; a context manager."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        self._count = self._bytes = self._places = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    def place(self) -> int:
        """Return the next place in the order in which looks came, for one that is set down later."""
        self._places += 1
        return self._places

    def add(self, url: str, look: Look, digest: str | None = None, place: int | None = None) -> None:
        """Set down a look at *url*, in the next place or a kept one; *digest* names its bytes. Raises `InputError`."""
        self._count += 1
        self._bytes += len(look.body)
        if self._count > MOST_LOOKS or self._bytes > MOST_BYTES:
            raise InputError(f"more than {MOST_LOOKS} captures or {MOST_BYTES} bytes in one source; split it")
        meta = json.dumps([look.url, look.content_type, look.headers, look.request_headers, look.address, look.detail])
        self._db.execute(
            "INSERT INTO looks (seq, url, at, status, digest, meta, body)"
            " VALUES (:seq, :url, :at, :status, :digest, :meta, :body)",
            {
                "seq": place or self.place(), "url": _clean(url), "at": look.at, "status": look.status,
                "digest": digest, "meta": meta,
                "body": zlib.compress(look.body, 1),
            },
        )  # fmt: skip

    def by_digest(self, digest: str) -> Look | None:
        """Return a look whose bytes have this name, or None."""
        row = self._db.execute(
            "SELECT at, status, meta, body FROM looks WHERE digest = :digest ORDER BY seq LIMIT 1", {"digest": digest}
        ).fetchone()
        return None if row is None else _look(*row)

    def incoming(self, outlet: str, limit: int = 0) -> Iterator[Incoming]:
        """
        Yield every article that was seen at least once (status 200), with its looks in order.

        With *limit*, at most so many of each, evenly spread, the first and the last among them.
        """
        urls = self._db.execute("SELECT url, COUNT(*) FROM looks GROUP BY url HAVING SUM(status = 200) ORDER BY url")
        for url, count in urls:
            yield from parts(url, url, self._looks(url, count, limit), outlet)

    def _looks(self, url: str, count: int, limit: int) -> Iterator[Look]:
        chosen = evenly(count, limit)
        rows = self._db.execute(
            "SELECT at, status, meta, body FROM looks WHERE url = :url ORDER BY at, seq", {"url": url}
        )
        for place, row in enumerate(rows):
            if chosen is None or place in chosen:
                yield _look(*row)


def evenly(count: int, limit: int) -> frozenset[int] | None:
    """Return *limit* of *count* places, evenly spread with both ends; None for all of them."""
    if not limit or count <= limit:
        return None
    if limit == 1:
        return frozenset({count - 1})
    return frozenset(round(k * (count - 1) / (limit - 1)) for k in range(limit))


def _look(at: str, status: int, meta: str, body: bytes) -> Look:
    url, content_type, headers, request_headers, address, detail = json.loads(meta)
    return Look(
        zlib.decompress(body),
        at,
        url,
        status,
        content_type,
        tuple((name, value) for name, value in headers),
        tuple((name, value) for name, value in request_headers),
        address,
        tuple((name, value) for name, value in detail),
    )


def _clean(text: str) -> str:
    """Return *text* as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()
