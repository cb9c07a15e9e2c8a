"""The schema is what the committed file says, and every step of it is safe."""

import re
from pathlib import Path

from revtrack.store import schema

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"


def test_the_committed_schema_is_the_migrated_one() -> None:
    """`db/schema.sql` is what a fresh archive has; renew it with `make schema`."""
    assert SCHEMA.read_text() == schema.text()


def test_every_table_and_view_is_explained() -> None:
    """`docs/schema.md` names each table and view of the schema."""
    names = set(re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", SCHEMA.read_text(), re.MULTILINE))
    explained = set(re.findall(r"`(\w+)`", (SCHEMA.parents[1] / "docs" / "schema.md").read_text()))
    assert names - explained == set()
