"""
Tell in a few lines what one step changed: the words, the notes, and what is folded.
"""

from dataclasses import dataclass

from revtrack.model import (
    FOLDABLE,
    Category,
    Document,
    Edit,
    EditKind,
    FieldEdit,
    Materiality,
    Note,
    NoteStatus,
    Span,
    Step,
)
from revtrack.report import times, wording
from revtrack.report.edits import EditView, Views
from revtrack.report.pieces import Piece, excerpt, plain, visible
from revtrack.report.rows import place
from revtrack.report.story import Story
from revtrack.report.ways import step_page, step_title

SHOWN = 5
"""How many edits a step shows in a list before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One edit with the words around it."""

    pieces: tuple[Piece, ...]
    edit: EditView
    place: str
    """Where it stands: `paragraph 4`, `headline`, `social card, title`."""
    href: str
    """The edit on its revision page."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note that came, went or was reworded in a step."""

    heading: str
    text: str
    tone: str
    href: str
    """The note's card on the article's page."""
    gone: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in a list."""

    id: str
    title: str
    """`3 → 4`, or `1` for the first version."""
    when: str
    href: str
    name: str
    """What the page it leads to is called, for those who hear the link alone."""
    passages: tuple[Passage, ...]
    notes: tuple[NoteLine, ...]
    more: str
    """`and 12 more changes`; empty when all are shown."""
    tags: tuple[str, ...]
    """What is folded, and what happened to the whole: `2 of typography`, `back to version 2`."""
    quiet: bool
    """Whether nothing but typography and spacing changed."""


def step_view(story: Story, step: Step) -> StepView:
    """Return a step with its most important passages."""
    version = story.versions[step.version]
    first = step.revision.before is None
    shown = [] if first else ranked(story, step)
    folded = [edit for edit in step.revision.edits if edit.category in FOLDABLE]
    tags = ["the first version we have seen"] if first else []
    tags += [f"{wording.count(len(folded), 'change')} of typography or spacing, folded"] if folded else []
    asides = [wording.field(edit.field) for edit in step.revision.field_edits if aside(edit)]
    tags += [f"page data: {', '.join(asides)}"] if asides else []
    tags += [f"back to the text of version {version.revert_to}"] if version.revert_to else []
    tags += [step.revision.coarse] if step.revision.coarse else []
    more = len(shown) - SHOWN
    when = times.clock(version.first_seen) if first else times.between(version.not_before, version.first_seen)
    return StepView(
        f"v{step.version}",
        str(step.version) if first else f"{story.before(step.version)} → {step.version}",
        when,
        step_page(story, step),
        step_title(story, step),
        tuple(passages(story, step, shown[:SHOWN])),
        note_lines(step),
        f"and {wording.count(more, 'more change')}" if more > 0 else "",
        tuple(tags),
        not shown and bool(folded),
    )


def ranked(story: Story, step: Step) -> list[Edit | FieldEdit]:
    """Return the step's edits without the folded ones and the notes' own words, what matters most first."""
    edits: list[Edit | FieldEdit] = [
        edit for edit in step.revision.walk() if edit.category not in FOLDABLE and edit.category is not Category.NOTE
    ]
    edits += [edit for edit in step.revision.field_edits if not aside(edit)]
    order = {edit.id: index for index, edit in enumerate(edits)}

    def weight(edit: Edit | FieldEdit) -> tuple[int, int, int]:
        key = (step.version, edit.id)
        rank = 0 if key in story.by_edit else 1 if key in story.open else 2
        return rank, -int(edit.materiality), order[edit.id]

    return sorted(edits, key=weight)


def aside(edit: FieldEdit) -> bool:
    """Say whether a field edit is a matter of the page's own data, such as its modified date: named, not shown."""
    return edit.category is Category.METADATA and edit.materiality < Materiality.MATERIAL


