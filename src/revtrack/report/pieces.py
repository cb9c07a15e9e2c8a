"""
Cut text into pieces a template can print: plain words, words gone, words come, marked words.

Characters that cannot be seen or that turn the direction of text are printed by
their code point, so that a page shows what changed and cannot be led astray
(hostile.md N27, CVE-2021-42574).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from revtrack.model import Edit, Span
from revtrack.report.runs import Run, RunKind

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""Direction controls: never passed on to a page."""
UNSEEN = TURNING + "\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u202f\u2007\u2009\u200a\u2028\u2029\u0085"
"""Shown by code point where they came or went."""

_TURNING = re.compile(f"([{TURNING}\x00-\x08\x0b-\x1f\x7f])")
_UNSEEN = re.compile(f"([{UNSEEN}\x00-\x08\x0b-\x1f\x7f])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that is printed in one way."""

    text: str
    kind: str = ""
    """Empty for plain words, else `ins`, `del`, `left`, `arrived`, `mark`, `anchor`, `point` (a code point), `cut`."""
    tone: str = ""
    """`noted`, `open`, `quiet` or empty: what is known of the change."""
    id: str = ""
    """The anchor of the edit, on its first piece only."""
    href: str = ""
    """Where the words lead: to their note, to the other end of a move."""
    title: str = ""
    """Why it looks so, in a few words."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of one edit are to be printed."""

    tone: str = ""
    id: str = ""
    href: str = ""
    title: str = ""


PLAIN = Look()
_KINDS = {RunKind.GONE: "del", RunKind.CAME: "ins", RunKind.LEFT: "left", RunKind.ARRIVED: "arrived"}


def visible(piece: Piece) -> tuple[Piece, ...]:
    """Return *piece* with unseen characters as pieces of their own; plain words keep all but direction controls."""
    if piece.text.isascii() and piece.text.isprintable():
        return (piece,)
    changed = piece.kind in ("ins", "del")
    pattern = _UNSEEN if changed else _TURNING
    if not pattern.search(piece.text):
        return (piece,)
    out = []
    for index, part in enumerate(pattern.split(piece.text)):
        if index % 2:
            name = unicodedata.name(part, "control character").lower()
            out.append(Piece(f"U+{ord(part):04X}", "point", piece.kind, title=name))
        elif part:
            out.append(replace(piece, text=part, id=piece.id if not out else ""))
    if piece.id and out and out[0].kind == "point":
        out[0] = replace(out[0], id=piece.id)
    return tuple(out)


def plain(text: str) -> tuple[Piece, ...]:
    """Return unchanged words as pieces."""
    return visible(Piece(text)) if text else ()


def inline(
    runs: Iterable[Run], before: str, after: str, look: Callable[[Edit], Look], seen: set[str]
) -> tuple[Piece, ...]:
    """
    Return the runs as one text with what went and what came in it.

    *seen* holds the anchors given so far and grows: an edit's anchor stands on its first piece.
    """
    out: list[Piece] = []
    for run in runs:
        text = run.after.of(after) if run.after else run.before.of(before) if run.before else ""
        if run.edit is None:
            out += plain(text)
            continue
        how = look(run.edit)
        anchor = _anchor(run, how, seen)
        out += visible(Piece(text, _KINDS[run.kind], how.tone, anchor, how.href, how.title))
    return tuple(out)


def _anchor(run: Run, how: Look, seen: set[str]) -> str:
    """Return the anchor to set here: the edit's own, `e3-from` where words left; empty when it is set already."""
    anchor = f"{how.id}-from" if how.id and run.kind is RunKind.LEFT else how.id
    if not anchor or anchor in seen:
        return ""
    seen.add(anchor)
    return anchor


def one_side(pieces: Iterable[Piece], side: str) -> tuple[Piece, ...]:
    """Return the pieces that stand on *side* (`before` or `after`), anchors taken off."""
    hidden = {"before": {"ins", "arrived"}, "after": {"del", "left"}}[side]
    return tuple(
        replace(piece, id="")
        for piece in pieces
        if piece.kind not in hidden and not (piece.kind == "point" and piece.tone in hidden)
    )


def excerpt(pieces: Iterable[Piece], context: int = 90) -> tuple[Piece, ...]:
    """Return the changed pieces with about *context* characters of plain words around them, cut at spaces."""
    items = [piece for piece in pieces if piece.text]
    changed = [index for index, piece in enumerate(items) if piece.kind]
    if not changed:
        return _cut_end(items, context * 2)
    out: list[Piece] = []
    for index, piece in enumerate(items):
        if piece.kind:
            out.append(piece)
        elif index < changed[0]:
            out += _tail(piece.text, context) if index == changed[0] - 1 else []
        elif index > changed[-1]:
            out += _head(piece.text, context) if index == changed[-1] + 1 else []
        elif len(piece.text) > context * 2 + 20:
            out += [*_head(piece.text, context), *_tail(piece.text, context)[1:]]
        else:
            out.append(piece)
    return tuple(out)


CUT = Piece(" … ", "cut")


def _cut_end(items: list[Piece], length: int) -> tuple[Piece, ...]:
    """Return the first *length* characters of unchanged words."""
    text = "".join(piece.text for piece in items)
    return tuple(_head(text, length))


def _head(text: str, length: int) -> list[Piece]:
    if len(text) <= length + 20:
        return [Piece(text)]
    at = text.rfind(" ", length // 2, length)
    return [Piece(text[: at if at > 0 else length]), CUT]


def _tail(text: str, length: int) -> list[Piece]:
    if len(text) <= length + 20:
        return [Piece(text)]
    at = text.find(" ", len(text) - length, len(text) - length // 2)
    return [CUT, Piece(text[at + 1 if at > 0 else len(text) - length :])]


def marked(text: str, marks: Iterable[tuple[Span, Look]]) -> tuple[Piece, ...]:
    """Return *text* with the words at the spans marked; where two spans overlap the earlier one wins."""
    out: list[Piece] = []
    at = 0
    for span, how in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if span.start < at or span.end <= span.start:
            out += [Piece("", "anchor", id=how.id)] if how.id else []
            continue
        out += plain(text[at : span.start])
        out += visible(Piece(span.of(text), "mark", how.tone, how.id, how.href, how.title))
        at = span.end
    return (*out, *plain(text[at:]))
