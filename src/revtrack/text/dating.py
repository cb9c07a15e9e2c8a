"""
Read calendar dates, weekdays and clock times.

A date keeps only what the text says: `Tuesday` has a weekday and nothing else,
`3 May` no year. Nothing is resolved against a clock.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from revtrack.model import Span
from revtrack.text.folding import key
from revtrack.text.lexicon import Lexicon, lexicon, shared_words
from revtrack.text.remembering import Remembered
from revtrack.text.tokenizer import Token, tokens


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time as far as the text gives it; what it does not say is None."""

    span: Span
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """Monday is 1."""
    minute: int | None = None
    """Minutes since midnight, of a clock time."""
    zone: str | None = None
    """The time zone that a clock time names: `GMT`."""


_ISO = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)$")
_NUMERIC = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4}|\d\d)$")
_CLOCK = re.compile(r"(\d\d?)[:.h](\d\d)\s*(?:([ap])\.?m\.?)?$", re.IGNORECASE)
_HOUR = re.compile(r"(\d\d?)([ap])m$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)$")
_DAY = re.compile(r"(\d\d?)(?:st|nd|rd|th|er|º|ª)?$")
_HOURS = frozenset(["hours", "hrs"])
"""Words behind four figures that make a time of them: `0600 hours`."""
_OF = frozenset(["of", "de", "del", "the", "le", "den", "der", "am"])
_UNMISTAKABLE = frozenset(["june", "july", "juni", "juli", "juin", "août"])
"""Months in four letters that are no other word where their capital, if the language gives one, is theirs."""
_LEADS = frozenset(
    [
        "in",
        "of",
        "since",
        "until",
        "till",
        "by",
        "last",
        "next",
        "this",
        "late",
        "early",
        "mid",
        "from",
        "to",
        "and",
        "before",
        "after",
        "during",
        "through",
        "between",
        "on",
    ]
)


def dates(text: str, language: str = "en") -> tuple[Date, ...]:
    """Return the dates, weekdays and clock times of *text* in order."""
    return read_dates(tokens(text), text, lexicon(language))


def read_dates(items: tuple[Token, ...], text: str, lex: Lexicon) -> tuple[Date, ...]:
    """Return the dates among *items*, tokens of *text*."""
    found: list[Date] = []
    done, begins = 0, _may_begin(lex.code)
    for at in [at for at, item in enumerate(items) if begins[item[0]]]:
        if at < done:
            continue
        date, used = _date_at(items, at, text, lex)
        if date is not None:
            found.append(date)
        done = at + used
    return tuple(found)


@lru_cache(maxsize=16)
def _may_begin(code: str) -> Remembered[bool]:
    """Return what says cheaply whether a word may begin a date."""
    lex = lexicon(code)

    def may_begin(word: str) -> bool:
        low = key(word)
        return low in lex.weekdays or low.rstrip(".") in lex.months or any(char.isdigit() for char in word)

    return Remembered(may_begin)


def _date_at(items: tuple[Token, ...], at: int, text: str, lex: Lexicon) -> tuple[Date | None, int]:
    token = items[at]
    word = token.text
    if match := _ISO.match(word):
        year, month, day = map(int, match.groups())
        return Date(Span(token.start, token.end), word, year, month, day), 1
    if match := _NUMERIC.match(word):
        return _numeric(token, match, lex), 1
    if clock := _clock(items, at, text, lex):
        return clock
    low = key(word)
    if low in lex.weekdays and (
        word[:1].isupper() or (len(low) > 4 and (lex.code not in ("en", "de") or _recurs(low, lex)))
    ):
        return Date(Span(token.start, token.end), word, weekday=lex.weekdays[low]), 1
    if _is_month(items, at, lex):
        return _month_first(items, at, text, lex)
    if _DAY.match(word):
        month_at = _skip(items, at + 1)
        if month_at < len(items) and _is_month(items, month_at, lex, beside_digit=True):
            return _day_first(items, at, month_at, text, lex)
    if _YEAR.match(word):
        return Date(Span(token.start, token.end), word, year=int(word)), 1
    return None, 0


def _recurs(low: str, lex: Lexicon) -> bool:
    """Say whether a German word is a weekday that recurs, which takes no capital: `sonntags`."""
    return lex.code == "de" and low[-1] == "s"


def _numeric(token: Token, match: re.Match[str], lex: Lexicon) -> Date:
    """Read 05/03/2024 month first in English with slashes, day first elsewhere."""
    first, second, year = map(int, match.groups())
    month, day = (first, second) if lex.code == "en" and "/" in token.text and first <= 12 else (second, first)
    return Date(Span(token.start, token.end), token.text, year + 2000 if year < 100 else year, month, day)


