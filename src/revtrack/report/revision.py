"""
Make the page that compares two versions: what the outlet said, fields first, then the text.

The same page serves one step of an article's life and, where a server answers,
any two of its versions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from revtrack.model import FieldEdit, Step, Version
from revtrack.report import times, wording
from revtrack.report.answers import Answers, answers_of
from revtrack.report.article import Fact
from revtrack.report.cards import Card, note_card, note_pieces
from revtrack.report.edits import EditView, Views, revision_urn
from revtrack.report.frame import Frame, revision_name, version_name
from revtrack.report.keys import every_edit
from revtrack.report.pieces import Piece
from revtrack.report.rows import Row, Stretch, rows_of, stretches
from revtrack.report.steps import NOTE_WORDS, aside
from revtrack.report.story import Story
from revtrack.report.tallies import PageLink, Pages, part_links
from revtrack.report.ways import step_page

PAGE_BUDGET = 110_000
"""Characters on one page of a comparison, each counted as often as the page says it; mark-up more than doubles them."""
EDIT_WEIGHT = 500
"""What the mark-up around one edit weighs, in characters."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A changed field outside the text."""

    name: str
    before: str
    after: str
    edit: EditView


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note that came, went or was reworded, with what it was joined to."""

    heading: str
    said: tuple[Piece, ...]
    earlier: str
    gone: bool
    card: Card
    """The note's card, as on the article's page."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An edit on another page of the same comparison; its anchor stands here as well, so that one address works."""

    id: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version to compare with."""

    number: str
    when: str
    before: bool
    """Whether it is the older one shown."""
    after: bool


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Everything a page that compares two versions shows."""

    frame: Frame
    headline: str
    article_href: str
    outlet: str
    title: str
    before: str
    """The older version's number."""
    after: str
    before_href: str
    after_href: str
    before_when: str
    after_when: str
    facts: tuple[Fact, ...]
    previous_href: str
    """The step before; empty at the start."""
    next_href: str
    notes: tuple[NoteChange, ...]
    fields: tuple[FieldChange, ...]
    asides: tuple[FieldChange, ...]
    """Changes of the page's own data, such as its modified date: folded."""
    aside: str
    """What these are: `2 changes of the page’s own data: modified date, meta title`."""
    stretches: tuple[Stretch, ...]
    answers: Answers
    """What the rules of the outlet's profile answered; on the first page only."""
    changed: bool
    """Whether any words of the text changed, typography and spacing included."""
    coarse: str
    pages: tuple[PageLink, ...]
    elsewhere: tuple[Elsewhere, ...]
    cite: str
    """The permanent name of this step."""
    choices: tuple[VersionChoice, ...]
    """Versions to compare, newest first; empty where no server answers."""


def revision_pages(story: Story, step: Step, frame: Frame, choose: Sequence[Version] = ()) -> Pages[RevisionPage]:
    """
    Return the pages of one step; several when the text is long, in an order that never changes.

    *choose* are the versions that may be compared, where they are not those of the story.
    """
    views = Views(story, step)
    chunks = _chunks(rows_of(step.revision, views))
    name = step_page(story, step)
    names = [name, *(name.replace(".html", f"-p{number}.html") for number in range(2, len(chunks) + 1))]
    return Pages(len(chunks), lambda index: _page(story, step, frame, views, chunks, names, index, choose))


