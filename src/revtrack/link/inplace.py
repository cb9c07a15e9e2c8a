"""
Join words struck through to the edit that struck them: such a note stands where its correction does.
"""

from collections.abc import Iterable

from revtrack.model import Edit, Evidence, Link, LinkStatus, Note, Revision, Span

STRUCK = "struck through"
"""The source of a note that is made of such words (`note/struck.py`)."""
SHOWN = 0.99
"""The text itself shows both values; what is left of doubt is that an outlet strikes words out for a joke."""


def in_place(note: Note, revision: Revision) -> list[Link]:
    """Return the link of each claim of *note*, whose words are struck through in the newest version of *revision*."""
    assert note.span is not None
    touching = [edit for edit in revision.edits if edit.after is not None and edit.after.overlaps(note.span)]
    why = (Evidence("explicit_anchor", "the old words are struck through where they stood"),)
    status = LinkStatus.LINKED if touching else LinkStatus.TARGET_ONLY
    return [
        Link(
            claim=claim.id,
            status=status,
            edits=tuple(edit.id for edit in touching),
            before=hull(touching),
            after=note.span,
            confidence=SHOWN,
            evidence=why,
        )
        for claim in note.claims
    ]


def hull(edits: Iterable[Edit]) -> Span | None:
    """Return from where to where *edits* reach in the earlier version, None where they take nothing away."""
    sides = [edit.before for edit in edits if edit.before is not None]
    return Span(min(side.start for side in sides), max(side.end for side in sides)) if sides else None
