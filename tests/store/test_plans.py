"""No page's query reads a whole table: the plans of everything `Archive` asks are looked at."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.model import Decision
from revtrack.store import Archive
from store import stories

SMALL = {"outlets", "json_each", "pragma_table_info"}
"""What may be read whole: it does not grow with versions."""
BY_NUMBER = {"a", "f", "s", "chain", "article_urls"}
"""Tables that a paged list goes through by row number, newest first or in order, and stops at its limit."""


class Watched:
    """Collects every statement an archive runs."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.seen: list[str] = []

    def __enter__(self) -> "Watched":
        self.archive.db.raw.set_trace_callback(self.seen.append)
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.db.raw.set_trace_callback(None)

    def scans(self) -> Iterator[str]:
        """Yield `SCAN` lines of the statements' plans that are neither small nor a paged list, with the statement."""
        for sql in dict.fromkeys(self.seen):
            if not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", sql, re.I):
                continue
            plan = [row["detail"] for row in self.archive.db.raw.execute(f"EXPLAIN QUERY PLAN {sql}")]
            paged = " LIMIT " in sql and "USE TEMP B-TREE FOR ORDER BY" not in plan
            for line in plan:
                if not line.startswith("SCAN"):
                    continue
                table = line.split()[1]
                if f"CO-ROUTINE {table}" in plan or f"MATERIALIZE {table}" in plan:
                    continue
                if table in SMALL or "VIRTUAL TABLE" in line or "CONSTANT ROW" in line or table.startswith("("):
                    continue
                if paged and table in BY_NUMBER:
                    continue
                yield f"{line}: {' '.join(sql.split())[:200]}"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Enough rows that the planner has something to plan for, and statistics that say so."""
    for number in range(30):
        article = archive.add(f"https://harbour.example/{number}", f"Outlet {number % 3}")
        one, two = stories.document("It runs.", f"{number} came."), stories.document("It ran.", f"{number} went.")
        archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
        archive.commit(stories.second(article, one, two, "2026-05-03T12:00:00Z", number))
    archive.decide(Decision("finding", "key-2", "style", "", "ed", "2026-05-04T08:00:00Z"))
    return archive


def test_no_page_reads_a_whole_table(filled: Archive) -> None:
    """Timeline, version, job, search, findings, notes, lists and a commit go by index or stop at their limit."""
    archive = filled
    article = archive.article("https://harbour.example/7")
    with Watched(archive) as watched:
        archive.timeline(article)
        archive.version(article, -1)
        archive.job(article, full=True)
        archive.capture(archive.version(article, 1).capture_sha256 or "")
        archive.search("came", outlet="Outlet 1", since="2026", until="2027", kind="paragraph", removed=True)
        archive.findings()
        archive.findings(article=article, verdict=None)
        archive.findings(outlet="Outlet 1", undecided=True, severity=2, since="2026", before=20, limit=10)
        archive.notes()
        archive.notes(outlet="Outlet 2", kind="correction", since="2026", before=20)
        archive.notes(article=article)
        archive.decisions(target="finding", key="key-2")
        list(archive.articles(limit=10, after=3, outlet="Outlet 1"))
        archive.head()
        before = archive.version(article, 2).document
        archive.commit(stories.second(article, before, stories.document("New."), "2026-05-04T08:00:00Z", 3))
        archive.commit(stories.unchanged(article, "2026-05-04T09:00:00Z"))
        archive.commit(stories.failed(article, "2026-05-04T10:00:00Z"))
        archive.seal()
    assert "\n".join(watched.scans()) == ""


def test_the_watch_would_see_a_scan(filled: Archive, tmp_path: Path) -> None:
    """The test above can fail: a query without an index is reported."""
    with Watched(filled) as watched:
        filled.db.rows("SELECT COUNT(*) FROM edits WHERE old = 'x'")
    assert len(list(watched.scans())) == 1
