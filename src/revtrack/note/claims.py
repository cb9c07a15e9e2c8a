"""
Read what a note claims: what was wrong, what is right, and where.

A note is cut into clauses; each is read by the first pattern that understands
it. What follows a claim that lacks its right value ("It was March 28.")
completes it; a fact restated first belongs to the sentence that points back.
"""

import re
from dataclasses import replace

from revtrack.model import Claim, Span
from revtrack.note.alike import grouped
from revtrack.note.clause import Clause, Values
from revtrack.note.clauses import clauses
from revtrack.note.completing import Draft, completed, figure_follows, open_to_answer
from revtrack.note.contrasts import contrast
from revtrack.note.fact import fact_start, negated, only_mends, restated, stated_first
from revtrack.note.focus import NAMING, name_part, narrow, opening_name, single
from revtrack.note.grammar import fold
from revtrack.note.lexicon import common
from revtrack.note.loose import told
from revtrack.note.passage import Stretch
from revtrack.note.readers import read
from revtrack.note.reading import Reading
from revtrack.note.series import continued, listed
from revtrack.note.slots import error_type, locator, scope, topic
from revtrack.note.values import quoted, tidy, whole_words, with_article
from revtrack.note.wire import slugged
from revtrack.text import worth

MOST = 40
"""Claims read from one note; a longer list of corrections is a page of its own."""


_CLAUSAL = frozenset({"restated", "restated_first", "right_is", "said_but", "corrected_to", "said_wrong", "to_show"})
"""Patterns whose values are statements rather than words set against each other."""

_FIXED = 3
"""Words of a sentence that says no more than `Fixed above`, at most."""
_LEAD = 3
"""Code points of marks before the words that open a sentence, at most."""
_HEADING = 2
"""Words of a heading before the note's first sentence, at most."""
_RESTATED = frozenset({"restated", "restated_first"})
"""Patterns whose right value is a whole sentence."""


def read_claims(text: str, content: int, voice: Reading) -> tuple[Claim, ...]:
    """Return the claims of the note *text*, read in *voice*, whose own words begin at *content*; offsets in *text*."""
    drafts: list[Draft] = []
    first: Clause | None = None
    found = clauses(text, voice, content)
    for number, clause in enumerate(found):
        if len(drafts) >= MOST:
            break
        if drafts and _judges(clause) and any(not _idle(later, drafts) for later in found[number + 1 :]):
            continue
        values = read(clause) or (_flagged(clause, content) if number == 0 else None)
        if number == 0 and values is None and not _points_back(clause):
            first = clause if _tells(clause) else None
            continue
        if not (number and _idle(clause, drafts)) or _quoted_new(clause, values) or _only_value(drafts, values):
            _take(drafts, clause, values, first)
        if drafts and _gone(clause):
            drafts[-1] = replace(drafts[-1], action="remove")
        first = None if drafts else first
    if first is not None and not drafts and not slugged(text) and not first.has("we_print"):
        drafts.append(_alone(first))
    return tuple(_claim(text, voice, _narrowed(text, voice, draft)) for draft in drafts)


def _tells(clause: Clause) -> bool:
    """Say whether a sentence is long enough to state a fact, or has its verb: `Historical note.` is a heading."""
    return len(clause.words((clause.start, clause.end)).split()) > _HEADING or clause.has("be")


def _flagged(clause: Clause, content: int) -> Values | None:
    """`the [Correction:] second bridge`: the words after a label in brackets are those that were put right."""
    shut = clause.text.find("]", content, content + 3)
    if shut < 0 or not clause.text.startswith("["):
        return None
    value = clause.right(shut + 1, whole=True)
    return Values(None, value, "flagged") if value[0] < value[1] else None


def _narrowed(text: str, voice: Reading, draft: Draft) -> Draft:
    """Return the draft with values cut down to what they differ in, or are about, where they are whole clauses."""
    language = voice.grammar.language
    if draft.pattern not in _CLAUSAL:
        return draft
    if draft.new and not draft.old and draft.pattern in _RESTATED:
        kind = error_type(text, voice, draft.start, draft.end, (None, None), ())
        fact = (draft.values[1], draft.end) if draft.values[1] <= draft.new[0] else None
        if fact is None and kind in NAMING:  # What stands before the error is a statement of its own.
            return replace(draft, new=opening_name(text, draft.new, draft.start, kind, language))
        return replace(draft, new=single(text, draft.new, kind, language, fact))
    if not draft.old or not draft.new:
        return draft
    old, new = narrow(text, draft.old, draft.new, language, draft.fact)
    old = name_part(text, voice, old, new, (draft.start, draft.end))
    return replace(draft, old=old, new=new)


