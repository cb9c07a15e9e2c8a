"""
Keep the archive: one SQLite file, one writer.

`Archive` is the front door. The rest of the program never speaks SQL.
"""

from revtrack.store.archive import Archive

__all__ = ["Archive"]
