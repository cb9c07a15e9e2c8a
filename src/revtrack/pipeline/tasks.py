"""
Hold what is asked of the pipeline from elsewhere: plain values that travel.

Whoever asks loads this and none of the stages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from revtrack.config import OutletSettings
from revtrack.exchange import Look
from revtrack.model import Capture, Job, Note, Outcome, Told, Version


@dataclass(frozen=True, slots=True)
class ReplayTask:
    """Looks at one article to be read, oldest first, from where the archive stands."""

    job: Job
    looks: tuple[Look, ...]
    notes: tuple[Note, ...] = ()
    """The notes of the newest version."""
    profile: OutletSettings | None = None


@dataclass(frozen=True, slots=True)
class RereadTask:
    """One article to be read again."""

    versions: tuple[Version, ...]
    pages: Mapping[str, Capture]
    """The versions' pages by SHA-256."""
    window: int
    """How many earlier revisions a late note may be about."""
    profile: OutletSettings | None = None
    told: Mapping[int, tuple[Told, ...]] = field(default_factory=dict)


def with_body(outcome: Outcome, body: bytes) -> Outcome:
    """Return *outcome* with *body* as its page, where it holds one."""
    return outcome if outcome.capture is None else replace(outcome, capture=replace(outcome.capture, body=body))
