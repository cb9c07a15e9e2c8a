"""
Say who we are, and read what servers say about waiting.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from revtrack._version import __version__
from revtrack.config import FetchSettings
from revtrack.model import Validators

MAX_RETRY_AFTER_S = 7 * 86400.0
"""A server may ask for a week at most: longer is a mistake (a date a decade off) that would end the watch."""
_SENDABLE = re.compile(r"[\x20-\x7e\x80-\xff]{1,1024}")


def user_agent(settings: FetchSettings) -> str:
    """Return the User-Agent: our name, version and whom to write to if told; robots.txt is read for its first word."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    return settings.user_agent or f"revtrack/{__version__}{contact}"


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """
    Return the seconds from *now* that a `Retry-After` header asks for, in either of its forms (RFC 9110, 10.2.3).

    None when there is none or it cannot be read; at least 0, at most `MAX_RETRY_AFTER_S`.
    """
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,12}", value):
        return min(float(value), MAX_RETRY_AFTER_S)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), MAX_RETRY_AFTER_S)


def conditional(validators: Validators) -> dict[str, str]:
    """Return the request headers that ask "has it changed?", the server's own words byte for byte."""
    out = {}
    if validators.etag and _SENDABLE.fullmatch(validators.etag):
        out["If-None-Match"] = validators.etag
    if validators.last_modified and _SENDABLE.fullmatch(validators.last_modified):
        out["If-Modified-Since"] = validators.last_modified
    return out


def text(raw: bytes) -> str:
    """Return a header's bytes as text, control characters made visible: it is stored, shown and sent back."""
    try:
        value = raw.decode("utf-8")
    except UnicodeDecodeError:
        value = raw.decode("latin-1")
    return "".join(char if char >= " " and char != "\x7f" else f"\\x{ord(char):02x}" for char in value)
