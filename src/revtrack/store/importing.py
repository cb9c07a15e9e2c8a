"""
Keep what was imported: from where, what of it is stored already, what could not be used.

A look and the record that it was imported are written in one transaction, so a
killed import goes on where it stopped and importing again adds nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from revtrack.errors import StoreError
from revtrack.model import Article, Job, Note, Outcome
from revtrack.store import articles, chain, commit, jobs, notes
from revtrack.store.addresses import canonical
from revtrack.store.archive import Archive
from revtrack.store.rows import dump, storable
from revtrack.store.stepping import Newest


@dataclass(frozen=True, slots=True)
class Start:
    """Where an import of one article goes on."""

    job: Job
    """With article number 0 when the article is new."""
    notes: tuple[Note, ...] = ()
    """The notes of the newest version."""
    versions: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """One look an import brought, ready to be written."""

    key: bytes
    outcome: Outcome
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """The looks of one article, in order, made from the archive's state with *versions* versions."""

    url: str
    outlet: str
    source: str
    versions: int
    looks: tuple[Imported, ...]


class ArticleMoved(StoreError):
    """The article got versions since the looks were read; read them again from its new state."""


def begin(archive: Archive, kind: str, source: str, at: str) -> int:
    """Write that an import starts at *at*, and return its number."""
    with archive.db.transaction():
        return archive.db.run(
            "INSERT INTO imports (kind, source, started_at) VALUES (:kind, :source, :at)",
            {"kind": kind, "source": storable(source), "at": at},
        )


def finish(archive: Archive, number: int, at: str, troubles: int) -> None:
    """Write that import *number* is done, and how much it brought; chain its checks."""
    with archive.db.transaction():
        chain.seal(archive.db)
        archive.db.run(
            "UPDATE imports SET finished_at = :at, troubles = :troubles,"
            " looks = (SELECT COUNT(*) FROM imported WHERE import_id = :id),"
            " versions = (SELECT COUNT(*) FROM versions WHERE check_id IN"
            "  (SELECT check_id FROM imported WHERE import_id = :id)) WHERE id = :id",
            {"id": number, "at": at, "troubles": troubles},
        )


def trouble(archive: Archive, number: int, items: Iterable[tuple[str, str]]) -> None:
    """Write (where, what) of records that import *number* could not use."""
    with archive.db.transaction():
        archive.db.run_many(
            "INSERT INTO import_troubles (import_id, place, what) VALUES (:id, :place, :what)",
            [{"id": number, "place": storable(place), "what": storable(what)} for place, what in items],
        )


def known(archive: Archive, keys: Sequence[bytes]) -> frozenset[bytes]:
    """Return those of *keys* (at most some thousand) whose looks are stored already."""
    names = {f"k{number}": key for number, key in enumerate(keys)}
    if not names:
        return frozenset()
    places = ", ".join(f":{name}" for name in names)
    rows = archive.db.rows(f"SELECT key FROM imported WHERE key IN ({places})", names)
    return frozenset(row["key"] for row in rows)


def start(archive: Archive, url: str, outlet: str, extractor: str) -> Start:
    """Return where an import of the article at *url* goes on: from nothing when the archive does not know it."""
    url = canonical(url)
    with archive.db.snapshot():
        article = articles.find(archive.db, url)
        if article is None:
            return Start(Job(Article(0, url, outlet), url, profile=outlet))
        job = jobs.read(archive.db, article, full=True, extractor=extractor)
        newest = archive.db.row(
            "SELECT id, number FROM versions WHERE article_id = :article ORDER BY number DESC LIMIT 1",
            {"article": article.id},
        )
        if newest is None:
            return Start(job)
        return Start(job, notes.read(archive.db, [newest["id"]])[newest["id"]], newest["number"])


def write(archive: Archive, number: int, arrivals: Iterable[Arrival], at: str) -> int:
    """
    Write *arrivals* of import *number* in one transaction; return how many versions they made.

    Raises `ArticleMoved` when an article is no longer as its looks were read
    against; nothing is written then.
    """
    made = 0
    with archive.db.transaction():
        for arrival in arrivals:
            article = articles.add(archive.db, arrival.url, arrival.outlet, arrival.source, at)
            has = archive.db.value("SELECT versions FROM articles WHERE id = :id", {"id": article.id})
            if has != arrival.versions:
                raise ArticleMoved(f"{arrival.url} has {has} versions now, not {arrival.versions}")
            newest = Newest()
            for look in arrival.looks:
                outcome = replace(look.outcome, article=article, source=arrival.source)
                made += commit.write(archive.db, outcome, newest) is not None
                _remember(archive, number, look)
        chain.seal(archive.db, at_least=chain.SEAL_EVERY)
    return made


def _remember(archive: Archive, number: int, look: Imported) -> None:
    archive.db.run(
        "INSERT INTO imported (import_id, check_id, key, detail)"
        " VALUES (:import, (SELECT MAX(id) FROM checks), :key, :detail)",
        {"import": number, "key": look.key, "detail": dump(dict(look.detail)) if look.detail else None},
    )
