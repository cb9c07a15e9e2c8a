"""
Judge how well what changed in an edit is of the kind a claim speaks of.

"Misstated the number of ..." asks for a number that gave way to a number. Each
test returns 1 for such a change, less for a likely one, 0 for none.
"""

import re
from collections import Counter
from collections.abc import Callable

from rapidfuzz.distance import Indel

from revtrack.link.passage import Change
from revtrack.link.words import fold, folded, is_date, is_number, is_stop, key, key_list, table, words
from revtrack.model import OF_CLAIM, Category

ALIKE = 0.55
"""Indel similarity from which two words count as two spellings of one."""
QUOTE_MARKS = re.compile(r"[\"“”«»„]")


def numbers(text: str) -> Counter[str]:
    """Return the number keys in *text*."""
    return Counter(k for k in key_list(text) if is_number(k))


def dates(text: str) -> list[str]:
    """Return months, weekdays and years in *text*."""
    return [k for k in key_list(text) if is_date(k)]


def names(text: str) -> set[str]:
    """Return the capitalised words of *text* that are no date and no function word, folded."""
    return {fold(w) for w in words(text) if w[:1].isupper() and not is_stop(w) and not is_date(key(w))}


def number_changed(change: Change, topic: frozenset[str]) -> float:
    """A number gave way to another one."""
    old, new = numbers(change.old), numbers(change.new)
    if old and new:
        return float(old != new)
    return 0.6 if old or new else 0.0


def date_changed(change: Change, topic: frozenset[str]) -> float:
    """A month, weekday or year gave way to another one."""
    old, new = dates(change.old), dates(change.new)
    if old and new:
        return float(old != new)
    return 0.5 if old or new else 0.3 * number_changed(change, topic)


def spelling_changed(change: Change, topic: frozenset[str]) -> float:
    """A word of the note took the place of one spelt nearly the same."""
    for new in words(change.new):
        if key(new) in topic:
            for old in words(change.old):
                if old != new and Indel.normalized_similarity(fold(old), fold(new)) > ALIKE:
                    return 1.0
    return 0.0


def name_changed(change: Change, topic: frozenset[str]) -> float:
    """A name gave way to another one, or two changed places."""
    if (
        len(names(change.old)) > 1
        and change.old != change.new
        and sorted(words(change.old)) == sorted(words(change.new))
    ):
        return 1.0
    old = names(change.old) - folded(change.new)
    new = names(change.new) - folded(change.old)
    return max(spelling_changed(change, topic), 0.7 if old and new else 0.4 if old or new else 0.0)


def quote_changed(change: Change, topic: frozenset[str]) -> float:
    """The change touches quotation marks."""
    return float(bool(QUOTE_MARKS.search(change.old + change.new)))


def role_changed(change: Change, topic: frozenset[str]) -> float:
    """The change touches a word for an office."""
    touched = folded(change.old + " " + change.new)
    return 1.0 if touched & table("roles") else 0.4 * name_changed(change, topic)


def spoken_of(change: Change, topic: frozenset[str]) -> float:
    """The change touches words of the note."""
    return 0.5 * float(not topic.isdisjoint(key_list(change.old + " " + change.new)))


def nothing(change: Change, topic: frozenset[str]) -> float:
    """No kind is asked for."""
    return 0.0


TESTS: dict[str, Callable[[Change, frozenset[str]], float]] = {
    "number": number_changed,
    "rank": number_changed,
    "unit": number_changed,
    "age": number_changed,
    "date": date_changed,
    "time": date_changed,
    "spelling": spelling_changed,
    "name": name_changed,
    "identity": name_changed,
    "place": name_changed,
    "affiliation": name_changed,
    "attribution": name_changed,
    "quote": quote_changed,
    "title": role_changed,
    "title_role": role_changed,
    "legal": spoken_of,
    "legal_status": spoken_of,
}

SEEN = 0.8
"""Agreement of a replacement that the diff, by the words around it, found to be of the kind: `12` -> `21 May`."""
OF_TYPE: dict[str, frozenset[Category]] = {
    **OF_CLAIM,
    "time": OF_CLAIM["date"],
    "identity": OF_CLAIM["name"],
    "spelling": frozenset({Category.SPELLING}),
    "attribution": frozenset({Category.ATTRIBUTION}),
    "direction": frozenset({Category.DIRECTION, Category.NEGATION}),
    "title_role": OF_CLAIM["title"],
    **dict.fromkeys(("legal", "legal_status"), frozenset({Category.LEGAL})),
}
"""The same for every type of claim whose change the diff may have named."""


def agreement(type_: str, change: Change, topic: frozenset[str]) -> float:
    """Return how well *change* is of the kind *type_*, from 0 to 1."""
    if change.trivial:
        return 0.0
    seen = SEEN if change.old and change.new and change.category in OF_TYPE.get(type_, ()) else 0.0
    return max(seen, TESTS.get(type_, nothing)(change, topic))


def value_replaced(change: Change) -> bool:
    """Say whether a number, date or name gave way to another one."""
    if change.trivial or not (change.old and change.new):
        return False
    none: frozenset[str] = frozenset()
    return number_changed(change, none) == 1 or date_changed(change, none) == 1 or name_changed(change, none) >= 0.7
