"""
Read the wordings that name one value: what was said, what was shown, what was added or taken out.
"""

import re

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.telling import statement
from revtrack.note.values import figure_only, quoted, tidy

_LEAD = 12
"""Code points between a verb of saying and the version it names: `in an `."""
_QUOTED = 8
"""Words of a quotation that may be the very words that were wrong, at most."""
_DENIED = 14
"""Words of what is denied, at most."""
_DENIAL = 14
"""Code points after a turn within which it only says that this was wrong: `, but that is not true`."""
_PARTICIPLE = 24
"""Code points of a verb after what something was called, at most: `als geschlossen bezeichnet wurde`."""


def contrary(clause: Clause) -> Values | None:
    """`contrary to what we wrote, X`: X is right, and what was wrong is not said."""
    hit = clause.first("contrary")
    if hit is None:
        return None
    if hit.start - clause.start > 20 and clause.first("wrong", hit.end):
        # `X, as this article said before, is not right`.
        return Values(tidy(clause.text, clause.start, hit.start, clause.voice, "all"), None, "said_wrong")
    colon = re.match(r"\s?:\s", clause.text[hit.end : clause.end])
    if colon:
        value = clause.right(hit.end + colon.end(), whole=True)
        return Values(None, value, "contrary") if value[0] < value[1] else None
    comma = clause.text.find(", ", hit.end, clause.end)
    if comma >= 0 and clause.at("published_p", comma + 1):  # `Contrary to what the story said, published at noon, X`
        comma = clause.text.find(", ", comma + 2, clause.end)
    if 0 <= comma < hit.end + 90:
        value = clause.right(comma + 2, whole=True)
        return Values(None, value, "contrary") if value[0] < value[1] else None
    if hit.start - clause.start > 20:
        return Values(None, tidy(clause.text, clause.start, hit.start, clause.voice), "contrary")
    value = clause.right(hit.end, whole=True)
    return Values(None, value, "contrary") if value[0] < value[1] else None


def denied(clause: Clause) -> Values | None:
    """`X is not Y, as we wrote`: Y is wrong, and what is right is not said."""
    said = clause.first("as_said")
    denials = [hit for hit in clause.all("not_word") if said and hit.end < said.start]
    if said is None or not denials:
        return None
    value = tidy(clause.text, denials[-1].end, said.start, clause.voice, "definite")
    aside = clause.at("aside", denials[-1].end)
    if aside and value[0] >= value[1]:  # `It was not, as we wrote, six.`
        value = clause.right(aside.end, articles="definite")
    return Values(value, None, "denied") if 0 < len(clause.words(value).split()) <= _DENIED else None


def turned(clause: Clause, end: int) -> Stretch | None:
    """Return the right value where the sentence turns to it at *end*: `..., when its author is in fact X`."""
    turn = clause.at("turn", end)
    value = clause.right(turn.end, articles="definite") if turn else None
    return value if value and value[0] < value[1] else None


def said(clause: Clause) -> Values | None:
    """`an earlier version said Y`: Y is wrong."""
    claim = statement(clause)
    if claim is None:
        return None
    conceded = _conceded(clause, claim)
    if conceded:
        return conceded
    fact = _told_then(clause, claim)
    if fact:
        return fact
    mended = _mended(clause, claim)
    if mended:
        return mended
    meant = clause.first("meant", claim[0])
    lead = next((hit for hit in clause.all("when_word", claim[0]) if meant and hit.end < meant.start), None)
    if meant and lead and claim[0] < lead.start:  # `referred to a translator when an interpreter was meant`
        old = tidy(clause.text, claim[0], lead.start, clause.voice)
        return Values(old, tidy(clause.text, lead.end, meant.start, clause.voice), "said_but")
    turn = clause.first("turn", claim[0]) or clause.first("turn_far", claim[0])
    if turn and claim[0] < turn.start and clause.voice.first("wrong", turn.start, turn.end + _DENIAL):
        return Values(tidy(clause.text, claim[0], turn.start, clause.voice), None, "said_wrong")
    if turn and claim[0] < turn.start:
        old = tidy(clause.text, claim[0], turn.start, clause.voice)
        return Values(old, clause.right(turn.end), "said_but")
    return Values(claim, None, "said_wrong")


