"""
Print pieces of words as HTML: the one place outside the templates that writes tags.

A page prints thousands of pieces, and as a template macro this took most of a
report's time (measured: half of it). Every word and every attribute goes
through `escape`, as autoescape does.
"""

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from revtrack.report.pieces import Piece

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(value: Any) -> Any:
    """
    Return what is about to be printed, without characters that no page or feed may hold.

    Controls, which XML 1.0 forbids, become U+FFFD; direction overrides are written out, so that no headline
    can turn the words around it (CVE-2021-42574).
    """
    # Nearly all text is printable from end to end, and asking so is cheap.
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    value = _CONTROLS.sub("\ufffd", value)
    return _TURNING.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)


_TIES = re.compile(r"(?<=\d) (?=[A-Z][a-z]{2}\b)|(?<=[a-z]) (?=\d{4}\b)|(?<=\d) (?=UTC)")


def tied(when: str) -> str:
    """Return a time that breaks between its parts only: `3 Nov 2026` and `19:04 UTC` stay together."""
    return _TIES.sub("\u00a0", when)


_TAGS = {"ins": "ins", "del": "del", "left": "del", "arrived": "ins", "mark": "mark", "point": "span", "anchor": "span"}


def pieces_html(items: Iterable[Piece]) -> Markup:
    """Return pieces as HTML, everything in them escaped."""
    return Markup("".join([_piece(piece) for piece in items]))  # noqa: S704 (each part is escaped below)


def _said(text: str) -> str:
    """Return *text* escaped, for an element or an attribute in double quotes."""
    return str(escape(harmless(text)))


def _piece(piece: Piece) -> str:
    """Return one piece: words, or words in the element that says what happened to them."""
    words = _said(piece.text)
    if not piece.kind:
        return words
    if piece.kind == "cut":
        return '<span class="cut"> … </span>'
    if piece.kind == "mark" and piece.href:
        words = f'<a href="{_said(piece.href)}">{words}</a>'
    classes = " ".join(filter(None, (piece.kind if piece.kind in ("left", "arrived", "point") else "", piece.tone)))
    given = (("id", piece.id), ("class", classes), ("title", piece.title))
    attributes = "".join([f' {name}="{_said(value)}"' for name, value in given if value])
    tag = _TAGS[piece.kind]
    return f"<{tag}{attributes}>{words}</{tag}>"