def _clock(items: tuple[Token, ...], at: int, text: str, lex: Lexicon) -> tuple[Date, int] | None:
    token, used = items[at], 1
    after = items[at + 1] if at + 1 < len(items) else None
    half = after.text.lower().replace(".", "") if after else ""
    if match := _HOUR.match(token.text):
        hour, minute, half = int(match[1]), 0, match[2].lower() + "m"
    elif (match := _CLOCK.match(token.text)) and (
        ":" in token.text or "h" in token.text or half in ("am", "pm") or _told_by_words(items, at, half, lex)
    ):
        hour, minute = int(match[1]), int(match[2])
        half, used = (match[3].lower() + "m", 1) if match[3] else (half, 2 if half in ("am", "pm") else 1)
    elif (match := _MILITARY.match(token.text)) and (token.text[0] == "0" or half in _HOURS or _zone(items, at + 1)):
        hour, minute, half, used = int(match[1]), int(match[2]), "", 2 if half in _HOURS else 1
    elif half in ("am", "pm") and token.text.isdigit() and len(token.text) <= 2:
        hour, minute, used = int(token.text), 0, 2
    else:
        return None
    if hour > 24 or minute > 59:
        return None
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = _zone(items, at + used)
    used += zone is not None
    span = Span(token.start, items[at + used - 1].end)
    return Date(span, span.of(text), minute=60 * hour + minute, zone=zone), used


def _zone(items: tuple[Token, ...], at: int) -> str | None:
    """Return the time zone that token *at* names, behind a time of day."""
    word = items[at].text if at < len(items) else ""
    low = word.lower()
    known = word.isupper() and (low in shared_words("zones") or low in shared_words("zones_behind_times"))
    return word if known else None


def _told_by_words(items: tuple[Token, ...], at: int, after: str, lex: Lexicon) -> bool:
    """Say whether a word before or *after* makes figures with a full stop a time: `alle 18.30`, `18.30 uur`."""
    return after in lex.clock_after or bool(at and items[at - 1].text.lower() in lex.clock_before)


def _is_month(items: tuple[Token, ...], at: int, lex: Lexicon, *, beside_digit: bool = False) -> bool:
    word = items[at].text
    low = key(word).rstrip(".")
    if low not in lex.months:
        return False
    if lex.code in ("en", "de") and not word[:1].isupper():
        return False
    if (len(low) > 4 or low in _UNMISTAKABLE) and low not in ("march", "marzo"):
        return True
    if beside_digit:
        return True
    following = next(
        (item.text for item in items[at + 1 : at + 3] if item.text != "." and item.text.lower() not in _OF), ""
    )
    before = items[at - 1].text.lower() if at else ""
    return following[:1].isdigit() or before in _LEADS or before in lex.month_leads


def _skip(items: tuple[Token, ...], at: int) -> int:
    """Return the next token's index after `of`, `de`, a full stop or a comma."""
    while at < len(items) and (items[at].text in (".", ",") or items[at].text.lower() in _OF):
        at += 1
    return at


def _month_first(items: tuple[Token, ...], at: int, text: str, lex: Lexicon) -> tuple[Date, int]:
    """Read `May 3, 2024`, `May 2024` or `May`."""
    month, last, day, year = lex.months[key(items[at].text).rstrip(".")], at, None, None
    following = _skip(items, at + 1)
    if following < len(items) and (match := _DAY.match(items[following].text)) and lex.code == "en":
        if 1 <= int(match[1]) <= 31:
            day, last = int(match[1]), following
        following = _skip(items, following + 1)
    if following < len(items) and _YEAR.match(items[following].text):
        year, last = int(items[following].text), following
    span = Span(items[at].start, items[last].end)
    return Date(span, span.of(text), year, month, day), last - at + 1


def _day_first(items: tuple[Token, ...], at: int, month_at: int, text: str, lex: Lexicon) -> tuple[Date, int]:
    """Read `3 May 2024`, `3. Mai`, `3 de mayo de 2024`."""
    match = _DAY.match(items[at].text)
    month, last, year = lex.months[key(items[month_at].text).rstrip(".")], month_at, None
    following = _skip(items, month_at + 1)
    if following < len(items) and _YEAR.match(items[following].text):
        year, last = int(items[following].text), following
    span = Span(items[at].start, items[last].end)
    return Date(span, span.of(text), year, month, int(match[1]) if match else None), last - at + 1
