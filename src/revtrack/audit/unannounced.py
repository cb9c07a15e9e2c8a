"""
Find what matters and no note explains.

An edit is explained when a claim was linked to it, when it makes the same
change as a linked one, or when the words it changes are the notes' own words.
Style and mere expansion never count; what remains is for an editor to judge.
"""

from collections.abc import Iterable, Sequence

from revtrack.model import Category, Edit, Link, LinkStatus, Materiality, Note, NoteStatus, Revision, Span
from revtrack.text import stem, tokens

SHARED = 0.4
"""Share of an edit's changed words that must be a note's words for the note to speak of it (docs/audit.md)."""
FEW_WORDS = 3
"""Words shorter than this say nothing about what an edit is about."""
QUIET = frozenset({Category.EXPANSION, Category.CONTEXT, Category.STYLE, Category.NOTE, Category.METADATA})


def unannounced(revision: Revision, notes: Sequence[Note], links: Sequence[Link]) -> tuple[str, ...]:
    """Return the ids of the edits of *revision* that are material and that none of *notes* explains, in order."""
    if revision.before is None:
        return ()
    told = told_edits(links)
    changes = {words(revision, edit) for edit in revision.walk() if edit.id in told}
    vocabulary = note_words(notes)
    found = []
    for edit in revision.edits:
        parts = [part for part in edit.walk() if is_material(part) and not in_note(part, notes)]
        if not any(part.id in told or edit.id in told for part in parts):
            parts = [p for p in parts if words(revision, p) not in changes and not speaks_of(revision, p, vocabulary)]
            if parts:
                found.append(edit.id)
    return tuple(found)


def told_edits(links: Iterable[Link]) -> set[str]:
    """Return the ids of the edits of the last revision that a claim was linked to."""
    said = (LinkStatus.LINKED, LinkStatus.REMOVED)
    return {edit for link in links if link.status in said and link.revision == -1 for edit in link.edits}


def is_material(edit: Edit) -> bool:
    """Say whether the edit itself matters to what the article says."""
    return edit.materiality >= Materiality.MATERIAL and edit.category not in QUIET


def in_note(edit: Edit, notes: Sequence[Note]) -> bool:
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


def words(revision: Revision, edit: Edit) -> tuple[str, str]:
    """Return what an edit changed, without case."""
    old, new = revision.words(edit)
    return old.strip().casefold(), new.strip().casefold()


def note_words(notes: Sequence[Note]) -> frozenset[str]:
    """Return the stems of the words of the notes that stand in this version."""
    there = [note.text for note in notes if note.status in (NoteStatus.NEW, NoteStatus.REWORDED)]
    return stems(" ".join(there))


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of *text* that are long enough to mean something."""
    return frozenset(stem(token.text) for token in tokens(text) if len(token.text) >= FEW_WORDS)


def speaks_of(revision: Revision, edit: Edit, vocabulary: frozenset[str]) -> bool:
    """Say whether the words an edit changes are words of a note."""
    old, new = map(stems, revision.words(edit))
    changed = old ^ new
    return bool(changed) and len(changed & vocabulary) >= SHARED * len(changed)
