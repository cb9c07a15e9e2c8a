"""
Read the wordings of a direction: `to X from Y`, `corrected to X`.
"""

import re

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.values import figure_only, quoted, tidy

_LOOSE = frozenset({"fr", "es", "pt", "it"})
"""Languages whose `from` and `to` mean much else, so that only names and figures are taken for their values."""
_LONGEST = 12
"""Words of a value that stands between `from` and `to`, at most."""
_FIGURE_NEAR = 6
"""Code points from `from` to a figure that it leads to: a currency sign may stand between."""


def moved_to(clause: Clause) -> Values | None:
    """`changed from X to Y`, `corrected to Y from X`."""
    verb = clause.first("change_verb")
    if verb is None:
        return None
    for origin in clause.all("from_word", verb.end):
        if _verb_follows(clause, origin.end):
            continue
        earlier = [
            aim for aim in clause.all("to_word") if aim.end < origin.start and not _verb_follows(clause, aim.end)
        ]
        if earlier:
            new = tidy(clause.text, earlier[-1].end, _bare_end(clause, origin.start), clause.voice, "definite")
            values = _pair(clause, clause.right(origin.end, articles="definite"), new, "to_from")
            if values:
                return values
        later = [aim for aim in clause.all("to_word", origin.end) if aim.start - origin.end <= 80]
        if later:
            old = tidy(clause.text, origin.end, later[0].start, clause.voice, "definite")
            values = _pair(clause, old, clause.right(later[0].end, articles="definite"), "from_to")
            if values:
                return values
    return _spelled_from(clause) or _only_from(clause, verb.end)


def _only_from(clause: Clause, at: int) -> Values | None:
    """`revised from 23 percent`: only the figure that was wrong is named."""
    origin = clause.first("from_word", at)
    if origin is None or origin.start > at + 1 or not clause.voice.figure_near(origin.end, _FIGURE_NEAR):
        return None
    return Values(figure_only(clause.text, clause.right(origin.end)), None, "from")


def _spelled_from(clause: Clause) -> Values | None:
    """`to fix spelling of "X" from "Y"`: two quotations with `from` between."""
    for origin in clause.all("from_word"):
        before = [q for q in quoted(clause.text) if clause.start <= q[0] and origin.start - 16 <= q[1] <= origin.start]
        after = [q for q in quoted(clause.text) if origin.end <= q[0] <= origin.end + 2]
        if before and after:
            return Values(tidy(clause.text, *after[0]), tidy(clause.text, *before[-1]), "to_from")
    return None


def _pair(clause: Clause, old: Stretch, new: Stretch, pattern: str) -> Values | None:
    """Return both when they could be two values of one thing: as long, and with figures alike."""
    before, after = clause.words(old), clause.words(new)
    if not before or not after:
        return None
    size = max(len(before.split()), len(after.split()))
    figures = bool(re.search(r"\d", before)) == bool(re.search(r"\d", after))
    if clause.voice.grammar.language in _LOOSE and not (before[0].isupper() and after[0].isupper()):
        figures = figures and before[-1].isdigit() and after[-1].isdigit()
        size = size if figures else _LONGEST + 1
    return Values(old, new, pattern) if size <= _LONGEST and (figures or size <= 4) else None


def _bare_end(clause: Clause, at: int) -> int:
    """Return where the words before *at* end without a place: `to X (in paragraph 3) from Y`."""
    for hit in reversed(clause.voice.all("locator", clause.start, at)):
        if at - hit.end <= 3:
            cut = clause.text.rfind(" in", clause.start, hit.start)
            return cut if cut > clause.start else at
    return at


def _verb_follows(clause: Clause, at: int) -> bool:
    """Say whether an infinitive or a place follows, so that `to` or `from` is no direction."""
    return any(clause.at(name, at) is not None for name in ("purpose_verb", "locator", "self"))


def corrected_to(clause: Clause) -> Values | None:
    """`corrected to X`: X is right; the old value stands elsewhere or not at all."""
    verb = clause.first("change_verb") or clause.first("fix")
    if verb is None:
        return None
    for aim in clause.all("to_word", verb.end):
        before = clause.voice.word_before(aim.start)
        caused = before is not None and clause.voice.at("cause_lead", before.start) is not None
        lead = clause.at("be_lead", aim.end)
        told = lead is not None and re.match(r"\s[\"“'‘~]?[\d$€£]", clause.text[lead.end : lead.end + 4]) is not None
        if not caused and (told or not _verb_follows(clause, aim.end)):
            value = clause.right(lead.end if lead and told else aim.end, articles="definite")
            if 0 < len(clause.words(value).split()) <= 10:
                return Values(_quoted_before(clause, verb.start, value), value, "corrected_to")
    return None


def _quoted_before(clause: Clause, verb: int, value: Stretch) -> Stretch | None:
    """Return the one quotation before the verb, where the value is one: `"X" has been corrected to "Y"`."""
    inside = quoted(clause.text)
    if not any(q[0] <= value[0] and value[1] <= q[1] for q in inside):
        return None
    before = [q for q in inside if clause.start <= q[0] and q[1] <= verb]
    return tidy(clause.text, *before[0]) if len(before) == 1 else None
