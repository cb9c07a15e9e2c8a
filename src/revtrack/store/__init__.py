"""
Keep the archive: one SQLite file, one writer.

`Archive` is the front door, `Several` reads a few of them as one. The rest of
the program never speaks SQL.
"""

from revtrack.store.archive import Archive
from revtrack.store.several import Several

__all__ = ["Archive", "Several"]
