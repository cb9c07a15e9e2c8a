"""
Choose, from the pieces inside the container, the ones that are the article; say why the rest is not.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count, islice
from typing import NamedTuple

from revtrack.extract.boxes import boxes
from revtrack.extract.lines import line_noise
from revtrack.extract.noise import element_noise
from revtrack.extract.notices import is_teaser
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.extract.running import large_names
from revtrack.extract.stamps import stamp_noise
from revtrack.extract.tables import is_prose
from revtrack.extract.walk import SENTENCE_END
from revtrack.model import BlockKind

LARGE = 0.4
"""An element that holds more than this share of the body is the body, whatever its name says."""

HEADED = frozenset({"related links", "rail", "tags", "comments", "newsletter sign-up"})
"""What a page sets under a heading of its own."""
TOLD = frozenset({BlockKind.TABLE_ROW, BlockKind.CODE})
"""What holds data: a row of days, times or single words is no stamp and no furniture."""
CREDITED = TOLD | {BlockKind.CAPTION}
"""A picture's credit may name the story's author."""
LINKED = 0.75
"""Share of a box's text in links from which on it holds little else."""
COLUMNS = 8
"""Cells of a row that lays out a page, at most."""
LABEL = 40
"""Characters of the longest line that heads a list without being marked as a heading."""
SENTENCE = 80
"""Characters from which the words of an element say more than its name."""
ASKS = re.compile(
    r"subscri|sign[ -]?(?:in|up)|log[ -]?in|regist|account|trial|offer|premium|abonn|abo\b|anmeld|angebot|connect|"
    r"compte|suscr|cuenta|assin|abbon|accedi|inlog|prenum|logga|logg inn|zaloguj|"
    r"подпис|会員|登録|구독|로그인|free\b|\d\s?[€$£]|[€$£]\s?\d",
    re.IGNORECASE,
)
"""What a paywall says."""
RAILS = frozenset({"related links", "navigation", "comments", "footer"})
"""What may well be longer than the article it stands beside."""


class Chosen(NamedTuple):
    """The article's pieces in order, each with its kind and note hook; and each left out, with the reason."""

    kept: list[tuple[Piece, BlockKind, str | None]]
    left: list[tuple[Piece, str]]


def choose(
    container: Element | None,
    pieces: Sequence[Piece],
    notes: Mapping[int, str],
    authors: Sequence[str] = (),
    house: Mapping[int, str] | None = None,
    *,
    lists: bool = False,
) -> Chosen:
    """
    Return which of *pieces* are the article: those in *container* that are no noise, and every note wherever it stands.

    *notes* says by index which pieces may be notes, and what says so; *house* which are noise by a house rule.
    A note outside the container comes last.
    *lists* keeps lists of links that no name calls a rail, on a page that declares no article: there they are content.
    """
    ruled = house or {}
    inside: list[tuple[int, list[Element]]] = []
    sizes: Counter[Element] = Counter()
    linked: Counter[Element] = Counter()
    for index, piece in enumerate(pieces):
        chain = None if container is None else chain_to(piece.element, container)
        if chain is None:
            continue
        inside.append((index, chain))
        for element in chain:
            sizes[element] += len(piece.text)
            linked[element] += piece.linked
    total = sum(len(pieces[index].text) for index, _ in inside)
    limit = LARGE * total
    hidden = sum(len(pieces[index].text) for index, _ in inside if pieces[index].unseen) < limit
    out = Chosen([], [])
    reasons: dict[Element, str] = (
        {} if container is None else boxes(container, [pieces[index] for index, _ in inside], sizes)
    )
    doubted = too_much([(pieces[i], chain) for i, chain in inside], sizes, limit)
    spared = large_names(sizes, limit)
    for index, chain in inside:
        piece = pieces[index]
        for element in chain:
            if element not in reasons:
                named = "" if element.get("class") in spared else element_noise(element)
                noise = believed(named, element, sizes[element])
                noise = noise or rail(element, sizes[element], linked[element], lists=lists)
                reasons[element] = noise if sizes[element] <= limit and noise not in doubted else ""
        reason = next((reasons[element] for element in chain if reasons[element]), "")
        reason = reason or ("hidden" if piece.unseen and hidden else "")
        reason = ruled.get(index) or reason or ("" if piece.kind in TOLD else line_noise(piece.text, piece.linked))
        reason = reason or ("" if piece.kind in CREDITED else stamp_noise(piece.text, authors))
        if index in notes and not piece.unseen and index not in ruled:
            out.kept.append((piece, note_kind(piece, notes[index], reason), notes[index]))
        elif reason:
            out.left.append((piece, reason))
        else:
            out.kept.append((piece, piece.kind, None))
    bare(out)
    own = {index for index, _ in inside}
    outside = [
        (pieces[i], BlockKind.NOTE, hook)
        for i, hook in notes.items()
        if i not in own and not pieces[i].unseen and not is_teaser(pieces[i].element)
    ]
    said = {piece.text for piece, _, _ in out.kept}
    out.kept.extend((piece, kind, hook) for piece, kind, hook in outside if piece.text not in said)
    return out


