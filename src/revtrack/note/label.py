"""
Recognise the label a note opens with: `Correction, Oct. 2:`, `Rectificatif (le 3 mai) :`.

A label is one of the words in a phrase list's `label_*` classes where a note
may begin, then perhaps a date or a few words more ("to an earlier version"),
then something that closes it: a colon, a dash, a bracket, the end of the block.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from revtrack.note.dates import beside, is_date, months, weekdays
from revtrack.note.lexicon import LABELS
from revtrack.note.passage import Stretch
from revtrack.note.reading import Reading

_LEAD = re.compile(r"[\s*_#>•·●▪\-–—⚠️✎✏️❌❗️📝ℹ️🔴🚨\[(/|†‡~`=.]{0,16}")
_COMMENT = re.compile(r"//|/\*")
"""What opens a comment in code."""
_SCAN = 26
"""Tokens between the label and what closes it, at most."""
_LONGEST_COMPLEMENT = 90
"""Code points of words between label and closer, at most."""
_IN_CAPITALS = ("correction", "clarification", "retraction")
"""Labels that need no mark after them where they stand in capitals."""
_CLOSERS = {":", "—", "–", "->", "|"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label and what it covers; all offsets are in the text it was read from."""

    kind: str
    """What the label's word says: correction, clarification, update, editors_note, note, house ..."""
    word: Stretch
    content: int
    """Where the note's own words begin."""
    dated: bool
    complement: Stretch | None
    """Words between label and closer that are not a date: `to an earlier version of this text`."""
    bare: bool
    """Whether nothing but the label (and its date) stands there, so that the note follows in the next block."""
    strict: bool
    """Whether it is closed by a colon or fills its line, and opens with a capital: no chance run of words."""


def label_at(text: str, reading: Reading, start: int = 0) -> Label | None:
    """Return the label that stands at *start* of *text*, or None."""
    lead = _LEAD.match(text, start)
    if lead and _COMMENT.search(lead.group()):
        return None
    first = lead.end() if lead else start
    index = _token_at(reading, first)
    if index is None:
        return None
    index = skip_date(reading, index)
    if index >= len(reading.words):
        return None
    kind, after = _kind(reading, index)
    if not kind:
        return None
    word = (reading.starts[index], reading.stops[after - 1])
    return _closed(text, reading, kind, word, after)


def _token_at(reading: Reading, offset: int) -> int | None:
    """Return the index of the first token at or after *offset*."""
    index = bisect_left(reading.starts, offset)
    return index if index < len(reading.starts) else None


def skip_date(reading: Reading, index: int) -> int:
    """Return the index after a date or time that stands before the label, if one does."""
    at, figures = index, 0
    while at < len(reading.words) and at - index < 12:
        word = reading.words[at]
        if word[0] == "#":
            figures += 1
        elif not (word in months() or word in weekdays() or word in beside() or (figures and word in ",.:–—-)]|")):
            break
        at += 1
    return at if figures else index


def _kind(reading: Reading, index: int) -> tuple[str, int]:
    """Return the kind of the longest label at token *index* and the index after it; empty when there is none."""
    best, end = "", index
    if not reading.may_begin(LABELS, index):
        return best, end
    for name in LABELS:
        if name in reading.classes:
            after = reading.match(name, index)
            if after > end or (after == end and best and LABELS.index(name) < LABELS.index("label_" + best)):
                best, end = name.removeprefix("label_"), after
    return best, end


def _closed(text: str, reading: Reading, kind: str, word: Stretch, after: int) -> Label | None:
    """Return the label once what closes it is found, or None when words run on without a close."""
    other: list[int] = []
    dated, at = False, after
    # A bracket's text is cut short of what its reading covers.
    while at < len(reading.words) and reading.stops[at] <= len(text) and at - after <= _SCAN:
        mark, start = reading.words[at], reading.starts[at]
        if not other and "\n" in text[reading.stops[at - 1] : start]:
            return _label(text, kind, word, start, dated)
        if mark in _CLOSERS or (mark == "-" and text[start - 1].isspace()):
            return _at_closer(text, reading, kind, word, at, dated, other)
        if mark in "*_" and other and reading.words[at - 1] == "." and at - after <= 12:
            return _at_closer(text, reading, kind, word, at, dated, other)
        if not other and mark in ".*_)]":
            content = _closing_mark(text, reading, at, after, word, dated)
            if content is not None:
                return _label(text, kind, word, content, dated)
        if mark[0] == "#" or mark in months() or mark in weekdays():
            dated = True
        elif mark not in beside() and mark not in ")]*_,/(.":
            other.append(at)
        elif mark == "." and len(other) > 2 and text[start + 1 : start + 2] not in ("*", "_", ":"):
            break
        at += 1
    return _unclosed(text, reading, kind, word, at, dated, other)


