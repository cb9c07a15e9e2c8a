"""
Find what matters and no note explains.

An edit is explained when a claim was linked to it, when it makes the same
change as a linked one, when the note speaks of several places and it is of the
kind the note names, or when its words and the note's are the same. Style never
counts, and expansion only where the diff itself found it material; what remains
is for an editor to judge.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from revtrack.model import Category, Edit, Link, LinkStatus, Materiality, Note, NoteStatus, Revision, Span
from revtrack.text import lexicon, stem, tokens

SHARED = 0.4
"""Share of an edit's changed words that must be a note's words for the note to speak of it (docs/audit.md)."""
SHORTEST = 3
"""Words shorter than this say nothing about what an edit is about."""
MOVED = 90
"""rapidfuzz's ratio from which deleted words count as standing elsewhere now."""
MOVED_MOST = 300
"""In a rewrite of more edits than this the diff's own moves must do."""
MOVED_MIN = 25
"""Fewer characters than this come back by chance."""
QUIET = frozenset({Category.STYLE, Category.NOTE, Category.METADATA})
FIGURES = frozenset({Category.NUMBER, Category.UNIT, Category.RANK})
OF_TYPE = {
    "number": FIGURES,
    "rank": FIGURES,
    "unit": FIGURES,
    "age": FIGURES,
    "date": frozenset({Category.DATE}),
    "name": frozenset({Category.NAME}),
    "title": frozenset({Category.TITLE}),
    "quote": frozenset({Category.QUOTE}),
    "place": frozenset({Category.PLACE}),
}
"""The categories of edit that a claim of each type speaks of."""
SEVERAL = re.compile(
    r"\b(?:throughout|(?:two|three|four|several|various|some) \w+|"
    r"numbers|figures|statistics|names|dates|quotes|titles|ages)\b",
    re.I,
)


@dataclass(frozen=True)
class Told:
    """What the notes of a step explain."""

    edits: frozenset[str]
    """Ids of the edits claims were linked to."""
    changes: frozenset[tuple[str, str]]
    """The (old, new) words of those, without case."""
    words: frozenset[str]
    """Stems of the words of the notes written in this step."""
    kinds: frozenset[Category]
    """Categories that a linked claim covers wherever they occur."""


def unannounced(revision: Revision, notes: Sequence[Note], links: Sequence[Link]) -> tuple[str, ...]:
    """Return the ids of the edits of *revision* that are material and that none of *notes* explains, in order."""
    if revision.before is None:
        return ()
    told = what_is_told(revision, notes, links)
    found = []
    for edit in revision.edits:
        if edit.id in told.edits or any(part.id in told.edits for part in edit.parts):
            continue
        parts = [part for part in edit.walk() if is_material(part) and not in_note(part, notes)]
        if any(not explains(told, revision, part) and not stands_elsewhere(revision, part) for part in parts):
            found.append(edit.id)
    return tuple(found)


def what_is_told(revision: Revision, notes: Sequence[Note], links: Sequence[Link]) -> Told:
    """Return what *notes* explain, by the *links* of this step."""
    said = (LinkStatus.LINKED, LinkStatus.REMOVED)
    joined = [link for link in links if link.status in said and link.revision == -1]
    edits = frozenset(edit for link in joined for edit in link.edits)
    written = [note for note in notes if note.status in (NoteStatus.NEW, NoteStatus.REWORDED)]
    claims = [claim for note in written for claim in note.claims if any(link.claim == claim.id for link in joined)]
    many = [claim for claim in claims if claim.scope == "throughout" or SEVERAL.search(claim.text)]
    return Told(
        edits,
        frozenset(words(revision, edit) for edit in revision.walk() if edit.id in edits),
        stems(" ".join(note.text for note in written)),
        frozenset[Category]().union(*(OF_TYPE.get(claim.type, frozenset()) for claim in many)),
    )


def is_material(edit: Edit) -> bool:
    """Say whether the edit itself matters to what the article says."""
    return edit.materiality >= Materiality.MATERIAL and edit.category not in QUIET


def explains(told: Told, revision: Revision, edit: Edit) -> bool:
    """Say whether what is told explains an edit no claim was linked to."""
    if words(revision, edit) in told.changes or edit.category in told.kinds:
        return True
    old, new = map(stems, revision.words(edit))
    changed = old ^ new
    return bool(changed) and len(changed & told.words) >= SHARED * len(changed)


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
    old, new = words(revision, edit)
    if bool(old) == bool(new) or len(old + new) < MOVED_MIN or len(revision.edits) > MOVED_MOST:
        return False
    for other in revision.edits:
        there = words(revision, other)[1 if old else 0]
        if other.id != edit.id and len(there) >= MOVED_MIN and fuzz.ratio(old or new, there, score_cutoff=MOVED):
            return True
    return False


def words(revision: Revision, edit: Edit) -> tuple[str, str]:
    """Return what an edit changed, without case."""
    old, new = revision.words(edit)
    return old.strip().casefold(), new.strip().casefold()


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of *text* that mean something."""
    stop = lexicon("en").stop
    return frozenset(stem(t.text) for t in tokens(text) if len(t.text) >= SHORTEST and t.text.casefold() not in stop)
