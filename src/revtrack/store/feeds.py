"""Keep the listings (feeds, sitemaps, index pages) that announce articles."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from revtrack.model import Capture, Validators
from revtrack.store.archive import Archive
from revtrack.store.connection import Row
from revtrack.store.rows import storable


@dataclass(frozen=True, slots=True)
class Feed:
    """One listing and how reading it stands."""

    id: int
    url: str
    kind: str
    """feed, sitemap or index."""
    rules: Mapping[str, Any]
    validators: Validators
    failures: int
    checked_at: str | None
    due_at: str
    detail: str = ""
    """Why it could not be read, when it could not."""
    added_at: str = ""
    paused_at: str | None = None
    """Since when it is not read any more; None when it is."""
    paused_why: str = ""

    @property
    def quiet_s(self) -> float:
        """Return the seconds that were left between its last reading and the next."""
        if self.checked_at is None:
            return 0.0
        gap = datetime.fromisoformat(self.due_at) - datetime.fromisoformat(self.checked_at)
        return max(gap.total_seconds(), 0.0)


class Feeds:
    """The listings of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._db = archive.db

    def add(self, url: str, kind: str, rules: Mapping[str, Any], at: str) -> bool:
        """Keep a listing, due now; one known by this address gets the new kind and rules. Say whether it is new."""
        with self._db.transaction():
            fresh = self._db.row("SELECT 1 FROM feeds WHERE url = :url", {"url": url}) is None
            self._db.run(
                "INSERT INTO feeds (url, kind, rules, added_at, due_at) VALUES (:url, :kind, :rules, :at, :at)"
                " ON CONFLICT (url) DO UPDATE SET kind = :kind, rules = :rules, due_at = :at",
                {"url": url, "kind": kind, "rules": json.dumps(rules), "at": at},
            )
            return fresh

    def due(self, now: str) -> list[Feed]:
        """Return the listings to read at *now*."""
        return [feed for feed in self.all() if feed.paused_at is None and feed.due_at <= now]

    def at(self, url: str) -> Feed | None:
        """Return the listing at this very address, or None."""
        row = self._db.row("SELECT * FROM feeds WHERE url = :url", {"url": url})
        return None if row is None else _feed(row)

    def pause(self, feed: Feed, why: str, at: str) -> bool:
        """Read *feed* no more until it is resumed; return False when it was paused already."""
        if feed.paused_at is not None:
            return False
        with self._db.transaction():
            self._db.run(
                "UPDATE feeds SET paused_at = :at, paused_why = :why WHERE id = :id",
                {"at": at, "why": storable(why), "id": feed.id},
            )
        return True

    def resume(self, feed: Feed, at: str) -> bool:
        """Read *feed* again, first at *at*; return False when it was not paused."""
        if feed.paused_at is None:
            return False
        with self._db.transaction():
            self._db.run(
                "UPDATE feeds SET paused_at = NULL, paused_why = '', due_at = :at WHERE id = :id",
                {"at": at, "id": feed.id},
            )
        return True

    def all(self) -> list[Feed]:
        """Return every listing, in the order they were added."""
        return [_feed(row) for row in self._db.rows("SELECT * FROM feeds ORDER BY id")]

    def checked(self, feed: Feed, at: str, due_at: str, *, capture: Capture | None = None, failed: str = "") -> None:
        """Write what came of reading a listing, and when it is read next."""
        given = feed.validators
        if capture is not None:
            given = Validators(capture.header("etag"), capture.header("last-modified"))
        with self._db.transaction():
            self._db.run(
                "UPDATE feeds SET checked_at = :at, due_at = :due, etag = :etag, last_modified = :modified,"
                " failures = :failures, detail = :detail WHERE id = :id",
                {
                    "id": feed.id, "at": at, "due": due_at, "etag": given.etag, "modified": given.last_modified,
                    "failures": feed.failures + 1 if failed else 0, "detail": storable(failed[:500]),
                },
            )  # fmt: skip


def _feed(row: Row) -> Feed:
    return Feed(
        row["id"], row["url"], row["kind"], json.loads(row["rules"]), Validators(row["etag"], row["last_modified"]),
        row["failures"], row["checked_at"], row["due_at"], row["detail"], row["added_at"], row["paused_at"],
        row["paused_why"],
    )  # fmt: skip
