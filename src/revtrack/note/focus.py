"""
Narrow two clauses to the values they differ in.

"the bridge opened in 1968" and "it opened in 1971" differ in a year; an editor
and the linker want `1968` and `1971`. Numbers are compared as values, so
`two boats` and `one` are a pair as well.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from revtrack.model import Span
from revtrack.note.aligned import aligned, answering
from revtrack.note.alike import grouped
from revtrack.note.lexicon import alone
from revtrack.note.passage import Stretch
from revtrack.note.reading import Reading
from revtrack.note.values import parallel
from revtrack.text import Number, dates, names, numbers

_OF_KIND = frozenset({"date", "number", "age", "rank", "unit"})
NAMING = frozenset({"name", "identity", "place", "affiliation"})
"""Kinds of error that a name puts right."""
_FULL = 2
"""Words of a first and a last name."""
_YEAR = re.compile(r",?\s\d{4}$")
_END = 2
"""Code points of marks after the last name of a statement, at most."""
_SHORT = 4
"""Values of at most so many words on both sides are narrow enough."""


def narrow(
    text: str, old: Stretch, new: Stretch, language: str, fact: Stretch | None = None
) -> tuple[Stretch, Stretch]:
    """
    Return the parts of *old* and *new* that differ: a number, a date, a name, what stands behind shared words.

    *fact* is the whole statement that *new* was taken from.
    """
    before, after = text[slice(*old)], text[slice(*new)]
    short = max(len(before.split()), len(after.split())) < _SHORT
    for pick in (_dates,) if short else (_dates, _numbers, _names):
        pair = pick(before, after, language)
        if pair:
            return (old[0] + pair[0][0], old[0] + pair[0][1]), (new[0] + pair[1][0], new[0] + pair[1][1])
    found = aligned(text, old, fact or new, language)
    if found or short:
        return found or (old, new)
    answered = answering(text, old, new, language) if language == "en" else None
    if answered:
        return answered, new
    return parallel(text, old, new, alone(language, "in_fact"), alone(language, "pronoun"))


def single(text: str, value: Stretch, kind: str, language: str, fact: Stretch | None = None) -> Stretch:
    """
    Return the one date, figure or name in a whole statement where that is the *kind* of thing it puts right.

    A name may also be the subject of the *fact* that the value was cut from: `Ada Marsh of Wex took the cup`.
    """
    words = text[slice(*value)]
    if kind in NAMING:
        return _named(text, value, fact, language)
    if len(words.split()) < _SHORT - 1 or kind not in _OF_KIND:
        return value
    days = dates(words, language)
    found = days if kind == "date" and days else _counted(numbers(grouped(words), language))
    if len(found) != 1 or (kind != "date" and days):
        return value
    span = found[0].span if found is days else _with_noun(words, found[0].span)
    return value[0] + span.start, value[0] + span.end


def _named(text: str, value: Stretch, fact: Stretch | None, language: str) -> Stretch:
    """Return the only name in a value, or in the fact where the value holds none; else the value."""
    for start, end in (value, fact or value):
        found = names(text[start:end], language)
        if (start, end) == fact and found and not text[start : start + found[0].span.start].strip():
            return start + found[0].span.start, start + found[0].span.end  # `Jon Brune, 31, of Wex, was arrested.`
        if len(found) == 1:
            return start + found[0].span.start, start + found[0].span.end
        if found:
            break
    return value


def name_part(text: str, reading: Reading, old: Stretch, new: Stretch, claim: Stretch) -> Stretch:
    """Return the first or last name of a whole one, where the note says which was wrong and gives only that."""
    words = text[slice(*old)].split()
    if len(words) != _FULL or " " in text[slice(*new)] or not all(word[:1].isupper() for word in words):
        return old
    if reading.has("first_name", start=claim[0], end=claim[1]):
        return old[0], old[0] + len(words[0])
    return (old[1] - len(words[1]), old[1]) if reading.has("last_name", start=claim[0], end=claim[1]) else old


def opening_name(text: str, value: Stretch, start: int, kind: str, language: str) -> Stretch:
    """Return the name that opens the statement at *start*, where a name was wrong: `Ada Marsh is the clerk`."""
    itself = any(name.text == text[slice(*value)] for name in names(text[slice(*value)], language))
    found = names(text[start : value[1]], language) if kind == "name" and not itself else ()
    return (start + found[0].span.start, start + found[0].span.end) if found else value


def _dates(before: str, after: str, language: str) -> tuple[Span, Span] | None:
    old, new = dates(before, language), dates(after, language)
    if len(old) == 1 and len(new) == 1 and old[0].text != new[0].text:
        return _as_far(old[0].span, new[0].text, before), _as_far(new[0].span, old[0].text, after)
    return None


def _as_far(span: Span, other: str, text: str) -> Span:
    """Return a day without its year where the other has none: `Feb. 14` of `Feb. 14, 2015` for `July 14`."""
    year = _YEAR.search(span.of(text))
    return Span(span.start, span.start + year.start()) if year and not re.search(r"\d{4}", other) else span


def _numbers(before: str, after: str, language: str) -> tuple[Span, Span] | None:
    old, new = (_counted(numbers(grouped(words), language)) for words in (before, after))
    if len(new) == 1 and len(old) > 1:
        old = _answered(before, old, new[0], after)
    elif len(old) == 1 and len(new) > 1:
        new = _answered(after, new, old[0], before)
    if len(old) == 1 and len(new) == 1 and (old[0].value, old[0].unit) != (new[0].value, new[0].unit):
        return _with_noun(before, old[0].span), _with_noun(after, new[0].span)
    return None


def _answered(before: str, old: list[Number], right: Number, after: str) -> list[Number]:
    """Return those of several numbers that are written like the *right* one: `-1.673` for `-1.167`."""
    measured = [number for number in old if right.unit and number.unit == right.unit]
    if len(measured) == 1:
        return measured
    shape = _shape(right.span.of(after))
    return [number for number in old if _shape(number.span.of(before)) == shape and number.unit == right.unit]


def _shape(number: str) -> str:
    """Return how a number is written: its marks, and how many digits stand between them."""
    return re.sub(r"\d", "0", number)


def _counted(found: Sequence[Number]) -> list[Number]:
    """Return the numbers that surely are numbers; those that may be articles only where there is no other."""
    sure = [number for number in found if not number.loose and not _named_so(number)]
    return sure or list(found)


def _named_so(number: Number) -> bool:
    """Say whether a number in words is part of a name: `World War Two`."""
    return number.span.start > 0 and number.text.isalpha() and number.text[0].isupper()


def _with_noun(text: str, span: Span) -> Span:
    """Return the number with the one word after it, when that ends the phrase: `24 members`."""
    model = re.search(r"(?<!\w)[A-ZÀ-Þ][^\W\d_]+\s$", text[: span.start])
    if model and model.start() > 0 and span.of(text).isalnum():
        return Span(model.start(), span.end)
    tail = re.match(r"[\s-]([^\W\d_]+)\W*$", text[span.end :])
    return Span(span.start, span.end + tail.end(1)) if tail and tail.end(1) <= 24 else span


def _names(before: str, after: str, language: str) -> tuple[Span, Span] | None:
    """Return the names the two differ in: the pair most alike in letters, else the last ones."""
    said, told = before.casefold(), after.casefold()
    old = [name for name in names(before, language) if name.text.casefold() not in told]
    new = [name for name in names(after, language) if name.text.casefold() not in said]
    if not old or not new or len(old) * len(new) > 16:
        return None
    alike = max(((fuzz.ratio(a.text, b.text), a.span, b.span) for a in old for b in new), key=lambda item: item[0])
    if alike[0] >= 60:
        return alike[1], alike[2]
    if old[0].text == before and len(after) - new[-1].span.end <= _END:
        return old[0].span, new[-1].span  # `Ada Marsh was born in Tarn`, for `Brack`
    if len(old) == 1 and len(new) == 1 and len(before) - old[0].span.end <= 2 and len(after) - new[0].span.end <= 2:
        return old[0].span, new[0].span
    return None
