"""
Read words that are quoted as wrong: `the headline said by mistake "X"`.
"""

import re

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.values import quoted, tidy

_QUOTED = 8
"""Words of a quotation that may be the very words that were wrong, at most."""
_JUDGED = 24
"""Code points from a quoted headline to the word that calls it wrong, at most."""


def quoted_wrong(clause: Clause) -> Values | None:
    """`the headline said by mistake "X"`: the only words quoted in a clause that admits an error are wrong."""
    if not clause.has("error", "error_adverb", "wrong", "said_here", "version_self"):
        return None
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= clause.end + 1]
    inner = [q for q in inner if not _titles(clause, q)]
    if (
        (clause.has("asking") and not clause.has("version", "version_self"))
        or len(inner) != 1
        or len(clause.text[slice(*inner[0])].split()) > _QUOTED
        or (clause.has("printed") and not clause.has("cited"))
    ):
        return None
    return Values(tidy(clause.text, *inner[0]), None, "said_wrong")


def _titles(clause: Clause, quotation: Stretch) -> bool:
    """Say whether a quotation names an article: after `headlined`, in a printed one, before its day."""
    hits = [hit for name in ("printed", "cited") for hit in clause.all(name)]
    if any(hit.start <= quotation[0] < hit.end for hit in hits):
        return True
    judged = clause.first("wrong", quotation[1]) or clause.first("was_faulty", quotation[1])
    if judged and judged.start - quotation[1] <= _JUDGED and clause.has("scope_headline"):
        return False  # `Our headline, “X”, was incorrect.`
    before = clause.voice.word_before(quotation[0] - 1)
    if before is not None and clause.voice.at("title_lead", before.start):
        return True
    return re.match(r"\W{1,2}\([^)]{0,40}\d", clause.text[quotation[1] : quotation[1] + 48]) is not None
