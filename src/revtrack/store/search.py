"""
Find words in everything ever published: phrases, by outlet, time, kind of block, and in removed text only.

A search is words and "phrases"; `-word` leaves out, `OR` joins, `word*` is a
beginning. Anything else a query may hold is searched for as it is written.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from typing import Any

from revtrack.errors import UsageError
from revtrack.model import BlockKind, FoundText, bound
from revtrack.store import articles
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import storable

PART = re.compile(r'(-?)"([^"]*)"(\*?)|(\S+)')
WORD = re.compile(r"\w", re.UNICODE)
OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters, which no text holds, around hits in an excerpt."""


def match_of(query: str) -> str:
    """
    Return *query* in FTS5's language; every word quoted, so that nothing in it is an operator by accident.

    Raises `UsageError` when it holds nothing to search for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    join = ""
    for minus, phrase, star, word in PART.findall(storable(query).replace("\0", " ")):
        if word == "OR" and wanted:
            join = "OR"
            continue
        if word:
            minus, phrase = ("-", word[1:]) if word.startswith("-") else ("", word)
            phrase, star = (phrase[:-1], "*") if phrase.endswith("*") else (phrase, "")
            phrase = phrase.replace('"', "")
        if not WORD.search(phrase):
            continue
        term = f'"{phrase}"{star}'
        if minus:
            unwanted.append(term)
            continue
        if join and wanted:
            wanted[-1] = f"{wanted[-1]} OR {term}"
        else:
            wanted.append(term)
        join = ""
    if not wanted:
        raise UsageError(f"nothing to search for in {query!r}; give words, or a phrase in quotes: '\"never said\"'")
    found = " AND ".join(f"({term})" for term in wanted)
    return found + "".join(f" NOT {term}" for term in unwanted)


HITS = """
SELECT f.rowid AS block_id, l.article_id FROM blocks_fts f {kind}
CROSS JOIN block_lives l ON l.block_id = f.rowid {outlet} {until}
WHERE blocks_fts MATCH :match AND f.rowid < :before {since} ORDER BY f.rowid DESC
"""
FILTERS = {
    "kind": "CROSS JOIN blocks b ON b.id = f.rowid AND b.kind = :kind",
    "outlet": "CROSS JOIN articles a ON a.id = l.article_id"
    " AND a.outlet_id = (SELECT id FROM outlets WHERE name = :outlet)",
    "until": "CROSS JOIN versions u ON u.article_id = l.article_id AND u.number = l.first_version"
    " AND u.first_seen <= :until",
    # What is gone was seen to be gone by the version after its last.
    "since": "AND (l.last_version IS NULL OR (SELECT s.first_seen FROM versions s"
    " WHERE s.article_id = l.article_id AND s.number = l.last_version + 1) > :since)",
}
"""
What narrows a search: most hits are dropped by an index before their words are read.
"""
PLACE = """
SELECT MIN(l.first_version) AS first_version,
    CASE WHEN COUNT(*) = COUNT(l.last_version) THEN MAX(l.last_version) END AS last_version
FROM block_lives l WHERE l.block_id = :block AND l.article_id = :article
"""


def search(
    db: Connection, query: str, *, outlet: str | None, kind: str | None, since: str | None, until: str | None,
    removed: bool, before: int | None, limit: int,
) -> list[FoundText]:  # fmt: skip
    """
    Return where *query* was published, the text first published last first; see `Archive.search`.

    Hits come newest first, one by one, until there are enough, so that a
    common word costs no more in a large archive than in a small one.
    """
    match = match_of(query)
    given = {
        "outlet": outlet, "kind": kind, "since": None if since is None else bound(since),
        "until": None if until is None else f"{bound(until)}Z",
    }  # fmt: skip
    joins = {name: FILTERS[name] if value is not None else "" for name, value in given.items()}
    sql = HITS.format(**joins)
    params: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    params |= {"match": match, "before": before or 1 << 62}
    found: list[FoundText] = []
    with closing(db.each(sql, params)) as hits:
        for (block_id, article_id), _ in groupby(hits, tuple):
            if len(found) >= limit:
                break
            place = db.row(PLACE, {"block": block_id, "article": article_id})
            assert place is not None
            if not removed or place["last_version"] is not None:
                found.append(_found(db, match, block_id, article_id, place))
    return found


def _found(db: Connection, match: str, block_id: int, article_id: int, place: Row) -> FoundText:
    block = db.row("SELECT kind, text FROM blocks WHERE id = :id", {"id": block_id})
    marked = db.value(
        "SELECT snippet(blocks_fts, 0, :open, :close, '…', 32) FROM blocks_fts"
        " WHERE blocks_fts MATCH :match AND rowid = :id",
        {"open": OPEN, "close": CLOSE, "match": match, "id": block_id},
    )
    assert block is not None
    times = db.row(
        "SELECT (SELECT first_seen FROM versions WHERE article_id = :article AND number = :first) AS first_seen,"
        " (SELECT at FROM checks WHERE article_id = :article AND version = :last"
        " AND id < IFNULL((SELECT check_id FROM versions WHERE article_id = :article AND number = :last + 1), 1 << 62)"
        " ORDER BY id DESC LIMIT 1) AS last_seen",
        {
            "article": article_id, "first": place["first_version"],
            "last": place["last_version"] or db.value(
                "SELECT versions FROM articles WHERE id = :id", {"id": article_id}
            ),
        },
    )  # fmt: skip
    assert times is not None
    return FoundText(
        block_id, articles.by_id(db, article_id), BlockKind(block["kind"]), block["text"],
        tuple(_parts(marked or block["text"])), place["first_version"], place["last_version"], times["first_seen"],
        times["last_seen"] or None,
    )  # fmt: skip


def _parts(marked: str) -> Iterator[tuple[str, bool]]:
    for number, piece in enumerate(re.split(f"[{OPEN}{CLOSE}]", marked)):
        if piece:
            yield piece, number % 2 == 1


FRESH = """
CREATE VIRTUAL TABLE temp.fresh USING fts5(text, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2")
"""


def index_problems(db: Connection) -> Iterator[str]:
    """
    Yield what is wrong with the full-text index: it must say of every block what a fresh index says.

    The fresh one is made in a temporary file, so that a reader can do this.
    """
    run = db.raw.execute
    run("PRAGMA query_only = OFF")
    try:
        with db.translated():
            run(FRESH)
            run("INSERT INTO temp.fresh (rowid, text) SELECT id, text FROM main.blocks")
            run("CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab(temp, fresh, instance)")
            run("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, blocks_fts, instance)")
            fresh = run("SELECT term, doc, offset FROM temp.fresh_words")
            kept = run("SELECT term, doc, offset FROM temp.kept_words")
            while True:
                one, other = fresh.fetchmany(5000), kept.fetchmany(5000)
                if one != other:
                    pair = next(((a, b) for a, b in zip(one, other, strict=False) if tuple(a) != tuple(b)), None)
                    word = repr(pair[0]["term"]) if pair else "its end"
                    yield f"the full-text index is not what the blocks say, from {word} on"
                    break
                if not one:
                    break
            kept_rows, fresh_rows = (
                [tuple(row) for row in run(f"SELECT k, v FROM {table}")]
                for table in ("main.blocks_fts_config", "temp.fresh_config")
            )
            if kept_rows != fresh_rows:
                yield "the full-text index has wrong settings"
    finally:
        for table in ("fresh_words", "kept_words", "fresh"):
            run(f"DROP TABLE IF EXISTS temp.{table}")
        if db.read_only:
            run("PRAGMA query_only = ON")
