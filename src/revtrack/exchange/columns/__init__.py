"""
Read an outlet's corrections page or column: entries that name the articles they correct.

`pieces` cuts a page into paragraphs under their headings, `citing` finds which
article a paragraph names, `column` puts entries together. Which articles they
are, the archive says: `intake` joins them.
"""

from revtrack.exchange.columns.column import Entry, read

__all__ = ["Entry", "read"]
