"""The schema is what the committed file says, and every step of it is safe."""

from pathlib import Path

from revtrack.store import schema

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"


def test_the_committed_schema_is_the_migrated_one() -> None:
    """`db/schema.sql` is what a fresh archive has; renew it with `make schema`."""
    assert SCHEMA.read_text() == schema.text()
