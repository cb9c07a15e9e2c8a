"""
Prove the archive: SQLite's own structure, every stored byte, every row, and their order.

Nothing is repaired and nothing stops at the first problem; the first one named
is the first in the order things were committed. It reads only, from one state
of the file, and needs no more memory for a large archive than for a small one.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from revtrack.errors import DamagedError, NotFoundError, StoreError
from revtrack.store import bodies, chain, migrations
from revtrack.store.connection import Connection
from revtrack.store.contents import Contents
from revtrack.store.rows import BlockRow
from revtrack.store.search import index_problems

MOST_PROBLEMS = 100
WINDOW = 64
"""Versions of one article whose contents are read at once."""
KEPT = 32
"""Articles whose contents are kept in memory."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not prove."""

    where: str
    """The table and row."""
    what: str
    """What is wrong, in words."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What `verify` found out."""

    head: str
    entries: int
    """Length of the chain."""
    articles: int
    versions: int
    captures: int
    checks: int
    unsealed: int
    """Newest checks that are not chained yet: the next version, or the end of a poll, chains them."""
    tombstones: int
    problems: tuple[Problem, ...]
    """Empty when everything proves."""

    def as_dict(self) -> dict[str, Any]:
        """Return the proof for a program: stable keys."""
        return {"holds": self.holds, **asdict(self)}

    @property
    def holds(self) -> bool:
        """Say whether everything proves."""
        return not self.problems


DAMAGE = (StoreError, sqlite3.Error, TypeError, ValueError, KeyError, AssertionError)
"""What reading a damaged file may raise: rows of the wrong shape, values of the wrong type, pages of another table."""

Progress = Callable[[int, int], None]


def verify(db: Connection, against: str | None = None, progress: Progress | None = None) -> Proof:
    """
    Return what proves and what does not; *against* is a head taken earlier, which this archive must continue.

    *progress* is called with (entries proved, entries in all).
    """
    problems: list[Problem] = []
    checks: tuple[Callable[[], Iterator[Problem]], ...] = (
        lambda: _structure(db),
        lambda: _schema(db),
        lambda: _walk(db, progress),
        lambda: _continues(db, against),
        lambda: _anchored(db),
        lambda: _unchained(db),
        lambda: _bodies(db),
        lambda: _blocks(db),
        lambda: _sums(db),
        lambda: index_problems_of(db),
    )
    for check in checks:
        try:
            for problem in check():
                problems.append(problem)
                if len(problems) >= MOST_PROBLEMS:
                    break
        except DAMAGE as error:
            # A broken page can stop any query; what the other checks say is still worth having.
            problems.append(Problem("file", f"cannot be read on: {error}"))
    return _proof(db, problems)


def index_problems_of(db: Connection) -> Iterator[Problem]:
    """Yield what is wrong with the full-text index."""
    for what in index_problems(db):
        yield Problem("blocks_fts", what)


def _proof(db: Connection, problems: list[Problem]) -> Proof:
    def count(table: str) -> int:
        try:
            return int(db.value(COUNTS[table]) or 0)
        except DAMAGE:
            return 0

    try:
        head = chain.head(db)
    except DAMAGE:
        head = ""
    numbers = {table: count(table) for table in COUNTS}
    return Proof(
        head, numbers["chain"], numbers["articles"], numbers["versions"], numbers["captures"], numbers["checks"],
        numbers["unsealed"], numbers["tombstones"], tuple(problems),
    )  # fmt: skip


COUNTS = {
    "chain": "SELECT COUNT(*) FROM chain",
    "articles": "SELECT COUNT(*) FROM articles",
    "versions": "SELECT COUNT(*) FROM versions",
    "captures": "SELECT COUNT(*) FROM captures",
    "checks": "SELECT COUNT(*) FROM checks",
    "unsealed": "SELECT COUNT(*) FROM checks WHERE id > IFNULL((SELECT MAX(ref) FROM chain WHERE kind = 'checks'), 0)",
    "tombstones": "SELECT COUNT(*) FROM tombstones",
}


