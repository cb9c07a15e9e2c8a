"""Answer how the watch as a whole stands: what is overdue, failing, never reached, when the last poll ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from revtrack.store.addresses import same_site
from revtrack.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Trouble:
    """One article that needs a look."""

    url: str
    state: str
    failures: int
    """Failed visits in a row."""
    code: str
    detail: str
    at: str
    """Of the newest check."""
    succeeded_at: str | None


@dataclass(frozen=True, slots=True)
class Poll:
    """How one poll went."""

    started_at: str
    ended_at: str | None
    """None: it is running, or it was killed."""
    how: str
    visits: int
    versions: int
    failed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How the watch as a whole stands."""

    articles: int
    states: dict[str, int]
    due: int
    overdue: int
    """Due for longer than was asked about."""
    longest_overdue: tuple[tuple[str, str], ...]
    """(address, since when) of those that wait longest."""
    never_succeeded: int
    next_due_at: str | None
    last_poll: Poll | None
    last_good_poll: str | None
    """When the last poll ended that was not killed."""
    troubles: tuple[Trouble, ...]
    resting: tuple[tuple[str, str, str], ...]
    """(host, until, why) of hosts left alone."""
    listings: int
    """Feeds, sitemaps and index pages that are read."""
    listings_paused: int
    feeds: tuple[tuple[str, int, str], ...]
    """(address, failures, why) of listings that fail."""
    waiting: dict[str, int]
    """Alerts each sink has not taken yet."""
    copies: tuple[tuple[str, str], ...]
    """(address, address) of the first article with a text and each later one that began with it: syndicated copies."""
    originals: tuple[tuple[str, str], ...]
    """(address, address) of articles and the page of another site that each names as the canonical one."""


FEW = 5
"""Overdue articles that are named: when cron has stopped all of them are overdue, which is one trouble."""
_WATCHED = "a.state <> 'paused' AND (s.due_at IS NOT NULL OR a.source NOT LIKE 'import%')"


def standing(archive: Archive, now: str, overdue_before: str, *, limit: int = 50) -> Standing:
    """Return how the watch stands at *now*; overdue is what was due before *overdue_before*. Lists hold *limit*."""
    db = archive.db
    join = "FROM articles a LEFT JOIN schedule s ON s.article_id = a.id WHERE "

    def count(condition: str, **params: Any) -> int:
        return int(db.value(f"SELECT COUNT(*) {join}{_WATCHED} AND {condition}", params))

    with db.snapshot():
        last = db.row("SELECT * FROM polls ORDER BY id DESC LIMIT 1")
        return Standing(
            articles=int(db.value("SELECT COUNT(*) FROM articles")),
            states={
                row["state"]: row["n"]
                for row in db.rows("SELECT state, COUNT(*) AS n FROM articles GROUP BY state ORDER BY state")
            },
            due=count("IFNULL(s.due_at, '') <= :now", now=now),
            overdue=count("IFNULL(s.due_at, a.added_at) < :then", then=overdue_before),
            longest_overdue=tuple(
                (row["url"], row["due"])
                for row in db.rows(
                    f"SELECT a.url, IFNULL(s.due_at, a.added_at) AS due {join}{_WATCHED}"
                    " AND IFNULL(s.due_at, a.added_at) < :then ORDER BY due, a.id LIMIT :few",
                    {"then": overdue_before, "few": FEW},
                )
            ),
            never_succeeded=count("s.succeeded_at IS NULL AND a.versions = 0 AND IFNULL(s.failures, 0) > 0"),
            next_due_at=db.value(f"SELECT MIN(s.due_at) {join}{_WATCHED}"),
            last_poll=None if last is None else Poll(*(last[name] for name in Poll.__dataclass_fields__)),
            last_good_poll=db.value("SELECT MAX(ended_at) FROM polls WHERE how <> 'crashed'"),
            troubles=_troubles(archive, limit),
            resting=tuple(
                (row["host"], row["not_before"], row["detail"])
                for row in db.rows(
                    "SELECT * FROM hosts WHERE not_before > :now AND failures > 0 ORDER BY host", {"now": now}
                )
            ),
            listings=int(db.value("SELECT COUNT(*) FROM feeds WHERE paused_at IS NULL")),
            listings_paused=int(db.value("SELECT COUNT(*) FROM feeds WHERE paused_at IS NOT NULL")),
            feeds=tuple(
                (row["url"], row["failures"], row["detail"])
                for row in db.rows("SELECT * FROM feeds WHERE failures > 0 AND paused_at IS NULL ORDER BY id")
            ),
            waiting=_waiting(archive),
            copies=_copies(archive, limit),
            originals=tuple(islice(_originals(archive), limit)),
        )


def _troubles(archive: Archive, limit: int) -> tuple[Trouble, ...]:
    rows = archive.db.rows(
        "SELECT a.url, a.state, s.failures, c.code, IFNULL(c.detail, '') AS detail, c.at, s.succeeded_at"
        " FROM articles a JOIN schedule s ON s.article_id = a.id"
        " JOIN checks c ON c.id = (SELECT MAX(id) FROM checks WHERE article_id = a.id)"
        " WHERE s.failures > 0 OR a.state IN ('failing', 'blocked', 'gone', 'moved', 'disallowed')"
        " ORDER BY s.failures DESC, a.id LIMIT :limit",
        {"limit": limit},
    )
    return tuple(Trouble(*(row[name] for name in Trouble.__dataclass_fields__)) for row in rows)


def _waiting(archive: Archive) -> dict[str, int]:
    from revtrack.store.alerts import AlertBox

    box = AlertBox(archive)
    return {row["name"]: box.waiting(row["name"]) for row in archive.db.rows("SELECT name FROM sinks ORDER BY name")}


def _copies(archive: Archive, limit: int) -> tuple[tuple[str, str], ...]:
    """Return articles whose first version seen has the very same text, each after the first one with that text."""
    # Not each with each: a wire's story at hundreds of outlets, or a page that asks to log in, would be millions.
    rows = archive.db.rows(
        "SELECT x.url AS one, y.url AS other FROM (SELECT one, other FROM (SELECT v.article_id AS other,"
        " MIN(v.article_id) OVER (PARTITION BY v.fingerprint) AS one FROM articles a CROSS JOIN versions v"
        " ON v.article_id = a.id AND v.number = 1 WHERE v.fingerprint <> '') WHERE one < other"
        " ORDER BY one, other LIMIT :limit) JOIN articles x ON x.id = one JOIN articles y ON y.id = other"
        " ORDER BY one, other",
        {"limit": limit},
    )
    return tuple((row["one"], row["other"]) for row in rows)


def _originals(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield articles and the address each names for itself today, where that is another site's."""
    rows = archive.db.rows(
        "SELECT a.url, a.final_url, f.value FROM field_lives f JOIN articles a ON a.id = f.article_id"
        " WHERE f.kind = 'document' AND f.name = 'url' AND f.last_version IS NULL"
        " AND f.value NOT IN (a.url, IFNULL(a.final_url, '')) ORDER BY a.id"
    )
    for row in rows:
        if not any(same_site(row["value"], url) for url in {row["url"], row["final_url"] or row["url"]}):
            yield row["url"], row["value"]
