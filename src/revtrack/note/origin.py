"""
Read who made a correction and what the note gives as the cause.

`Corrected by: Ana Reyes @ 07:11 PM`, `Because of an editing error, ...`,
`... owing to incorrect information from the sheriff's office`.
"""

import re

from revtrack.model import Span
from revtrack.note.passage import sentences
from revtrack.note.reading import Reading

_LONGEST = 160
"""Code points of a cause, at most."""
_PERSON = re.compile(
    r"[\s:]{0,3}((?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|den|la|del|di|da|dos|al|bin)"
    r"(?:\s(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|den|la|del|di|da|dos|al|bin)){0,4})"
)


def corrector(text: str, voice: Reading) -> Span | None:
    """Return where the name stands of whoever made the correction, or None."""
    for lead in voice.all("by_lead"):
        match = _PERSON.match(text, lead.end)
        if match and match[1][0].isupper():
            return Span(*match.span(1)) if match[1][-1] not in ".,;" else Span(match.start(1), match.end(1) - 1)
    return None


def cause(text: str, voice: Reading) -> Span | None:
    """Return where the note gives the cause of the error, its preposition included, or None."""
    for start, end in sentences(text):
        for lead in voice.all("cause_lead", start, end):
            stop = _stop(text, voice, lead.end, min(end, lead.start + _LONGEST))
            if voice.has("error", "cause_noun", "own_slip", start=lead.start, end=stop):
                return Span(lead.start, stop)
    return None


def _stop(text: str, voice: Reading, start: int, limit: int) -> int:
    """Return where the cause ends: at a comma or stop, or where the article is spoken of."""
    mark = re.compile(r"[,;:.)\]](?=\s|$)").search(text, start, limit)
    stop = mark.start() if mark else limit
    for name in ("version_self", "self", "version", "we", "said", "said_that", "frame_open"):
        hit = voice.first(name, start, stop)
        if hit:
            stop = min(stop, _before_article(text, hit.start))
    return len(text[:stop].rstrip(" ,"))


def _before_article(text: str, at: int) -> int:
    lead = re.search(r"\s(?:an?|the|our|in|on|der|die|das|une?|la|le|el|la|il|o|a|de|het|een)\s$", text[:at])
    return lead.start() if lead else at