def _idle(clause: Clause, drafts: list[Draft]) -> bool:
    """Say whether a sentence only thanks, regrets or says that the error is now mended."""
    thanks = clause.voice.first("thanks", clause.start, min(clause.end, clause.start + 60))
    if (
        thanks
        and fact_start(clause) <= clause.start + _LEAD
        and not any(clause.start <= q[0] < thanks.start for q in quoted(clause.text))
        and not clause.has("join_not", "join_instead", "be_right", "told_as")
    ):
        return True
    vetoed = any(" " in clause.words((hit.start, hit.end)) for hit in clause.all("veto"))  # `your` alone says little.
    if drafts and (vetoed or clause.has("policy") or clause.voice.at("look_up", clause.start)):
        return True  # `See our corrections page`.
    mended = drafts and clause.voice.at("mend_p", clause.start)
    if mended and len(clause.text[clause.start : clause.end].split()) <= _FIXED:
        return True
    return (
        bool(drafts)
        and clause.has("wrong", "was_faulty")
        and negated(clause) is None
        and not clause.has("join_not", "join_instead", "right", "said_that")
    )


def _judges(clause: Clause) -> bool:
    """Say whether a sentence only says how far the one before is true: `This was only true of old releases`."""
    lead = clause.first("judged")
    return lead is not None and lead.start - clause.start <= _LEAD


def _quoted_new(clause: Clause, values: Values | None) -> bool:
    """Say whether a sentence on the change quotes what it was changed to: `This now reads "X"`."""
    if values is None or values.new is None or values.pattern != "corrected_to":
        return False
    if clause.text[max(0, values.new[0] - 1) : values.new[0]] in ('"', "“", "„", "«", "‘"):
        return True
    return re.match(r"\W{0,2}\d", clause.words(values.new)) is not None  # `This has been changed to £13m`.


def _only_value(drafts: list[Draft], values: Values | None) -> bool:
    """Say whether a sentence on the change gives a value, and none before it did."""
    return values is not None and values.new is not None and bool(drafts) and not (drafts[-1].old or drafts[-1].new)


def _gone(clause: Clause) -> bool:
    """Say whether a sentence says that the passage spoken of is gone: `The line has been deleted`."""
    return clause.has("passage_gone", "we_cut") or (clause.has("remove") and clause.has("reference", "passage_lead"))


def _points_back(clause: Clause) -> bool:
    return (
        clause.has(
            "version",
            "version_self",
            "error",
            "error_adverb",
            "fixed",
            "fix",
            "self",
            "wire_correct",
            "clarify",
            "we_fix",
            "amended",
            "contrary",
            "printed",
            "cited",
            "we_cut",
        )
        or (clause.has("remove") and clause.has("passage_lead"))
        or _then(clause)
    )


def _then(clause: Clause) -> bool:
    """Say whether a sentence speaks of what was said before, and not of `a year earlier`."""
    before = (clause.voice.word_before(hit.start) for hit in clause.all("then"))
    return any(word is None or clause.voice.at("time_unit", word.start) is None for word in before)


def _take(drafts: list[Draft], clause: Clause, values: Values | None, first: Clause | None) -> None:
    """Add a claim, or complete the one before."""
    last = drafts[-1] if drafts else None
    if last and _only_topic(clause, last):
        drafts[-1] = replace(last, end=clause.end, new=restated(clause) or last.new, pattern="restated")
        return
    second = continued(clause, last.pattern, last.new is not None) if last else None
    if second or (last and listed(clause)):
        drafts.append(_draft(clause, second or values))
        return
    opens = values is not None and values.old and values.new and clause.voice.at("also", clause.start)
    goes_on = bool(opens) or (clause.has("also") and clause.has("said", "error", "error_adverb", "wrong"))
    if last and not goes_on and not clause.has("next_claim") and open_to_answer(last):
        whole = completed(last, clause, values)
        if whole:
            drafts[-1] = whole
            return
        drafts[-1] = last = replace(last, old=last.old or last.denied, denied=None)  # Answered at once or never.
    if last and (values is None or values.old is None) and figure_follows(clause, last):
        value = values.new if values else restated(clause, last.old)
        drafts[-1] = replace(last, end=clause.end, new=value or last.new)
        return
    goes_on = goes_on or (clause.has("also") and clause.has("said_weak"))
    if last and values is None and not goes_on and (not _points_back(clause) or only_mends(clause)):
        return
    if last and values and values.old is None and not goes_on and not _points_back(clause):
        return
    draft = _draft(clause, values)
    if first is not None and draft.new is None and not first.has("we_print"):
        value = stated_first(first)
        draft = replace(draft, new=value, start=first.start, pattern="restated_first")
    elif first is not None and draft.old is None:
        old = _named_first(first) or told(first)
        fact = restated(clause) if old and draft.new is None and not only_mends(clause) else draft.new
        draft = replace(draft, old=old, new=fact, start=first.start)
    drafts.append(draft)


