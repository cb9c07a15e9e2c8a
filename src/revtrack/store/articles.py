"""Keep articles, the addresses they are known by, and where they stand with their servers."""

import difflib
import json
from collections.abc import Iterable, Iterator

from revtrack.errors import NotFoundError, UsageError
from revtrack.model import Article, ArticleState
from revtrack.store import chain
from revtrack.store.addresses import canonical, same_site
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import storable

SELECT = """
SELECT a.id, a.url, a.headline, a.state, a.source, a.added_at, IFNULL(o.name, '') AS outlet,
    (SELECT json_group_array(u.url) FROM (SELECT url FROM article_urls WHERE article_id = a.id AND url <> a.url
        ORDER BY id) u) AS aliases
FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id
"""


def article_of(row: Row) -> Article:
    """Return the article of a row of `SELECT`."""
    return Article(
        row["id"], row["url"], row["outlet"], row["headline"], ArticleState(row["state"]),
        tuple(json.loads(row["aliases"])), row["added_at"], row["source"],
    )  # fmt: skip


def add(db: Connection, url: str, outlet: str, source: str, at: str) -> Article:
    """Return the article at *url*, made now when no article is known by it."""
    url = canonical(url)
    with db.transaction():
        known = find(db, url)
        if known is None:
            article_id = db.run(
                "INSERT INTO articles (url, outlet_id, source, added_at) VALUES (:url, :outlet, :source, :at)",
                {"url": url, "outlet": outlet_id(db, outlet), "source": storable(source), "at": at},
            )
            add_alias(db, article_id, url, "added")
            chain.append(db, "article", article_id)
            return by_id(db, article_id)
        if outlet and not known.outlet:
            set_outlet(db, known.id, outlet, at)
            return by_id(db, known.id)
        return known


def set_outlet(db: Connection, article_id: int, outlet: str, at: str) -> None:
    """Say whose article it is; the chain keeps that nobody was named before."""
    chain.supersede(db, "article", article_id, "outlet named", at)
    db.run(
        "UPDATE articles SET outlet_id = :outlet WHERE id = :id", {"outlet": outlet_id(db, outlet), "id": article_id}
    )
    chain.append(db, "article", article_id)


def outlet_id(db: Connection, name: str) -> int | None:
    """Return the row id of the outlet called *name*, made when it is new; None for no name."""
    if not name:
        return None
    db.run("INSERT INTO outlets (name) VALUES (:name) ON CONFLICT (name) DO NOTHING", {"name": storable(name)})
    return int(db.value("SELECT id FROM outlets WHERE name = :name", {"name": storable(name)}))


def add_alias(db: Connection, article_id: int, url: str, kind: str, check_id: int | None = None) -> None:
    """Remember another address of the article, unless some article is already known by it."""
    db.run(
        "INSERT INTO article_urls (url, article_id, kind, check_id) VALUES (:url, :article, :kind, :check)"
        " ON CONFLICT (url) DO NOTHING",
        {"url": url, "article": article_id, "kind": kind, "check": check_id},
    )


def add_named_aliases(db: Connection, article: Article, urls: Iterable[str], check_id: int) -> None:
    """
    Remember addresses the page names for itself: those of the article's own site that name a page.

    A canonical link to the front page, or to another site that syndicates the
    story, would make strangers one article.
    """
    known = {article.url, *article.aliases}
    for url in urls:
        try:
            spelled = canonical(url)
        except UsageError:
            continue
        path = spelled.partition("://")[2].partition("/")[2]
        if spelled not in known and path and same_site(spelled, article.url):
            add_alias(db, article.id, spelled, "named", check_id)


def find(db: Connection, url: str) -> Article | None:
    """Return the article known by the canonical address *url*, or None."""
    row = db.row(SELECT + "WHERE a.id = (SELECT article_id FROM article_urls WHERE url = :url)", {"url": url})
    return None if row is None else article_of(row)


def by_id(db: Connection, article_id: int) -> Article:
    """Return the article with this row id; raises `NotFoundError`."""
    row = db.row(SELECT + "WHERE a.id = :id", {"id": article_id})
    if row is None:
        raise NotFoundError(f"no article with number {article_id}; the archive has {count(db)}")
    return article_of(row)


def get(db: Connection, wanted: str | int) -> Article:
    """
    Return the article with this address (any it is known by) or row id.

    Raises `NotFoundError` naming the nearest address there is.
    """
    if isinstance(wanted, int) or (wanted.isascii() and wanted.isdigit()):
        return by_id(db, int(wanted))
    try:
        found = find(db, canonical(wanted))
    except UsageError:
        found = None
    if found is not None:
        return found
    near = nearest(db, wanted)
    have = count(db)
    hint = f"did you mean {near}?" if near else f"the archive has {have} article{'s' * (have != 1)}; see: revtrack list"
    raise NotFoundError(f"no article at {wanted}; {hint}")


FEW = 4
"""Fewer letters stand in some address or other."""


def nearest(db: Connection, wanted: str) -> str | None:
    """Return a stored address much like *wanted*, or None: one that holds its last words, else one spelled alike."""
    words = wanted.rstrip("/").rpartition("/")[2] or wanted
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = (
        None
        if len(words) < FEW
        else db.value(
            "SELECT url FROM article_urls WHERE url LIKE :pattern ESCAPE '\\' ORDER BY LENGTH(url), id LIMIT 1",
            {"pattern": pattern},
        )
    )
    if found is not None:
        return str(found)
    urls = [row["url"] for row in db.rows("SELECT url FROM article_urls ORDER BY id DESC LIMIT 2000")]
    close = difflib.get_close_matches(wanted, urls, 1)
    return close[0] if close else None


def count(db: Connection) -> int:
    """Return how many articles there are."""
    return int(db.value("SELECT COUNT(*) FROM articles"))


def listed(
    db: Connection, *, outlet: str | None, state: str | None, search: str | None, after: int, limit: int | None
) -> Iterator[Article]:
    """Yield articles in the order they were added, those after row id *after*, at most *limit*."""
    conditions = ["a.id > :after"]
    if outlet is not None:
        conditions.append("a.outlet_id = (SELECT id FROM outlets WHERE name = :outlet)")
    if state is not None:
        conditions.append("a.state = :state")
    if search is not None:
        conditions.append("(INSTR(a.url, :search) OR INSTR(LOWER(a.headline), LOWER(:search)))")
    params = {
        "after": after, "outlet": outlet, "state": state, "search": search, "limit": -1 if limit is None else limit
    }  # fmt: skip
    sql = SELECT + "WHERE " + " AND ".join(conditions) + " ORDER BY a.id LIMIT :limit"
    for row in db.each(sql, params):
        yield article_of(row)
