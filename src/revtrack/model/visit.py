"""
Hold what goes into a visit and what comes out of it.

A job is a picklable value with everything a visit needs, so it can run in
another process or on another machine; an outcome is everything a commit writes.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from revtrack.model.article import Article, Capture, Check, CheckCode, Version
from revtrack.model.document import Document, Layout
from revtrack.model.finding import Finding
from revtrack.model.note import Link, Note
from revtrack.model.packing import packed
from revtrack.model.revision import Revision


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave us to ask "has it changed?" with, byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The server answered 200 with a whole body within bounds."""

    capture: Capture


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server said 304 to our validators."""

    url: str
    status: int = 304
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No usable body came back; *code* says why in a stable word."""

    code: CheckCode
    detail: str
    status: int | None = None
    url: str = ""
    duration_ms: int = 0
    retry_after_s: float | None = None
    """What the server asked for, in seconds from now."""
    capture: Capture | None = None
    """The answer itself where there was one (a 410 page is evidence)."""


FetchResult = Fetched | NotModified | FetchFailed

Seen = tuple[str | None, str | None]
"""When a step happened: (last seen the version before, first seen the one it leads to), RFC 3339; None for unknown."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a visit needs to know about an article; picklable."""

    article: Article
    url: str
    """The address to ask: the last final address, else the article's."""
    validators: Validators = field(default_factory=Validators)
    """Empty when a full read is due."""
    last_sha256: str | None = None
    """The hash of the newest capture's bytes."""
    previous: Version | None = None
    """The newest version, as the current extractor reads it."""
    previous_page: bytes | None = None
    """The newest version's bytes, given when its extractor differs from today's so that both sides are read alike."""
    past: tuple[Revision, ...] = ()
    """Earlier revisions, oldest first, the ones a late note may be about."""
    past_seen: tuple[Seen, ...] = ()
    """When each of `past` happened."""
    past_notes: tuple[Note, ...] = ()
    """Notes seen in earlier versions and not in the newest: they may come back."""
    fingerprints: tuple[tuple[int, str], ...] = ()
    """(number, fingerprint) of earlier versions, newest last: a return to one is a revert."""
    layout: Layout | None = None
    profile: str = ""
    """The outlet whose house rules apply."""


class Decided(StrEnum):
    """What `snapshot` may decide about a document."""

    FIRST = "first"
    NEW = "new"
    UNCHANGED = "unchanged"
    LAYOUT = "layout_change"
    REVERT = "revert"
    HEADLINE_TEST = "headline_test"
    METADATA = "metadata"
    FAULT = "fault"


@packed
@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found between the newest version and this document."""

    revision: Revision
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    """`Link.revision` counts in `Job.past` plus this revision."""
    unannounced: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@packed
@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything one visit found; a commit writes it in one transaction."""

    article: Article
    check: Check
    capture: Capture | None = None
    """Kept when it became a version, or is evidence of a fault or a state."""
    document: Document | None = None
    decided: Decided | None = None
    fingerprint: str = ""
    revert_to: int | None = None
    analysis: Analysis | None = None
    """Given when a version is to be made."""
    findings: tuple[Finding, ...] = ()
    """About the article as a whole (gone, `dateModified` moved alone ...)."""
    retry_after_s: float | None = None
    source: str = ""
    """Where it came from when not polled; kept with the version."""
    validators: Validators | None = None
    """What the server gave this time, to be sent next time; None takes them from the capture, where there is one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stored version as today's rules read it."""

    number: int
    document: Document
    analysis: Analysis
    fingerprint: str = ""
