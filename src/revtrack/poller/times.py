"""
Turn moments into text and back: RFC 3339 in UTC, as everything is stored.
"""

from datetime import UTC, datetime, timedelta

from revtrack.model import stamp


def epoch(text: str | None) -> float | None:
    """Return the epoch seconds of an RFC 3339 text; None for none, or for one that cannot be read."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def after(moment: datetime, seconds: float) -> str:
    """Return the stamp *seconds* after *moment*; the end of time when that is beyond it."""
    try:
        return stamp(moment + timedelta(seconds=seconds))
    except OverflowError:
        return "9999-12-31T23:59:59.999Z"


def at(seconds: float) -> str:
    """Return the stamp of epoch *seconds*."""
    return stamp(datetime.fromtimestamp(seconds, UTC))
