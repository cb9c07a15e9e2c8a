"""
Keep entries of corrections pages, and find the articles they may be about.

An entry is a note that stands at another address than its article. It is kept
once, joined to an article or to none; what is joined is read with its article
whenever that is read again.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from revtrack.model import Article, Told
from revtrack.store import articles
from revtrack.store.archive import Archive
from revtrack.store.connection import Connection
from revtrack.store.rows import dump_or_none, load, storable
from revtrack.store.search import search

MOST_CANDIDATES = 200
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it is kept."""

    text: str
    """All of it, as published."""
    words: str
    """What is read as the note."""
    source: str
    place: str
    day: str = ""
    cited: tuple[str, ...] = ()
    article: int | None = None
    score: float = 0.0
    """How sure it is that the entry is about the article, from 0 to 1."""
    reasons: tuple[str, ...] = ()

    @property
    def key(self) -> bytes:
        """Return what makes two entries the same: their words, and the day they stood under."""
        return hashlib.sha256(f"{self.day}\0{self.text}".encode("utf-8", "replace")).digest()[:16]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article an entry may be about, and what can be compared with what the entry cites."""

    article: Article
    headlines: tuple[str, ...]
    """Every headline it ever had."""
    authors: tuple[str, ...]
    days: tuple[str, ...]
    """The days it says it was published, or was first seen."""


def known(archive: Archive, keys: Sequence[bytes]) -> frozenset[bytes]:
    """Return those of *keys* that are kept and joined already."""
    joined = "SELECT 1 FROM column_entries WHERE key = :key AND article_id IS NOT NULL"
    return frozenset(key for key in keys if archive.db.value(joined, {"key": key}) is not None)


def keep(archive: Archive, number: int, entries: Sequence[Kept]) -> None:
    """Write *entries* of import *number*; one that was joined to none before may be joined now."""
    with archive.db.transaction():
        for entry in entries:
            archive.db.run(
                "INSERT INTO column_entries (import_id, article_id, key, source, place, day, text, words, cited, score,"
                " reasons) VALUES (:import, :article, :key, :source, :place, :day, :text, :words, :cited, :score,"
                " :reasons) ON CONFLICT (key) DO UPDATE SET import_id = excluded.import_id,"
                " article_id = excluded.article_id, score = excluded.score, reasons = excluded.reasons"
                " WHERE column_entries.article_id IS NULL",
                {
                    "import": number, "article": entry.article, "key": entry.key, "source": storable(entry.source),
                    "place": entry.place, "day": entry.day or None, "text": storable(entry.text),
                    "words": storable(entry.words), "cited": dump_or_none(list(entry.cited)), "score": entry.score,
                    "reasons": dump_or_none(list(entry.reasons)),
                },
            )  # fmt: skip


def cut_short(archive: Archive, number: int) -> list[Article]:
    """
    Return the articles joined by imports that never ended, and make them import *number*'s.

    Their entries are kept, but nobody knows whether the articles were read with them.
    """
    with archive.db.transaction():
        rows = archive.db.rows(
            "SELECT DISTINCT c.article_id FROM imports i JOIN column_entries c ON c.import_id = i.id"
            " WHERE i.finished_at IS NULL AND i.id <> :number AND c.article_id IS NOT NULL",
            {"number": number},
        )
        found = [articles.by_id(archive.db, row["article_id"]) for row in rows]
        archive.db.run(
            "UPDATE column_entries SET import_id = :number"
            " WHERE import_id IN (SELECT id FROM imports WHERE finished_at IS NULL AND id <> :number)",
            {"number": number},
        )
    return found


def of_article(archive: Archive, article: Article) -> tuple[Kept, ...]:
    """Return the entries joined to *article*, in the order they came."""
    rows = archive.db.rows(
        "SELECT * FROM column_entries WHERE article_id = :article AND words <> '' ORDER BY id", {"article": article.id}
    )
    return tuple(
        Kept(
            row["text"], row["words"], row["source"], row["place"], row["day"] or "", tuple(load(row["cited"])),
            row["article_id"], row["score"], tuple(load(row["reasons"])),
        )
        for row in rows
    )  # fmt: skip


def told(entry: Kept) -> Told:
    """Return the note that *entry* is, with where it stood and why it is taken to be about its article."""
    where = f"corrections page {entry.source}, {entry.place}"
    return Told(entry.words, entry.day or None, (where, *entry.reasons, f"joined with score {entry.score:.2f}"))


def at_address(archive: Archive, url: str) -> Candidate | None:
    """Return the article known by the canonical address *url*, or None."""
    article = articles.find(archive.db, url)
    return None if article is None else _candidate(archive.db, article)


def titled(archive: Archive, title: str, outlet: str) -> list[Candidate]:
    """Return the articles that had a headline with all the words of *title*."""
    words = " ".join(f'"{word}"' for word in WORD.findall(title))
    found = search(
        archive.db, words, outlet=outlet or None, kind="headline", since=None, until=None, removed=False, before=None,
        limit=MOST_CANDIDATES,
    )  # fmt: skip
    return [_candidate(archive.db, article) for article in {hit.article.id: hit.article for hit in found}.values()]


PUBLISHED = """
SELECT a.id FROM versions v JOIN articles a ON a.id = v.article_id
WHERE v.number = 1 AND v.first_seen >= :low AND v.first_seen < :high
    AND (:outlet = '' OR a.outlet_id = (SELECT id FROM outlets WHERE name = :outlet))
