"""
Read what an article should have said, and the name or figure it gave by mistake.

`Our article should have made clear that X`, `we gave the surname Rodrigues to the seller`.
"""

from revtrack.note.alike import FIGURE, NAME
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


def gave(clause: Clause) -> Values | None:
    """`on page 44 we gave a factor of 1.36`, `the magazine still has the old price of 19 euros`: the one figure."""
    told = clause.first("ours_stated") or (clause.first("states") if clause.has("regretfully") else None)
    if told is None or clause.has("as_lead", "join_not", "join_instead"):
        return None
    placed = [hit for name in ("locator", "on_page", "printed", "cited", "month") for hit in clause.all(name)]
    figures = [
        found.span()
        for found in FIGURE.finditer(clause.text, told.start, clause.end)
        if not any(hit.start - 4 <= found.start() < hit.end for hit in placed)
    ]
    return Values(figures[0], None, "said_wrong") if len(figures) == 1 else None
