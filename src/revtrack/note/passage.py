"""
Cut a block into the stretches that may be a note: brackets, sentences, own voice.

Purely about punctuation; no word lists. Every function is linear in the text.
"""

import re
from functools import lru_cache
from itertools import pairwise

from revtrack.text import sentence_ends

Stretch = tuple[int, int]
"""Half-open code point range in the text it was cut from."""

_OPENING = re.compile(r"[“„«‹\"»”]|(?<![^\W\d_])‘(?=\w)")
_SINGLE = re.compile(r"(?<=[^\s‘])’(?![^\W\d_])")
"""What closes words between single marks: no apostrophe inside a word."""
_LONGEST_SINGLE = 400
"""Code points of words between single marks, at most."""
_CLOSING = {"“": "”", "„": "“", "«": "»", "‹": "›", '"': '"', "»": "«", "”": "”", "‘": "’"}
_WRAPPED = re.compile(r"\s*[\"“]([^\"“”]{12,})[\"”]\s*(?:\([^()]{1,40}\)\s*)?$")
"""A text that is one quotation."""


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Stretch, ...]:
    """Return the sentences of *text*; together they cover it, trailing space included."""
    stops = sentence_ends(text)
    return tuple((start, end) for start, end in pairwise((0, *stops)) if not text[start:end].isspace())


def closes_sentence(text: str, at: int) -> bool:
    """Say whether the stop at *at* closes a sentence of *text*, rather than an abbreviation or a day."""
    end = next((end for _, end in sentences(text) if end > at), len(text))
    return not any(map(str.isalnum, text[at + 1 : end]))


def unwrapped(text: str, content: int) -> str:
    """
    Return a note with blanks for the marks of a quotation that is all of it from *content* on, a date after it aside.

    A page that lists its corrections quotes each: `Correction: “This story said ‘ten.’ It is two.” (May 8)`.
    """
    outer = _WRAPPED.match(text, content)
    if outer is None:
        return text
    start, end = outer.start(1), outer.end(1)
    return f"{text[: start - 1]} {text[start:end]}".ljust(len(text))


@lru_cache(maxsize=512)
def quotations(text: str) -> tuple[Stretch, ...]:
    """
    Return the quoted passages of *text*, marks included.

    A mark that is never closed silences the rest of the text only where it
    opens it; elsewhere it is taken for a stray.
    """
    found: list[Stretch] = []
    at, missing = 0, set[str]()
    while opened := _OPENING.search(text, at):
        at = opened.start()
        close = _CLOSING.get(text[at])
        if close is None or (text[at] in "»”" and (at == 0 or not text[at - 1].isspace())) or close in missing:
            at += 1
            continue
        end = _closing_single(text, at) if close == "’" else text.find(close, at + 1)
        if end < 0 and text[at] in "„«“":
            end = text.find('"' if text[at] != "“" else "“", at + 1)
        if end < 0:
            if at == 0 and close != "’":
                return (*found, (0, len(text)))
            missing.add(close)
            at += 1
            continue
        found.append((at, end + 1))
        at = end + 1
    return tuple(found)


def _closing_single(text: str, at: int) -> int:
    """Return where the single mark opened at *at* closes, or -1: an apostrophe stands inside a word."""
    shut = _SINGLE.search(text, at + 2, at + _LONGEST_SINGLE)
    return shut.start() if shut else -1


def brackets(text: str, shortest: int = 9) -> list[Stretch]:
    """
    Return the outermost bracketed stretches of *text*, brackets included.

    An opening bracket that is never closed counts when it opens the text.
    """
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[()\[\]]", text):
        if match.group() in "([":
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start > shortest:
                found.append((start, match.end()))
    if depth and not text[:start].strip(" *_•-–—") and len(text) - start > shortest:
        found.append((start, len(text)))
    return found


BULLET = re.compile(r"\s[•●▪■]\s+(?=\S)")
"""A bullet inside a line, which opens an entry of its own though the one before ends without a full stop."""

PLACEHOLDER = re.compile(r"(?<![\]\w])\[(?:[a-zà-ÿ'’]{3,20}[ /]?){1,6}\](?![(\[:])")
"""Words to be filled in: two of them (`Correction [date]: we said [wrong claim]`) make a template, not a note."""

TWEET = re.compile(r"\(@\w{1,30}\)|pic\.twitter\.com|https?://t\.co/")
"""What shows that a passage is somebody's embedded post, not the outlet's own words."""


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return the stretch without the space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def within(text: str, start: int, stop: int) -> list[Stretch]:
    """Return the sentences of *text* between two offsets, cut at both."""
    return [(max(s, start), min(e, stop)) for s, e in sentences(text) if s < stop and e > start]
