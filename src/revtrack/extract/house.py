"""
Apply an outlet's house profile: where its body, notes and byline stand, and what is noise there.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revtrack.config import OutletSettings
from revtrack.extract.page import Element, parse
from revtrack.extract.piece import Piece
from revtrack.extract.rivals import without_rivals
from revtrack.selectors import compile_selector


class Selected(NamedTuple):
    """One selector of a profile, and how much of a page it selects."""

    name: str
    """The profile's key: body, notes, byline or noise."""
    selector: str
    found: int


class House(NamedTuple):
    """What a profile selects on one page."""

    body: Element | None
    """The body's container; None when the profile names none, or the page does not have it."""
    notes: dict[Element, str]
    noise: dict[Element, str]
    byline: str
    warnings: tuple[str, ...]


def house_of(root: Element, profile: OutletSettings | None) -> House:
    """Return what *profile* selects below *root*; a body selector that selects nothing is a warning."""
    if profile is None:
        return House(None, {}, {}, "", ())
    bodies = compile_selector(profile.body)(root) if profile.body else []
    lines = compile_selector(profile.byline)(root) if profile.byline else []
    warnings = (f"house profile: nothing on the page is {profile.body!r}",) if profile.body and not bodies else ()
    return House(
        max(bodies, key=lambda element: len("".join(element.itertext())), default=None),
        {element: f"profile={text}" for text in profile.notes for element in compile_selector(text)(root)},
        {element: f"house rule: {text}" for text in profile.noise for element in compile_selector(text)(root)},
        " ".join(" ".join(lines[0].itertext()).split()) if lines else "",
        warnings,
    )


def selected(body: bytes, headers: Mapping[str, str], url: str | None, profile: OutletSettings) -> tuple[Selected, ...]:
    """Return, for each selector of *profile*, how many elements it selects on the page, other stories taken out."""
    root = parse(body, headers).root
    without_rivals(root, url)
    named = [("body", profile.body), *(("notes", text) for text in profile.notes)]
    named += [("byline", profile.byline), *(("noise", text) for text in profile.noise)]
    return tuple(Selected(name, text, len(compile_selector(text)(root))) for name, text in named if text)


def marked(pieces: Sequence[Piece], chosen: dict[Element, str]) -> dict[int, str]:
    """Return, for the index of each piece inside one of the *chosen* elements, what chose it."""
    out: dict[int, str] = {}
    if chosen:
        for index, piece in enumerate(pieces):
            for element in (piece.element, *piece.element.iterancestors()):
                if element in chosen:
                    out[index] = chosen[element]
                    break
    return out
