"""
Judge a piece of an edit by its own words.

An insertion often holds an outlet's note and other words in one stretch. Who
sets the note apart has pieces left over, and what was said of the whole (a
negation in the note, say) isn't true of them.
"""

from dataclasses import replace

from revtrack.diff.edits import Writer
from revtrack.diff.rules import Scene, judge
from revtrack.diff.tiles import change
from revtrack.diff.words import Ids
from revtrack.model import Edit, EditKind, Revision


def judge_again(revision: Revision, piece: Edit) -> Edit:
    """Return *piece*, part of an insertion or deletion of *revision*, with category, materiality and reasons anew."""
    if revision.before is None:
        return piece
    shift = sum(
        (edit.after.length if edit.after else 0) - (edit.before.length if edit.before else 0)
        for edit in revision.edits
        if edit.kind is not EditKind.MOVE and edit.after and piece.after and edit.after.end <= piece.after.start
    )
    if piece.after is not None:
        at = min(max(0, piece.after.start - shift), len(revision.before.text))
        tile = change(at, at, piece.after.start, piece.after.end)
    elif piece.before is not None:
        at = min(max(0, piece.before.start + shift), len(revision.after.text))
        tile = change(piece.before.start, piece.before.end, at, at)
    else:
        return piece
    tables = Writer(revision.before, revision.after, Ids()).tables
    category, materiality, reasons = judge(Scene(revision.before, revision.after, tile, tables))
    return replace(piece, category=category, materiality=materiality, reasons=reasons)
