"""Whoever alters, loses, adds or swaps a row, or a bit of the file, is found out, and the first bad row is named."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.errors import StoreError
from revtrack.model import ArticleState, Decision, Finding, Verdict
from revtrack.store import Archive
from revtrack.store.verify import Proof
from store import stories


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with at least two rows in every table that holds evidence or what was found in it."""
    path = tmp_path_factory.mktemp("finished") / "archive.db"
    with Archive(path) as archive:
        for place in ("ferry", "bridge"):
            article = archive.add(f"https://harbour.example/{place}", "The Daily Harbour", "add")
            before = stories.document("It runs.", f"1,200 came to the {place}.", "Ends.")
            archive.commit(stories.first(article, before, "2026-05-03T08:00:00Z"))
            archive.commit(stories.unchanged(article, "2026-05-03T09:00:00Z"))
            for number in (2, 3):
                after = stories.document("It runs.", f"{number},000 came to the {place}.", "Ends.", "Correction: so.")
                archive.commit(stories.second(article, before, after, f"2026-05-03T1{number}:00:00Z", number))
                before = after
            gone = Finding("gone", "R20", Verdict.FAIL, 3, f"the {place} article is gone", key=f"gone-{place}")
            outcome = stories.failed(article, "2026-05-04T09:00:00Z", stories.CheckCode.GONE)
            archive.commit(stories.replace(outcome, findings=(gone,)))
            archive.set_state(article, ArticleState.PAUSED, at="2026-05-04T10:00:00Z")
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


EVIDENCE = (
    "articles", "article_urls", "checks", "state_changes", "bodies", "captures", "versions", "blocks", "block_lives",
    "field_lives", "edits", "field_edits", "notes", "claims", "note_sightings", "links", "findings", "decisions",
    "chain",
)  # fmt: skip


def columns() -> Iterator[tuple[str, str]]:
    """Yield every table and column that holds evidence."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "schema.db") as archive:
        for table in EVIDENCE:
            for row in archive.db.rows("SELECT name FROM pragma_table_info(:table)", {"table": table}):
                yield table, row["name"]


NUMBERED = ("article_urls", "block_lives", "field_lives", "claims")
"""Tables whose row numbers nothing refers to: they say nothing."""
OPERATIONAL = {("articles", name) for name in ("final_url", "etag", "last_modified")} | {(t, "id") for t in NUMBERED}
"""What the next request is made with (no evidence, renewed by it), and numbers that say nothing."""


@pytest.mark.parametrize(("table", "column"), sorted(set(columns()) - OPERATIONAL), ids=lambda item: str(item))
def test_an_edited_cell_is_caught(copy: Path, table: str, column: str) -> None:
    """Whichever cell of evidence is changed, `verify` does not prove."""
    connection = sqlite3.connect(copy)
    wanted = f"SELECT rowid, {column} FROM {table} ORDER BY {column} IS NULL, rowid DESC LIMIT 1"
    row_id, value = connection.execute(wanted).fetchone()
    if value is None or isinstance(value, str):
        other: object = f"{value or ''}x"
        kind = connection.execute("SELECT type FROM pragma_table_info(?) WHERE name = ?", (table, column)).fetchone()[0]
        if kind == "INTEGER":
            other = 1
    elif isinstance(value, bytes):
        other = value[:-1] + bytes([value[-1] ^ 1])
    else:
        other = value + 1000
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (other, row_id))
    connection.commit()
    connection.close()
    assert not proof(copy).holds


@pytest.mark.parametrize("table", EVIDENCE)
@pytest.mark.parametrize("which", ["first", "last"])
def test_a_deleted_row_is_caught(copy: Path, table: str, which: str) -> None:
    """Rows cannot be taken out at either end or between."""
    function = "MIN" if which == "first" else "MAX"
    head = proof(copy).head
    tamper(copy, f"DELETE FROM {table} WHERE rowid = (SELECT {function}(rowid) FROM {table})")
    # Without its newest entry, here one about checks, the chain is a shorter and sound one: only a head kept
    # elsewhere tells.
    at_the_end = (table, which) == ("chain", "last")
    assert proof(copy).holds == at_the_end
    assert not proof(copy, head).holds


@pytest.mark.parametrize("table", [t for t in EVIDENCE if t not in ("articles", "article_urls", "bodies", "notes")])
def test_an_inserted_row_is_caught(copy: Path, table: str) -> None:
    """A row copied under a new number was never committed."""
    connection = sqlite3.connect(copy)
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    values = ", ".join(f"{n} + 100" if n == "number" else n for n in names)
    connection.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} ORDER BY id LIMIT 1")
    connection.commit()
    connection.close()
    result = proof(copy)
    if table == "checks":
        # A check after the newest sealed one is not evidence yet; `verify` says how many those are.
        assert result.unsealed == 1
        return
    assert not result.holds


@pytest.mark.parametrize("table", [t for t in EVIDENCE if t not in ("articles", "blocks", "bodies", *NUMBERED)])
def test_swapped_rows_are_caught(copy: Path, table: str) -> None:
    """Two rows cannot change places."""
    tamper(
        copy, "PRAGMA foreign_keys = OFF",
        f"UPDATE {table} SET id = -1 WHERE id = (SELECT MIN(id) FROM {table})",
        f"UPDATE {table} SET id = (SELECT MIN(id) FROM {table} WHERE id > 0) - 1 WHERE id = (SELECT MAX(id) FROM {table})",
        f"UPDATE {table} SET id = (SELECT MAX(id) FROM {table}) + 1 WHERE id = -1",
    )  # fmt: skip
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
