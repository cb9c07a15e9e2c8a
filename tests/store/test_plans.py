"""No page's query reads a whole table: the plans of everything `Archive` asks are looked at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from revtrack.model import Article, Decision
from revtrack.store import Archive, importing
from revtrack.store.importing import Arrival, Imported
from revtrack.store.polling import Polling, Record
from store import stories
from store.plans import scans

AT = "2026-05-04T08:00:00Z"


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
        """Yield lines of the statements' plans that go through a table, with the statement."""
        for sql in dict.fromkeys(self.seen):
            yield from scans(self.archive.db.raw, sql)


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


Ask = Callable[[Archive, Article], object]

ASKED: dict[str, Ask] = {
    "timeline": lambda a, one: a.timeline(one),
    "version": lambda a, one: a.version(one, -1),
    "versions": lambda a, one: list(a.versions(one, low=2)),
    "job": lambda a, one: a.job(one, full=True, extractor="another"),
    "capture": lambda a, one: a.capture(a.version(one, 1).capture_sha256 or ""),
    "search": lambda a, one: [
        a.search("came"), a.search("came", outlet="Outlet 1"), a.search("came", before=20), a.search('"it runs"'),
        a.search("came", outlet="Outlet 1", since="2026", until="2027", kind="paragraph", removed=True),
    ],
    "findings": lambda a, one: [
        a.findings(), a.findings(article=one, verdict=None),
        a.findings(outlet="Outlet 1", undecided=True, severity=2, since="2026", before=20, limit=10),
    ],
    "notes": lambda a, one: [
        a.notes(), a.notes(article=one), a.notes(outlet="Outlet 2", kind="correction", since="2026", before=20)
    ],
    "decisions": lambda a, one: a.decisions(target="finding", key="key-2"),
    "articles": lambda a, one: [list(a.articles(limit=10, after=3, outlet="Outlet 1")), list(a.articles(limit=5))],
    "article": lambda a, one: [a.article(one.url), a.article(one.id)],
    "add": lambda a, one: [a.add("https://harbour.example/new", "Outlet 1"), a.add(one.url, "Outlet 2")],
    "head": lambda a, one: a.head(),
    "beat": lambda a, one: a.beat(),
    "seal": lambda a, one: a.seal(),
    "pause": lambda a, one: a.pause(one, "asked to", at=AT),
    "resume": lambda a, one: a.resume(one, at=AT),
    "decide": lambda a, one: a.decide(Decision("finding", "key-2", "style", "", "ed", AT), seen=1),
    "decide_all": lambda a, one: a.decide_all([(Decision("finding", f"key-{n}", "style", "", "ed", AT), None) for n in (2, 3)]),
    "commit": lambda a, one: [
        a.commit(stories.second(one, a.version(one, 2).document, stories.document("New."), AT, 3)),
        a.commit(stories.unchanged(one, AT)), a.commit(stories.failed(one, AT)),
    ],
    "commit_many": lambda a, one: a.commit_many([stories.unchanged(one, AT)] * 3),
}  # fmt: skip
"""How each method of `Archive` is asked."""
WHOLE = {
    "verify": "proves all of it", "backup": "copies all of it", "count": "counts articles",
    "prune": "goes through what is old, rarely and offline", "take_down": "removes an article, rarely",
    "rederive": "writes an article anew", "carry_decisions": "goes through another archive's decisions, once", "stamps": "says of every article whether its pages changed",
}  # fmt: skip
"""Methods that may go through a table, each with the reason."""
PLUMBING = {"close", "poll_lock", "alert_lock"}
"""Methods that ask nothing."""


def test_every_method_is_asked_or_may_read_all() -> None:
    """A new method of `Archive` has to be asked here, or to say why it may read a whole table."""
    public = {name for name in dir(Archive) if callable(getattr(Archive, name)) and not name.startswith("_")}
    assert public == set(ASKED) | set(WHOLE) | PLUMBING


@pytest.mark.parametrize("name", ASKED)
def test_no_page_reads_a_whole_table(filled: Archive, name: str) -> None:
    """Everything `Archive` answers or writes for one page or visit goes by index or stops at its limit."""
    article = filled.article("https://harbour.example/7")
    with Watched(filled) as watched:
        ASKED[name](filled, article)
    assert "\n".join(watched.scans()) == ""
    assert watched.seen


def test_a_visit_reads_no_whole_table(filled: Archive) -> None:
    """What the poller asks for one article goes by index; only what is due is looked for in all, once a poll."""
    polling, article = Polling(filled), filled.article("https://harbour.example/7")
    with Watched(filled) as watched:
        polling.watch(article, AT)
        (due,) = polling.load([article.id])
        polling.last_sha256(article.id)
        polling.write([Record(stories.unchanged(article, AT), due.appointment, keys=["harbour.example/7"])])
        polling.remember_key(article, "harbour.example/7")
        polling.by_key("harbour.example/8", [article.url])
        polling.hint(article, AT, AT)
        polling.robots("https://harbour.example")
        polling.newest_check()
    assert "\n".join(watched.scans()) == ""


def test_an_import_reads_no_whole_table(filled: Archive) -> None:
    """What an import asks and writes goes by index, whether the article is new or known."""
    known, new = filled.article("https://harbour.example/7"), "https://harbour.example/elsewhere"
    with Watched(filled) as watched:
        number = importing.begin(filled, "jsonl", "some.jsonl", AT)
        importing.known(filled, [b"one", b"two"])
        start = importing.start(filled, known.url, "Outlet 1", "another")
        fresh = importing.start(filled, new, "Outlet 1", "another")
        first = stories.first(fresh.job.article, stories.document("It runs."), AT)
        arrivals = [
            Arrival(
                known.url, "Outlet 1", "some.jsonl", start.versions, (Imported(b"one", stories.failed(known, AT)),)
            ),
            Arrival(new, "Outlet 1", "some.jsonl", fresh.versions, (Imported(b"two", first),)),
        ]
        assert importing.write(filled, number, arrivals, AT) == 1
        importing.trouble(filled, number, [("line 3", "holds no text")])
        importing.finish(filled, number, AT, 1)
    assert "\n".join(watched.scans()) == ""


def test_the_watch_would_see_a_scan(filled: Archive, tmp_path: Path) -> None:
    """The test above can fail: a query without an index is reported."""
    with Watched(filled) as watched:
        filled.db.rows("SELECT COUNT(*) FROM edits WHERE old = 'x'")
        filled.db.rows("SELECT COUNT(*) FROM findings WHERE version_id IS NULL AND title = 'x'")
    assert len(list(watched.scans())) == 2


def test_what_refers_to_a_row_is_found_by_an_index(archive: Archive) -> None:
    """Else deleting one row goes through the whole table that refers to it, once for each."""
    plans = {}
    for table in archive.db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_fts*'"):
        for key in archive.db.rows(f"SELECT \"from\" AS field FROM pragma_foreign_key_list('{table['name']}')"):
            asked = f"SELECT 1 FROM {table['name']} WHERE {key['field']} = :row"
            plans[f"{table['name']}.{key['field']}"] = list(scans(archive.db.raw, asked))
    assert len(plans) > 30
    assert {name: found for name, found in plans.items() if found} == {}