def passages(story: Story, step: Step, edits: list[Edit | FieldEdit]) -> list[Passage]:
    """Return the edits with the words around them."""
    views = Views(story, step)
    return [passage(story, step, views, edit) for edit in edits]


def passage(story: Story, step: Step, views: Views, edit: Edit | FieldEdit) -> Passage:
    """Return one edit with the words around it; of a move only its first words."""
    view = views.view(edit)
    href = f"{step_page(story, step)}#{edit.id}"
    if isinstance(edit, FieldEdit):
        pieces = tuple(
            Piece(text or "nothing", kind, view.tone)
            for text, kind in ((edit.before, "del"), (edit.after, "ins"))
        )  # fmt: skip
        return Passage(pieces, view, wording.field(edit.field), href)
    if edit.kind is EditKind.MOVE:
        text = step.revision.words(edit)[1].strip()
        return Passage(excerpt(plain(text), 50), view, _moved(step, edit), href)
    return Passage(around(step, views, edit), view, where(step, edit), href)


LONGEST = 420
"""How many characters of words that came or went an excerpt shows."""


def around(step: Step, views: Views, *edits: Edit, context: int = 90) -> tuple[Piece, ...]:
    """
    Return the words of *edits* with the words of their block around them, taken from the side that has them now.

    Several edits are of one block of the new text and all have words there.
    """
    placed = [(edit, *_now(step, edit)) for edit in edits]
    placed.sort(key=lambda found: found[2] or Span(0, 0))
    _, document, first = placed[0]
    if document is None or first is None:
        return ()
    out: list[Piece] = []
    at = document.span(document.block_at(first.start)).start
    for edit, _, span in placed:
        if span is None:
            continue
        out += plain(document.text[at : span.start])
        old, new = (words.strip("\n") for words in step.revision.words(edit))
        tone = views.view(edit).tone
        for words, kind in ((old, "del"), (new, "ins")):
            out += visible(Piece(_short(words), kind, tone)) if words else ()
        at = span.end
    last = document.block_at(max(first.start, at - 1))
    return excerpt((*out, *plain(document.text[at : document.span(last).end])), context)


def _now(step: Step, edit: Edit) -> tuple[Document | None, Span | None]:
    """Return the side that has an edit's words now, the old one when they are gone, and where they stand in it."""
    return (step.revision.after, edit.after) if edit.after else (step.revision.before, edit.before)


def _short(text: str) -> str:
    """Return the first words of a long text."""
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind(" ", LONGEST // 2, LONGEST) if " " in text[LONGEST // 2 : LONGEST] else LONGEST] + " …"


def where(step: Step, edit: Edit) -> str:
    """Return where an edit stands: now, or in the old version when its words are gone."""
    document, span = _now(step, edit)
    return place(document, document.block_at(span.start)) if document and document.blocks and span else ""


def _moved(step: Step, edit: Edit) -> str:
    """Return from where to where a block moved."""
    before = step.revision.before
    if before is None or edit.before is None or edit.after is None:
        return ""
    after = step.revision.after
    return f"{place(before, before.block_at(edit.before.start))} → {place(after, after.block_at(edit.after.start))}"


NOTE_WORDS = {
    NoteStatus.NEW: "New {kind}",
    NoteStatus.REWORDED: "{kind} reworded",
    NoteStatus.REMOVED: "{kind} no longer there",
    NoteStatus.MOVED: "{kind} moved",
}


def note_lines(step: Step) -> tuple[NoteLine, ...]:
    """Return what happened to notes in a step; notes that merely stayed are left out."""
    return tuple(_note_line(note) for note in step.notes if note.status in NOTE_WORDS)


def _note_line(note: Note) -> NoteLine:
    words = NOTE_WORDS[note.status].format(kind=wording.note_kind(note.kind))
    heading = words[:1].upper() + words[1:]
    return NoteLine(heading, _short(note.text), "noted", f"index.html#{note.id}", note.status is NoteStatus.REMOVED)
