"""
Tell a note that a page folds away, for its reader to open, from what it hides for good.

A control says what it opens: by `aria-controls` and its kin, or a link by the
id of what it leads to. A note in there is published, so it is kept as `details`
is; a `<template>` and a hidden box that nothing opens show a reader nothing.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.extract.unseen import is_unseen

CONTROLS = ("aria-controls", "data-target", "data-bs-target", "data-toggle-target", "popovertarget", "href")
"""Attributes in which a control names the id of what it opens."""
NAMED = etree.XPath(
    "descendant::*[" + " or ".join(f"@{name}" for name in CONTROLS[:-1]) + " or starts-with(@href, '#')]"
)


def unfold(root: Element, pieces: Sequence[Piece], notes: Iterable[int]) -> None:
    """Mark as seen the hidden ones among the *notes*, by index in *pieces*, that a control on the page opens."""
    hidden = [pieces[index] for index in notes if pieces[index].unseen]
    if not hidden:
        return
    controlled = {
        part.removeprefix("#")
        for element in NAMED(root)
        for name in CONTROLS
        for part in (element.get(name) or "").split()
        if name != "href" or part.startswith("#")
    }
    for piece in hidden:
        boxes = [element for element in (piece.element, *piece.element.iterancestors()) if is_unseen(element)]
        piece.unseen = not all(element.get("id") in controlled for element in boxes)
