"""
Hold an outlet's own correction notes, what each claims, and what each claim was joined to.

Finding notes and reading claims is `note`'s matter, joining them to edits `link`'s.
"""

from dataclasses import dataclass
from enum import StrEnum

from revtrack.model.packing import packed
from revtrack.model.span import Span


class NoteKind(StrEnum):
    """What a note asserts, decided on its wording; the outlet's own label is kept beside it."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    AMENDMENT = "amendment"
    UPDATE = "update"
    EDITORS_NOTE = "editors_note"
    RETRACTION = "retraction"
    APOLOGY = "apology"
    ADDENDUM = "addendum"

    @property
    def owns_up(self) -> bool:
        """Whether it owns up to something; updates, addenda and plain editor's notes tell news or add."""
        return self not in (NoteKind.UPDATE, NoteKind.ADDENDUM, NoteKind.EDITORS_NOTE)


class NoteStatus(StrEnum):
    """Where a note is in its life at one revision."""

    NEW = "new"
    CARRIED = "carried"
    REWORDED = "reworded"
    MOVED = "moved"
    REMOVED = "removed"


@packed
@dataclass(frozen=True, slots=True)
class Value:
    """What the words of a value are worth, so that `1.2 million` meets `1,200,000` and `fourth` meets `No. 4`."""

    kind: str
    """number, numbers, rank, percent, points, money, measure, date, weekday, time, name or words."""
    normal: str
    """A decimal or fraction; several of them with blanks between; an ISO 8601 date, `-` for a missing year
    (`--05-03`); the weekday's number, Monday 1; `14:30`; a name or words without case (names without accents)."""
    unit: str = ""
    """An ISO 4217 code, a unit of measure, `percent` or `points`; empty for none."""
    surname: str = ""
    initials: str = ""


@packed
@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a note says. All spans here are offsets in the note's own text."""

    id: str
    """`n1.c1`: the first claim of note `n1`."""
    text: str
    type: str = "unknown"
    """The error type: number, rank, unit, date, name, title, place, quote, attribution, ... or unknown."""
    old: str | None = None
    """What was wrong, as the note words it."""
    new: str | None = None
    """What is right, as the note words it."""
    scope: str = "body"
    """Where it says the error stood: body, headline, dek, caption, graphic, quote, throughout, audio ..."""
    locator: str | None = None
    """The place as written: `third paragraph`, `item 4`, `last bullet`."""
    polarity: str = ""
    """The pattern that decided which value is right: `x_not_y`, `to_from`, `restated_first` ..."""
    action: str = "replace"
    """What was done: replace, add, remove, reattribute."""
    topic: tuple[str, ...] = ()
    """The words that say what the claim is about, without its values."""
    span: Span | None = None
    old_span: Span | None = None
    new_span: Span | None = None
    locator_span: Span | None = None
    scope_span: Span | None = None
    old_value: Value | None = None
    """What `old` is worth."""
    new_value: Value | None = None


@packed
@dataclass(frozen=True, slots=True)
class Note:
    """The outlet's own correction text, as one version shows it."""

    id: str
    """`n1`, `n2` ... in reading order."""
    kind: NoteKind
    text: str
    label: str | None = None
    """As printed: `Corrections & Amplifications`."""
    span: Span | None = None
    """Where it stands in the linear text (the old one for a removed note); None for a note given from outside."""
    date: str | None = None
    """RFC 3339, as precise as the note is: `2024-05-03`, `2024-05-03T08:15:00-04:00`."""
    date_text: str | None = None
    """The date as written."""
    label_span: Span | None = None
    """Where the label stands in the note's own text."""
    date_span: Span | None = None
    """Where the date stands in the note's own text."""
    place: str = ""
    """Where in the article it stands: top, middle, end; empty for a note given from outside."""
    anchor: Span | None = None
    """The sentence in the linear text whose asterisk this note answers."""
    status: NoteStatus = NoteStatus.NEW
    detail: str | None = None
    """A finer word on the status: `shortened`, `back`, `redated`."""
    previous: str | None = None
    """The earlier wording of a reworded note."""
    language: str = "en"
    source: str = "text"
    """Where it was found: text, box, caption, json-ld, given ..."""
    evidence: tuple[str, ...] = ()
    """Why this is a note, in words."""
    corrector_span: Span | None = None
    """Where the name of whoever made the correction stands in the note's own text."""
    cause_span: Span | None = None
    """Where the note gives the cause of the error."""
    claims: tuple[Claim, ...] = ()

    @property
    def outside(self) -> bool:
        """Say whether it was given from outside: no version of the article shows it."""
        return self.source == "given"


@dataclass(frozen=True, slots=True)
class Told:
    """A note known from elsewhere: a wire advisory, an entry of a corrections column."""

    text: str
    date: str | None = None
    """When it was published, RFC 3339, as precise as its source is."""
    evidence: tuple[str, ...] = ()
    """Where it stood and why it is taken to be about this article, in words."""


def confidence_words(confidence: float) -> str:
    """Return `confidence 0.87`; never above 0.99, as nothing read off pages is certain."""
    return f"confidence {min(confidence, 0.99):.2f}"


class LinkStatus(StrEnum):
    """What can be said of a claim: an answer, never a guess."""

    LINKED = "linked"
    TARGET_ONLY = "target_only"
    OUT_OF_TEXT = "out_of_text"
    REMOVED = "removed"
    NOT_FOUND = "not_found"


@packed
@dataclass(frozen=True, slots=True)
class Evidence:
    """One named reason, with what it rests on and what it weighed."""

    kind: str
    detail: str
    weight: float = 0.0


@packed
@dataclass(frozen=True, slots=True)
class Link:
    """A claim joined to the edit it describes."""

    claim: str
    """The claim's id."""
    status: LinkStatus
    edits: tuple[str, ...] = ()
    """Ids of edits (`e1`) or field edits (`f1`) in the revision named by `revision`."""
    before: Span | None = None
    after: Span | None = None
    confidence: float = 0.0
    """How often such a link is right, from 0 to 1, calibrated on labelled revisions."""
    evidence: tuple[Evidence, ...] = ()
    revision: int = -1
    """Which of the revisions handed to the linker holds the edits, counted from its start; -1 is the last."""