def _at_closer(
    text: str, reading: Reading, kind: str, word: Stretch, at: int, dated: bool, other: list[int]
) -> Label | None:
    """Return a label closed by a colon or dash at token *at*, unless a whole clause stands before it."""
    complement = (reading.starts[other[0]], reading.stops[other[-1]]) if other else None
    if complement and complement[1] - complement[0] > _LONGEST_COMPLEMENT:
        return None
    swap = reading.all("read_wrong", word[1], reading.starts[at])[-1:]
    if complement and swap and swap[0].end == reading.stops[at - 1]:
        # `Errata in the gazette of 3 May, page 4, where it says: "X"`: the colon belongs to the note itself.
        return _label(text, kind, word, swap[0].start, dated, (complement[0], swap[0].start), True)
    opens = word[0] == 0 or text[word[0] - 1] in "([*_" or text[word[0]].isupper()
    strict = opens and (reading.words[at] == ":" or dated)
    if complement and text[slice(*word)].isupper() and text[slice(*complement)].isupper():
        complement = None  # The outlet's or the programme's name: `RECTIFICATION EVENING NEWS 3/5/2024:`.
    return _label(text, kind, word, _after_marks(text, reading.stops[at]), dated, complement, strict)


def _closing_mark(text: str, reading: Reading, at: int, after: int, word: Stretch, dated: bool) -> int | None:
    """Return where the note begins when the mark at token *at* closes a label: `**Correction** The`, or None."""
    mark, start, stop = reading.words[at], reading.starts[at], reading.stops[at]
    if mark in "*_":
        emphasised = at == after and mark in text[:start] and start == reading.stops[at - 1]
        return _after_marks(text, stop) if emphasised else None
    if mark in ")]":
        return stop if at == after else None
    if not text[word[0]].isupper():
        return None
    rest = text[stop:].lstrip("*_ ")
    year = re.fullmatch(r"(?:19|20)\d\d", text[reading.starts[at - 1] : start]) is not None
    closes = not rest or ((not dated or year) and rest[0].isupper()) or text[stop : stop + 1] in ("*", "_")
    return _after_marks(text, stop) if closes else None


def _unclosed(
    text: str, reading: Reading, kind: str, word: Stretch, at: int, dated: bool, other: list[int]
) -> Label | None:
    """Return the label that fills its block, or stands in capitals before its note without any mark."""
    ended = at >= len(reading.words)
    if ended and not other:
        return _label(text, kind, word, len(text), dated)
    if ended and len(other) <= 8 and len(text) < 90 and text.lstrip()[:1] in "#*_":
        return _label(text, kind, word, len(text), dated, (reading.starts[other[0]], reading.stops[other[-1]]))
    opened = text[max(0, word[0] - 2) : word[0]].strip(" *([")
    if kind in _IN_CAPITALS and text[word[0] : word[1]].isupper() and not opened:
        return _label(text, kind, word, word[1], False, None, False)
    return None


def _after_marks(text: str, at: int) -> int:
    lead = _LEAD.match(text, at)
    return lead.end() if lead else at


def _label(
    text: str,
    kind: str,
    word: Stretch,
    content: int,
    dated: bool,
    complement: Stretch | None = None,
    strict: bool | None = None,
) -> Label:
    rest = text[content:].strip(" *_)].:")
    bare = not rest or (len(rest) < 60 and is_date(rest))
    return Label(kind, word, content, dated, complement, bare, text[word[0]].isupper() if strict is None else strict)
