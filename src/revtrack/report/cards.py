"""
Make the cards that stand in the margin: what the outlet said about the words beside them, and what it did not.

A card and the words it is about lead to each other. Every card shows its
evidence and how sure we are; a claim that could not be joined says why.
"""

from dataclasses import dataclass

from revtrack.model import Edit, Note, NoteStatus, Span, Step
from revtrack.report import times, wording
from revtrack.report.edits import decided_words
from revtrack.report.joins import Join, Place, joins_of, now_at, place_of
from revtrack.report.keys import edit_key
from revtrack.report.pieces import Look, Piece, marked, plain
from revtrack.report.story import Story
from revtrack.report.ways import since, step_page, step_title


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a good note has (rules R1, R2, R5), and whether this one has it."""

    words: str
    """`says what was wrong`, or `what was wrong: not found`."""
    met: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in the margin."""

    id: str
    tone: str
    """`noted` or `open`."""
    heading: str
    said: tuple[Piece, ...]
    """The note's own words; empty on a card about a change without a note."""
    label: str
    """The note's printed label, when its text does not begin with it."""
    joins: tuple[Join, ...]
    life: str
    """Since when the note is there, or until when it was."""
    earlier: str
    """The earlier wording of a reworded note."""
    asks: tuple[Ask, ...]
    """What a good note has, and whether this one has it."""
    reasons: tuple[str, ...]
    """Why a change without a note is thought material."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A card, where in the newest text it belongs, and how the words there are marked."""

    card: Card
    at: tuple[tuple[Span, Look], ...]
    beside: Span | None = None
    """Where the card stands when no words are marked: beside the note itself, while the newest text has it."""

    @property
    def place(self) -> Span | None:
        """Return where in the newest text the card belongs; None when nowhere."""
        return self.at[0][0] if self.at else self.beside


def note_card(story: Story, note: Note, first: int, last: int) -> Placed:
    """Return the card of a note seen from version *first* to *last*, and the words it is joined to."""
    mentions = story.mentions_of(note.id)
    marks: list[tuple[Span, Look]] = []
    names = []
    for index, mention in enumerate(mentions):
        where = now_at(story, mention)
        name = f"m-{mention.claim.id}" + (f"-{index}" if index else "")
        names.append(name if where else "")
        if where:
            marks.append((where, Look("noted", name, f"#{note.id}", f"{wording.note_kind(note.kind)}")))
    kind = wording.sentence(wording.note_kind(note.kind))
    label = note.label if note.label and not note.text.startswith(note.label) else ""
    card = Card(
        note.id, "noted", f"{kind} by the outlet{_when(story, note, first)}", note_pieces(note), label or "",
        joins_of(story, mentions, names), _life(story, note, first, last), note.previous or "", asks(note), (),
    )  # fmt: skip
    stays = last == story.newest.number and note.status is not NoteStatus.REMOVED
    return Placed(card, tuple(marks), note.span if stays else None)


def _when(story: Story, note: Note, first: int) -> str:
    """Return the day the note gives itself, or the day we first saw it; nothing when neither is known."""
    if note.date:
        return f", {times.day(note.date)}"
    seen = story.versions[first].first_seen
    return f", seen {times.day(seen)}" if seen and first != story.order[0] else ""


def note_pieces(note: Note) -> tuple[Piece, ...]:
    """Return the note's words with the values it calls wrong and right marked."""
    marks = []
    for claim in note.claims:
        if claim.old_span and claim.old_span.of(note.text):
            marks.append((claim.old_span, Look("wrong", "", "", "what was wrong, says the note")))
        if claim.new_span and claim.new_span.of(note.text):
            marks.append((claim.new_span, Look("right", "", "", "what is right, says the note")))
    return marked(note.text, marks)


def asks(note: Note) -> tuple[Ask, ...]:
    """Return what a good note has (rules R1, R2, R5) and whether this one has it."""
    if not note.claims:
        return ()
    wrong = any(claim.old for claim in note.claims)
    right = any(claim.new for claim in note.claims)
    return (
        Ask("says what was wrong" if wrong else "what was wrong: not found", wrong),
        Ask("says what is right" if right else "what is right: not found", right),
        Ask("has a date" if note.date else "a date: not found", bool(note.date)),
    )


def _life(story: Story, note: Note, first: int, last: int) -> str:
    """Return since when the note is there, or between when it was."""
    begun = f"There since version {first} ({since(story, first)})"
    if first == story.order[0]:
        begun = f"There when we first looked ({since(story, first)})"
    if note.status is NoteStatus.REMOVED:
        gone = story.versions.get(last + 1)
        return f"{begun.replace('There', 'Was there', 1)}, gone with version {last + 1}" + (
            f" ({times.between(gone.not_before, gone.first_seen)})." if gone else "."
        )
    return begun + "."


def open_card(story: Story, step: Step, edit: Edit) -> Placed:
    """Return the card of a material change for which we have seen no note."""
    old, new = step.revision.words(edit)
    where = story.now(step.version, edit.after) if edit.after and edit.after.length else None
    name = f"u-{step.version}-{edit.id}"
    decision = story.decided("edit", edit_key(step, edit))
    href = step_page(story, step) + f"#{edit.id}"
    join = Join(
        plain(old), plain(new), (),
        (Place(place_of(story, where), f"#{name}-at"),) if where else (),
        "", "", "", (), "", href, step_title(story, step),
        decided_words(decision.verdict) if decision else "",
    )  # fmt: skip
    heading = wording.sentence(f"{wording.happened(edit)}, no note seen")
    card = Card(
        name, "open", heading,
        (), "", (join,), f"Since version {step.version}: {since(story, step.version)}.", "", (),
        tuple(wording.reason(said) for said in edit.reasons),
    )  # fmt: skip
    marks = ((where, Look("open", f"{name}-at", f"#{name}", "changed, no note seen")),) if where else ()
    return Placed(card, marks)