ORDER BY a.id LIMIT :most
"""


def seen_between(archive: Archive, low: str, high: str, outlet: str) -> list[Candidate]:
    """Return the articles first seen from *low* up to before *high* (RFC 3339), at most `MOST_CANDIDATES`."""
    rows = archive.db.rows(PUBLISHED, {"low": low, "high": high, "outlet": outlet, "most": MOST_CANDIDATES})
    return [_candidate(archive.db, articles.by_id(archive.db, row["id"])) for row in rows]


def _candidate(db: Connection, article: Article) -> Candidate:
    own = {"article": article.id}
    headlines = db.rows(
        "SELECT DISTINCT b.text FROM block_lives l JOIN blocks b ON b.id = l.block_id"
        " WHERE l.article_id = :article AND b.kind = 'headline'",
        own,
    )
    fields = db.rows(
        "SELECT DISTINCT name, value FROM field_lives WHERE article_id = :article AND kind = 'document'"
        " AND name IN ('authors', 'published')",
        own,
    )
    first = db.value("SELECT first_seen FROM versions WHERE article_id = :article AND number = 1", own)
    authors = dict.fromkeys(name for row in fields if row["name"] == "authors" for name in load(row["value"]))
    days = dict.fromkeys(
        [*(row["value"][:10] for row in fields if row["name"] == "published"), *([first[:10]] if first else [])]
    )
    return Candidate(article, tuple(row["text"] for row in headlines), tuple(authors), tuple(days))


def texts(archive: Archive, article: Article) -> Iterator[str]:
    """Yield every paragraph any version of *article* ever held."""
    rows = archive.db.rows(
        "SELECT b.text FROM block_lives l JOIN blocks b ON b.id = l.block_id WHERE l.article_id = :article",
        {"article": article.id},
    )
    return (row["text"] for row in rows)


def sample(archive: Archive, most: int) -> tuple[Article, ...]:
    """Return at most *most* articles that have a version, evenly spread over the order in which they came."""
    last = archive.db.value("SELECT MAX(id) FROM articles") or 0
    places = range(1, last + 1) if last <= most else (1 + at * last // most for at in range(most))
    found = (
        archive.db.value("SELECT id FROM articles WHERE id >= :at AND versions > 0 ORDER BY id LIMIT 1", {"at": at})
        for at in places
    )
    return tuple(articles.by_id(archive.db, number) for number in dict.fromkeys(found) if number is not None)


def unmatched(archive: Archive) -> list[Kept]:
    """Return the entries that are joined to no article, in the order they came."""
    rows = archive.db.rows("SELECT * FROM column_entries WHERE article_id IS NULL ORDER BY id")
    return [
        Kept(
            row["text"], row["words"], row["source"], row["place"], row["day"] or "", tuple(load(row["cited"])),
            None, row["score"], tuple(load(row["reasons"])),
        )
        for row in rows
    ]  # fmt: skip
