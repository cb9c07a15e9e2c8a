"""Print the freshly migrated schema: what `db/schema.sql` holds, and a test holds true."""

import tempfile
from pathlib import Path

from revtrack.store.archive import Archive

HEADING = "-- The schema of a fresh archive, for reading. Renew it with: make schema\n"


def text() -> str:
    """Return the schema as SQL, in the order it is made; no table of SQLite's own or of the full-text index."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db") as archive:
        rows = archive.db.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
            " AND name NOT GLOB '*_fts_*' ORDER BY rowid"
        )
    return HEADING + "\n".join(f"{row['sql']};" for row in rows) + "\n"


if __name__ == "__main__":
    print(text(), end="")
