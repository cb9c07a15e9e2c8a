"""
Read the times that pages give, with their zones.

A time without a zone is taken as UTC and so said by `has_zone`; words such as
`May 3, 2024` give a day.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

ISO = re.compile(
    r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|"
    r"UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?\s*$")
EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?\s*$")
ZONES = {
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "gmt": 0,
    "utc": 0,
    "ist": 5.5,
    "jst": 9,
    "aest": 10,
    "aedt": 11,
    "et": -5,
    "msk": 3,
    "sast": 2,
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene janeiro gennaio januari januar stycznia ledna ocak "
            "января jänner",
            "february feb februar février févr febrero fevereiro febbraio februari lutego února şubat февраля",
            "march mar märz mars marzo março maart marca března mart марта mrz",
            "april apr avril avr abril aprile kwietnia dubna nisan апреля abr",
            "may mai mayo maio maggio mei maja května mayıs мая maj",
            "june jun juni juin junio junho giugno czerwca června haziran июня",
            "july jul juli juillet juil julio julho luglio lipca července temmuz июля",
            "august aug août agosto augustus sierpnia srpna ağustos августа augusti ago",
            "september sep sept septembre septiembre setembro settembre września září eylül сентября set",
            "october oct oktober octobre octubre outubro ottobre października října ekim октября okt ott",
            "november nov novembre noviembre novembro listopada listopadu kasım ноября",
            "december dec dezember décembre déc diciembre dezembro dicembre desember grudnia prosince "
            "aralık декабря dez dic",
        ),
        1,
    )
    for name in names.split()
}
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})")
MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
NUMERIC = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d.]|\s*(?:Uhr|h)\b)")
EAST = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
CLOCK = re.compile(
    r"\b(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?\s*\(?([A-Z]{2,4}|[+-]\d{2}:?\d{2})?\b", re.IGNORECASE
)


def parse_time(text: str | None) -> datetime | None:
    """Return the time *text* says, aware; None when it says none. Without a zone it is taken as UTC."""
    if not text or len(text) > 200 or DIGIT.search(text) is None:
        return None
    try:
        return _iso(text) or _epoch(text) or _mail(text) or _words(text)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    found = ISO.match(text) or COMPACT.match(text)
    if found is None:
        return None
    if found.re is COMPACT:
        year, month, day, hour, minute, second, zone = found.groups()
        fraction = None
    else:
        year, month, day, hour, minute, second, fraction, zone = found.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    hours = int(hour or 0)
    extra = timedelta(days=1) if hours == 24 else timedelta()
    when = datetime(
        int(year), int(month), int(day), hours % 24, int(minute or 0), min(int(second or 0), 59), micro, _zone(zone)
    )
    return when + extra


def _zone(text: str | None) -> timezone:
    """Return the zone that `Z`, `+0200`, `-05:00` or `EST` names; UTC when there is none."""
    if not text:
        return UTC
    found = re.match(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if found:
        offset = timedelta(hours=int(found.group(2)), minutes=int(found.group(3) or 0))
        return timezone(-offset if found.group(1) == "-" else offset)
    return timezone(timedelta(hours=ZONES.get(text.lower(), 0))) if text.lower() in ZONES else UTC


def _epoch(text: str) -> datetime | None:
    found = EPOCH.match(text)
    return datetime.fromtimestamp(int(found.group(1)), UTC) if found else None


def _mail(text: str) -> datetime | None:
    if not re.match(r"\s*[A-Za-z]{3},\s*\d", text):
        return None
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _words(text: str) -> datetime | None:
    """Return the day that words such as `3 May 2024, 4:15 p.m. EDT` give, with the clock time when there is one."""
    day = month = year = 0
    date: re.Match[str] | None = None
    for pattern, order in ((DAY_FIRST, (0, 1, 2)), (MONTH_FIRST, (1, 0, 2))):
        for found in pattern.finditer(text):
            name = found.group(order[1] + 1).lower()
            if name in MONTHS:
                day, month, year, date = int(found.group(order[0] + 1)), MONTHS[name], int(found.group(3)), found
                break
        if day:
            break
    if not day and (date := NUMERIC.search(text)):
        day, month, year = (int(part) for part in date.groups())
        year += 2000 if year < 100 else 0
    if not day and (date := EAST.search(text)):
        year, month, day = (int(part) for part in date.groups())
    if date is None or not 1600 <= year <= 2200:
        return None
    # `06.01.2026` is no six o'clock.
    clock = CLOCK.search(f"{text[: date.start()]} | {text[date.end() :]}")
    if clock is None:
        return datetime(year, month, day, tzinfo=UTC)
    hour, minute = int(clock.group(1)), int(clock.group(2))
    if clock.group(4) and hour <= 12:
        hour = hour % 12 + (12 if clock.group(4).lower() == "p" else 0)
    if hour > 23 or minute > 59:
        hour = minute = 0
    return datetime(year, month, day, hour, minute, int(clock.group(3) or 0), tzinfo=_zone(clock.group(5)))
