"""
Write moments as text and read them: RFC 3339 in UTC, the one form in which times are stored.
"""

import re
from datetime import UTC, datetime

from revtrack.errors import UsageError

PARTIAL = re.compile(r"\d{4}(-\d{2})?")
"""A year, or a month of it."""


def stamp(moment: datetime, timespec: str = "milliseconds") -> str:
    """
    Return *moment* as RFC 3339 in UTC: `2026-11-02T21:04:00.000Z`; a time without a zone is UTC.

    *timespec* is `datetime.isoformat`'s: `seconds` for people, `auto` for what came from elsewhere with what it had.
    """
    return _in_utc(moment).isoformat(timespec=timespec).replace("+00:00", "Z")


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def bound(text: str) -> str:
    """
    Return the first second that *text* names (an RFC 3339 time, a day, a month, a year), to compare stored times with.

    A time without a zone is UTC, and a fraction of a second is left off: stored
    times have one or not. Nor has the result the closing `Z`: so it sorts before
    every stored spelling of a moment in that second or later, and after all others.
    Raises `UsageError` for what is no time.
    """
    whole = f"{text}-01-01"[:10] if PARTIAL.fullmatch(text) else text
    try:
        moment = _in_utc(datetime.fromisoformat(whole))
    except (ValueError, OverflowError):
        raise UsageError(f"not a time: {text!r}; write it as 2026-05-03T08:15:00Z, or a day as 2026-05-03") from None
    return moment.isoformat(timespec="seconds").removesuffix("+00:00")
