"""Make a revision of two documents: the front door's work, step by step."""

from revtrack.diff.blocks import block_pairs
from revtrack.diff.compose import tiles_between
from revtrack.diff.edits import Writer
from revtrack.diff.fields import field_edits
from revtrack.diff.headlines import whole_headline
from revtrack.diff.words import Ids
from revtrack.model import Document, Revision


def diff(before: Document, after: Document) -> Revision:
    """
    Return what changed from *before* to *after*.

    The edits cover every difference between the two linear texts, each with a
    category, a materiality and the reasons; `apply` makes the new text of the
    old one from them. Fields outside the text come as field edits. The result
    depends on the two documents alone, never on the clock; when a budget was
    reached, `coarse` says so and the edits still hold every difference.
    """
    ids = Ids()
    tiles = tiles_between(before, after, ids)
    tiles = whole_headline(before, after, tiles) if tiles else tiles
    writer = Writer(before, after, ids)
    edits = writer.edits(tiles)
    blocks = block_pairs(before, after, tiles)
    fields = field_edits(before, after, blocks, writer)
    return Revision(before, after, tuple(edits), tuple(fields), blocks, _coarse(ids))


def _coarse(ids: Ids) -> str | None:
    """Return why the result is coarser than usual, or None."""
    return "; ".join(f"{what} ({size:,})" for what, size in ids.coarse.items()) or None
