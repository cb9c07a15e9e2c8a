"""The schema is what the committed file says, and every step of it is safe."""

import re
import subprocess
import sys
from pathlib import Path

from revtrack.store import Archive, schema
from revtrack.store.migrations import LATEST
from revtrack.store.migrations.steps import SETS

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"


def test_the_committed_schema_is_the_migrated_one() -> None:
    """`db/schema.sql` is what a fresh archive has; renew it with `make schema`."""
    assert SCHEMA.read_text() == schema.text()


def test_every_table_and_view_is_explained() -> None:
    """`docs/schema.md` names each table and view of the schema."""
    names = set(re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", SCHEMA.read_text(), re.MULTILINE))
    explained = set(re.findall(r"`(\w+)`", (SCHEMA.parents[1] / "docs" / "schema.md").read_text()))
    assert names - explained == set()


def test_the_number_of_the_schema_is_that_of_its_steps() -> None:
    """A file with `LATEST` steps has taken every one, though nobody loads them to count."""
    assert sum(len(steps._migrations) for steps in SETS) == LATEST


def test_opening_an_archive_of_today_loads_no_step(tmp_path: Path) -> None:
    """Neither a writer nor a reader waits for what only an older archive needs."""
    path = tmp_path / "a.db"
    Archive(path).close()
    code = (
        "import sys; from revtrack.store import Archive; path = sys.argv[1]; Archive(path).close();"
        "Archive(path, read_only=True).close(); print([m for m in sys.modules if m.startswith('sqlite_utils')])"
    )
    told = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
