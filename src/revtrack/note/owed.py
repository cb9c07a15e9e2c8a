"""
Read what an article should have said, and the name it gave to somebody by mistake.

`Our article should have made clear that X`, `we gave the surname Rodrigues to the seller`.
"""

from revtrack.note.alike import NAME
from revtrack.note.clause import Clause, Values
from revtrack.note.values import quoted, tidy

_NEAR = 30
"""Code points between the verb and the name it gave, at most."""


def should_have(clause: Clause) -> Values | None:
    """`our article should have made clear that X`: X is right."""
    hit = clause.first("we_should")
    if hit is None:
        return None
    last = clause.voice.word_before(hit.end)
    inside = last is not None and clause.voice.at("that_word", last.start) is not None
    that = None if inside else clause.at("that_word", hit.end)
    if not inside and that is None:
        return None
    value = clause.right(that.end if that else hit.end, whole=True)
    return Values(None, value, "right_is") if value[0] < value[1] else None


def given(clause: Clause) -> Values | None:
    """`we gave the surname Rodrigues to the seller`: Rodrigues is wrong."""
    for verb in clause.all("attribute"):
        for field in clause.all("last_name", verb.end):
            named = NAME.match(clause.text, field.end + 1, clause.end)
            if named and field.start - verb.end <= _NEAR:
                return Values(named.span(), None, "attributed_to", "reattribute")
    return None


def called_right(clause: Clause) -> Values | None:
    """`she points out to us that "X" is the right title`: the one quotation is right."""
    if not clause.has("told_us") or not clause.has("right_adj"):
        return None
    inner = [at for at in quoted(clause.text) if clause.start <= at[0] and at[1] <= clause.end]
    return Values(None, tidy(clause.text, *inner[0]), "right_is") if inner else None
