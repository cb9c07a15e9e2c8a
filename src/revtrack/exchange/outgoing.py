"""
Hold what goes out: one article's looks with their bytes, as every writer of captures takes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from revtrack.model import Article, Capture, Check, CheckCode

UNKNOWN = "1970-01-01T00:00:00Z"
"""The time that formats which must have one give to a look whose time nobody knows."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One look that goes out."""

    check: Check
    capture: Capture
    """Of this look, or the one before when it found the same bytes."""
    provenance: Mapping[str, str] = field(default_factory=dict)

    @property
    def repeats(self) -> bool:
        """Say whether this look found the bytes of the one before."""
        return self.check.code is CheckCode.SAME_BYTES


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One article and its looks, oldest first."""

    article: Article
    looks: Iterable[Sent]
