"""
Read the date a note gives itself, as written and as RFC 3339.

A date without a year takes the year from the article's own dates where they
leave no choice: a note is written after its article. Else it stays as written,
as does `02/03/2020` where nothing says which comes first, and gets no RFC form.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from revtrack.note.grammar import fold
from revtrack.text import LANGUAGES, lexicon

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = r"(?P<month>[^\W\d_]{3,10})"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d.,/-]){_YEAR}[-/.](?P<number>\d\d?)[-/.](?P<day>\d\d?)(?![\d/-])",
        rf"\b{_NAME}\.?,?\s(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s?|\s){_YEAR}\b",
        rf"\b(?P<day>\d\d?)(?:st|nd|rd|th|er|º|°|\.)?\s(?:of\s|de\s)?{_NAME}\.?,?(?:\s(?:de|del)\s|\s){_YEAR}\b",
        r"(?<![\d.,/])(?P<a>\d\d?)(?P<mark>[./-])(?P<b>\d\d?)(?P=mark)(?P<short>(?:19|20)?\d\d)(?![\d/]|\.\d)",
        rf"\b{_NAME}\.?\s(?:de\s)?{_YEAR}\b",
        rf"\b{_NAME}\.?\s(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!:\d)",
        rf"\b(?P<day>\d\d?)(?:er|º|\.)?\s(?:de\s)?{_NAME}\b",
    )
)
_TIME = re.compile(
    r"[\s,(–—-]{0,4}(?:(?:at|um|à|às|alle|a las|om|as of)\s)?"
    r"(?P<hour>\d\d?)(?:[:.hH](?P<minute>\d\d))?(?::\d\d)?\s?(?P<half>[apAP]\.?[mM]\b\.?)?\s?(?P<zone>[A-Za-z]{2,7})?"
)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("revtrack.note").joinpath("data", "dates.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return {fold(name): number for code in LANGUAGES for name, number in lexicon(code).months.items()}


@lru_cache(maxsize=1)
def months() -> frozenset[str]:
    """Return every month name and abbreviation, without accents."""
    return frozenset(_numbers())


@lru_cache(maxsize=1)
def weekdays() -> frozenset[str]:
    """Return every name of a day of the week, without accents."""
    return frozenset(fold(name) for code in LANGUAGES for name in lexicon(code).weekdays)


@lru_cache(maxsize=1)
def beside() -> frozenset[str]:
    """Return the small words that may stand beside a date in a label: `at`, `p.m.`, `le`."""
    return frozenset(_table()["beside"])


@dataclass(frozen=True, slots=True)
class Written:
    """When an article was published and last changed, as far as it says."""

    published: date | None = None
    modified: date | None = None

    def year_of(self, month: int, day: int) -> int | None:
        """Return the one year in which *month* and *day* fall after the article and by its last change, or None."""
        first, last = self.published or self.modified, self.modified or self.published
        if first is None or last is None:
            return None
        if self.published is None:
            first = last - timedelta(days=364)
        elif self.modified is None or last < first:
            last = first + timedelta(days=364)
        fits = [year for year in range(first.year, last.year + 1) if _between(first, year, month, day, last)]
        return fits[0] if len(fits) == 1 else None


def _between(first: date, year: int, month: int, day: int, last: date) -> bool:
    try:
        return first - timedelta(days=1) <= date(year, month, day) <= last + timedelta(days=1)
    except ValueError:
        return False


UNKNOWN = Written()


def read_date(text: str, day_first: bool | None = None, article: Written = UNKNOWN) -> tuple[str | None, str | None]:
    """
    Return (RFC 3339, as written) of the first date in *text*; None where there is none.

    The RFC form is as precise as the text: a month, a day, or a moment when
    both time and zone are given. *day_first* says how `02/03/2020` is meant;
    when None it stays unresolved unless only one reading is possible. A year
    that is not written is taken from *article*.
    """
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            if parts.get("month") and fold(parts["month"]) not in months():
                continue
            end, moment = _moment(text, match.end(), _day(parts, day_first, article))
            return moment, text[match.start() : end].strip(" ,")
    return None, None


def is_date(text: str) -> bool:
    """Say whether *text* is a date, with or without its time, and nothing else."""
    written = read_date(text)[1]
    if written is None:
        return False
    others = re.findall(r"[^\W\d]+", text.replace(written, " ", 1))
    return all(fold(word) in beside() or fold(word) in _table()["zones"] for word in others)


def _day(parts: dict[str, str | None], day_first: bool | None, article: Written) -> str | None:
    """Return the day or month the *parts* of a date name, in ISO form, or None when they do not say."""
    if parts.get("short"):
        year, month, day = _numeric(parts, day_first)
    else:
        year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
        month = _numbers()[fold(parts["month"])] if parts.get("month") else int(parts.get("number") or 0)
    if month and day and not year:
        year = article.year_of(month, day) or 0
    if not year or not month:
        return None
    try:
        return date(year, month, day).isoformat() if day else f"{date(year, month, 1):%Y-%m}"
    except ValueError:
        return None


def _numeric(parts: dict[str, str | None], day_first: bool | None) -> tuple[int, int, int]:
    """Return year, month, day of a date in figures; zeros when its order is not known."""
    first, second, year = int(parts["a"] or 0), int(parts["b"] or 0), int(parts["short"] or 0)
    year += 2000 if year < 100 else 0
    if first > 12 or parts["mark"] == "." or (day_first and second <= 12):
        return year, second, first
    if second > 12 or day_first is False:
        return year, first, second
    return (year, first, second) if first == second else (0, 0, 0)


def _moment(text: str, at: int, day: str | None) -> tuple[int, str | None]:
    """Return where the date ends and its RFC form, with the time after it where that is complete."""
    match = _TIME.match(text, at)
    if not match or not (match["minute"] or match["half"]):
        return at, day
    zone = fold(match["zone"] or "")
    end = match.end() if zone in _table()["zones"] or zone in _table()["offsets"] else match.end("half")
    if end < 0:
        end = match.end("minute")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if day is None or len(day) != 10 or hour > 23 or minute > 59:
        return end, day
    moment = datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00")
    if zone in _table()["zones"]:
        return end, moment.replace(tzinfo=ZoneInfo(_table()["zones"][zone])).isoformat()
    if zone in _table()["offsets"]:
        hours, minutes = _table()["offsets"][zone].split(":")
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return end, moment.replace(tzinfo=timezone(offset)).isoformat()
    return end, day
