"""
Keep of one article what the pages about many articles need: small, picklable, in plain words.

A site of a thousand articles is written one timeline at a time; only these
summaries stay in memory, and an unchanged article's summary is read back from
the last run.
"""

from dataclasses import dataclass

from revtrack.model import Finding, LinkStatus, Note, NoteStatus, Step, Verdict
from revtrack.report import times, wording
from revtrack.report.cards import note_card, step_page
from revtrack.report.edits import Views, decided_words
from revtrack.report.feeds import FeedEntry, entries_of
from revtrack.report.frame import article_path
from revtrack.report.pieces import Piece
from revtrack.report.steps import passage
from revtrack.report.story import STAYS_OPEN, Story, digest, every_edit


@dataclass(frozen=True, slots=True)
class Correction:
    """One note of one article, as lists and rates need it."""

    article: int
    headline: str
    outlet: str
    desk: str
    """The section of the outlet the article is in; empty when unknown."""
    kind: str
    """The note's kind as a stable word: `correction`, `editors_note` ..."""
    kind_words: str
    types: tuple[str, ...]
    """The kinds of error its claims are about, in words."""
    said: str
    href: str
    """The note's card, from the site's root."""
    at: str
    """When we first saw it; empty when not known."""
    between: str
    """The same as an interval in words."""
    in_first: bool
    """Whether it was there when we first looked: then how long the error stood is not known."""
    removed: bool
    pairs: tuple[tuple[tuple[Piece, ...], tuple[Piece, ...]], ...]
    """Old and new words of each joined claim."""
    stood: str
    least_s: float | None
    """At least how long the corrected words stood, in seconds; None when not known."""
    most_s: float | None
    asks: tuple[str, ...]
    status: str
    """What can be said when nothing was joined; else empty."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at."""

    article: int
    headline: str
    outlet: str
    code: str
    rule: str
    severity: int
    title: str
    at: str
    when: str
    pieces: tuple[Piece, ...]
    place: str
    evidence: tuple[str, ...]
    href: str
    """Where it is seen, from the site's root."""
    target: str
    """What a decision on it is about: `finding` or `edit`."""
    key: str
    """What decisions hang on."""
    version: int
    decided: str
    """What an editor decided, in words; empty when it waits."""
    waiting: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What pages about many articles need of one."""

    id: int
    headline: str
    outlet: str
    url: str
    desk: str
    versions: int
    waiting: int
    """Material changes without a note seen."""
    material: int
    """Material edits in all steps."""
    changed_at: str
    """When the newest version was first seen; empty when not known."""
    first_seen: str
    last_check: str
    state: str
    """How it stands with its server when that is not simply up; else empty."""
    corrections: tuple[Correction, ...]
    items: tuple[Item, ...]
    entries: tuple[FeedEntry, ...]
    verdicts: tuple[tuple[str, str, int], ...]
    """(rule, verdict, how many) over all findings."""
    typed: tuple[tuple[str, int, int], ...]
    """(category of a material edit, how many, how many of them without a note seen)."""


def summary_of(story: Story) -> Summary:
    """Return the summary of *story*."""
    timeline = story.timeline
    material = [
        (step.version, edit)
        for step in timeline.steps
        for edit in every_edit(step)
        if edit.materiality >= 3 and step.revision.before is not None
    ]
    typed: dict[str, list[int]] = {}
    for number, edit in material:
        tally = typed.setdefault(wording.category(edit.category), [0, 0])
        tally[0] += 1
        tally[1] += (number, edit.id) in story.open
    state = timeline.article.state
    return Summary(
        story.id, story.headline, story.outlet, timeline.article.url, story.newest.document.section,
        len(timeline.versions), len(story.open), len(material),
        story.newest.first_seen or "", timeline.versions[0].first_seen or "", timeline.last_check or "",
        "" if state in ("ok", "new") else wording.STATE[state],
        tuple(_correction(story, *note) for note in story.notes),
        items_of(story),
        entries_of(story),
        _verdicts(story),
        tuple((name, total, silent) for name, (total, silent) in sorted(typed.items())),
    )  # fmt: skip


def _correction(story: Story, note: Note, first: int, last: int) -> Correction:
    """Return a note for lists."""
    card = note_card(story, note, first, last).card
    version = story.versions[first]
    joined = [m for m in story.mentions_of(note.id) if m.link.status in (LinkStatus.LINKED, LinkStatus.REMOVED)]
    stood = next((found for m in joined if (found := story.stood(m.step, m.link.before))), None)
    in_first = first == story.timeline.versions[0].number
    return Correction(
        story.id, story.headline, story.outlet, story.newest.document.section,
        str(note.kind), wording.note_kind(note.kind),
        tuple(dict.fromkeys(wording.error_type(claim.type) for claim in note.claims)),
        note.text, f"{article_path(story.id)}index.html#{note.id}",
        version.first_seen or "",
        times.clock(version.first_seen) if in_first else times.between(version.not_before, version.first_seen),
        in_first, note.status is NoteStatus.REMOVED,
        tuple((join.old, join.new) for join in card.joins if join.old or join.new),
        stood.words() if stood else "",
        stood.least_s if stood else None,
        stood.most_s if stood else None,
        card.asks,
        "" if joined else next((join.status for join in card.joins if join.status), ""),
    )  # fmt: skip


def items_of(story: Story) -> tuple[Item, ...]:
    """Return what an editor should look at in one article: findings that fail, and open changes no finding names."""
    out = []
    for step in story.timeline.steps:
        named = {edit for finding in step.findings for edit in finding.edits}
        out += [
            _item(story, step, finding)
            for finding in step.findings
            if finding.verdict is Verdict.FAIL and not _explained(story, step, finding)
        ]
        out += [
            _open_item(story, step, edit_id)
            for edit_id in step.unannounced
            if edit_id not in named and (step.version, edit_id) in story.open
        ]
    newest = story.timeline.steps[-1]
    out += [_item(story, newest, finding) for finding in story.timeline.findings if finding.verdict is Verdict.FAIL]
    newest_of = {item.key: item for item in out}
    return tuple(newest_of.values())


def _explained(story: Story, step: Step, finding: Finding) -> bool:
    """Say whether a change found without a note was explained by a later one."""
    return (
        finding.code.startswith("unannounced")
        and bool(finding.edits)
        and all((step.version, edit) in story.by_edit for edit in finding.edits)
    )


def _item(story: Story, step: Step, finding: Finding) -> Item:
    """Return a finding as a thing to look at."""
    edit_id = finding.edits[0] if finding.edits else ""
    key = finding.key or digest("finding", finding.code, finding.rule, str(step.version), finding.title)
    decision = story.decided("finding", key)
    folder = article_path(story.id)
    href = f"{folder}{step_page(story, step)}" + (f"#{edit_id}" if edit_id else "")
    if finding.note and not edit_id:
        href = f"{folder}index.html#{finding.note}"
    pieces, place = _shown(story, step, edit_id, finding)
    version = story.versions[step.version]
    return Item(
        story.id, story.headline, story.outlet, finding.code, finding.rule, finding.severity,
        wording.sentence(finding.title),
        version.first_seen or "", times.between(version.not_before, version.first_seen), pieces, place,
        tuple(said for item in finding.evidence if (said := wording.found_by(item.kind, item.detail))),
        href,
        "finding", key, step.version,
        decided_words(decision.verdict) if decision else "",
        decision is None or decision.verdict in STAYS_OPEN,
    )  # fmt: skip


def _shown(story: Story, step: Step, edit_id: str, finding: Finding) -> tuple[tuple[Piece, ...], str]:
    """Return the words a finding is about and where they stand."""
    edit = story.edit(step.version, edit_id) if edit_id else None
    if edit is not None:
        found = passage(story, step, Views(story, step), edit)
        return found.pieces, found.place
    note = next((note for note in step.notes if note.id == finding.note), None)
    if note is not None:
        gone = note.status is NoteStatus.REMOVED
        return (Piece(note.text, "del" if gone else "", "noted"),), wording.note_kind(note.kind)
    return (), wording.field(finding.field) if finding.field else ""


def _open_item(story: Story, step: Step, edit_id: str) -> Item:
    """Return a material change without a note, for archives whose findings were never made."""
    edit = story.edit(step.version, edit_id)
    assert edit is not None
    view = Views(story, step).view(edit)
    found = passage(story, step, Views(story, step), edit)
    version = story.versions[step.version]
    return Item(
        story.id, story.headline, story.outlet, "unannounced_change", "R9", view.materiality,
        wording.sentence(f"{view.happened}, no note seen"),
        version.first_seen or "", times.between(version.not_before, version.first_seen), found.pieces, found.place,
        view.reasons, f"{article_path(story.id)}{found.href}", "edit", view.key, step.version, view.decided, True,
    )  # fmt: skip


def _verdicts(story: Story) -> tuple[tuple[str, str, int], ...]:
    """Return how often each rule was met, not met and not assessable."""
    tally: dict[tuple[str, str], int] = {}
    steps = [finding for step in story.timeline.steps for finding in step.findings]
    for finding in (*steps, *story.timeline.findings):
        tally[finding.rule, str(finding.verdict)] = tally.get((finding.rule, str(finding.verdict)), 0) + 1
    return tuple((rule, verdict, number) for (rule, verdict), number in sorted(tally.items()))
