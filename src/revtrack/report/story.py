"""
Answer a page's questions about one article's life: which note speaks of which edit, since when, where now.

A story is a timeline with its cross-references resolved once: links by edit and by
claim, decisions applied, passages carried from version to version.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from revtrack.model import (
    Claim,
    Decision,
    Edit,
    Evidence,
    FieldEdit,
    JoinedLink,
    Link,
    LinkStatus,
    Note,
    NoteStatus,
    Span,
    Step,
    Timeline,
    Version,
)
from revtrack.report.keys import edit_key, link_key
from revtrack.report.runs import Carried, backward, carried, forward
from revtrack.report.times import Stretch, stretch

STAYS_OPEN = frozenset({"", "needs_note"})
"""Verdicts after which a change without a note is still one to look at."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim of a note, joined to what it describes."""

    note: Note
    claim: Claim
    link: Link
    step: int
    """The step that holds the edits."""
    said: int
    """The step in which the note said so."""
    decision: Decision | None = None
    """What an editor said about this link."""


@dataclass(frozen=True)
class Story:
    """A timeline with its cross-references; built once a page set, never changed."""

    timeline: Timeline
    _carried: dict[int, tuple[Carried, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> int:
        """Return the article's number in the archive."""
        return self.timeline.article.id

    @property
    def newest(self) -> Version:
        """Return the newest version."""
        return self.timeline.versions[-1]

    @property
    def headline(self) -> str:
        """Return the newest headline, or the address when there is none."""
        return self.newest.document.headline or self.timeline.article.headline or self.timeline.article.url

    @property
    def outlet(self) -> str:
        """Return the outlet's name, as the archive or the page has it; empty when neither says."""
        return self.timeline.article.outlet or self.newest.document.outlet

    @cached_property
    def versions(self) -> dict[int, Version]:
        """Return the versions by number."""
        return {version.number: version for version in self.timeline.versions}

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Return the version numbers in order; a comparison of any two versions has just these two."""
        return tuple(version.number for version in self.timeline.versions)

    def before(self, number: int) -> int | None:
        """Return the version before *number*, None for the first."""
        at = self.order.index(number)
        return self.order[at - 1] if at else None

    def after(self, number: int) -> int | None:
        """Return the version after *number*, None for the newest."""
        at = self.order.index(number)
        return self.order[at + 1] if at + 1 < len(self.order) else None

    @cached_property
    def steps(self) -> dict[int, Step]:
        """Return the steps by the number of the version they lead to."""
        return {step.version: step for step in self.timeline.steps}

    @cached_property
    def decisions(self) -> dict[tuple[str, str], Decision]:
        """Return the newest decision on each target."""
        return {(decision.target, decision.key): decision for decision in self.timeline.decisions}

    def decided(self, target: str, key: str) -> Decision | None:
        """Return the newest standing decision on a target, None when there is none or it was undone."""
        decision = self.decisions.get((target, key))
        return None if decision is None or decision.verdict in ("", "undone") else decision

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return every link with its claim and note, decisions applied, in order of when the outlet said it."""
        out = []
        for step in self.timeline.steps:
            claims = {claim.id: (note, claim) for note in step.notes for claim in note.claims}
            for joined in step.links:
                if joined.link.claim in claims:
                    out += self._mention(*claims[joined.link.claim], joined, step.version)
        return tuple(out)

    def _mention(self, note: Note, claim: Claim, joined: JoinedLink, said: int) -> list[Mention]:
        """Return the mention as decided: none when an editor rejected it, the editor's spans when redrawn."""
        decision = self.decided("link", link_key(note, claim))
        mention = Mention(note, claim, joined.link, joined.step, said, decision)
        if decision is None:
            return [mention]
        if decision.verdict == "rejected":
            return []
        if decision.verdict == "redrawn":
            return [redrawn(mention, decision)]
        return [mention]

    @cached_property
    def by_edit(self) -> dict[tuple[int, str], tuple[Mention, ...]]:
        """Return, for (step, edit id), the mentions that describe the edit."""
        out: dict[tuple[int, str], list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.link.status in (LinkStatus.LINKED, LinkStatus.REMOVED):
                for edit in mention.link.edits:
                    if all(mention.note.id != other.note.id for other in out[mention.step, edit]):
                        out[mention.step, edit].append(mention)
        return {key: tuple(value) for key, value in out.items()}

    @cached_property
    def open(self) -> frozenset[tuple[int, str]]:
        """Return (step, edit id) of every material edit that no note we know of explains and no editor settled."""
        return frozenset(
            (step.version, edit)
            for step in self.timeline.steps
            for edit in step.unannounced
            if (step.version, edit) not in self.by_edit and not self._settled(step, edit)
        )

    def _settled(self, step: Step, edit_id: str) -> bool:
        edit = self.edit(step.version, edit_id)
        if edit is None:
            return False
        decision = self.decided("edit", edit_key(step, edit))
        if decision is None:
            keys = [finding.key for finding in step.findings if edit_id in finding.edits and finding.key]
            decision = next((found for key in keys if (found := self.decided("finding", key))), None)
        return decision is not None and decision.verdict not in STAYS_OPEN

    def edit(self, step: int, edit_id: str) -> Edit | FieldEdit | None:
        """Return the edit or field edit with this id in a step, None when there is none."""
        revision = self.steps[step].revision
        found: Edit | FieldEdit | None = next((edit for edit in revision.walk() if edit.id == edit_id), None)
        return found or next((edit for edit in revision.field_edits if edit.id == edit_id), None)

    def carried(self, step: int) -> tuple[Carried, ...]:
        """Return what the revision of *step* left alone."""
        if step not in self._carried:
            self._carried[step] = carried(self.steps[step].revision)
        return self._carried[step]

    def now(self, step: int, span: Span) -> Span | None:
        """Return where words of version *step* stand in the newest version, None when they are gone or changed."""
        at: Span | None = span
        for number in (n for n in self.steps if n > step):
            at = forward(self.carried(number), at) if at else None
        return at

    def introduced(self, step: int, span: Span) -> int:
        """Return the first version that has the words which stand at *span* in version *step*."""
        at: Span | None = span
        for number in sorted((n for n in self.steps if n <= step), reverse=True):
            if self.steps[number].revision.before is None:
                return number
            earlier = backward(self.carried(number), at) if at else None
            if earlier is None:
                return number
            at = earlier
        return step

    def stood(self, step: int, span: Span | None) -> Stretch | None:
        """Return how long the words that went in *step* (at *span* of the version before) had stood."""
        earlier = self.before(step)
        if span is None or earlier is None:
            return None
        first, last = self.versions[self.introduced(earlier, span)], self.versions[earlier]
        # Of the first version we know only when the page itself says it was published.
        published = first.document.published
        began_after = published.isoformat() if published else None
        if first.number > self.order[0]:
            began_after = first.not_before
        gone_by = self.versions[step].first_seen
        return stretch(began_after, first.first_seen, last.last_seen or self.versions[step].not_before, gone_by)

    @cached_property
    def notes(self) -> tuple[tuple[Note, int, int], ...]:
        """Return each note once, in its newest wording, with the versions that first and last showed it."""
        out: dict[str, tuple[Note, int, int]] = {}
        for step in self.timeline.steps:
            for note in step.notes:
                first = out[note.id][1] if note.id in out else step.version
                last = out[note.id][2] if note.status is NoteStatus.REMOVED and note.id in out else step.version
                out[note.id] = (note, first, last)
        return tuple(out.values())

    def mentions_of(self, note_id: str) -> tuple[Mention, ...]:
        """Return the links of one note, the newest saying of each claim only, best first."""
        newest = {m.claim.id: m.said for m in self.mentions if m.note.id == note_id}
        return tuple(m for m in self.mentions if m.note.id == note_id and m.said == newest[m.claim.id])


def redrawn(mention: Mention, decision: Decision) -> Mention:
    """Return the mention with the spans an editor drew in its place."""
    drawn = json.loads(decision.detail or "{}")
    before, after = drawn.get("before"), drawn.get("after")
    link = replace(
        mention.link,
        status=LinkStatus.LINKED if before or after else LinkStatus.NOT_FOUND,
        edits=tuple(drawn.get("edits", ())),
        before=Span(*before) if before else None,
        after=Span(*after) if after else None,
        confidence=1.0,
        evidence=(Evidence("decision", decision.reason or "redrawn by an editor", 1.0),),
    )
    return replace(mention, link=link, step=int(drawn.get("step", mention.step)))