def _structure(db: Connection) -> Iterator[Problem]:
    """Yield what SQLite itself finds wrong."""
    for row in db.each("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Problem("file", f"sqlite: {row[0]}")
    for row in db.each("PRAGMA foreign_key_check"):
        yield Problem(f"{row['table']} row {row['rowid']}", f"refers to a row of {row['parent']} that is missing")


def _schema(db: Connection) -> Iterator[Problem]:
    """Yield tables, indexes and views that are not what the migrations make, and triggers nobody asked for."""
    wanted, there = migrations.fresh_objects(), migrations.objects(db.raw)
    for key, sql in wanted.items():
        if key not in there:
            yield Problem(f"{key[0]} {key[1]}", "is missing from the schema")
        elif there[key] != sql:
            yield Problem(f"{key[0]} {key[1]}", "is not defined as revtrack's migrations define it")
    for kind, name in there:
        if kind == "trigger" and (kind, name) not in wanted:
            yield Problem(f"trigger {name}", "was put there by somebody else; it could change what is written")
    done, known = migrations.steps_done(db)
    if done != known:
        yield Problem(
            "_sqlite_migrations", f"says {len(done)} schema steps were taken, other than the {len(known)} known"
        )


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


def _walk(db: Connection, progress: Progress | None) -> Iterator[Problem]:
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


def _continues(db: Connection, against: str | None) -> Iterator[Problem]:
    """Yield a problem when the archive does not hold the head *against*."""
    if against is None or against.strip().lower() == chain.GENESIS:
        return
    wanted = against.strip().lower()
    if db.value("SELECT entry FROM chain_list WHERE hash = :hash", {"hash": wanted}) is None:
        yield Problem(
            "chain", f"no entry has the hash {wanted}: this archive does not continue the one it was taken of"
        )


UNCHAINED = {
    "outlets": "SELECT o.id FROM outlets o WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.outlet_id = o.id)",
    "articles": "SELECT a.id FROM articles a WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'article' AND c.ref = a.id)",
    "captures": "SELECT p.id FROM captures p WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'capture' AND c.ref = p.id)",
    "versions": "SELECT v.id FROM versions v WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'version' AND c.ref = v.id)",
    "notes": "SELECT n.id FROM notes n WHERE NOT EXISTS (SELECT 1 FROM chain c WHERE c.kind = 'note' AND c.ref = n.id)",
    "decisions": "SELECT d.id FROM decisions d WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'decision' AND c.ref = d.id)",
    "tombstones": "SELECT t.id FROM tombstones t WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'tombstone' AND c.ref = t.id)",
    "state_changes": "SELECT s.id FROM state_changes s WHERE s.check_id IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'state' AND c.ref = s.id)",
    "article_urls": "SELECT u.id FROM article_urls u JOIN articles a ON a.id = u.article_id"
    " WHERE u.check_id IS NULL AND u.url <> a.url",
    "block_lives": "SELECT l.article_id || '/' || l.place || '/' || l.first_version FROM block_lives l"
    " JOIN articles a ON a.id = l.article_id"
    " WHERE l.first_version > a.versions OR l.first_version < 1 OR l.last_version < l.first_version",
    "field_lives": "SELECT l.article_id || '/' || l.place || '/' || l.first_version FROM field_lives l"
    " JOIN articles a ON a.id = l.article_id"
    " WHERE l.first_version > a.versions OR l.first_version < 1 OR l.last_version < l.first_version",
    "blocks": "SELECT b.id FROM blocks b WHERE NOT EXISTS (SELECT 1 FROM block_lives l WHERE l.block_id = b.id)",
    "bodies": "SELECT b.id FROM bodies b WHERE NOT EXISTS (SELECT 1 FROM captures p WHERE p.body_id = b.id)"
    " AND NOT EXISTS (SELECT 1 FROM bodies o WHERE o.base_id = b.id)"
    " AND NOT EXISTS (SELECT 1 FROM templates t WHERE t.body_id = b.id)",
}
"""For each table, the rows that no commit of revtrack leaves behind."""


def _anchored(db: Connection) -> Iterator[Problem]:
    """Yield heads that were time-stamped and are not in the chain any more."""
    for row in db.each("SELECT a.id, a.head FROM anchors a WHERE a.head NOT IN (SELECT hash FROM chain_list)"):
        yield Problem(f"anchors row {row['id']}", f"the chain does not hold the head {row['head']} that was anchored")


def _unchained(db: Connection) -> Iterator[Problem]:
    """Yield rows that were put there without being committed."""
    for table, sql in UNCHAINED.items():
        for row in db.each(sql):
            yield Problem(f"{table} row {row[0]}", "was never committed: nothing in the chain accounts for it")


def _bodies(db: Connection) -> Iterator[Problem]:
    """Yield stored bytes that do not decode to their hash."""
    for row in db.each(
        "SELECT b.id, b.codec, b.depth, IFNULL(o.depth + 1, 0) AS below FROM bodies b"
        " LEFT JOIN bodies o ON o.id = b.base_id ORDER BY b.id"
    ):
        try:
            if row["codec"] == bodies.EMPTIED:
                yield from _emptied(db, row["id"])
            else:
                bodies.read(db, row["id"])
        except (DamagedError, NotFoundError) as error:
            yield Problem(f"bodies row {row['id']}", str(error))
        if row["depth"] != row["below"]:
            yield Problem(
                f"bodies row {row['id']}", f"says it stands on {row['depth']} others, it does on {row['below']}"
            )


def _emptied(db: Connection, body_id: int) -> Iterator[Problem]:
    """Yield a problem when bytes are gone and the chain does not say that they were pruned or taken down."""
    told = db.value(
        "SELECT NOT EXISTS (SELECT 1 FROM captures p WHERE p.body_id = :id AND NOT EXISTS (SELECT 1 FROM chain c"
        " JOIN tombstones t ON t.chain_id = c.id WHERE c.kind = 'capture' AND c.ref = p.id))",
        {"id": body_id},
    )
    if not told:
        yield Problem(f"bodies row {body_id}", "was emptied, and no tombstone says why")


def _blocks(db: Connection) -> Iterator[Problem]:
    """Yield blocks whose digest is not that of their words, which content addressing would not find again."""
    for row in db.each("SELECT id, digest, kind, text, details FROM blocks ORDER BY id"):
        if BlockRow(row["kind"], row["text"], row["details"]).digest != row["digest"]:
            yield Problem(f"blocks row {row['id']}", "has words that do not match its digest")


SUMS = {
    "says it has {0} versions, there are {1}": "SELECT a.id, a.versions, (SELECT IFNULL(MAX(v.number), 0)"
    " FROM versions v WHERE v.article_id = a.id) AS there FROM articles a WHERE a.versions <> there",
    "says its state is {0}, its last change of state says {1}": "SELECT a.id, a.state, IFNULL((SELECT s.after FROM"
    " state_changes s WHERE s.article_id = a.id ORDER BY s.id DESC LIMIT 1), 'new') AS last FROM articles a"
    " WHERE a.state <> last",
    "says its headline is {0!r}, its newest version says {1!r}": "SELECT a.id, a.headline, IFNULL((SELECT f.value"
    " FROM field_lives f WHERE f.article_id = a.id AND f.last_version IS NULL AND f.kind = 'document'"
    " AND f.name = 'headline'), '') AS shown FROM articles a WHERE a.headline <> shown",
}
"""What an article's row repeats for quick lists, and where it comes from."""


def _sums(db: Connection) -> Iterator[Problem]:
    """Yield articles whose row does not agree with what it sums up."""
    for words, sql in SUMS.items():
        for row in db.each(sql):
            yield Problem(f"articles row {row[0]}", words.format(row[1], row[2]))
