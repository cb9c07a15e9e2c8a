"""
Keep the archive: one SQLite file, one writer.
"""
