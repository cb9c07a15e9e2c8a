"""
Write moments as text: RFC 3339 in UTC, the one form in which times are stored.
"""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Return the aware *moment* as RFC 3339 in UTC, to the millisecond: `2026-11-02T21:04:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
