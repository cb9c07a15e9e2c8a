"""
Hold what the rules look at: one step of one article, with what was found in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from revtrack.audit.rules import House
from revtrack.config import OutletSettings
from revtrack.model import Claim, Edit, EditKind, FieldEdit, Link, LinkStatus, Note, NoteKind, NoteStatus, Revision

ERRORS_OWNED = frozenset(
    {NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.AMENDMENT, NoteKind.RETRACTION, NoteKind.APOLOGY}
)
"""Kinds of note that own up to something; an update or a housekeeping note need not say what was wrong."""


@dataclass(frozen=True)
class Scene:
    """One step from a version to the next, and everything the stages found in it."""

    revision: Revision
    notes: tuple[Note, ...]
    """Every note of this version with its status, and those removed with it."""
    links: tuple[Link, ...]
    unannounced: tuple[str, ...]
    profile: OutletSettings = field(default_factory=OutletSettings)
    past: tuple[Revision, ...] = ()
    """Earlier revisions, oldest first: `Link.revision` counts in these."""
    past_notes: tuple[Note, ...] = ()
    """Notes seen earlier and gone before this step."""
    seen: tuple[tuple[str | None, str | None], ...] = ()
    """For each of *past* and this step: (last seen the version before, first seen the one it leads to), RFC 3339."""

    @cached_property
    def house(self) -> House:
        """Return the outlet's rules."""
        return House(self.profile)

    def rewritten(self, share: float) -> bool:
        """Say whether at least *share* of both versions' words came or went in this step."""
        return self._changed >= share

    @cached_property
    def _changed(self) -> float:
        """Return the share of both versions' text that came or went, moves left out."""
        before, after = self.revision.before, self.revision.after
        edits = (edit for edit in self.revision.edits if edit.kind is not EditKind.MOVE)
        sides = (span for edit in edits for span in (edit.before, edit.after) if span is not None)
        return sum(span.length for span in sides) / max(1, len(before.text if before else "") + len(after.text))

    @cached_property
    def written(self) -> tuple[Note, ...]:
        """Return the notes that are new or reworded here and own up to something."""
        fresh = (NoteStatus.NEW, NoteStatus.REWORDED)
        return tuple(note for note in self.notes if note.status in fresh and note.kind in ERRORS_OWNED)

    @cached_property
    def by_claim(self) -> dict[str, list[Link]]:
        """Return the links of each claim, best first."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.claim, []).append(link)
        return found

    def links_of(self, note: Note) -> list[tuple[Claim, Link]]:
        """Return (claim, primary link) for the claims of *note*."""
        return [(claim, self.by_claim[claim.id][0]) for claim in note.claims if claim.id in self.by_claim]

    def step(self, link: Link) -> Revision:
        """Return the revision that holds the edits of *link*."""
        return self.revision if link.revision in (-1, len(self.past)) else self.past[link.revision]

    def edits_of(self, link: Link) -> list[Edit | FieldEdit]:
        """Return the edits of *link*."""
        step = self.step(link)
        found: list[Edit | FieldEdit] = [edit for edit in step.walk() if edit.id in link.edits]
        return found + [edit for edit in step.field_edits if edit.id in link.edits]

    def joined(self) -> Iterator[tuple[Note, Claim, Link]]:
        """Yield every note that owns up to something and claim that was joined to an edit, with its primary link."""
        for note in self.notes:
            if note.kind not in ERRORS_OWNED:
                continue
            for claim, link in self.links_of(note):
                if link.status in (LinkStatus.LINKED, LinkStatus.REMOVED):
                    yield note, claim, link

    def words(self, link: Link) -> tuple[str, str]:
        """Return the old and the new words of *link*, empty where there are none."""
        step = self.step(link)
        old = link.before.of(step.before.text) if link.before and step.before else ""
        new = link.after.of(step.after.text) if link.after else ""
        if not (old or new):
            fields = [e for e in self.edits_of(link) if isinstance(e, FieldEdit)]
            return (fields[0].before or "", fields[0].after or "") if fields else ("", "")
        return old, new