def _mended(clause: Clause, claim: Stretch) -> Values | None:
    """`a passage stating that Y has been amended to clarify that X`."""
    lead = clause.first("claim_that")
    done = clause.first("amended", claim[0]) or clause.first("fixed", claim[0]) or clause.first("updated", claim[0])
    if lead is None or done is None or lead.end > claim[0] + 1 or done.start <= claim[0]:
        return None
    old = tidy(clause.text, claim[0], done.start, clause.voice)
    aim = clause.first("show", max(claim[0], done.start))
    new = clause.right(aim.end, whole=True) if aim else None
    return Values(old, new, "said_but") if old[0] < old[1] else None


def _told_then(clause: Clause, claim: Stretch) -> Values | None:
    """`X, described in the text as closed, is open`: the right value after the comma that ends the aside."""
    told = next((hit for hit in clause.all("told_as") if hit.end <= claim[0] + 1), None)
    comma = clause.text.find(", ", claim[0], min(clause.end, claim[1] + _PARTICIPLE)) if told else -1
    if told is None or comma < 0 or clause.text.rfind(", ", clause.start, told.start) < 0:
        return None
    old, new = tidy(clause.text, claim[0], min(claim[1], comma), clause.voice), clause.right(comma + 2, whole=True)
    placed = clause.voice.has("own", "self", start=clause.start, end=claim[0])
    return Values(old, new, "said_but") if placed and new[0] < new[1] else None


def _conceded(clause: Clause, claim: Stretch) -> Values | None:
    """`While an earlier version said Y, X`: the right value after the comma that ends the concession."""
    opened = clause.first("concede")
    if opened is None or opened.start - clause.start > _LEAD:
        return None
    comma = clause.text.find(", ", claim[0], clause.end)
    if comma < 0:
        return None
    old, new = tidy(clause.text, claim[0], comma, clause.voice), clause.right(comma + 2, whole=True)
    return Values(old, new, "said_but") if old[0] < old[1] and new[0] < new[1] else None


def stated_right(clause: Clause) -> Values | None:
    """`The correct figure is X`, `Richtig ist X`."""
    hit = clause.first("right_is")
    if not hit or clause.at("pointer", hit.end):  # `The correct table is given below`.
        return None
    value = clause.right(hit.end, articles="all")
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= hit.start]
    old = tidy(clause.text, *inner[0]) if len(inner) == 1 and value in quoted(clause.text) else None
    return Values(old, value, "right_is") if value[0] < value[1] else None


def related(clause: Clause) -> Values | None:
    """`gave the wrong age for X, who is Y`: the clause about X says what is right."""
    hit = clause.first("relative")
    if hit is None or not clause.voice.has("error", "fix", start=clause.start, end=hit.start):
        return None
    if clause.voice.has("from_word", "as_word", start=clause.start, end=hit.start):
        return None
    value = figure_only(clause.text, clause.right(hit.end, articles="all"))
    short = 0 < len(clause.words(value).split()) <= _QUOTED
    return Values(None, value, "related") if short and not clause.voice.at("denial", value[0]) else None


def shown(clause: Clause) -> Values | None:
    """`corrected to show that X`: X is right."""
    aim = clause.first("show")
    if aim is None:
        return None
    place = clause.at("in_place", aim.end)
    at = place.end if place else aim.end
    if clause.at("asking", at) is not None:
        return None
    value = clause.right(at)
    if clause.at("right_lead", at):  # `the right amount: X`, `the correct spelling of X`.
        if clause.text[value[1] : value[1] + 2] != ": ":
            return None
        value = clause.right(value[1] + 2)
    value = figure_only(clause.text, value)
    return Values(None, value, "to_show") if value[0] < value[1] else None
