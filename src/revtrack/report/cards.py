"""
Make the cards that stand in the margin: what the outlet said about the words beside them, and what it did not.

A card and the words it is about lead to each other. Every card shows its
evidence and how sure we are; a claim that could not be joined says why.
"""

from dataclasses import dataclass

from revtrack.model import Edit, Evidence, LinkStatus, Note, NoteStatus, Span, Step
from revtrack.report import times, wording
from revtrack.report.edits import decided_words
from revtrack.report.frame import revision_name, version_name
from revtrack.report.pieces import Look, Piece, marked, plain
from revtrack.report.rows import place
from revtrack.report.story import Mention, Story, edit_key


@dataclass(frozen=True, slots=True)
class Join:
    """One claim of a note and the words it was joined to."""

    old: tuple[Piece, ...]
    """What it said before, in the article's words."""
    new: tuple[Piece, ...]
    """What it says since."""
    place: str
    """Where: `in paragraph 4`; empty when the words are not in the newest text."""
    href: str
    """The marked words in the text, or the edit on its revision page."""
    stood: str
    """How long the old words stood, as an interval; empty when not known."""
    status: str
    """What can be said of the claim when it is not joined to a change; else empty."""
    why: tuple[str, ...]
    """The evidence in plain words, strongest first."""
    sure: str
    """How sure we are, in words and as a number."""
    step_href: str
    """The page of the step that made the change."""
    step_name: str
    decided: str
    """What an editor decided about it, in words; empty when nobody did."""


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
    asks: tuple[str, ...]
    """What a good note has and whether this one has it: `says what was wrong: yes`."""
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
    joins = []
    for index, mention in enumerate(mentions):
        where = now_at(story, mention)
        mark = f"m-{mention.claim.id}" + (f"-{index}" if index else "")
        if where:
            marks.append((where, Look("noted", mark, f"#{note.id}", f"{wording.note_kind(note.kind)}")))
        joins.append(_join(story, mention, f"#{mark}" if where else "", where))
    when = times.day(note.date) if note.date else ""
    kind = wording.note_kind(note.kind)
    heading = f"{kind[:1].upper()}{kind[1:]} by the outlet" + (f", {when}" if when else "")
    label = note.label if note.label and not note.text.startswith(note.label) else ""
    card = Card(
        note.id, "noted", heading, note_pieces(note), label or "", tuple(joins),
        _life(story, note, first, last), note.previous or "", asks(note), (),
    )  # fmt: skip
    stays = last == story.newest.number and note.status is not NoteStatus.REMOVED
    return Placed(card, tuple(marks), note.span if stays else None)


def now_at(story: Story, mention: Mention) -> Span | None:
    """Return where the words a mention is about stand in the newest version; None when they are gone."""
    span = mention.link.after
    if span is None and mention.link.edits:
        edit = story.edit(mention.step, mention.link.edits[0])
        span = edit.after if isinstance(edit, Edit) else None
    return story.now(mention.step, span) if span and span.length else None


def _join(story: Story, mention: Mention, href: str, where: Span | None) -> Join:
    """Return how one claim was joined."""
    link, step = mention.link, story.steps[mention.step]
    old = link.before.of(step.revision.before.text) if link.before and step.revision.before else ""
    new = link.after.of(step.revision.after.text) if link.after else ""
    joined = link.status in (LinkStatus.LINKED, LinkStatus.REMOVED)
    if joined and link.edits and (edit := story.edit(mention.step, link.edits[0])):
        old, new = (edit.before or "", edit.after or "") if not isinstance(edit, Edit) else step.revision.words(edit)
    stood = story.stood(mention.step, link.before) if joined else None
    anchor = f"#{link.edits[0]}" if link.edits else ""
    step_href = step_page(story, step) + anchor
    return Join(
        plain(old) if joined else (),
        plain(new),
        f"in {_place(story, where)}" if where else "",
        href or step_href,
        _stood_words(story, mention, stood),
        "" if link.status is LinkStatus.LINKED else wording.LINK_STATUS[link.status],
        tuple(reason_words(e) for e in link.evidence[:4]),
        wording.sure(link.confidence) if link.status is not LinkStatus.NOT_FOUND else "",
        step_href,
        step_title(story, step),
        decided_words(mention.decision.verdict) if mention.decision else "",
    )


