"""
Tell where a note ends and the lines of credits begin that outlets glue to it.

Agencies name reporters and editors, captions the photographer, newspapers the
writer and how to reach him.
"""

import re

from revtrack.note.passage import within

CREDIT = re.compile(
    r"(?i:[(\[]\s?(?:additional )?(?:reporting|writing|written|editing|edited|compiled|reported|produced|translated)\b"
    r"(?: and \w+)? by\b)"
    r"|(?<=[.)!?\]])\s*(?:Reporting|Additional reporting|Editing|Writing) by\b"
)
"""A line of credits, bracketed or begun as a sentence: what stands from here on is nobody's note."""
CREDITED = re.compile(r"\b(?:reporting|writing|editing|compiled|produced|translated) (?:and \w+ )?by\b", re.IGNORECASE)
"""What tells that a sentence is a line of credits too."""
_PICTURE = "photo|photograph|image|picture|illustration|credit|foto|bild|photographe|crédit|crédito|credito|fotografia"
_NAMES = r"[^\W\d_][\w.’'\-& ]{1,50}"
PICTURE_CREDIT = re.compile(
    rf"\s*[(\[]\s?(?:{_NAMES}/{_NAMES}"
    rf"|(?:(?:AP|AFP|file|staff) )?(?:{_PICTURE})(?:s?\s?(?:by|of|from|courtesy|:|/|–|-)|/)"
    rf"[^()\[\]]{{2,80}}|courtesy [^()\[\]]{{2,80}}|[^()\[\]]{{2,60}}via [^()\[\]]{{2,40}})[)\]]\s*$"
    rf"|(?<![(\[])\b(?:{_PICTURE})s?(?:\s?\.\.\.|…|\s?:| by )[^.!?:()\n]{{2,80}}$"
    r"|\s*©[^.!?\n]{2,80}$"
    r"|(?-i:(?<=[.!?”\"»])\s*(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+\s?){2,5}(?:\([^()]{2,30}\))?)$",
    re.IGNORECASE,
)
"""Who took a picture, where a caption ends: `(Ida Rourke/The Post)`, `Photograph: Ida Rourke`."""


CONTACT = re.compile(
    r"\s*(?:(?:you can |to )?(?:reach|contact|e-?mail|follow|write to|call|message|find)\b[^.!?]{0,40}?"
    r"\b(?:at|on|via)\b"
    r"|[^.!?@]{2,60}\b(?:can be reached|is on (?:twitter|x|bluesky|mastodon)|tweets)\b"
    r"|(?:e-?mail|twitter|on twitter|kontakt|contact)\s?:\s?\S+@|[^\s@]{1,64}@[^\s@]{1,64}\s*$)",
    re.IGNORECASE,
)
"""A sentence that says how to reach the writer."""
WRITER = re.compile(
    r"\s*(?:[A-Z][\w.’'-]{1,30}\s){2,4}(?:is (?:a|an|the)\b|covers\b|writes\b|reports\b|edits\b|joined\b)"
)
"""A sentence that says who the writer is, where one follows on how to reach him."""


_LEAST = 12
"""Code points before credits, at least."""
_SIGNED = 2
"""Sentences of a text that ends with how to reach its writer, at least."""
_CREDITS = 120
"""Code points of a picture's credit, at most."""


def after_credits(text: str, start: int, end: int) -> int:
    """Return where a bracket's words begin once the reporters' credits that open it are told."""
    if CREDIT.match(text, start) is None:
        return start
    told = (a for a, _ in within(text, start, end) if a > start)
    return next((a for a in told if not CREDITED.search(text, a, end)), start)


def uncredited(text: str) -> int:
    """Return where the credits begin that end *text*: of reporters, or of the picture it is a caption to."""
    credit = CREDIT.search(text) if " by" in text.lower() else None
    limit = credit.start() if credit and credit.start() > _LEAST else len(text)
    tail = max(_LEAST, limit - _CREDITS)
    pictured = PICTURE_CREDIT.search(text, tail, limit)
    return pictured.start() if pictured else _unsigned(text, limit)


def _unsigned(text: str, limit: int) -> int:
    """Return where the lines on how to reach the writer begin that end *text*; *limit* where there are none."""
    told = within(text, 0, limit)
    if len(told) < _SIGNED or not CONTACT.match(text, told[-1][0], limit):
        return limit
    at = len(told) - 1
    while at > 1 and (CONTACT.match(text, *told[at - 1]) or WRITER.match(text, *told[at - 1])):
        at -= 1
    return told[at][0]
