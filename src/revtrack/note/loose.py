"""
Read what was wrong from wordings that no closer reader knows.

`We incorrectly blamed X on Y`: what follows the verb. `Newsnight suggested
that Y`, before a sentence that says what is so: what was suggested.
"""

import re

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.telling import only_topic
from revtrack.note.values import quoted, tidy

_LONGEST = 40
"""Words of what follows a verb that was wrong, at most."""
_TITLE = 3
"""Code points between `headlined` and the quotation of a headline, at most."""
_TRAITS = ("field", "type_title", "type_affiliation", "type_name", "type_age", "type_place")
"""What somebody has that may be given wrongly: an employer, a title, an age."""
_OWNED = re.compile(r"(?:['’]s?|\b(?:his|her|their|its))\s[\w-]+$", re.IGNORECASE)
"""Words that end in one word of what somebody has."""


def wrongly(clause: Clause) -> Values | None:
    """`We incorrectly blamed the jam on a protest`: what stands after the verb is wrong."""
    hit = clause.first("wrongly_did")
    if hit is None or not clause.has("we", "self", "version", "version_self", "paper", "part", "noun", "printed"):
        return None
    if clause.at("asking", hit.end) or clause.has("right_is", "join_not", "join_instead", "spelled"):
        return None
    value = clause.right(hit.end, whole=True)
    fits = 0 < len(clause.words(value).split()) <= _LONGEST and not only_topic(clause, value)
    return Values(value, None, "said_wrong") if fits and not _trait(clause, value) else None


def _trait(clause: Clause, value: Stretch) -> bool:
    """Say whether a value only names what of somebody was wrong: `incorrectly identified Lund's employer`."""
    words = clause.words(value)
    last = clause.voice.word_before(value[1])
    named = last is not None and any(clause.voice.at(name, last.start) for name in _TRAITS)
    return named and _OWNED.search(words) is not None


def meant(clause: Clause) -> Values | None:
    """`I called them “glutinous” when I meant “gluttonous”`: the words quoted before and after."""
    hit = clause.first("we_meant")
    marks = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= clause.end + 1]
    before = [q for q in marks if hit and q[1] <= hit.start]
    after = [q for q in marks if hit and q[0] >= hit.end]
    if not before or not after:
        return None
    return Values(tidy(clause.text, *before[-1]), tidy(clause.text, *after[0]), "said_but")


def told(clause: Clause) -> Stretch | None:
    """Return what a sentence tells that a later one puts right, whoever told it: `Newsnight suggested that Y`."""
    for verb in clause.all("told_that"):
        last = clause.voice.word_before(verb.end)
        if last and clause.voice.at("that_word", last.start):
            value = clause.right(verb.end, whole=True)
            return value if value[0] < value[1] else None
    leads = clause.all("title_lead") if clause.has("we_print") else []
    near = [q for q in quoted(clause.text) if any(0 <= q[0] - lead.end <= _TITLE for lead in leads)]
    return tidy(clause.text, *near[0]) if near else None
