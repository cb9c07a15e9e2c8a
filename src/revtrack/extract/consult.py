"""
Ask trafilatura which lines of a page are the article, and find the pieces that hold them.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

from revtrack.extract.cleaning import squeeze
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece

MIN_LINE = 30
"""Characters below which a line says nothing about where the body is."""
LONG = 500
"""Characters from which a piece may be a whole story that trafilatura divides into lines."""
SIBLINGS = 2000
"""Children of one element that trafilatura is shown (measured: 8,000 short paragraphs take it 8 s, 4,000 1.5 s)."""
SCANNED = 400_000_000
"""Characters searched for pieces within lines; where it would take more, every nth piece is looked for."""


def lines(root: Element, *, fast: bool = True) -> list[str]:
    """Return the lines that trafilatura takes for the article, squeezed; not *fast*, it asks its fallbacks too."""
    # Imported here: it takes three quarters of a second that `revtrack --help` should not pay.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            thinned(root),
            fast=fast,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            deduplicate=False,
        )
    except Exception:
        return []
    return [squeeze(line.lstrip("- |")) for line in (found or "").split("\n") if line.strip()]


def thinned(root: Element) -> Element:
    """
    Return a copy of the page without the children of any element after its first `SIBLINGS`.

    They say no more about where the body is, and trafilatura's time grows with their square.
    """
    copy = deepcopy(root)
    for element in copy.iter():
        if len(element) > SIBLINGS:
            del element[SIBLINGS:]
    return copy


def matched(pieces: Sequence[Piece], found: Sequence[str]) -> list[tuple[Element, int]]:
    """Return (element, characters) of each piece that is one of the *found* lines, lies within one or holds some."""
    left = Counter(squeeze(line) for line in found)
    out, rest = [], []
    for piece in pieces:
        text = squeeze(piece.text)
        if len(text) < MIN_LINE:
            continue
        if left.get(text, 0) > 0:
            left[text] -= 1
            out.append((piece.element, len(text)))
        else:
            rest.append((piece.element, text))
    remaining = "\n".join(line for line, n in left.items() if n > 0)
    if remaining:
        every = 1 + len(rest) * len(remaining) // SCANNED
        out += [(element, len(text)) for element, text in rest[::every] if text in remaining]
        out += holders(rest, [line for line, n in left.items() if n > 0 and len(line) >= MIN_LINE])
    return out


def holders(rest: Sequence[tuple[Element, str]], found: Sequence[str]) -> list[tuple[Element, int]]:
    """Return the pieces among *rest*, longer than a line, that hold *found* lines, with the characters of those."""
    out = []
    long = [(element, text) for element, text in rest if len(text) >= LONG]
    every = 1 + len(found) * sum(len(text) for _, text in long) // SCANNED
    for element, text in long:
        held = sum(len(line) for line in found[::every] if line in text)
        if held >= len(text) / 2:
            out.append((element, held))
    return out
