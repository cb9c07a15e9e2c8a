"""
Keep alerts until everyone who is to be told has been told.

An alert is written with the check that found it. Each sink's delivery is
acknowledged in a transaction of its own, after the sink has taken it: a crash
between the two tells it once more rather than never.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from revtrack.store.archive import Archive
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import storable


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing people are to be told."""

    kind: str
    """note, unannounced, note_removed, gone, state, back."""
    title: str
    """One neutral sentence."""
    body: Mapping[str, Any]
    """What happened, for programs: words before and after, note text, state ..."""


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """An alert with its place in the archive, and how its delivery to one sink stands."""

    id: int
    at: str
    kind: str
    title: str
    body: Mapping[str, Any]
    url: str
    headline: str
    outlet: str
    version: int | None
    attempts: int = 0
    error: str = ""


_SELECT = """
SELECT x.id, x.at, x.kind, x.title, x.body, x.version, a.url, a.headline, IFNULL(o.name, '') AS outlet
"""
_FROM = " FROM alerts x JOIN articles a ON a.id = x.article_id LEFT JOIN outlets o ON o.id = a.outlet_id "


def save_alerts(db: Connection, article_id: int, at: str, version: int | None, alerts: Sequence[Alert]) -> None:
    """Write alerts, inside the transaction of the check that found them."""
    for alert in alerts:
        db.run(
            "INSERT INTO alerts (article_id, at, kind, version, title, body)"
            " VALUES (:article, :at, :kind, :version, :title, :body)",
            {
                "article": article_id, "at": at, "kind": alert.kind, "version": version,
                "title": storable(alert.title), "body": storable(json.dumps(alert.body, ensure_ascii=False)),
            },
        )  # fmt: skip


class AlertBox:
    """The alerts of one archive and their deliveries."""

    def __init__(self, archive: Archive) -> None:
        self._db = archive.db

    def register(self, sinks: Sequence[str], at: str) -> None:
        """
        Remember sinks; one that is new gets the alerts after those there are now.

        Nobody wants a year of old alerts mailed on the day the mail is set up.
        """
        known = {row["name"] for row in self._db.rows("SELECT name FROM sinks")}
        fresh = [name for name in sinks if name not in known]
        if not fresh:
            return
        with self._db.transaction():
            newest = self._db.value("SELECT IFNULL(MAX(id), 0) FROM alerts")
            for name in fresh:
                self._db.run(
                    "INSERT INTO sinks (name, after, added_at) VALUES (:name, :after, :at) ON CONFLICT DO NOTHING",
                    {"name": name, "after": newest, "at": at},
                )

    def pending(self, sink: str, now: str, limit: int = 100) -> list[StoredAlert]:
        """Return the alerts *sink* has not taken and may be tried with at *now*, oldest first."""
        rows = self._db.rows(
            _SELECT + ", IFNULL(d.attempts, 0) AS attempts, IFNULL(d.error, '') AS error" + _FROM + "JOIN sinks s"
            " ON s.name = :sink AND x.id > s.after LEFT JOIN deliveries d ON d.alert_id = x.id AND d.sink = s.name"
            " WHERE d.acknowledged_at IS NULL AND IFNULL(d.next_at, '') <= :now ORDER BY x.id LIMIT :limit",
            {"sink": sink, "now": now, "limit": limit},
        )
        return [_alert_of(row) for row in rows]

    def waiting(self, sink: str) -> int:
        """Return how many alerts *sink* has not taken yet."""
        return int(
            self._db.value(
                "SELECT COUNT(*) FROM alerts x JOIN sinks s ON s.name = :sink AND x.id > s.after"
                " LEFT JOIN deliveries d ON d.alert_id = x.id AND d.sink = s.name WHERE d.acknowledged_at IS NULL",
                {"sink": sink},
            )
        )

    def acknowledge(self, alert: StoredAlert, sink: str, at: str) -> None:
        """Write that *sink* has taken the alert."""
        self._attempted(alert, sink, acknowledged_at=at, next_at="", error="")

    def failed(self, alert: StoredAlert, sink: str, next_at: str, error: str) -> None:
        """Write that *sink* did not take the alert, why, and when to try again."""
        self._attempted(alert, sink, acknowledged_at=None, next_at=next_at, error=storable(error[:500]))

    def _attempted(self, alert: StoredAlert, sink: str, **values: str | None) -> None:
        with self._db.transaction():
            self._db.run(
                "INSERT INTO deliveries (alert_id, sink, attempts, next_at, acknowledged_at, error)"
                " VALUES (:alert, :sink, 1, :next_at, :acknowledged_at, :error) ON CONFLICT (alert_id, sink) DO UPDATE"
                " SET attempts = attempts + 1, next_at = :next_at, acknowledged_at = :acknowledged_at, error = :error",
                {"alert": alert.id, "sink": sink, **values},
            )

    def newest(self, limit: int = 100, since: str = "") -> Iterator[StoredAlert]:
        """Yield the newest alerts, newest first, whoever has taken them."""
        sql = _SELECT + _FROM + "WHERE x.at >= :since ORDER BY x.id DESC LIMIT :limit"
        for row in self._db.each(sql, {"limit": limit, "since": since}):
            yield _alert_of(row)


def _alert_of(row: Row) -> StoredAlert:
    extra = (row["attempts"], row["error"]) if "attempts" in row.keys() else ()  # noqa: SIM118 (a Row is no mapping)
    return StoredAlert(
        row["id"], row["at"], row["kind"], row["title"], json.loads(row["body"]), row["url"], row["headline"],
        row["outlet"], row["version"], *extra,
    )  # fmt: skip
