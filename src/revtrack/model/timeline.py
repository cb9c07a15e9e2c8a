"""
Hold one article's whole life: the read model of every page.

`store` builds it, `report` and `web` draw it.
"""

from dataclasses import dataclass

from revtrack.model.article import Article, Check, Version
from revtrack.model.finding import Decision, Finding
from revtrack.model.note import Link, Note
from revtrack.model.revision import Revision


@dataclass(frozen=True, slots=True)
class JoinedLink:
    """A link with the step its edits were made in, since a fix often precedes its note."""

    link: Link
    step: int
    """The number of the version whose revision holds the linked edits."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happened between one version and the next."""

    version: int
    """The number of the version it leads to; 1 for the first, whose revision has no `before`."""
    revision: Revision
    notes: tuple[Note, ...]
    """Every note of this version, with its status, and those removed with it."""
    links: tuple[JoinedLink, ...]
    """The links of the notes that are new or reworded here."""
    unannounced: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StateChange:
    """The article went from one state to another."""

    at: str
    before: str
    after: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which nobody looked, or no look succeeded."""

    start: str
    end: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything known about one article, in order."""

    article: Article
    versions: tuple[Version, ...]
    steps: tuple[Step, ...]
    """One for each version, same order."""
    states: tuple[StateChange, ...] = ()
    gaps: tuple[Gap, ...] = ()
    first_check: str | None = None
    last_check: str | None = None
    checks: int = 0
    """How many visits there were."""
    recent: tuple[Check, ...] = ()
    """The newest visits, newest first."""
    findings: tuple[Finding, ...] = ()
    """About the article as a whole: gone, headline flapping, `dateModified` at odds ..."""
    decisions: tuple[Decision, ...] = ()
    head: str = ""
    """The archive's chain head when this was read."""
