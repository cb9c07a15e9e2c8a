"""
Gather what an editor should look at in one article, each with its words, its evidence and when it was.
"""

import re
from dataclasses import dataclass

from revtrack.model import Edit, EditKind, Finding, NoteStatus, Step, Verdict
from revtrack.report import times, vocabulary, wording
from revtrack.report.edits import Views, decided_words
from revtrack.report.frame import article_path
from revtrack.report.keys import digest
from revtrack.report.pieces import Piece
from revtrack.report.steps import around, passage, where
from revtrack.report.story import STAYS_OPEN, Story
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
    "ranked": "ranked lower: {}",
}
"""How kinds of evidence are said; one that is not listed is said as `kind: detail`."""

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")


def found_by(kind: str, detail: str) -> str:
    """Return a piece of a finding's evidence in words; empty for what is said already."""
    if kind in SAID_ALREADY or not detail:
        return ""
    detail = _STAMP.sub(lambda stamp: times.clock(stamp[0]), wording.reason(detail))
    if kind in FOUND:
        return FOUND[kind].format(detail)
    return f"{vocabulary.EVIDENCE.get(kind, wording.plain(kind))}: {detail}"


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
    also: tuple[str, ...]
    """The keys of what was found besides in the same paragraph of the same step: seen, and decided, as one."""
    version: int
    decided: str
    """What an editor decided, in words; empty when it waits."""
    waiting: bool


def items_of(story: Story) -> tuple[Item, ...]:
    """Return what an editor should look at in one article: findings that fail, and open changes no finding names."""
    out = []
    for step in story.timeline.steps:
        named = {edit for finding in step.findings for edit in finding.edits}
        failed = [f for f in step.findings if f.verdict is Verdict.FAIL and not _explained(story, step, f)]
        out += [_item(story, step, group) for group in _by_paragraph(story, step, failed)]
        out += [
            _open_item(story, step, edit_id)
            for edit_id in step.unannounced
            if edit_id not in named and (step.version, edit_id) in story.open
        ]
    newest = story.timeline.steps[-1]
    out += [_item(story, newest, [f]) for f in story.timeline.findings if f.verdict is Verdict.FAIL]
    newest_of = {item.key: item for item in out}
    return tuple(newest_of.values())


def _explained(story: Story, step: Step, finding: Finding) -> bool:
    """Say whether a change found without a note was explained by a later one."""
    return (
        finding.code.startswith("unannounced")
        and bool(finding.edits)
        and all((step.version, edit) in story.by_edit for edit in finding.edits)
    )


def _by_paragraph(story: Story, step: Step, findings: list[Finding]) -> list[list[Finding]]:
    """Return the findings in groups that are one thing to look at: same rule, same paragraph, decided alike."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        edit = story.edit(step.version, finding.edits[0]) if len(finding.edits) == 1 else None
        if isinstance(edit, Edit) and edit.kind is not EditKind.MOVE and edit.after:
            place = "block", step.revision.after.block_at(edit.after.start)
        else:
            place = "alone", id(finding)
        decision = story.decided("finding", _key(step, finding))
        groups.setdefault((finding.rule, place, decision and decision.verdict), []).append(finding)
    return list(groups.values())


def _key(step: Step, finding: Finding) -> str:
    """Return what decisions on a finding hang on."""
    return finding.key or digest("finding", finding.code, finding.rule, str(step.version), finding.title)


def _item(story: Story, step: Step, findings: list[Finding]) -> Item:
    """Return a finding, or several of one paragraph, as a thing to look at."""
    finding = findings[0]
    edit_id = finding.edits[0] if finding.edits else ""
    key, *also = (_key(step, found) for found in findings)
    decision = story.decided("finding", key)
    folder = article_path(story.id)
    href = f"{folder}{step_page(story, step)}" + (f"#{edit_id}" if edit_id else "")
    if finding.note and not edit_id:
        href = f"{folder}index.html#{finding.note}"
    pieces, place = _shown(story, step, [e for f in findings for e in f.edits[:1]], finding)
    seen = next((item.detail for item in finding.evidence if item.kind == "seen"), "")
    evidence = [said for f in findings for item in f.evidence if (said := found_by(item.kind, item.detail))]
    return Item(
        story.id, story.headline, story.outlet, finding.code, finding.rule, max(f.severity for f in findings),
        wording.sentence(_title([f.title for f in findings])),
        seen or story.versions[step.version].first_seen or "",
        times.clock(seen) if seen else since(story, step.version), pieces, place,
        tuple(dict.fromkeys(evidence)),
        href,
        "finding", key, tuple(also), step.version,
        decided_words(decision.verdict) if decision else "",
        decision is None or decision.verdict in STAYS_OPEN,
    )  # fmt: skip


def _title(titles: list[str]) -> str:
    """Return what was found, the half that several titles share said once: `a name and a number changed; no note`."""
    heads = list(dict.fromkeys(title.partition("; ")[0] for title in titles))
    rest = list(dict.fromkeys(title.partition("; ")[2] for title in titles if "; " in title))
    return "; ".join(filter(None, (", ".join(heads), *rest)))


def _shown(story: Story, step: Step, edits: list[str], finding: Finding) -> tuple[tuple[Piece, ...], str]:
    """Return the words a finding is about, with those of the *edits* of its group, and where they stand."""
    views = Views(story, step)
    found = [edit for name in edits if (edit := story.edit(step.version, name)) is not None]
    if len(found) > 1:
        mine = [edit for edit in found if isinstance(edit, Edit)]
        return around(step, views, *mine), where(step, mine[0])
    if found:
        shown = passage(story, step, views, found[0])
        return shown.pieces, shown.place
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
        view.reasons, f"{article_path(story.id)}{found.href}", "edit", view.key, (), step.version, view.decided, True,
    )  # fmt: skip
