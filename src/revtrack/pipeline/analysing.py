"""
Read what happened in one step: edits, notes, links, what no note explains, findings.

Pure: the same values in, the same values out, on any machine.
"""

from collections.abc import Sequence
from dataclasses import replace

from revtrack.audit import Scene, audit, unannounced
from revtrack.config import OutletSettings
from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Analysis, Document, Note, Revision, Seen, Told
from revtrack.note import find_notes, follow, given
from revtrack.pipeline.notes_apart import set_apart


def analyse(
    before: Document | None,
    after: Document,
    *,
    past: Sequence[Revision] = (),
    past_notes: Sequence[Note] = (),
    seen: Sequence[Seen] = (),
    known: Sequence[Told] = (),
    profile: OutletSettings | None = None,
    audited: bool = True,
) -> Analysis:
    """
    Return everything found between *before* and *after*.

    *past* holds earlier revisions, oldest first, for a fix that came before its
    note; *past_notes* those seen earlier and gone from *before*; *seen* when each
    of *past* and this step happened; *known* notes known from
    elsewhere. `Link.revision` counts in *past* plus this step.
    """
    profile = profile or OutletSettings()
    revision = Revision(None, after) if before is None else diff(before, after)
    # Read again though the archive holds them: by one reader on both sides, a change of our rules never looks like one
    # of the outlet's notes.
    earlier = () if before is None else _notes_of(before, profile.wordings)
    notes = follow(earlier, _notes_of(after, profile.wordings), past_notes)
    notes = (*notes, *(_given(told, len(notes) + k) for k, told in enumerate(known, 1)))
    revision = set_apart(revision, notes)
    links = link(notes, (*past, revision))
    open_edits = unannounced(revision, notes, links)
    scene = Scene(
        revision,
        notes,
        links,
        open_edits,
        profile,
        past=tuple(past),
        past_notes=tuple(past_notes),
        seen=tuple(seen),
    )
    return Analysis(revision, notes, links, open_edits, audit(scene) if audited else ())


_newest: tuple[Document, tuple[str, ...], tuple[Note, ...]] | None = None
"""The document whose notes were read last, the outlet's wordings, and the notes."""


def _notes_of(document: Document, wordings: tuple[str, ...]) -> tuple[Note, ...]:
    """
    Return the notes of *document* by itself.

    The last answer is remembered: of two steps in a row, what the one had as new the other has as old.
    """
    global _newest
    newest = _newest
    if newest is not None and newest[0] is document and newest[1] == wordings:
        return newest[2]
    notes = find_notes(document, wordings=wordings)
    _newest = (document, wordings, notes)
    return notes


def _given(told: Told, number: int) -> Note:
    """Return a note known from elsewhere with the date and the evidence it came with."""
    note = given(told.text, number)
    return replace(note, date=note.date or told.date, evidence=(*note.evidence, *told.evidence))
