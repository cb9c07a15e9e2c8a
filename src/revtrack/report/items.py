"""
Gather what an editor should look at in one article, each with its words, its evidence and when it was.
"""

import re
from dataclasses import dataclass

from revtrack.model import Finding, NoteStatus, Step, Verdict
from revtrack.report import times, wording
from revtrack.report.edits import Views, decided_words
from revtrack.report.frame import article_path
from revtrack.report.pieces import Piece
from revtrack.report.steps import passage
from revtrack.report.story import STAYS_OPEN, Story, digest
from revtrack.report.ways import since, step_page

SAID_ALREADY = frozenset({"category", "status", "seen", "note", "claim"})
"""Evidence that the title, the time or the words shown say as well."""

FOUND = {
    "reason": "{}",
    "last_version": "it last read as version {}",
    "headline": "headline: “{}”",
    "context": "it reads: “{}”",
    "social_title": "social card: “{}”",
    "og:title": "social card: “{}”",
    "structured": "in the structured data: “{}”",
    "visible": "in the note readers see: “{}”",
    "interval": "it took {}",
    "figure": "“{}”",
    "before": "before: “{}”",
    "after": "after: “{}”",
    "place": "it stands in the {}",
    "names": "it names “{}”",
    "old_value": "what was wrong: “{}”",
    "new_value": "what is right: “{}”",
    "label": "it is called “{}”",
    "fact_changed": "changed: {}",
    "silent_window": "{}",
}
"""How kinds of evidence are said; one that is not listed is said as `kind: detail`."""

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")


def found_by(kind: str, detail: str) -> str:
    """Return a piece of a finding's evidence in words; empty for what is said already."""
    if kind in SAID_ALREADY or not detail:
        return ""
    detail = _STAMP.sub(lambda stamp: times.clock(stamp[0]), detail.replace(" -> ", " → "))
    if kind in FOUND:
        return FOUND[kind].format(detail)
    return f"{wording.EVIDENCE.get(kind, wording.plain(kind))}: {detail}"


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
    seen = next((item.detail for item in finding.evidence if item.kind == "seen"), "")
    return Item(
        story.id, story.headline, story.outlet, finding.code, finding.rule, finding.severity,
        wording.sentence(finding.title),
        seen or story.versions[step.version].first_seen or "",
        times.clock(seen) if seen else since(story, step.version), pieces, place,
        tuple(said for item in finding.evidence if (said := found_by(item.kind, item.detail))),
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
        version.first_seen or "", since(story, step.version), found.pieces, found.place,
        view.reasons, f"{article_path(story.id)}{found.href}", "edit", view.key, step.version, view.decided, True,
    )  # fmt: skip
