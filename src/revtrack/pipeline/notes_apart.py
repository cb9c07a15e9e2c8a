"""
Set the outlet's notes apart from the article's own words.

A note that appears is a difference like any other, and the diff shows it; but
it is not a change of what the article says. Edits inside notes get the
category `note`, and an insertion or deletion that holds a note and other words
is cut at the note's ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from revtrack.diff import judge_again
from revtrack.model import GAP, Category, Edit, EditKind, Materiality, Note, NoteStatus, Revision, Span


def set_apart(revision: Revision, notes: Sequence[Note]) -> Revision:
    """Return *revision* with the edits inside *notes* marked as such, ids renewed in order."""
    new = _merged(note.span for note in notes if note.span and note.status is not NoteStatus.REMOVED)
    old = _merged(_old_spans(revision, notes))
    if not new and not old:
        return revision
    edits: list[Edit] = []
    for edit in revision.edits:
        pieces = _cut(edit, old, new)
        if len(pieces) > 1:
            pieces = [judge_again(revision, piece) for piece in pieces]
        edits.extend(_mark(piece, old, new) for piece in pieces)
    return replace(revision, edits=_numbered(edits))


def _old_spans(revision: Revision, notes: Sequence[Note]) -> list[Span]:
    """Return where notes stood in the old text: removed ones, and the earlier wording of those that live on."""
    spans = [note.span for note in notes if note.span and note.status is NoteStatus.REMOVED]
    if revision.before is not None:
        for note in notes:
            wording = note.previous or note.text
            at = revision.before.text.find(wording) if note.status is not NoteStatus.NEW else -1
            if at >= 0:
                spans.append(Span(at, at + len(wording)))
    return spans


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* in order, overlapping ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _cut(edit: Edit, old: Sequence[Span], new: Sequence[Span]) -> list[Edit]:
    """Return *edit* in pieces that lie inside or outside notes; only pure insertions and deletions can be cut."""
    if edit.kind is EditKind.INSERT and edit.after is not None:
        return [replace(edit, after=piece) for piece in _pieces(edit.after, new)]
    if edit.kind is EditKind.DELETE and edit.before is not None:
        return [replace(edit, before=piece) for piece in _pieces(edit.before, old)]
    return [edit]


def _pieces(span: Span, holes: Sequence[Span]) -> list[Span]:
    """Return *span* cut at the ends of every one of *holes* inside it; a blank line at its edge is not cut off."""
    cuts = {span.start, span.end}
    for hole in holes:
        cuts |= {at for at in hole if span.start + len(GAP) < at < span.end - len(GAP)}
    ends = sorted(cuts)
    return [Span(a, b) for a, b in pairwise(ends)] or [span]


def _mark(edit: Edit, old: Sequence[Span], new: Sequence[Span]) -> Edit:
    """Return *edit* as category `note` when everything it touches lies in notes."""
    sides = [(edit.before, old), (edit.after, new)]
    if all(span is None or any(_inside(span, hole) for hole in holes) for span, holes in sides):
        return replace(
            edit,
            category=Category.NOTE,
            materiality=Materiality.NONE,
            reasons=("inside the outlet's note",),
            parts=(),
        )
    return edit


def _inside(span: Span, hole: Span) -> bool:
    """Say whether *span* lies in *hole*, the blank line around a note counted with it."""
    return hole.start - len(GAP) <= span.start and span.end <= hole.end + len(GAP)


def _numbered(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return *edits* with ids `e1`, `e2` ... in order."""
    out = []
    for number, edit in enumerate(edits, 1):
        parts = tuple(replace(part, id=f"e{number}.{k}") for k, part in enumerate(edit.parts, 1))
        out.append(replace(edit, id=f"e{number}", parts=parts))
    return tuple(out)
