"""
Read the notes of news agencies, whose verb comes first: `(Corrects paragraph 3 to say ...)`.
"""

import re

from revtrack.model import NoteKind
from revtrack.note.reading import Hit, Reading
from revtrack.note.window import Verdict, Window

_SLUG = re.compile(r"[\s(\[*]{0,3}(?:CORRECTED|CORRECTION|REFILE)\)?\s?-\s?(?=[A-Z0-9<&(])")
"""The slug before a headline that is repeated in the text."""
_LEAD = re.compile(r"[\s(\[*•–—-]{0,6}")


_OPENERS = ("corrects", "refiles", "clarifies")
"""Verbs in English with which only an agency's correction opens, in capitals and without a bracket."""


def wire(text: str, window: Window, bracketed: bool) -> Verdict | None:
    """Return the verdict on a stretch that may open as an agency's note does, or None."""
    voice, start, end = window.reading, window.start, window.end
    if slugged(text, start):
        return Verdict(NoteKind.CORRECTION, ("opens with an agency's slug",))
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    frame = None
    for name in ("wire_lead", "wire_story"):
        hit = voice.at(name, at)
        if hit:
            frame = hit if name == "wire_story" else frame
            at = hit.end + (1 if text[hit.end : hit.end + 1] == " " else 0)
    verb = _verb(voice, at) or (_framed(voice, frame, at) if frame else None)
    if verb is None or voice.has("veto", start=start, end=end):
        return None
    kind, sure, stop = verb
    if kind is NoteKind.UPDATE:
        return Verdict(kind, ("an agency's note on what is new",)) if bracketed and not frame else None
    upper = text[at : at + 1].isupper()
    placed = voice.has("locator", "field", "error", "show", start=start, end=end) or frame is not None
    reasons = ("opens as an agency's correction does: " + text[at:stop],)
    if sure and (bracketed or (upper and text[at:stop].lower().startswith(_OPENERS))):
        return Verdict(kind, reasons)
    return Verdict(kind, reasons) if bracketed and placed else None


def slugged(text: str, start: int = 0) -> bool:
    """Say whether an agency's slug opens *text*: it says that the story was corrected, and nothing of what."""
    return _SLUG.match(text, start) is not None


def _framed(voice: Reading, frame: Hit, at: int) -> tuple[NoteKind, bool, int] | None:
    """Return the verb where the story is named before it: `The story corrects to`, `This story was refiled to fix`."""
    aim = voice.at("wire_aim", at)
    if aim:
        return NoteKind.CORRECTION, False, aim.end
    starts = [
        hit.start
        for name in ("wire_correct", "wire_clarify", "wire_edit")
        for hit in voice.all(name, frame.start, frame.end)
    ]
    return _verb(voice, min(starts)) if starts else None


def _verb(voice: Reading, at: int) -> tuple[NoteKind, bool, int] | None:
    for name, kind, sure in (
        ("wire_correct", NoteKind.CORRECTION, True),
        ("wire_clarify", NoteKind.CLARIFICATION, True),
        ("wire_edit", NoteKind.CORRECTION, False),
        ("wire_update", NoteKind.UPDATE, False),
    ):
        hit = voice.at(name, at)
        if hit:
            return kind, sure, hit.end
    return None
