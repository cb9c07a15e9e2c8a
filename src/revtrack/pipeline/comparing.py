"""
Compare two documents, with no archive behind them.
"""

from collections.abc import Sequence

from revtrack.model import Comparison, Document, Told
from revtrack.pipeline.analysing import analyse


def compare(before: Document | None, after: Document, *, notes: Sequence[str] = ()) -> Comparison:
    """
    Return the edits from *before* to *after*, the notes, their links, and what no note explains.

    *before* is None when no earlier version was seen; *notes* are texts of
    notes known from elsewhere, such as a wire advisory.
    """
    found = analyse(before, after, known=[Told(text) for text in notes], audited=False)
    return Comparison(found.revision, found.notes, found.links, found.unannounced)