def without(chosen: Chosen, pieces: Sequence[Piece], reason: str) -> Chosen:
    """Return *chosen* with *pieces* left out for *reason*."""
    out = {piece.order for piece in pieces}
    kept = [item for item in chosen.kept if item[0].order not in out]
    return Chosen(kept, [*chosen.left, *((piece, reason) for piece in pieces)])


def bare(out: Chosen) -> None:
    """
    Leave out the headings at the end of the body that what stood under them was left out from under.

    A short line that is no sentence is one too, right before what was left out.
    """
    under = {piece.order for piece, reason in out.left if reason in HEADED}
    unseen = {piece.order for piece, _ in out.left if piece.unseen}
    last = max(under, default=-1)
    while len(out.kept) > 1:
        piece, kind, hook = out.kept[-1]
        after = next(order for order in count(piece.order + 1) if order not in unseen)
        label = kind is BlockKind.PARAGRAPH and hook is None and is_label(piece.text) and after in under
        if not label and (kind is not BlockKind.HEADING or piece.order >= last):
            break
        out.left.append((out.kept.pop()[0], "heading of what was left out"))
        under.add(piece.order)


def is_label(text: str) -> bool:
    """Say whether *text* may head a list: short, and no sentence."""
    return len(text) <= LABEL and not SENTENCE_END.search(text)


def too_much(
    inside: Sequence[tuple[Piece, list[Element]]], sizes: Mapping[Element, int], limit: float
) -> frozenset[str]:
    """
    Return the reasons that would take most of the body away: its parts are named so, as `paywall` often is.

    What a rail takes, such as the comments, is not counted as the body.
    """
    taken: Counter[str] = Counter()
    named: dict[Element, str] = {}
    rails: set[Element] = set()
    railed = 0
    for piece, chain in inside:
        for element in chain:
            if element not in named:
                named[element] = element_noise(element) if sizes[element] <= limit else ""
                if named[element] in RAILS and believed(named[element], element, sizes[element]):
                    rails.add(element)
        if not rails.isdisjoint(chain):
            railed += len(piece.text)
            continue
        for reason in {named[element] for element in chain} - RAILS - {""}:
            taken[reason] += len(piece.text)
    return frozenset(reason for reason, size in taken.items() if size > limit - LARGE * railed)


def believed(reason: str, element: Element, size: int) -> str:
    """
    Return *reason*, or an empty text where what *element* holds speaks against its name.

    A rail has links, and a paywall asks for something; running text without either is the story, cut off there.
    """
    if reason == "widget":
        return reason if next(element.iter("a", "img", "input", "button", "iframe"), None) is not None else ""
    if reason in ("related links", "paywall strip") and size >= SENTENCE:
        if reason == "related links":
            return reason if next(element.iter("a", "img"), None) is not None else ""
        return reason if ASKS.search(" ".join(element.itertext())) else ""
    return reason


def note_kind(piece: Piece, hook: str, reason: str) -> BlockKind:
    """Return the kind of a note inside the body: a box is a note; other paragraphs stay what they are."""
    boxed = reason or not hook.startswith(("words ", "label "))
    return BlockKind.NOTE if boxed and piece.kind is not BlockKind.CAPTION else piece.kind


def sizes_of(pieces: Sequence[Piece]) -> Counter[Element]:
    """Return how many characters each element of the page holds."""
    own: Counter[Element] = Counter()
    for piece in pieces:
        own[piece.element] += len(piece.text)
    sizes: Counter[Element] = Counter()
    for element, size in own.items():
        node = element
        while node is not None:
            sizes[node] += size
            node = node.getparent()
    return sizes


def chain_to(element: Element, container: Element) -> list[Element] | None:
    """Return *element* and what stands between it and *container*; None when it is outside."""
    chain: list[Element] = []
    node = element
    while node is not None:
        if node is container:
            return chain
        chain.append(node)
        node = node.getparent()
    return None


def rail(element: Element, size: int, linked: int, *, lists: bool) -> str:
    """Return `related links` for a box or list that is nearly all links; not for a list where *lists* are content."""
    if element.tag == "td" and linked > LINKED * size and any(map(is_prose, islice(element.getparent(), COLUMNS))):
        return "related links"  # The column beside the story, on a page that tables lay out.
    if lists and next(element.iter("ul", "ol"), None) is not None:
        return ""
    if element.tag in ("ul", "ol", "div", "section", "aside", "table") and size > 0 and linked > LINKED * size:
        blocks = sum(1 for _ in zip(element.iter("a"), range(4), strict=False))
        if blocks >= 2:
            return "related links"
    return ""
