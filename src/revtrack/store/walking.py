"""
Walk the chain: every entry proved by the row it is about, in the order things were committed.

Versions of one article are read a window at a time, so that a large archive
needs no more memory than a small one.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from revtrack.store import chain
from revtrack.store.connection import Connection
from revtrack.store.contents import Contents
from revtrack.store.proofs import Problem

WINDOW = 64
"""Versions of one article whose contents are read at once."""
KEPT = 32
"""Articles whose contents are kept in memory."""

Progress = Callable[[int, int], None]


class _Reader:
    """Gives an entry's content; versions of one article are read a window at a time."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._windows: OrderedDict[tuple[int, int], Contents] = OrderedDict()

    def content(self, kind: str, ref: int) -> list[Any] | None:
        """Return what the chain holds of the row, or None when it is gone."""
        if kind != "version":
            return chain.CONTENT[kind](self._db, ref)
        where = self._db.row("SELECT article_id, number FROM versions WHERE id = :id", {"id": ref})
        if where is None:
            return None
        article_id, number = where
        return chain.version_content(self._db, ref, self._window(article_id, number // WINDOW).shown(number))

    def _window(self, article_id: int, window: int) -> Contents:
        key = (article_id, window)
        if key not in self._windows:
            low = window * WINDOW
            self._windows[key] = Contents.read(self._db, article_id, low, low + WINDOW - 1)
            if len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        self._windows.move_to_end(key)
        return self._windows[key]


def walk(db: Connection, progress: Progress | None) -> Iterator[Problem]:
    """Yield every entry that its row does not prove, in order."""
    reader, before, expected = _Reader(db), chain.GENESIS, 1
    total = int(db.value("SELECT MAX(id) FROM chain") or 0)
    for row in db.each(
        "SELECT c.id, c.kind, c.ref, c.hash, t.digest FROM chain c LEFT JOIN tombstones t ON t.chain_id = c.id"
        " ORDER BY c.id"
    ):
        number, kind, ref, _, digest = row
        stored = chain.hexed(row["hash"])
        if number != expected:
            yield Problem(f"chain row {expected}", "is missing")
        expected = number + 1
        if kind not in chain.CONTENT:
            yield Problem(f"chain row {number}", f"is about {kind!r}, which this revtrack does not know")
            continue
        where = f"{chain.TABLES[kind]} row {ref}{_name(db, kind, ref)}"
        if digest is None:
            content = reader.content(kind, ref)
            if content is None:
                yield Problem(where, f"is missing; chain row {number} says it was committed")
                before = stored
                continue
            digest = chain.digest_of(content)
        if chain.link_hash(number, before, kind, ref, digest) != stored:
            yield Problem(where, f"does not prove: it, or what belongs to it, is not what chain row {number} committed")
        before = stored
        if progress is not None and number % 256 == 0:
            progress(number, total)


def _name(db: Connection, kind: str, ref: int) -> str:
    """Return what a row is to a person, where it still says so."""
    if kind in ("version", "analysis"):
        row = db.row(
            "SELECT v.number, a.url FROM versions v JOIN articles a ON a.id = v.article_id WHERE v.id = :id",
            {"id": ref},
        )
        about = "" if kind == "version" else "what was found at "
        return "" if row is None else f" ({about}version {row['number']} of {row['url']})"
    if kind == "capture":
        url = db.value("SELECT url FROM captures WHERE id = :id", {"id": ref})
        return "" if url is None else f" (capture of {url})"
    return ""


def continues(db: Connection, against: str | None) -> Iterator[Problem]:
    """Yield a problem when the archive does not hold the head *against*."""
    if against is None or against.strip().lower() == chain.GENESIS:
        return
    wanted = against.strip().lower()
    if db.value("SELECT entry FROM chain_list WHERE hash = :hash", {"hash": wanted}) is None:
        yield Problem(
            "chain", f"no entry has the hash {wanted}: this archive does not continue the one it was taken of"
        )


def anchored(db: Connection) -> Iterator[Problem]:
    """Yield heads that were time-stamped and are not in the chain any more."""
    for row in db.each("SELECT a.id, a.head FROM anchors a WHERE a.head NOT IN (SELECT hash FROM chain_list)"):
        yield Problem(f"anchors row {row['id']}", f"the chain does not hold the head {row['head']} that was anchored")
