"""
Make the pages on which links are confirmed, rejected and drawn anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from revtrack.errors import NotFoundError
from revtrack.model import Decision, FieldEdit, LinkStatus
from revtrack.report import vocabulary, wording
from revtrack.report.edits import VERDICTS, Views
from revtrack.report.frame import Frame, article_path
from revtrack.report.joins import reason_words
from revtrack.report.keys import every_edit, link_key
from revtrack.report.steps import where
from revtrack.report.story import Mention, Story

A_PAGE = 50
LINKED = {
    LinkStatus.LINKED: "joined", LinkStatus.TARGET_ONLY: "sentence known", LinkStatus.OUT_OF_TEXT: "outside the text",
    LinkStatus.REMOVED: "taken out", LinkStatus.NOT_FOUND: "nothing found",
}  # fmt: skip
"""What became of a claim, in few words."""


@dataclass(frozen=True, slots=True)
class LinkTask:
    """One claim and what it is joined to."""

    headline: str
    href: str
    said: str
    claim: str
    """Which of the note's claims; empty when it has one."""
    status: str
    old: str
    new: str
    sure: str
    decided: str


@dataclass(frozen=True, slots=True)
class LinksPage:
    """Every claim of the archive that is not decided, the least sure first."""

    frame: Frame
    total: str
    links: tuple[LinkTask, ...]


@dataclass(frozen=True, slots=True)
class EditChoice:
    """An edit a claim can be joined to."""

    value: str
    """STEP:EDIT."""
    what: str
    place: str
    old: str
    new: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a version, for selecting words in it."""

    start: str
    """Its offset in the linear text."""
    text: str


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Everything the page for redrawing a link shows."""

    frame: Frame
    headline: str
    article_href: str
    note: str
    claim: str
    status: str
    why: tuple[str, ...]
    sure: str
    decided: str
    article: str
    claim_id: str
    key: str
    seen: str
    step: str
    before_from: str
    before_to: str
    after_from: str
    after_to: str
    edits: tuple[EditChoice, ...]
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]


def links_page(stories: Sequence[Story], frame: Frame) -> LinksPage:
    """Return every claim that no editor has decided yet, the least sure first."""
    found: list[tuple[float, LinkTask]] = []
    for story in stories:
        firsts = {(m.note.id, m.claim.id): m for m in reversed(story.mentions)}
        waiting = [mention for mention in firsts.values() if mention.decision is None]
        found += [(mention.link.confidence, _link_task(story, mention)) for mention in waiting]
    found.sort(key=lambda pair: (pair[0], pair[1].href))
    return LinksPage(
        frame.page("Links to confirm", "../", "desk", feed=""), wording.count(len(found), "claim"),
        tuple(task for _, task in found[:A_PAGE]),
    )  # fmt: skip


def _link_task(story: Story, mention: Mention) -> LinkTask:
    step, link = story.steps[mention.step], mention.link
    old = link.before.of(step.revision.before.text) if link.before and step.revision.before else ""
    new = link.after.of(step.revision.after.text) if link.after else ""
    return LinkTask(
        story.headline, f"link/{story.id}/{mention.claim.id}", mention.note.text,
        mention.claim.text if len(mention.note.claims) > 1 else "",
        LINKED[link.status], old, new, wording.sure(link.confidence), "",
    )  # fmt: skip


def mention_named(story: Story, claim_id: str) -> Mention:
    """Return the newest, best mention of a claim, decided ones included; raises `NotFoundError`."""
    said = [
        Mention(note, claim, joined.link, joined.step, step.version, story.decided("link", link_key(note, claim)))
        for step in story.timeline.steps
        for joined in step.links
        for note in step.notes
        for claim in note.claims
        if claim.id == joined.link.claim == claim_id
    ]
    if not said:
        raise NotFoundError(f"no claim {claim_id!r} with a link in article {story.id}")
    newest = max(mention.said for mention in said)
    return next(mention for mention in said if mention.said == newest)


def link_page(story: Story, claim_id: str, frame: Frame, decisions: Sequence[Decision]) -> LinkPage:
    """Return the page on which a claim's link is confirmed, rejected or redrawn."""
    machine = mention_named(story, claim_id)
    shown = next((m for m in story.mentions if m.claim.id == claim_id), machine)
    step, link = story.steps[machine.step], shown.link
    key = link_key(machine.note, machine.claim)
    before = step.revision.before
    decided = machine.decision
    return LinkPage(
        frame.page("One link", "../../../", "desk", feed=""),
        story.headline, f"../../../{article_path(story.id)}index.html", machine.note.text, machine.claim.text,
        vocabulary.LINK_STATUS[link.status],
        tuple(reason_words(e) for e in link.evidence),
        wording.sure(link.confidence),
        VERDICTS.get(decided.verdict, decided.verdict) if decided else "",
        str(story.id), claim_id, key, str(sum(d.target == "link" and d.key == key for d in decisions)),
        str(machine.step),
        str(link.before.start) if link.before else "", str(link.before.end) if link.before else "",
        str(link.after.start) if link.after else "", str(link.after.end) if link.after else "",
        _edit_choices(story, shown),
        tuple(Paragraph(str(at), block.text) for at, block in zip(before.starts, before.blocks, strict=True))
        if before else (),
        tuple(
            Paragraph(str(at), block.text)
            for at, block in zip(step.revision.after.starts, step.revision.after.blocks, strict=True)
        ),
    )  # fmt: skip


def _edit_choices(story: Story, mention: Mention) -> tuple[EditChoice, ...]:
    """Return the edits a claim can be joined to: those of the step it was said in and the two before."""
    out = []
    near = [number for number in story.order if number <= mention.said][-3:]
    for number in reversed(near):
        step = story.steps[number]
        views = Views(story, step)
        for edit in every_edit(step):
            view = views.view(edit)
            if edit.materiality < 1:
                continue
            place = wording.field(edit.field) if isinstance(edit, FieldEdit) else where(step, edit)
            out.append(
                EditChoice(
                    f"{number}:{edit.id}", f"version {number}: {view.category} {view.what}", place, view.old[:300],
                    view.new[:300], number == mention.step and edit.id in mention.link.edits,
                )
            )  # fmt: skip
    return tuple(out[:80])
