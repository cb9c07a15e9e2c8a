"""
Cut one sentence of a note where it goes on to a second fact.

`said that A, and that B`, `to make clear that A, but said B`, `misstated the
age and misspelled the name`, `Corrects A in paragraph 3, B in paragraph 7`:
each fact is a claim of its own, and the second leans on the words before it.
"""

import re
from itertools import pairwise

from revtrack.note.clause import Clause, Values
from revtrack.note.reading import Reading
from revtrack.note.slots import TYPES

SHORTEST = 12
"""Code points a second fact has at least; less is the end of the first."""
_WRONG = ("error", "wrong", "wire_correct", "we_fix", "fix", "error_adverb")
"""What shows that the kinds of thing behind it were wrong."""
_LISTED = re.compile(r"(?:,\s(?:and\s)?|\sand\s|;\s)(?=\w)")


def second_facts(text: str, voice: Reading, start: int, end: int) -> set[int]:
    """Return where the sentence from *start* to *end* goes on to a second fact of the same kind."""
    found = (
        *_parallel(voice, start, end),
        *_errors(voice, start, end),
        *(() if text[end:].strip() else _kinds(voice, start, end)),
        *_places(text, voice, start, end),
        *_joints(voice, start, end),
    )
    return {at for at in found if at > start + 20 and end - at > SHORTEST}


def _parallel(voice: Reading, start: int, end: int) -> list[int]:
    """Return where a clause of `that` follows one that was said or shown."""
    lead = voice.first("said_that", start, end) or voice.first("show", start, end)
    if lead is None:
        return []
    found = [hit.start for hit in voice.all("and_that", lead.end + SHORTEST, end)]
    if voice.has("show", start=start, end=end):
        found += [hit.start for hit in voice.all("but_said", lead.end + SHORTEST, end)]
    return found


def _errors(voice: Reading, start: int, end: int) -> list[int]:
    """Return where a second verb of error follows a first: `and misspelled the name`."""
    first = voice.first("error", start, end)
    return [hit.start for hit in voice.all("and_erred", first.end, end)] if first else []


def _kinds(voice: Reading, start: int, end: int) -> list[int]:
    """
    Return where a thing of another kind follows the one that was wrong: `the age of A and the name of B`.

    Only asked of the last sentence: one that follows says what is right of both.
    """
    lead = next((hit for name in _WRONG if (hit := voice.first(name, start, end))), None)
    if lead is None:
        return []
    found = []
    for hit in voice.all("and_kind", lead.end, end):
        named, second = (
            {kind for kind in TYPES if voice.has("type_" + kind, start=at, end=to)}
            for at, to in ((lead.end, hit.start), (hit.start, hit.end))
        )
        if named and second and not named & second:
            found.append(hit.start)
    return found


def _joints(voice: Reading, start: int, end: int) -> list[int]:
    """Return where the sentence goes on from one `X, not Y` to another: `, and it was in A rather than B`."""
    hits = sorted((*voice.all("join_not", start, end), *voice.all("join_instead", start, end)), key=lambda h: h.start)
    found = []
    for hit, following in pairwise(hits):
        onward = voice.first("and_on", hit.end, following.start)
        if onward and following.start - onward.end > SHORTEST:
            found.append(onward.start)
    return found


def _places(text: str, voice: Reading, start: int, end: int) -> list[int]:
    """Return where a wire note names the next fix, after the place of the one before."""
    opened = voice.first("wire_correct", start, min(end, start + 30))
    hits = voice.all("locator", start, end) if opened else []
    found = []
    for hit, following in pairwise(hits):
        joint = _LISTED.match(text, hit.end, end)
        if joint and following.start - joint.end() > SHORTEST:
            found.append(joint.start())
    return found


def continued(clause: Clause, pattern: str, right: bool) -> Values | None:
    """Return the value of a clause that leans on the one before; *right* says on which side that one's stood."""
    hit = clause.at("and_that", clause.start) or clause.at("but_said", clause.start)
    if hit is None:
        return None
    value = clause.right(hit.end, whole=True)
    if value[0] >= value[1]:
        return None
    return Values(None, value, pattern) if right else Values(value, None, pattern)


def listed(clause: Clause) -> bool:
    """Say whether a clause is the next entry of a list: a second error, or a fix with a place of its own."""
    if clause.at("and_erred", clause.start) or clause.at("and_kind", clause.start):
        return True
    return bool(_LISTED.match(clause.text, clause.start, clause.end)) and clause.has("locator")
