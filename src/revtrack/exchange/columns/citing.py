"""
Find which article a paragraph of a corrections column names: its title, the day it stood in print, its link.

Columns cite in few ways: `(Ferry fares to rise, 3 May, page 12)`, `a May 3
article`, `in the article "Ferry fares to rise"`, `COTIDIANO (3.mai, pág. C4)`.
A day without a year is the last such day before the column.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from revtrack.text import Date, dates, typographic

QUOTED = re.compile(r'"([^"]{8,200})"|(?<!\w)\'([^\']{8,200})\'(?!\w)')
BRACKET = re.compile(r"\(([^()]{4,300})\)")
PAGE = re.compile(
    r"^(?:p|pp|pg|pag|pág|page|pages|página|seite|s|section|sec|A|B|C)?\.?\s*[A-Z]?\d{1,3}(?:-\d+)?$", re.I
)
SHORT_DAY = re.compile(r"\b(\d\d?)(?:[./]([a-zç]{3})\b|/(\d\d?)\b(?!/)|\.(\d\d?)\.(?!\d))", re.I)
"""`3.mai`, `4/5`, `4.5.`: how columns in other languages than English write a day of this year."""
SPACED = re.compile(r"\b(\d\d?)\. (\d\d?)\. (?=\d)")
"""`4. 5. 26`: a day in figures as German columns set it."""
TITLE_WORDS = 3
YESTERDAY = {
    "en": {"yesterday"}, "de": {"gestern", "gestrigen", "gestriger"}, "fr": {"hier"}, "es": {"ayer"}, "it": {"ieri"},
    "pt": {"ontem"}, "nl": {"gisteren"},
}  # fmt: skip
AHEAD = timedelta(days=7)
"""A column about a week may be dated by its first day."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a paragraph says about the article it corrects."""

    titles: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """`2026-05-03`."""
    rest: str = ""
    """The paragraph without the brackets that only cite."""
    bracket: bool = False
    """Whether there was such a bracket."""


def cite(text: str, column: str, language: str) -> Citation:
    """Return what *text* cites; *column* is the day the column stood, which completes days without a year."""
    plain = typographic(text)
    titles = [first or second for first, second in QUOTED.findall(plain)]
    days: list[str] = []
    rest, bracket = text, False
    for match in BRACKET.finditer(text):
        inside = typographic(match[1])
        cited = _days(inside, language, column)
        parts = [part.strip(" '\"") for part in re.split(r",|;", inside)]
        pages = [part for part in parts if PAGE.match(part)]
        if not cited and not pages:
            titles += [inside]
            continue
        days += cited
        title = _title(inside, parts, language)
        titles += [title] if title else []
        rest, bracket = rest.replace(match[0], ""), True
    days = days or _days(plain, language, column)
    named = [title for title in dict.fromkeys(titles) if len(title.split()) >= TITLE_WORDS]
    return Citation(tuple(named), tuple(dict.fromkeys(days)), re.sub(r"\s+([.,;])", r"\1", " ".join(rest.split())),
                    bracket)  # fmt: skip


def _title(inside: str, parts: list[str], language: str) -> str:
    """Return the parts of a bracket before the first that is a day or a page: the title, which may hold commas."""
    taken: list[str] = []
    for part in parts:
        if PAGE.match(part) or any(found.month and found.day for found in dates(part, language)):
            break
        taken.append(part)
    return inside[: inside.find(taken[-1]) + len(taken[-1])].strip(" '\"") if taken and taken[-1] else ""


def _days(text: str, language: str, column: str) -> list[str]:
    """Return the days *text* names, completed from the column's own day."""
    text = SPACED.sub(r"\1.\2.", text)
    items = dates(text, language)
    weekdays = sum(1 for item in items if item.weekday and not item.day)
    # "On Monday" cites; "Monday to Friday" are somebody's hours.
    found = [_completed(item, column) for item in items if item.day or weekdays == 1]
    for match in SHORT_DAY.finditer(text) if language != "en" else ():
        month = _month(match[2], language) if match[2] else match[3] or match[4]
        if month and 1 <= int(month) <= 12:
            found.append(_latest(int(month), int(match[1]), None, column))
    if not any(found) and column and YESTERDAY[language] & set(re.findall(r"\w+", text.casefold())):
        found.append((date.fromisoformat(column) - timedelta(days=1)).isoformat())
    return [day for day in found if day]


def _month(name: str, language: str) -> str:
    named = next((item for item in dates(f"3 {name}", language) if item.month), None)
    return str(named.month) if named else ""


def _completed(item: Date, column: str) -> str:
    if item.month and item.day:
        return _latest(item.month, item.day, item.year, column)
    if item.weekday and column:
        last = date.fromisoformat(column)
        return (last - timedelta(days=(last.isoweekday() - item.weekday) % 7)).isoformat()
    return ""


def _latest(month: int, day: int, year: int | None, column: str) -> str:
    """Return the day in *year*, or the last one up to the column's; empty when there is none or nothing to tell by."""
    last = date.fromisoformat(column) + AHEAD if column else date.max
    years = [year] if year else [last.year, last.year - 1] if column else []
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found <= last:
            return found.isoformat()
    return ""
