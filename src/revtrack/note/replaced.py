"""
Read the wordings of an exchange: `X was replaced by Y`, `the sum of X was changed to Y`, `where X stood, now Y`.
"""

import re

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit
from revtrack.note.values import quoted

_BETWEEN = 3
"""Words between the verb and the word for what came instead, at most."""


def replaced(clause: Clause) -> Values | None:
    """`X replaced by Y`: read only of figures, quotations or names; `wrongly replaced` turns the two."""
    for verb in clause.all("swap_verb"):
        for aim in clause.all("swap_for"):
            values = _around(clause, verb, aim)
            if values:
                return values
    return None


def _around(clause: Clause, verb: Hit, aim: Hit) -> Values | None:
    lead = clause.at("swap_lead", aim.end)
    new = clause.right(lead.end if lead else aim.end, articles="definite")
    close = aim.start > verb.start and len(clause.text[verb.end : aim.start].split()) <= _BETWEEN
    ends = (_before_verb(clause, verb.start), aim.start) if close else (aim.start,)
    if aim.start < verb.start:
        new = new[0], min(new[1], _before_verb(clause, verb.start) - 1)
    if new[0] >= new[1]:
        return None
    for end in ends:
        old = clause.left(end, new)
        if old[0] < old[1] and _paired(clause, old, new):
            wrongly = clause.voice.has("error_adverb", start=clause.start, end=verb.start)
            return Values(new, old, "from_to_reversed") if wrongly else Values(old, new, "from_to")
    return None


def _before_verb(clause: Clause, start: int) -> int:
    """Return where the words before a verb in the passive end: its auxiliaries stand between."""
    while (word := clause.voice.word_before(start)) and word.start > clause.start:
        if clause.voice.at("passive", word.start) is None and clause.voice.at("adverb", word.start) is None:
            break
        start = word.start
    return start


def _paired(clause: Clause, old: Stretch, new: Stretch) -> bool:
    """Say whether both values are figures, quotations or names."""
    inside = quoted(clause.text)
    if old in inside and new in inside:
        return True
    before, after = clause.words(old), clause.words(new)
    if re.match(r"\W?\d", before) and re.match(r"\W?\d", after):
        return True
    return before[0].isupper() and after[0].isupper() and len(before.split()) <= 4 and len(after.split()) <= 4
