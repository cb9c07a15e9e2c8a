"""
Read the words of a value as what they are worth: a number, a rank, a date, a name.

`1.2 million` and `1,200,000`, `fourth` and `No. 4`, `May 3` and `3 May` are worth
the same. What the words do not say (a year, a first name) stays out.
"""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from revtrack.model import Value
from revtrack.text.dating import Date, dates
from revtrack.text.folding import key
from revtrack.text.lexicon import lexicon
from revtrack.text.naming import names
from revtrack.text.values import NumberKind, numbers

LONGEST = 240
"""Code points of a value that is read; a longer one is a sentence."""
_RANK = re.compile(r"(?:no|nr|nº|n°|num|núm|numero|número|numéro)\.?\s?(\d{1,4})$", re.IGNORECASE)
_KINDS = {NumberKind.CARDINAL: "number", NumberKind.ORDINAL: "rank", NumberKind.MEASURE: "measure"}


@lru_cache(maxsize=1024)
def worth(text: str, language: str = "en") -> Value | None:
    """Return what *text* is worth, or None of nothing; see `Value` for the kinds and their normal forms."""
    text = text.strip()
    if not text:
        return None
    short = text[:LONGEST]
    return _rank(short) or _date(short, language) or _number(short, language) or _name(short, language) or _words(short)


def _rank(text: str) -> Value | None:
    match = _RANK.match(text)
    return Value("rank", str(int(match[1]))) if match else None


def _date(text: str, language: str) -> Value | None:
    """Return the one date, with its weekday, that *text* holds beside nothing but small words."""
    found = dates(text, language)
    days = [date for date in found if date.minute is None]
    clocks = [date for date in found if date.minute is not None]
    if not found or len(clocks) > 1 or not _only(text, [date.span.of(text) for date in found], language):
        return None
    if not days:
        return Value("time", _clock(clocks[0]))
    weekdays = {date.weekday for date in days if date.weekday}
    parts = [tuple(getattr(date, part) for date in days) for part in ("year", "month", "day")]
    known = [sorted({value for value in values if value}) for values in parts]
    if any(len(values) > 1 for values in (*known, sorted(weekdays))):
        return None
    year, month, day = (values[0] if values else None for values in known)
    if not (year or month or day):
        return Value("weekday", str(min(weekdays)))
    normal = "-".join((f"{year:04}" if year else "-", *(f"{part:02}" for part in (month, day) if part)))
    return Value("date", normal + (f"T{_clock(clocks[0])}" if clocks and day else ""))


def _clock(date: Date) -> str:
    hour, minute = divmod(date.minute or 0, 60)
    return f"{hour:02}:{minute:02}"


def _only(text: str, parts: list[str], language: str) -> bool:
    """Say whether *text* holds nothing beside *parts* but small words."""
    for part in parts:
        text = text.replace(part, " ", 1)
    rest = re.findall(r"\w+", text)
    stop = lexicon(language).stop
    return all(key(word) in stop or len(word) < 3 for word in rest)


def _number(text: str, language: str) -> Value | None:
    """Return the numbers of *text*: one with its kind and unit, or all of them in order."""
    found = numbers(text, language)
    sure = [number for number in found if not number.loose] or list(found if len(text.split()) < 3 else ())
    if not sure:
        return None
    if len(sure) > 1:
        return Value("numbers", " ".join(_plain(number.value) for number in sure), sure[-1].unit)
    number = sure[0]
    return Value(_KINDS.get(number.kind, str(number.kind)), _plain(number.value), number.unit)


def _plain(value: Fraction) -> str:
    """Return a number in decimals where they end, else as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    decimal = f"{float(value):.12f}".rstrip("0")
    return decimal if Fraction(decimal) == value else str(value)


def _name(text: str, language: str) -> Value | None:
    """Return the one name that *text* is, its title aside: folded, with surname and initials."""
    found = names(text, language)
    bare = re.sub(r"['’]s?$", "", text)
    if len(found) > 1 or (not found and not _capital_alone(bare)):
        return None
    if found and not _only(text, [found[0].text, found[0].title], language):
        return None
    name = found[0].text if found else bare
    words = [word for word in re.split(r"[\s]+", folded(re.sub(r"['’]s?$", "", name))) if word]
    particles = lexicon(language).particles
    first = next((at for at in range(1, len(words)) if words[at] in particles), len(words) - 1)
    return Value("name", " ".join(words), "", " ".join(words[first:]), "".join(word[0] for word in words))


def _capital_alone(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*", text)) and text[0].isupper()


def _words(text: str) -> Value:
    return Value("words", " ".join(key(word) for word in re.findall(r"\w+(?:['’-]\w+)*", text)))


def folded(text: str) -> str:
    """Return *text* without case, accents and other marks: `Émile Brûlé` and `Emile Brule` are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
