"""Whoever alters, loses, adds or swaps a row, or a bit of the file, is found out, and the first bad row is named."""

import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from revtrack.errors import StoreError
from revtrack.model import Decision, Finding, Verdict
from revtrack.store import Archive
from revtrack.store.proofs import Proof
from revtrack.store.pruning import Policy
from store import stories


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with at least two rows in every table that `verify` answers for."""
    path = tmp_path_factory.mktemp("finished") / "archive.db"
    with Archive(path) as archive:
        for place in ("ferry", "bridge"):
            article = archive.add(f"https://harbour.example/{place}", f"The Daily {place.title()}", "add")
            before = stories.document("It runs.", f"1,200 came to the {place}.", "Ends.")
            archive.commit(stories.first(article, before, "2026-05-03T08:00:00Z"))
            for minute in range(3):
                archive.commit(stories.unchanged(article, f"2026-05-03T09:0{minute}:00Z"))
            for number in (2, 3):
                after = stories.document("It runs.", f"{number},000 came to the {place}.", "Ends.", "Correction: so.")
                archive.commit(stories.second(article, before, after, f"2026-05-03T1{number}:00:00Z", number))
                before = after
            pruned = archive.prune(Policy(checks_before="2026-05-04"), at="2026-05-04T00:00:00Z", dry_run=False)
            assert pruned.checks == 2
            gone = Finding("gone", "R20", Verdict.FAIL, 3, f"the {place} article is gone", key=f"gone-{place}")
            outcome = stories.failed(article, "2026-05-04T09:00:00Z", stories.CheckCode.GONE)
            archive.commit(stories.replace(outcome, findings=(gone,)))
            archive.pause(article, "asked to", at="2026-05-04T10:00:00Z")
        archive.decide(Decision("finding", "key-2", "needs_note", "it matters", "ed", "2026-05-04T08:00:00Z"))
        archive.decide(Decision("finding", "key-3", "style", "", "ed", "2026-05-04T08:01:00Z"))
        archive.seal()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    return path


@pytest.fixture
def copy(finished: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copy(finished, tmp_path / "copy.db"))


def proof(path: Path, against: str | None = None) -> Proof:
    """Return what `verify` says of the file."""
    with Archive(path, read_only=True) as archive:
        return archive.verify(against=against)


def tamper(path: Path, *statements: str) -> None:
    """Change the file as somebody with the `sqlite3` shell would."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_untouched_archive_proves(finished: Path) -> None:
    """Nothing is wrong, everything is counted, and the head is the archive's own."""
    result = proof(finished)
    assert result.problems == ()
    assert (result.articles, result.versions, result.captures, result.checks, result.unsealed) == (2, 6, 6, 10, 0)
    assert proof(finished, result.head).holds


NOT_PROVED = {
    "templates": "which body others are stored against: the bodies themselves are proved",
    "anchors": "what a time-stamping service answered: its own signature proves it, its head must be in the chain",
    "schedule": "when to visit next", "hosts": "how a host is treated", "robots": "rules to fetch by",
    "article_keys": "how feeds name an article", "polls": "a log", "feeds": "what to look through",
    "alerts": "told once, made of what is proved", "sinks": "whom to tell", "deliveries": "whether it was told",
    "column_entries": "an imported list of what to look at; what a version shows of it is proved with the version",
    "imports": "a log", "imported": "what not to import again", "import_troubles": "a log",
    "_sqlite_migrations": "the schema's steps, compared with those known",
    "sqlite_sequence": "SQLite's own",
}  # fmt: skip
"""Tables whose rows somebody may change without `verify` noticing, each with the reason."""
NUMBERED = ("article_urls", "claims")
"""Tables whose row numbers nothing refers to: they say nothing."""
OPERATIONAL = {("articles", name) for name in ("final_url", "etag", "last_modified")} | {(t, "id") for t in NUMBERED}
"""What the next request is made with (no evidence, renewed by it), and numbers that say nothing."""


@cache
def schema() -> Mapping[str, Mapping[str, tuple[str, bool]]]:
    """Return the columns of every table that `verify` answers for, with their type and whether they are its key."""
    out = {}
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "schema.db") as archive:
        for row in archive.db.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'blocks_fts*'"
        ):
            if row["name"] not in NOT_PROVED:
                info = archive.db.rows("SELECT name, type, pk FROM pragma_table_info(:t)", {"t": row["name"]})
                out[row["name"]] = {name: (kind, pk > 0) for name, kind, pk in info}
    return out


def keys(table: str) -> list[str]:
    """Return the columns that say which row of *table* one is."""
    return [name for name, (_, is_key) in schema()[table].items() if is_key]


