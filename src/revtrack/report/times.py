"""
Put times and time intervals into words: what was last seen, what was first seen.

A time live is an interval, never a point; where one end is not known the words
say so. All times are UTC RFC 3339 strings, as the archive stores them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from revtrack.model import stamp

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN = "at a time not known"


@lru_cache(maxsize=4096)
def parse(at: str | None) -> datetime | None:
    """Return the moment *at* names, in UTC; None when there is none or it cannot be read. A page asks of few, often."""
    if not at:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def seconds(start: str | None, end: str | None) -> float | None:
    """Return the seconds from *start* to *end*, never below 0; None when one is unknown."""
    first, last = parse(start), parse(end)
    if first is None or last is None:
        return None
    return max(0.0, (last - first).total_seconds())


def rfc3339(at: str | None) -> str:
    """Return a moment as `2026-11-03T06:25:00Z`; empty when not known."""
    moment = parse(at)
    return stamp(moment, "seconds") if moment else ""


def day(at: str | None) -> str:
    """Return `3 Nov 2026`."""
    moment = parse(at)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if moment else UNKNOWN


def clock(at: str | None) -> str:
    """Return `3 Nov 2026, 06:25 UTC`."""
    moment = parse(at)
    return f"{day(at)}, {moment:%H:%M} UTC" if moment else UNKNOWN


def between(start: str | None, end: str | None) -> str:
    """Return the interval as short as it is clear: `3 Nov 2026, 06:10 to 06:25 UTC`; `by ...` without a start."""
    first, last = parse(start), parse(end)
    if last is None:
        return UNKNOWN
    if first is None:
        return f"by {clock(end)}"
    if first.replace(second=0) >= last.replace(second=0):
        return clock(end)
    if first.date() == last.date():
        return f"{day(end)}, {first:%H:%M} to {last:%H:%M} UTC"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year}, {first:%H:%M} to {clock(end)}"


def duration(length_s: float) -> str:
    """Return a length of time in its two largest units: `13 h 10 min`, `2 d 3 h`, `45 s`."""
    minutes, whole = int(length_s // 60), int(length_s)
    if minutes < 1:
        return f"{whole} s"
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days >= 14:
        return f"{days} d"
    parts = ((days, "d"), (hours, "h")) if days else ((hours, "h"), (rest, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long something was so: at least, and at most where that is known."""

    least_s: float
    most_s: float | None

    def words(self) -> str:
        """Return `13 h 10 min to 22 h 25 min`, `at least 13 h`, `at most 25 min`; empty when nothing is known."""
        if self.most_s is None:
            return f"at least {duration(self.least_s)}" if self.least_s >= 1 else ""
        if self.least_s < 1:
            return f"at most {duration(self.most_s)}"
        low, high = duration(self.least_s), duration(self.most_s)
        return low if low == high else f"{low} to {high}"


def stretch(
    began_after: str | None, seen_first: str | None, seen_last: str | None, gone_by: str | None
) -> Stretch | None:
    """
    Return how long a passage stood, from four looks: the last before it, the first and last with it, the first after.

    None when not even the looks with it are known. No upper bound without the outer two.
    """
    least = seconds(seen_first, seen_last)
    if least is None:
        return None
    most = seconds(began_after, gone_by)
    return Stretch(least, None if most is None else max(least, most))
