"""
Tell the time to every command: the only clock of the command line.

`REVTRACK_PRETEND_NOW` (RFC 3339) replaces it for the demo and for tests. An
archive polled at a pretended time proves nothing, so standard error says so.
"""

import os
from datetime import UTC, datetime

from revtrack.cli.output import say
from revtrack.errors import UsageError

VARIABLE = "REVTRACK_PRETEND_NOW"


def now() -> datetime:
    """Return the time in UTC; raises `UsageError` when the pretended one cannot be read."""
    pretended = os.environ.get(VARIABLE)
    if not pretended:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(pretended)
    except ValueError:
        raise UsageError(f"{VARIABLE}={pretended!r} is not an RFC 3339 time such as 2026-11-02T21:04:00Z") from None
    if moment.tzinfo is None:
        raise UsageError(f"{VARIABLE}={pretended!r} has no time zone: add Z")
    say(f"revtrack: pretending that it is {pretended} ({VARIABLE}); what is stored now proves nothing about time")
    return moment.astimezone(UTC)