def rows_of(connection: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    """Return the rows of *table* in the order of its key."""
    names = list(schema()[table])
    found = connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {', '.join(keys(table))}")
    return [dict(zip(names, row, strict=True)) for row in found]


def put(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    """Insert *row* as it is."""
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def drop(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    """Delete *row*."""
    where = " AND ".join(f"{name} = ?" for name in keys(table))
    assert connection.execute(
        f"DELETE FROM {table} WHERE {where}", tuple(row[name] for name in keys(table))
    ).rowcount == 1  # fmt: skip


def altered(value: object, kind: str) -> object:
    """Return another value of the column's type."""
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(value, int | float):
        return value + 1000
    return 1 if kind == "INTEGER" else f"{value or ''}x"


def test_every_table_with_evidence_is_tried(finished: Path) -> None:
    """The small archive has two rows or more of each, so that nothing below passes for want of a row."""
    connection = sqlite3.connect(finished)
    assert {table: len(rows_of(connection, table)) for table in schema() if len(rows_of(connection, table)) < 2} == {}
    connection.close()


CELLS = [(table, column) for table, columns in schema().items() for column in columns]


@pytest.mark.parametrize(("table", "column"), sorted(set(CELLS) - OPERATIONAL), ids=lambda item: str(item))
def test_an_edited_cell_is_caught(copy: Path, table: str, column: str) -> None:
    """Whichever cell of evidence is changed, `verify` does not prove."""
    connection = sqlite3.connect(copy)
    row = max(rows_of(connection, table), key=lambda row: row[column] is not None)
    drop(connection, table, row)
    put(connection, table, {**row, column: altered(row[column], schema()[table][column][0])})
    connection.commit()
    connection.close()
    assert not proof(copy).holds


@pytest.mark.parametrize("table", schema())
@pytest.mark.parametrize("which", [0, -1], ids=["first", "last"])
def test_a_deleted_row_is_caught(copy: Path, table: str, which: int) -> None:
    """Rows cannot be taken out at either end or between."""
    head = proof(copy).head
    connection = sqlite3.connect(copy)
    drop(connection, table, rows_of(connection, table)[which])
    connection.commit()
    connection.close()
    # Without its newest entry, here one about checks, the chain is a shorter and sound one: only a head kept
    # elsewhere tells.
    at_the_end = (table, which) == ("chain", -1)
    assert proof(copy).holds == at_the_end
    assert not proof(copy, head).holds


@pytest.mark.parametrize("table", schema())
def test_an_inserted_row_is_caught(copy: Path, table: str) -> None:
    """A row copied under a new number, made different where it must be, was never committed."""
    connection = sqlite3.connect(copy)
    row = rows_of(connection, table)[0]
    row.pop("id", None)
    for _, index, is_unique, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if is_unique:
            *_, (_, _, name) = connection.execute(f"PRAGMA index_info({index})")
            row[name] = altered(row[name], schema()[table][name][0])
    put(connection, table, row)
    connection.commit()
    connection.close()
    result = proof(copy)
    if table == "checks":
        # A check after the newest sealed one is not evidence yet; `verify` says how many those are.
        assert result.unsealed == 1
        return
    assert not result.holds


@pytest.mark.parametrize("table", [table for table in schema() if table not in NUMBERED])
def test_swapped_rows_are_caught(copy: Path, table: str) -> None:
    """Two rows cannot change places."""
    connection = sqlite3.connect(copy)
    one, *_, other = rows_of(connection, table)
    for row in (one, other):
        drop(connection, table, row)
    for place, said in ((one, other), (other, one)):
        put(connection, table, {**said, **{name: place[name] for name in keys(table)}})
    connection.commit()
    connection.close()
    assert not proof(copy).holds


def test_the_first_bad_row_is_named(copy: Path) -> None:
    """The message says which version of which article."""
    tamper(copy, "UPDATE blocks SET text = '9,999 came to the bridge.' WHERE text = '2,000 came to the bridge.'")
    first = proof(copy).problems[0]
    assert first.where == "versions row 5 (version 2 of https://harbour.example/bridge)"
    assert "does not prove" in first.what


def test_an_archive_written_anew_does_not_continue_the_old_head(finished: Path, tmp_path: Path) -> None:
    """Whoever rebuilds a sound archive with other words cannot make it hold a head that was printed before."""
    head = proof(finished).head
    with Archive(tmp_path / "other.db") as other:
        article = other.add("https://harbour.example/ferry")
        other.commit(stories.first(article, stories.document("Other words."), "2026-05-03T08:00:00Z"))
    result = proof(tmp_path / "other.db", head)
    assert [problem.where for problem in result.problems] == ["chain"]
    assert proof(tmp_path / "other.db").holds


def readable(path: Path) -> list[object]:
    """Return everything that can be read from the file, but for what `OPERATIONAL` says is no evidence."""
    connection = sqlite3.connect(path)
    try:
        tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
        return [schema, *(connection.execute(sql(t)).fetchall() for t in tables)]
    finally:
        connection.close()


def sql(table: str) -> str:
    """Return the statement that reads all of *table* that matters."""
    if table == "articles":
        return "SELECT id, url, outlet_id, headline, state, source, added_at, versions FROM articles"
    if table == "_sqlite_migrations":
        return "SELECT id, migration_set, name FROM _sqlite_migrations"
    return f"SELECT * FROM {table} ORDER BY 1"


def harmless(path: Path, sound: list[object]) -> bool:
    """Say whether nothing readable differs: a bit in unused space, or in a column that is no evidence."""
    try:
        return readable(path) == sound
    except sqlite3.DatabaseError:
        return False


def test_a_flipped_bit_in_any_page_is_caught(finished: Path, tmp_path: Path) -> None:
    """Whichever bit of whichever page flips: `verify` says so, or nothing anybody can read has changed."""
    content, sound = finished.read_bytes(), readable(finished)
    size = int.from_bytes(content[16:18]) or 4096
    caught, missed = 0, []
    for page in range(len(content) // size):
        for offset in (0, 5, 11, 17, size // 3, size // 2, size - 200, size - 60, size - 3):
            at = page * size + offset
            flipped = bytearray(content)
            flipped[at] ^= 1 << (at % 8)
            path = tmp_path / "flipped.db"
            path.write_bytes(flipped)
            if not _flip_shows(path):
                if not harmless(path, sound):
                    missed.append((page, offset))
            else:
                caught += 1
    assert missed == []
    assert caught > len(content) // size


def _flip_shows(path: Path) -> bool:
    try:
        return not proof(path).holds
    except StoreError:
        return True
