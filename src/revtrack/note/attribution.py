"""
Read who was wrongly named as the author of words: `attributed the quote to Y`.
"""

from revtrack.note.alike import SPEAKER
from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit
from revtrack.note.statements import turned
from revtrack.note.telling import only_topic

_ROLE = 40
"""Code points of what somebody is, before the name, at most."""


def attributed(clause: Clause) -> Values | None:
    """`attributed the quote to Y by mistake`: Y is wrong."""
    for verb in clause.all("attribute"):
        authors = _authors(clause, verb)
        if authors:
            return authors
        for aim in clause.all("attribute_to", verb.end):
            if aim.start - verb.end <= 60:
                value = clause.right(aim.end, articles="definite")
                if only_topic(clause, value):
                    continue
                author = _author(clause, verb.end, aim.start) or _author(clause, clause.start, verb.start)
                if author:
                    return Values(value, author, "attributed_to", "reattribute")
                named = SPEAKER.match(clause.text, value[0], value[1])
                if named and named.end() < value[1]:
                    other = SPEAKER.search(clause.text, named.end(), value[1])
                    new = other.span() if other else turned(clause, named.end())
                    return Values(named.span(), new, "attributed_to", "reattribute")
                if value[0] < value[1]:
                    return Values(value, turned(clause, value[1]), "attributed_to", "reattribute")
    return None


def _author(clause: Clause, start: int, end: int) -> Stretch | None:
    """Return whose words were given to another: `misattributed a quote by Ada Marsh to Mia Holm`."""
    by = clause.voice.first("words_by", start, end)
    named = SPEAKER.match(clause.text, by.end + 1, end) if by else None
    return named.span() if named else None


def _authors(clause: Clause, verb: Hit) -> Values | None:
    """`attributed to Ann Brun a phrase that was spoken by Tom Rial`: both speakers, wherever the first stands."""
    spoken = clause.first("said_by", verb.end)
    right = SPEAKER.search(clause.text, spoken.end, clause.end) if spoken else None
    if spoken is None or right is None or right.start() - spoken.end > _ROLE:
        return None
    between = SPEAKER.search(clause.text, verb.end, spoken.start)
    named = [between] if between else list(SPEAKER.finditer(clause.text, clause.start, verb.start))
    return Values(named[-1].span(), right.span(), "attributed_to", "reattribute") if named else None