def _chunks(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """Return the rows in page-sized lots; a changed row weighs more, since it is said more often."""
    out: list[list[Row]] = [[]]
    used = 0
    for row in rows:
        weight = sum(len(piece.text) for piece in row.inline) * (1 if row.kind == "same" else 3)
        for edit in row.edits:
            weight += EDIT_WEIGHT + len(edit.old) + len(edit.new) + sum(len(reason) for reason in edit.reasons)
        if used + weight > PAGE_BUDGET and out[-1]:
            out.append([])
            used = 0
        out[-1].append(row)
        used += weight
    return [tuple(rows) for rows in out]


def _page(
    story: Story, step: Step, frame: Frame, views: Views, chunks: list[tuple[Row, ...]], names: list[str], index: int,
    choose: Sequence[Version],
) -> RevisionPage:  # fmt: skip
    """Return one page of a step."""
    number, first = step.version, index == 0
    newer = story.versions[number]
    older = story.versions[story.before(number) or number]
    earlier, later = story.before(older.number), story.after(number)
    title = f"Version {older.number} to {newer.number}"
    asides = [edit for edit in step.revision.field_edits if aside(edit)] if first else []
    elsewhere = tuple(
        Elsewhere(edit.id, edit.happened, f"{names[at]}#{edit.id}")
        for at, rows in enumerate(chunks)
        if at and first
        for row in rows
        for edit in row.edits
    )
    return RevisionPage(
        frame=frame.page(f"{title}: {story.headline}", "../../", "articles", head=newer.hash, feed=""),
        headline=story.headline,
        article_href="index.html",
        outlet=story.outlet,
        title=title,
        before=str(older.number),
        after=str(newer.number),
        before_href=version_name(older.number),
        after_href=version_name(newer.number),
        before_when=times.clock(older.first_seen),
        after_when=times.clock(newer.first_seen),
        facts=_facts(story, step, views),
        previous_href=revision_name(earlier, older.number) if earlier else "",
        next_href=revision_name(number, later) if later else "",
        notes=_notes(story, step) if first else (),
        fields=tuple(_field(e, views) for e in step.revision.field_edits if not aside(e)) if first else (),
        asides=tuple(_field(e, views) for e in asides),
        aside=f"{wording.count(len(asides), 'change')} of the page’s own data: "
        + ", ".join(dict.fromkeys(wording.field(edit.field) for edit in asides)),
        stretches=stretches(chunks[index]),
        answers=answers_of(step) if first else Answers("", ()),
        changed=bool(step.revision.edits),
        coarse=step.revision.coarse or "",
        pages=part_links(names, index),
        elsewhere=elsewhere,
        cite=revision_urn(story.timeline.article.url, number),
        choices=_choices(choose or story.timeline.versions, older.number, newer.number) if frame.served else (),
    )


def _choices(versions: Sequence[Version], before: int, after: int) -> tuple[VersionChoice, ...]:
    return tuple(
        VersionChoice(str(v.number), times.clock(v.first_seen), v.number == before, v.number == after)
        for v in reversed(versions)
    )


def _facts(story: Story, step: Step, views: Views) -> tuple[Fact, ...]:
    """Return what stands under the title: when, and how many edits of each standing."""
    version = story.versions[step.version]
    seen = [views.view(edit) for edit in every_edit(step)]
    noted = sum(view.tone == "noted" for view in seen)
    waiting = sum(view.tone == "open" for view in seen)
    quiet = sum(view.tone == "quiet" for view in seen)
    moved = sum(view.what == "moved" and not view.tone for view in seen)
    counted = (
        (noted, "change", " a note speaks of"),
        (waiting, "material change", " with no note seen"),
        (moved, "move", ""),
        (len(seen) - noted - waiting - moved - quiet, "other change", ""),
        (quiet, "change", " of typography or spacing, folded"),
    )
    facts = [Fact("changed", times.between(version.not_before, version.first_seen), "")]
    for number, one, more in counted:
        figure, what = wording.count(number, one).split(" ", 1)
        facts += [Fact("", figure, what + more)] if number else []
    return tuple(facts)


def _notes(story: Story, step: Step) -> tuple[NoteChange, ...]:
    """Return what the outlet said in this step."""
    spans = {note.id: (first, last) for note, first, last in story.notes}
    out = []
    for note in step.notes:
        if note.status not in NOTE_WORDS:
            continue
        words = NOTE_WORDS[note.status].format(kind=wording.note_kind(note.kind))
        card = from_elsewhere(note_card(story, note, *spans[note.id]).card)
        gone = note.status == "removed"
        out.append(NoteChange(words[:1].upper() + words[1:], note_pieces(note), note.previous or "", gone, card))
    return tuple(out)


def _value(value: str | None) -> str:
    """Return a field's value for people: a moment as elsewhere on the page."""
    return times.clock(value) if value and DATED.fullmatch(value) else value or ""


DATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


def from_elsewhere(card: Card) -> Card:
    """Return a card of the article's page with its links to marked words leading there."""
    joins = (
        replace(
            join,
            places=tuple(
                replace(at, href=f"index.html{at.href}") if at.href.startswith("#") else at for at in join.places
            ),
        )
        for join in card.joins
    )
    return replace(card, joins=tuple(joins))


def _field(edit: FieldEdit, views: Views) -> FieldChange:
    """Return one changed field."""
    return FieldChange(wording.field(edit.field), _value(edit.before), _value(edit.after), views.view(edit))