def _named_first(first: Clause) -> Stretch | None:
    """Return the one quotation of a sentence that gave somebody a name or a title, which the next one puts right."""
    inner = [at for at in quoted(first.text) if first.start <= at[0] and at[1] <= first.end + 1]
    told = first.has("type_title", "type_name", "field", "stated", "stated_p")
    return tidy(first.text, *inner[-1]) if inner and told else None


def _only_topic(clause: Clause, last: Draft) -> bool:
    """Say whether what was to be made clear only has a name, and the sentence tells it: `the rank of the flood`."""
    if last.pattern != "to_show" or last.old or not last.new or only_mends(clause):
        return False
    start, end = last.new
    topic = clause.voice.at("definite", start) is not None or re.search(r"['’]s ", clause.words(last.new)) is not None
    opened = clause.voice.at("pronoun", clause.start) or clause.voice.at("pronoun", clause.start + 1)
    return topic and opened is not None and not clause.voice.has("be", start=start, end=end)


def _draft(clause: Clause, values: Values | None) -> Draft:
    start, end = clause.start, clause.end
    if values is None:
        return Draft(start, end, None, None, "topic_only", "replace", (start, end))
    old, new = values.old, values.new
    if values.pattern == "contrary" and new:
        denial = clause.voice.first("not_word", *new)
        untrue = tidy(clause.text, denial.end, new[1], clause.voice, "definite") if denial else None
        return Draft(start, end, old, new, values.pattern, values.action, (start, end), untrue)
    return Draft(start, end, old, new, values.pattern, values.action, (start, end))


def _alone(clause: Clause) -> Draft:
    """Return the claim of a note that says nothing but what is right."""
    value = clause.right(fact_start(clause), whole=True)
    values = contrast(clause)
    if values:
        return _draft(clause, values)
    return Draft(
        clause.start,
        clause.end,
        None,
        value if value[0] < value[1] else None,
        "stated",
        "replace",
        (clause.start, clause.end),
    )


def _claim(text: str, voice: Reading, draft: Draft) -> Claim:
    start, end = tidy_ends(text, draft.start, draft.end)
    language = voice.grammar.language
    old, new = (_whole(text, voice, value) for value in (draft.old, draft.new))
    worths = [worth(grouped(text[slice(*value)]), language) if value else None for value in (old, new)]
    where, where_span = locator(text, voice, start, end)
    field, field_span = scope(voice, start, end)
    return Claim(
        id="",
        text=text[start:end],
        type=error_type(text, voice, start, end, (old, new), worths),
        old=text[slice(*old)] if old else None,
        new=text[slice(*new)] if new else None,
        scope=field,
        locator=where,
        polarity=draft.pattern,
        action=draft.action,
        topic=topic(text, voice, start, end, (old, new)),
        span=Span(start, end),
        old_span=Span(*old) if old else None,
        new_span=Span(*new) if new else None,
        locator_span=where_span,
        scope_span=field_span,
        old_value=worths[0],
        new_value=worths[1],
    )


def _whole(text: str, voice: Reading, value: Stretch | None) -> Stretch | None:
    """Return a value with all its words and its article, or None where it tells nothing."""
    if value is None or not _telling(text[slice(*value)], voice.grammar.language):
        return None
    return with_article(text, voice, whole_words(text, value))


def _telling(value: str, language: str) -> bool:
    """Say whether a value is more than one small word of its language, as `in` left over from a cut is."""
    return bool(value) and language not in common().get(fold(value), ())


def tidy_ends(text: str, start: int, end: int) -> Stretch:
    """Return the stretch without outer space and the brackets of the whole note."""
    while start < end and (text[start].isspace() or text[start] in "([*_,;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ")]*_"):
        end -= 1
    return start, end
