"""
Read the times that other tools write, as RFC 3339 in UTC.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from revtrack.model import stamp

DIGITS = re.compile(r"\d{4,17}")
OLDEST, NEWEST = 1990, 2200
"""Years in which a page may have been seen: there was no web before; a later one is a broken clock."""


def read_time(value: object) -> str:
    """
    Return *value* (RFC 3339, ISO, HTTP date, epoch seconds, 14 digits) as RFC 3339 in UTC, empty for None or "".

    Raises `ValueError` for what is no time or lies outside 1990 to 2200.
    """
    if value is None or value == "":
        return ""
    try:
        moment = _moment(value)
        in_utc = stamp(moment, "auto")
    except (OverflowError, TypeError, OSError) as error:
        raise ValueError(f"{value!r} is not a time: {error}") from None
    if not OLDEST <= moment.year <= NEWEST:
        raise ValueError(f"{value!r} lies outside the years {OLDEST} to {NEWEST}")
    return in_utc


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a time")
    text = value.strip()
    if DIGITS.fullmatch(text):
        return digits(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        raise ValueError(f"{value!r} is not a time such as 2026-05-03T08:15:00Z") from None


def digits(text: str) -> datetime:
    """
    Return a CDX timestamp (4 to 17 digits, `YYYYMMDDhhmmss` and milliseconds) as UTC; what is missing is the earliest.

    Raises `ValueError`.
    """
    padded = text + "00000101000000"[len(text) :] if len(text) < 14 else text
    return datetime.strptime(padded[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
