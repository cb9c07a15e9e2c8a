"""
Complete a claim with the sentence that follows it: the fact, what it denies, the words as they were spoken.
"""

from dataclasses import dataclass, replace

from revtrack.note.clause import Clause, Values
from revtrack.note.fact import denied, fact_start, negated, only_mends, restated, states_fact
from revtrack.note.passage import Stretch
from revtrack.note.values import quoted, tidy

_FEW = 6
"""Words of a value that is cut as narrow as it can be, at most."""
_CONTRASTS = frozenset({"x_not_y", "instead_of"})
"""Patterns that name the wrong value beside the right one."""
_LEAD = 2
"""Code points of marks before the words that open a sentence, at most."""
_DENIED = 3
"""Words after `not` of a sentence that only denies, at most."""
_LONGEST = 10
"""Words of what a sentence after the fact denies, at most."""
_QUOTED = 8
"""Words of a quotation that is a value, at most."""
WEAK = frozenset({"related", "corrected_to"})
"""Patterns whose right value stands back where a sentence says what is so."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim while the note is still being read."""

    start: int
    end: int
    old: Stretch | None
    new: Stretch | None
    pattern: str
    action: str
    values: Stretch
    """Where its own values were looked for: the clause itself, without what completes it."""
    denied: Stretch | None = None
    """What the right value denies, where it does nothing else."""
    fact: Stretch | None = None
    """The whole statement that the right value was taken from."""
    tentative: bool = False
    """Whether the right value only denies the wrong one, until a sentence says what is so."""


def open_to_answer(last: Draft) -> bool:
    """Say whether the next sentence may still say what is so."""
    return last.denied is not None or last.tentative or last.pattern in WEAK or not (last.old and last.new)


def completed(last: Draft, clause: Clause, values: Values | None) -> Draft | None:
    """Return *last* with the right value a following sentence gives, or None where it gives none."""
    if last.new and (last.tentative or last.pattern in WEAK):
        short = last.pattern in WEAK or len(clause.words(last.new).split()) <= _QUOTED
        stated = (short and states_fact(clause, last.pattern)) or fact_start(clause) > clause.start + _LEAD
        stated = stated and values is None and not only_mends(clause)
        last = replace(last, new=None if stated else last.new, tentative=False)
    if last.new and last.old is None:
        untrue = _untrue(clause, last) if values is None else None
        if untrue:
            return replace(last, end=clause.end, old=untrue)
    pair = _quotes(clause, last)
    if pair:
        return replace(last, end=clause.end, old=pair[0], new=pair[1], pattern="restated")
    if values and values.old and last.old and _bracketed(clause, values.old):
        values = None  # `(a pair, not a set of four)` explains a word of the fact.
    if values and values.new is None and last.old and fact_start(clause) > clause.start + _LEAD:
        values = None  # `We now accept that he did not make the comments that were reported in the headline.`
    if values and values.old and values.new:
        if last.old and not clause.has("join_not", "join_instead", "not_word"):
            return None
        sure = clause.has("join_not", "join_instead") and values.pattern in _CONTRASTS
        old = values.old if last.old is None or sure or _narrower(clause, values.old, last.old) else last.old
        return replace(last, end=clause.end, old=old, new=values.new, pattern=values.pattern)
    if values and values.new and last.new is None:
        wrong = last.old or _same_lead(clause, last, values.new)
        return replace(last, end=clause.end, old=wrong, new=values.new, pattern=values.pattern)
    if values and values.old:
        if last.old is None and last.pattern == "right_is" and clause.has("error_adverb", "then"):
            return replace(last, end=clause.end, old=values.old)  # `It should be two. It wrongly said three.`
        if last.old is None and last.pattern == "topic_only" and last.new is None:
            return replace(last, end=clause.end, old=values.old, pattern=values.pattern)
        if not clause.has("version", "version_self", "then", "error", "self") and last.old and last.new is None:
            return replace(last, end=clause.end, new=values.old, pattern="restated")
        return None
    if last.denied:  # `It is not X.` was the fact, until what it is follows.
        value = restated(clause) if values is None and states_fact(clause, last.pattern) else None
        return replace(last, end=clause.end, old=last.old or last.denied, new=value, denied=None) if value else None
    taken = last.action == "remove" and last.pattern == "said_wrong" and states_fact(clause, last.pattern)
    open_ = last.new is None and (taken or last.action in ("replace", "reattribute"))
    if values is None and open_ and not only_mends(clause):
        value = restated(clause, last.old)
        if value:
            fact = clause.right(fact_start(clause), whole=True)
            draft = replace(last, end=clause.end, new=value, pattern="restated", denied=denied(clause), fact=fact)
            denies = clause.has("not_word") and not clause.has("but_right")
            return replace(draft, denied=None, tentative=True) if denies or _only_denies(clause) else draft
    return None


