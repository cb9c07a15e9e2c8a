"""
Prove the archive: SQLite's own structure, every stored byte, every row, and their order.

Nothing is repaired and nothing stops at the first problem; the first one named
is the first in the order things were committed. It reads only, from one state
of the file, and needs no more memory for a large archive than for a small one.
"""

import sqlite3
from collections.abc import Callable, Iterator

from revtrack.errors import StoreError
from revtrack.store import chain, soundness, walking
from revtrack.store.connection import Connection
from revtrack.store.proofs import Problem, Proof
from revtrack.store.search import index_problems
from revtrack.store.walking import Progress

MOST_PROBLEMS = 100

DAMAGE = (StoreError, sqlite3.Error, TypeError, ValueError, KeyError, AssertionError)
"""What reading a damaged file may raise: rows of the wrong shape, values of the wrong type, pages of another table."""


def verify(db: Connection, against: str | None = None, progress: Progress | None = None) -> Proof:
    """
    Return what proves and what does not; *against* is a head taken earlier, which this archive must continue.

    *progress* is called with (entries proved, entries in all).
    """
    problems: list[Problem] = []
    checks: tuple[Callable[[], Iterator[Problem]], ...] = (
        lambda: soundness.structure(db),
        lambda: soundness.schema(db),
        lambda: walking.walk(db, progress),
        lambda: walking.continues(db, against),
        lambda: walking.anchored(db),
        lambda: soundness.unchained(db),
        lambda: soundness.stored_bodies(db),
        lambda: soundness.block_digests(db),
        lambda: soundness.sums(db),
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
