"""
Find what matters and no note explains.

An edit is explained when a claim was linked to it, when it makes the same
change as a linked one, when the note speaks of several places and it is of the
kind the note names, or when its words and the note's are the same. Style never
counts, and expansion only where the diff itself found it material; what remains
is for an editor to judge. What was only added says nothing against what stood:
where nothing else is left open, a step that only brought passages in is the
story growing.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from revtrack.audit.told import changed_words, explains, says_more, what_is_told
from revtrack.model import Category, Edit, EditKind, Link, Materiality, Note, NoteStatus, Revision, Span

MOVED = 90
"""rapidfuzz's ratio from which deleted words count as standing elsewhere now."""
MOVED_MOST = 300
"""In a rewrite of more edits than this the diff's own moves must do."""
MOVED_MIN = 25
"""Fewer characters than this come back by chance."""
QUIET = frozenset({Category.STYLE, Category.NOTE, Category.METADATA})


def unannounced(revision: Revision, notes: Sequence[Note], links: Sequence[Link]) -> tuple[str, ...]:
    """Return the ids of the edits of *revision* that are material and that none of *notes* explains, in order."""
    if revision.before is None:
        return ()
    told = what_is_told(revision, notes, links)
    found, only_grown = [], True
    for edit in revision.edits:
        if edit.id in told.edits or any(part.id in told.edits for part in edit.parts):
            if not edit.parts and not in_note(edit, notes) and says_more(told, revision, edit):
                found.append(edit.id)
                only_grown = only_grown and is_growth(edit)
            continue
        parts = [part for part in edit.walk() if is_material(part) and not in_note(part, notes)]
        left = [part for part in parts if not explains(told, revision, part) and not stands_elsewhere(revision, part)]
        if left:
            found.append(edit.id)
            only_grown = only_grown and all(map(is_growth, left))
    return () if only_grown else tuple(found)


def is_material(edit: Edit) -> bool:
    """Say whether the edit itself matters to what the article says."""
    return edit.materiality >= Materiality.MATERIAL and edit.category not in QUIET


def is_growth(edit: Edit) -> bool:
    """Say whether a passage only came: what an earlier reader was told still stands (handbook corrections.md, 5.2)."""
    return edit.kind is EditKind.INSERT and edit.category in (Category.EXPANSION, Category.CAPTION)


def in_note(edit: Edit, notes: Iterable[Note]) -> bool:
    """Say whether the edit lies inside a note."""
    for note in notes:
        if note.span is not None:
            side = edit.before if note.status is NoteStatus.REMOVED else edit.after
            if side is not None and most(side, note.span):
                return True
    return edit.category is Category.NOTE


def most(span: Span, note: Span) -> bool:
    """Say whether most of *span* lies inside *note*."""
    return min(span.end, note.end) - max(span.start, note.start) > span.length / 2


def stands_elsewhere(revision: Revision, edit: Edit) -> bool:
    """Say whether words that seem to come or go only changed places, a wire tag before them, say."""
    old, new = changed_words(revision, edit)
    if bool(old) == bool(new) or len(old + new) < MOVED_MIN or len(revision.edits) > MOVED_MOST:
        return False
    for other in revision.edits:
        there = changed_words(revision, other)[1 if old else 0]
        if other.id != edit.id and len(there) >= MOVED_MIN and fuzz.ratio(old or new, there, score_cutoff=MOVED):
            return True
    return False
