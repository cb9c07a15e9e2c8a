"""
Say what a claim is about: its error type, the field it stood in, its place, its topic, what was done.
"""

import re
from collections.abc import Sequence

from revtrack.model import Span, Value
from revtrack.note.lexicon import common
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit, Reading

SCOPES = (
    *("headline", "dek", "caption", "graphic", "photo", "quote", "video", "audio", "social"),
    *("byline", "dateline", "link", "throughout", "other"),
)
"""In order of trust: the caption of a photo is a caption."""
TYPES = (
    *("name", "age", "title", "quote", "attribution", "legal", "affiliation", "identity"),
    *("date", "place", "unit", "rank", "number"),
)
"""In order of trust: `the number of people charged` is about the charge only when no number is named."""
_FUNCTIONS = (
    *("self", "own", "version", "version_self", "said", "said_weak", "said_here", "we", "we_said_wrong", "contrary"),
    *("error", "error_adverb", "wrong", "then", "right", "fix", "fixed", "we_fix", "clarify", "amended", "updated"),
    *("apology", "published", "locator", "show", "thanks", "also", "wire_correct", "wire_edit", "join_not"),
    "join_instead",
)
_TOPIC_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ABOUT = ("self", "version", "version_self", "locator", "wire_edit", "then", "published")
"""What a note says about itself and about places: `this post` is no office, and `third paragraph` no rank."""
_NUMBERS = frozenset({"number", "numbers", "rank", "percent", "points", "money", "measure"})
_MANY = 3
"""Kinds of topic from which on a weekday inside a value no longer decides."""


def scope(reading: Reading, start: int, end: int) -> tuple[str, Span | None]:
    """Return the field the error stood in, as the note says, and where it says so."""
    for name in SCOPES:
        hit = reading.first("scope_" + name, start, end)
        if hit:
            return name, Span(hit.start, hit.end)
    return "body", None


def locator(text: str, reading: Reading, start: int, end: int) -> tuple[str | None, Span | None]:
    """Return the place as written, with everything that belongs to it, and where it stands."""
    hits = reading.all("locator", start, end)
    if not hits:
        return None, None
    first = last = hits[0]
    for hit in hits[1:]:
        if hit.start - last.end > 9 or not re.fullmatch(
            r"[\s,&-]*(?:(?:and|und|et|y|e|en|of)\s)?(?:the\s)?", text[last.end : hit.start]
        ):
            break
        last = hit
    return text[first.start : last.end], Span(first.start, last.end)


def error_type(
    text: str,
    reading: Reading,
    start: int,
    end: int,
    values: tuple[Stretch | None, Stretch | None],
    worths: Sequence[Value | None],
) -> str:
    """Return what kind of thing was wrong: from what the values are worth, else from the topic's nouns."""
    named = _named(reading, start, end)
    known = [value for value in worths if value]
    inside = [value for value in values if value]
    kinds = {value.kind for value in known}
    if kinds & {"date", "weekday", "time"} and kinds <= {"date", "weekday", "time", "number"}:
        return "age" if "age" in named and kinds == {"number"} else "date"
    if kinds and kinds <= _NUMBERS:
        return _figured(known, named)
    if inside and all(reading.has("type_direction", start=v[0], end=v[1]) for v in inside):
        return "direction"
    if "name" in named and "name" in kinds:
        return "name"
    if inside and any(reading.has("type_date", start=v[0], end=v[1]) for v in inside) and len(named) < _MANY:
        return "date"
    named = [name for name in named if name not in ("rank", "unit", "date")] or named
    if kinds and not kinds & _NUMBERS:
        named = [name for name in named if name not in ("number", "unit", "rank", "age")] or named
    return {"legal": "legal_status"}.get(named[0], named[0]) if named else "unknown"


def _named(reading: Reading, start: int, end: int) -> list[str]:
    """Return the types whose words a claim holds, the one named first in front: `the number of counties`."""
    apart = [hit for name in _ABOUT for hit in reading.all(name, start, end)]
    found: list[tuple[Hit, str]] = []
    for name in TYPES:
        hits = reading.all("type_" + name, start, end)
        own = [hit for hit in hits if not any(a.start < hit.end and hit.start < a.end for a in apart)]
        found += [(own[0], name)] if own else []
    found.sort(key=lambda item: item[0].start)
    if len(found) > 1 and found[0][1] == "rank" and found[1][0].start - found[0][0].end <= 1:
        found.append(found.pop(0))  # `The first day`, `the third quarter`.
    return [name for _, name in found]


def _figured(known: Sequence[Value], named: Sequence[str]) -> str:
    """Return the type of values that are all numbers."""
    if any(value.kind == "rank" for value in known):
        return "rank"
    if "age" in named and all(value.kind in ("number", "measure") for value in known):
        return "age"
    if len(known) == 2 and (known[0].unit != known[1].unit and known[0].normal == known[1].normal):
        return "unit"
    digits = {value.normal.rstrip("0").rstrip(".") for value in known}
    return "unit" if len(known) == 2 and len(digits) == 1 and known[0] != known[1] else "number"


def topic(text: str, reading: Reading, start: int, end: int, values: tuple[Stretch | None, ...]) -> tuple[str, ...]:
    """Return the words of a claim that say what it is about, as written: no values, no talk about the correction."""
    taken: list[Stretch | Hit] = [value for value in values if value]
    for name in _FUNCTIONS:
        taken.extend((hit.start, hit.end) for hit in reading.all(name, start, end))
    stop = common()
    words = []
    for match in _TOPIC_WORD.finditer(text, start, end):
        at, until = match.span()
        word = _POSSESSIVE.sub("", match.group())
        if len(word) < 3 or word.casefold() in stop or any(a < until and at < b for a, b in taken):
            continue
        words.append(word)
    return tuple(dict.fromkeys(words))