def _same_lead(clause: Clause, last: Draft, new: Stretch) -> Stretch | None:
    """Return what stood behind the same small word: `showed the debt in dollars. It should have been in crowns.`"""
    lead = clause.voice.word_before(new[0])
    if lead is None or last.pattern != "topic_only" or clause.voice.at("in_word", lead.start) is None:
        return None
    word = clause.words((lead.start, lead.end))
    at = clause.text.rfind(f" {word} ", last.start, last.end)
    value = clause.right(at + len(word) + 2) if at >= 0 else None
    value = (value[0], min(value[1], last.end)) if value else None
    return tidy(clause.text, *value) if value and 0 < len(clause.words(value).split()) <= _FEW else None


def _only_denies(clause: Clause) -> bool:
    """Say whether a sentence denies what was said, and says nothing else: `Ms Brun had not said that`."""
    denial = clause.first("not_word")
    return denial is not None and len(clause.text[denial.end : clause.end].split()) <= _DENIED


def _untrue(clause: Clause, last: Draft) -> Stretch | None:
    """Return what a sentence after the fact denies of the same subject: `it does not hold 3,000`."""
    if last.pattern not in ("restated", "right_is") or only_mends(clause) or clause.at("also", clause.start):
        return None
    value = negated(clause)
    words = len(clause.words(value).split()) if value else 0
    return value if 0 < words <= _LONGEST else None


def _quotes(clause: Clause, last: Draft) -> tuple[Stretch, Stretch] | None:
    """Return the words quoted wrongly and rightly, where statement and fact quote a few words each."""
    if last.old is None or last.new is not None:
        return None
    inside = quoted(clause.text)
    old = [q for q in inside if last.old[0] - 1 <= q[0] and q[1] <= last.old[1] + 1]
    new = [q for q in inside if clause.start <= q[0] and q[1] <= clause.end + 1]
    few = all(len(clause.words(q).split()) <= _QUOTED for q in (*old, *new))
    if len(old) != 1 or len(new) != 1 or not few:
        return None
    return tidy(clause.text, *old[0]), tidy(clause.text, *new[0])


def _bracketed(clause: Clause, value: Stretch) -> bool:
    """Say whether a value stands in a bracket that its sentence opened."""
    before = clause.text[clause.start : value[0]]
    return before.count("(") > before.count(")") and not before.lstrip().startswith("(")


def figure_follows(clause: Clause, last: Draft) -> bool:
    """Say whether a figure answers the wrong one only now: `That was the price of the land. The house cost 900.`"""
    if last.pattern not in ("restated", "right_is") or not last.old or not last.new or only_mends(clause):
        return False
    wrong, right = (any(c.isdigit() for c in clause.words(value)) for value in (last.old, last.new))
    return wrong and not right and clause.voice.figure_near(clause.start, clause.end - clause.start)


def _narrower(clause: Clause, value: Stretch, statement: Stretch) -> bool:
    """Say whether the wrong value of a contrast stands in the statement before it, or is a few words for many."""
    words, whole = clause.words(value), clause.words(statement)
    return words in whole or len(words.split()) <= _FEW < len(whole.split())
