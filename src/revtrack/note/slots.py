"""
Say what a claim is about: its error type, the field it stood in, its place, its topic, what was done.
"""

import re

from revtrack.model import Span
from revtrack.note.grammar import Hit, Reading
from revtrack.note.lexicon import common
from revtrack.note.passage import Stretch

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
_FIGURE = re.compile(r"\d")
_CURRENCY = re.compile(
    r"[$€£¥%]|percent|per cent|million|billion|prozent|pour cent|por ciento|por cento|per cento|procent", re.IGNORECASE
)


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


def error_type(text: str, reading: Reading, start: int, end: int, old: Stretch | None, new: Stretch | None) -> str:
    """Return what kind of thing was wrong: from the values where they show it, else from the topic's nouns."""
    values = [text[slice(*value)] for value in (old, new) if value]
    named = [name for name in TYPES if reading.has("type_" + name, start=start, end=end)]
    if "name" in named and not any(_FIGURE.search(value) for value in values):
        return "name"
    if values and all(_FIGURE.search(value) for value in values):
        return _figured(values, named, reading, old, new)
    if values and any(reading.has("type_date", start=v[0], end=v[1]) for v in (old, new) if v):
        return "date"
    named = [name for name in named if name not in ("rank", "unit")] or named
    return {"legal": "legal_status"}.get(named[0], named[0]) if named else "unknown"


def _figured(values: list[str], named: list[str], reading: Reading, old: Stretch | None, new: Stretch | None) -> str:
    if any(reading.has("type_date", start=v[0], end=v[1]) for v in (old, new) if v):
        return "date"
    if any(re.fullmatch(r"(?:19|20)\d\d", value.strip()) for value in values):
        return "date"
    if "age" in named:
        return "age"
    if len(values) == 2 and not any(_CURRENCY.search(v) for v in values) and "date" in named and "number" not in named:
        return "date"
    figures = [re.sub(r"\D", "", value) for value in values]
    if len(figures) == 2 and figures[0] == figures[1]:
        return "unit"
    return "number"


def topic(text: str, reading: Reading, start: int, end: int, values: tuple[Stretch | None, ...]) -> tuple[str, ...]:
    """Return the words of a claim that say what it is about, as written: no values, no talk about the correction."""
    taken: list[Stretch | Hit] = [value for value in values if value]
    for name in _FUNCTIONS:
        taken.extend((hit.start, hit.end) for hit in reading.all(name, start, end))
    stop = common()
    words = []
    for match in re.finditer(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*", text[start:end]):
        at, until = start + match.start(), start + match.end()
        word = re.sub(r"['’]s?$", "", match.group())
        if len(word) < 3 or word.casefold() in stop or any(a < until and at < b for a, b in taken):  # type: ignore[misc]
            continue
        words.append(word)
    return tuple(dict.fromkeys(words))