def reason_words(evidence: Evidence) -> str:
    """Return a piece of evidence in words, with what it rests on."""
    detail = evidence.detail.replace(" -> ", " → ")
    return wording.evidence(evidence.kind) + (f" ({detail})" if detail else "")


def _place(story: Story, where: Span) -> str:
    """Return where in the newest version words stand: `paragraph 4`."""
    document = story.newest.document
    return place(document, document.block_at(where.start))


def _stood_words(story: Story, mention: Mention, stood: times.Stretch | None) -> str:
    """Return `13 h 10 min to 22 h 25 min (versions 1 to 3)`."""
    if stood is None or mention.link.before is None:
        return ""
    last = story.before(mention.step) or mention.step
    first = story.introduced(last, mention.link.before)
    return f"{stood.words()} ({f'version {first}' if first == last else f'versions {first} to {last}'})"


def step_page(story: Story, step: Step) -> str:
    """Return the page of a step, relative to the article's folder."""
    before = story.before(step.version)
    return version_name(step.version) if before is None else revision_name(before, step.version)


def step_title(story: Story, step: Step) -> str:
    """Return `version 3 to 4`, or `version 1` for the first."""
    before = story.before(step.version)
    return f"version {step.version}" if before is None else f"version {before} to {step.version}"


def note_pieces(note: Note) -> tuple[Piece, ...]:
    """Return the note's words with the values it calls wrong and right marked."""
    marks = []
    for claim in note.claims:
        if claim.old_span and claim.old_span.of(note.text):
            marks.append((claim.old_span, Look("wrong", "", "", "what was wrong, says the note")))
        if claim.new_span and claim.new_span.of(note.text):
            marks.append((claim.new_span, Look("right", "", "", "what is right, says the note")))
    return marked(note.text, marks)


def asks(note: Note) -> tuple[str, ...]:
    """Return what a good note has (rules R1, R2, R5) and whether this one has it."""
    if not note.claims:
        return ()
    wrong = any(claim.old for claim in note.claims)
    right = any(claim.new for claim in note.claims)
    answers = (("says what was wrong", wrong), ("says what is right", right), ("dated", bool(note.date)))
    return tuple(f"{what}: {'yes' if yes else 'not that we can read'}" for what, yes in answers)


def _life(story: Story, note: Note, first: int, last: int) -> str:
    """Return since when the note is there, or between when it was."""
    version = story.versions[first]
    since = times.between(version.not_before, version.first_seen) if first > 1 else times.clock(version.first_seen)
    begun = f"There since version {first} ({since})"
    if first == 1:
        begun = f"There when we first looked ({since})"
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
    version = story.versions[step.version]
    name = f"u-{step.version}-{edit.id}"
    decision = story.decided("edit", edit_key(step, edit))
    href = step_page(story, step) + f"#{edit.id}"
    when = times.between(version.not_before, version.first_seen)
    join = Join(
        plain(old), plain(new),
        f"in {_place(story, where)}" if where else "",
        f"#{name}-at" if where else href,
        "", "", (), "", href, step_title(story, step),
        decided_words(decision.verdict) if decision else "",
    )  # fmt: skip
    heading = wording.sentence(f"{wording.happened(edit)}, no note seen")
    card = Card(
        name, "open", heading,
        (), "", (join,), f"Since version {step.version}: {when}.", "", (),
        tuple(reason.replace(" -> ", " → ") for reason in edit.reasons),
    )  # fmt: skip
    marks = ((where, Look("open", f"{name}-at", f"#{name}", "changed, no note seen")),) if where else ()
    return Placed(card, marks)
