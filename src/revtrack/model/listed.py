"""
Hold one line of a list that goes across articles, with where it comes from.

`store` finds them, lists and queues show them.
"""

from dataclasses import dataclass

from revtrack.model.article import Article
from revtrack.model.document import BlockKind
from revtrack.model.finding import Decision, Finding
from revtrack.model.note import Link, Note


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding, and what editors said about it."""

    id: int
    """The row's number: lists are paged by it."""
    article: Article
    version: int | None
    """None when it is about the article as a whole."""
    first_seen: str | None
    """When that version was first seen."""
    finding: Finding
    decision: Decision | None = None
    """The newest one, or None."""
    answered_by: int | None = None
    """The later version whose note explains the edits this finding is about; None while no note does."""


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """The words of the first edit that a link names; both sides empty where it names none."""

    before: str = ""
    after: str = ""
    field: str = ""
    """The field they stand in, such as `lead_image_alt`; empty for the text itself."""


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note as the version shows it that brought it (or reworded or removed it)."""

    id: int
    article: Article
    version: int
    first_seen: str | None
    note: Note
    links: tuple[Link, ...] = ()
    """Of its claims, in that version."""
    words: tuple[LinkedWords, ...] = ()
    """One for each link."""


@dataclass(frozen=True, slots=True)
class FoundText:
    """A place where words searched for were published."""

    id: int
    article: Article
    kind: BlockKind
    text: str
    """The whole block."""
    excerpt: tuple[tuple[str, bool], ...]
    """(words, whether they are what was searched for), in order, around the first hit."""
    first_version: int
    last_version: int | None
    """None while the newest version still shows it."""
    first_seen: str | None
    """When its first version was first seen."""
    last_seen: str | None
    """When its last version was last seen."""
