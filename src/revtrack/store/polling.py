"""
Keep what the poller must not forget: when to look, whom to leave alone, how polls ended.

`Polling` is the poller's door to the archive. A look that found nothing new
needs a light `Due` only; the heavy `Job` is made when a body has arrived.
What a visit found, its next appointment and the alerts it gives rise to are
written in one transaction, so that a crash loses all of them or none.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from revtrack.model import Article, ArticleState, Outcome, Validators
from revtrack.store import chain, commit, pausing
from revtrack.store.alerts import Alert, save_alerts
from revtrack.store.archive import Archive
from revtrack.store.connection import Row


@dataclass(frozen=True, slots=True)
class Appointment:
    """When an article is looked at next, and what its looks so far say."""

    due_at: str
    fresh_at: str | None = None
    looked_at: str | None = None
    expected: float = 0.0
    seen: float = 0.0
    looks: int = 0
    """Visits since the last full read."""
    failures: int = 0
    """Failed visits in a row."""
    succeeded_at: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What asking for an article needs: no text, no history."""

    article: Article
    url: str
    """The address to ask: the last final one, else the article's."""
    validators: Validators
    versions: int
    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Record:
    """One visit to write: what it found, when the next one is, what its host said."""

    outcome: Outcome
    appointment: Appointment
    alerts: Callable[[int | None, ArticleState, ArticleState], Sequence[Alert]] = lambda _n, _before, _after: ()
    """Given the version made and the states before and after, the alerts to write. Pure."""
    keys: Sequence[str] = ()
    """What is equal for all spellings of the addresses the article turned out to have."""
    twin: int | None = None
    """Another article that is this one at its new address: watched no more, since this one is."""


@dataclass(frozen=True, slots=True)
class HostRest:
    """A host that is to be left alone until a moment: since it failed, or (no failures) for the rest of a gap."""

    host: str
    not_before: str
    failures: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A robots.txt as last read."""

    origin: str
    fetched_at: str
    status: int
    """The HTTP status; 0 when the server could not be reached."""
    body: str = ""


_DUE = """
SELECT a.id, a.url, a.headline, a.state, a.source, a.added_at, IFNULL(o.name, '') AS outlet, a.final_url, a.etag,
    a.last_modified, a.versions, s.due_at, s.fresh_at, s.looked_at, s.expected, s.seen, s.looks, s.failures,
    s.succeeded_at
FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id LEFT JOIN schedule s ON s.article_id = a.id
"""


class Polling:
    """The poller's tables in one archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._db = archive.db

    def due(self, now: str, horizon: str, *, everything: bool = False) -> Iterator[tuple[int, str]]:
        """
        Yield (article id, address to ask) of what is due at *now*, the most overdue first; *everything*: due or not.

        An appointment after *horizon* is no appointment. Paused articles are never due; imported ones are watched
        once they were added by hand as well.
        """
        sql = """
            SELECT a.id, IFNULL(a.final_url, a.url) AS url FROM articles a
            LEFT JOIN schedule s ON s.article_id = a.id
            WHERE a.state <> 'paused' AND (a.url LIKE 'http://%' OR a.url LIKE 'https://%')
                AND (s.due_at IS NOT NULL OR a.source NOT LIKE 'import%')
                AND (:everything OR s.due_at IS NULL OR s.due_at <= :now OR s.due_at > :horizon)
            ORDER BY s.due_at, a.id"""
        for row in self._db.each(sql, {"now": now, "horizon": horizon, "everything": everything}):
            yield row["id"], row["url"]

    def load(self, ids: Sequence[int]) -> list[Due]:
        """Return what asking for these articles needs, in this order."""
        # One statement for any number of ids: each text of its own would be prepared anew and kept, 7 MB of them.
        rows = self._db.rows(
            f"{_DUE} WHERE a.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(ids))}
        )
        found = {row["id"]: _due_of(row) for row in rows}
        return [found[number] for number in ids if number in found]

    def last_sha256(self, article_id: int) -> str | None:
        """Return the SHA-256 of the bytes the newest version was read from: evidence of failures is not the article."""
        found = self._db.value(
            "SELECT b.sha256 FROM versions v JOIN captures c ON c.id = v.capture_id JOIN bodies b ON b.id = c.body_id"
            " WHERE v.article_id = :article ORDER BY v.number DESC LIMIT 1",
            {"article": article_id},
        )
        return None if found is None else str(found)

    def write(self, records: Iterable[Record], rests: Iterable[HostRest] = ()) -> list[int | None]:
        """Write visits and their hosts' wishes in one transaction; return the version each made, or None."""
        with self._db.transaction():
            made = [self._write_one(record) for record in records]
            for rest in rests:
                self._save_rest(rest)
            chain.seal(self._db, at_least=chain.SEAL_EVERY)
            return made

    def _write_one(self, record: Record) -> int | None:
        article_id = record.outcome.article.id
        sql = "SELECT state FROM articles WHERE id = :id"
        before = self._db.value(sql, {"id": article_id})
        number = commit.write(self._db, record.outcome)
        after = self._db.value(sql, {"id": article_id})
        alerts = record.alerts(number, ArticleState(before), ArticleState(after))
        if alerts:
            save_alerts(self._db, article_id, record.outcome.check.at, number, alerts)
        if record.twin is not None:
            self._fold(record.twin, record.outcome)
        for key in record.keys:
            self.remember_key(record.outcome.article, key)
        self.appoint(article_id, record.appointment)
        return number

    def younger_twin(self, article_id: int, key: str) -> int | None:
        """
        Return the id of the article known by *key*, where a listing made it after the article *article_id*.

        What a person added or somebody paused is left as it is.
        """
        found = self._db.value(
            "SELECT a.id FROM article_keys k JOIN articles a ON a.id = k.article_id WHERE k.key = :key"
            " AND a.id > :article AND a.source LIKE 'feed %' AND a.state <> 'paused'",
            {"key": key, "article": article_id},
        )
        return None if found is None else int(found)

    def _fold(self, twin: int, outcome: Outcome) -> None:
        """Let the article of *outcome* take over the addresses of *twin*, which keeps its versions and is paused."""
        article = outcome.article
        pausing.pause(self._db, twin, outcome.check.at, f"the same article as {article.url}, which leads here now")
        self._db.run(
            "UPDATE article_keys SET article_id = :id WHERE article_id = :twin", {"id": article.id, "twin": twin}
        )

    def appoint(self, article_id: int, appointment: Appointment) -> None:
        """Write when the article is looked at next; inside a transaction."""
        self._db.run(
            "INSERT OR REPLACE INTO schedule (article_id, due_at, fresh_at, looked_at, expected, seen, looks, failures,"
            " succeeded_at) VALUES (:article, :due_at, :fresh_at, :looked_at, :expected, :seen, :looks, :failures,"
            " :succeeded_at)",
            {
                "article": article_id, "due_at": appointment.due_at, "fresh_at": appointment.fresh_at,
                "looked_at": appointment.looked_at, "expected": appointment.expected, "seen": appointment.seen,
                "looks": appointment.looks, "failures": appointment.failures,
                "succeeded_at": appointment.succeeded_at,
            },
        )  # fmt: skip

    def watch(self, article: Article, at: str) -> bool:
        """Make *article* due at *at*; return False when it has an appointment already."""
        with self._db.transaction():
            known = self._db.row("SELECT 1 FROM schedule WHERE article_id = :article", {"article": article.id})
            if known is None:
                self._db.run(
                    "INSERT INTO schedule (article_id, due_at) VALUES (:article, :at)",
                    {"article": article.id, "at": at},
                )
            return known is None

    def remember_key(self, article: Article, key: str) -> None:
        """Remember what is equal for all spellings of the article's address."""
        with self._db.transaction():
            self._db.run(
                "INSERT INTO article_keys (key, article_id) VALUES (:key, :article) ON CONFLICT DO NOTHING",
                {"key": key, "article": article.id},
            )

    def by_key(self, key: str, urls: Iterable[str]) -> int | None:
        """Return the id of the article known by this key or by the first of *urls* that is any article's, or None."""
        found = self._db.value("SELECT article_id FROM article_keys WHERE key = :key", {"key": key})
        for url in urls if found is None else ():
            found = self._db.value("SELECT article_id FROM article_urls WHERE url = :url", {"url": url})
            if found is not None:
                break
        return None if found is None else int(found)

    def hint(self, article: Article, changed_at: str, now: str, over_at: str = "") -> bool:
        """
        Pull *article* forward to *now*, since a feed or sitemap says that it changed at *changed_at*; say whether.

        A hint not later than the last look says nothing new. Where it names a day only, which is over at *over_at*,
        the change may have come after a look on that day: then the article is due when the day is over.
        """
        with self._db.transaction():
            row = self._db.row("SELECT looked_at, due_at FROM schedule WHERE article_id = :id", {"id": article.id})
            if row is None:
                return False
            looked = row["looked_at"] or ""
            due_at = now if looked < changed_at else max(over_at, now)
            if looked >= max(changed_at, over_at) or row["due_at"] <= due_at:
                return False
            self._db.run(
                "UPDATE schedule SET due_at = :due, fresh_at = MAX(IFNULL(fresh_at, ''), :changed)"
                " WHERE article_id = :id",
                {"due": due_at, "changed": min(changed_at, now), "id": article.id},
            )
            return due_at <= now

    def host_rests(self) -> dict[str, HostRest]:
        """Return the hosts that failed when last asked or were asked last in a poll, and until when to leave each."""
        rows = self._db.rows("SELECT * FROM hosts")
        return {row["host"]: HostRest(row["host"], row["not_before"], row["failures"], row["detail"]) for row in rows}

    def rest(self, rests: Sequence[HostRest]) -> None:
        """Remember *rests* by themselves; a gap takes no failing host's place."""
        if not rests:
            return
        with self._db.transaction():
            for rest in rests:
                self._save_rest(rest)

    def _save_rest(self, rest: HostRest) -> None:
        if not rest.failures and not rest.not_before:
            self._db.run("DELETE FROM hosts WHERE host = :host", {"host": rest.host})
            return
        if not rest.failures:
            self._db.run(
                "INSERT INTO hosts (host, not_before) VALUES (:host, :not_before)"
                " ON CONFLICT (host) DO UPDATE SET not_before = :not_before WHERE failures = 0",
                {"host": rest.host, "not_before": rest.not_before},
            )
            return
        self._db.run(
            "INSERT OR REPLACE INTO hosts (host, not_before, failures, detail)"
            " VALUES (:host, :not_before, :failures, :detail)",
            {"host": rest.host, "not_before": rest.not_before, "failures": rest.failures, "detail": rest.detail[:500]},
        )

    def robots(self, origin: str) -> RobotsFile | None:
        """Return the robots.txt of *origin* as last read, or None."""
        row = self._db.row("SELECT * FROM robots WHERE origin = :origin", {"origin": origin})
        return None if row is None else RobotsFile(row["origin"], row["fetched_at"], row["status"], row["body"])

    def save_robots(self, found: RobotsFile) -> None:
        """Keep a robots.txt in place of the one before."""
        with self._db.transaction():
            self._db.run(
                "INSERT OR REPLACE INTO robots (origin, fetched_at, status, body)"
                " VALUES (:origin, :at, :status, :body)",
                {"origin": found.origin, "at": found.fetched_at, "status": found.status, "body": found.body},
            )

    def begin(self, at: str) -> int:
        """Write that a poll began; return its number."""
        with self._db.transaction():
            return self._db.run("INSERT INTO polls (started_at) VALUES (:at)", {"at": at})

    def idle(self, at: str, how: str) -> None:
        """Write that a poll found nothing due: one short row, the newest in place of the idle one before it."""
        with self._db.transaction():
            last = self._db.row("SELECT * FROM polls ORDER BY id DESC LIMIT 1")
            if last is not None and last["visits"] == 0 and last["how"] == how:
                self._db.run("DELETE FROM polls WHERE id = :id", {"id": last["id"]})
            self._db.run(
                "INSERT INTO polls (started_at, ended_at, how) VALUES (:at, :at, :how)", {"at": at, "how": how}
            )

    def end(self, poll: int, at: str, how: str, visits: int, versions: int, failed: int) -> None:
        """Write how a poll ended, and chain the checks that are not chained yet."""
        with self._db.transaction():
            self._db.run(
                "UPDATE polls SET ended_at = :at, how = :how, visits = :visits, versions = :versions, failed = :failed"
                " WHERE id = :id",
                {"id": poll, "at": at, "how": how, "visits": visits, "versions": versions, "failed": failed},
            )
            # A year of polls every five minutes is 100,000 rows; what happened is in the checks.
            self._db.run("DELETE FROM polls WHERE id <= :old", {"old": poll - 1000})
            chain.seal(self._db)

    def newest_check(self) -> str | None:
        """Return the time of the check written last, to notice a clock that went back."""
        found = self._db.value("SELECT at FROM checks ORDER BY id DESC LIMIT 1")
        return None if found is None else str(found)


def _due_of(row: Row) -> Due:
    article = Article(
        row["id"], row["url"], row["outlet"], row["headline"], ArticleState(row["state"]), (), row["added_at"],
        row["source"],
    )  # fmt: skip
    appointment = Appointment(
        row["due_at"] or "", row["fresh_at"], row["looked_at"], row["expected"] or 0.0, row["seen"] or 0.0,
        row["looks"] or 0, row["failures"] or 0, row["succeeded_at"],
    )  # fmt: skip
    validators = Validators(row["etag"], row["last_modified"])
    return Due(article, row["final_url"] or row["url"], validators, row["versions"], appointment)
