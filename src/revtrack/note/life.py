"""
Follow notes from one version to the next: carried, reworded, moved, removed, back.

A note is known again by its words, first exactly, then by likeness; its place
and date may change. Claims and spans are always those of the version shown.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from revtrack.model import Note, NoteStatus

ALIKE = 60.0
"""How alike two wordings must be to be the same note, from 0 to 100. Lower, and two notes of one house
(`misstated the date of the vote`, `misstated the name of the clerk`) would pass for one."""
DROPPED = 0.75
"""A wording shorter than this share of the earlier one is called shortened."""


def follow(before: Sequence[Note], after: Sequence[Note], past: Sequence[Note] = ()) -> tuple[Note, ...]:
    """
    Return the notes of the new version with their status, then those removed with it.

    *past* are notes seen earlier that *before* no longer had: one of them
    that is seen again is new with the detail `back`. Ids are unique over all;
    a removed note keeps the span it had in the old text.
    """
    pairs = _paired(before, after)
    order = _in_order([pairs[index] for index in sorted(pairs)])
    current = [
        _lived(before[pairs[index]], note, order, pairs[index]) if index in pairs else _fresh(note, past)
        for index, note in enumerate(after)
    ]
    kept = set(pairs.values())
    removed = [
        replace(note, status=NoteStatus.REMOVED, detail=None, previous=None)
        for index, note in enumerate(before)
        if index not in kept
    ]
    return _renumbered([*current, *removed])


def words(note: Note) -> str:
    """Return a note's words without case, punctuation and spacing, by which it is known again."""
    return " ".join(re.findall(r"\w+", note.text.casefold()))


def _paired(before: Sequence[Note], after: Sequence[Note]) -> dict[int, int]:
    """Return which earlier note each new one is, by index: equal wordings first, then the most alike."""
    old, new = [words(note) for note in before], [words(note) for note in after]
    pairs: dict[int, int] = {}
    for index, wording in enumerate(new):
        match = next((k for k, other in enumerate(old) if other == wording and k not in pairs.values()), None)
        if match is not None:
            pairs[index] = match
    scored = sorted(
        (
            (-_likeness(before[k], after[index], old[k], new[index]), index, k)
            for index in range(len(new))
            if index not in pairs
            for k in range(len(old))
            if k not in pairs.values()
        ),
    )
    for score, index, k in scored:
        if -score >= ALIKE and index not in pairs and k not in pairs.values():
            pairs[index] = k
    return pairs


def _likeness(old: Note, new: Note, before: str, after: str) -> float:
    """Return how alike two notes are: in all their words, or the shorter within the longer."""
    whole = float(fuzz.ratio(before, after))
    short, long = sorted((before, after), key=len)
    inside = float(fuzz.partial_ratio(short, long)) - 8.0 if len(short) >= 25 else 0.0
    same_label = 4.0 if old.label and new.label and old.label.casefold() == new.label.casefold() else 0.0
    return max(whole + same_label, inside)


def _in_order(indexes: Sequence[int]) -> frozenset[int]:
    """Return the longest run of earlier notes that still stand in their old order."""
    best: list[list[int]] = []
    for position, index in enumerate(indexes):
        runs = [best[k] for k in range(position) if indexes[k] < index]
        longest: list[int] = max(runs, key=len, default=[])
        best.append([*longest, index])
    whole: list[int] = max(best, key=len, default=[])
    return frozenset(whole)


def _lived(old: Note, new: Note, order: frozenset[int], index: int) -> Note:
    """Return the note as carried, moved or reworded from its earlier self."""
    if words(old) != words(new):
        detail = "shortened" if len(words(new)) < DROPPED * len(words(old)) else None
        if detail is None and old.date_text and new.date_text and old.date_text != new.date_text:
            detail = "redated"
        return replace(new, status=NoteStatus.REWORDED, detail=detail, previous=old.text)
    if _moved(old, new) or index not in order:
        return replace(new, status=NoteStatus.MOVED, detail=None, previous=None)
    return replace(new, status=NoteStatus.CARRIED, detail=None, previous=None)


def _moved(old: Note, new: Note) -> bool:
    """Say whether the note went from the top of the article to its end, or into or out of a box."""
    return bool(old.place and new.place) and (old.place, old.source) != (new.place, new.source)


def _fresh(note: Note, past: Sequence[Note]) -> Note:
    known = words(note)
    back = any(words(earlier) == known or fuzz.ratio(words(earlier), known) >= 90 for earlier in past)
    return replace(note, status=NoteStatus.NEW, detail="back" if back else None, previous=None)


def _renumbered(notes: Sequence[Note]) -> tuple[Note, ...]:
    out = []
    for number, note in enumerate(notes, 1):
        claims = tuple(replace(claim, id=f"n{number}.c{k}") for k, claim in enumerate(note.claims, 1))
        out.append(replace(note, id=f"n{number}", claims=claims))
    return tuple(out)
