"""
Narrow the lists of corrections and of things to look at, each to one kind, type, desk, outlet or rule.

Every narrowed list is a page of its own, so that it works without a server; its
name says what it is narrowed to: `look-rule-r9.html`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from revtrack.report import wording
from revtrack.report.frame import Frame
from revtrack.report.items import Item
from revtrack.report.lists import CorrectionsPage, IndexPage, corrections_pages, index_pages
from revtrack.report.queue import LESSER, SLIGHT, LookPage, look_pages
from revtrack.report.summary import Correction, Summary
from revtrack.report.tallies import narrowed_name, spelling

T = TypeVar("T")
ListPage = IndexPage | CorrectionsPage | LookPage

CORRECTIONS: dict[str, Callable[[Correction], Sequence[str]]] = {
    "kind": lambda correction: (correction.kind_words,),
    "type": lambda correction: correction.types,
    "desk": lambda correction: (correction.desk,),
    "outlet": lambda correction: (correction.outlet,),
}
ITEMS: dict[str, Callable[[Item], Sequence[str]]] = {
    "rule": lambda item: (item.rule,),
    "outlet": lambda item: (item.outlet,),
}
WORDS = {"type": "type of error"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: what its pages are called, and how they are made."""

    name: str
    """The first page is `NAME.html`, the others `NAME-2.html` and so on."""
    pages: Callable[[], Sequence[ListPage]]


def lists_of(summaries: Sequence[Summary], frame: Frame) -> Iterator[Listed]:
    """Yield every list of the site, the whole ones first; no page is made before it is asked for."""
    notes = {
        "corrections": [correction for summary in summaries for correction in summary.owned],
        "notes": [note for summary in summaries for note in summary.other_notes],
    }
    items = [item for summary in summaries for item in summary.items]
    yield Listed("index", partial(index_pages, summaries, frame))
    for whole, every in notes.items():
        yield Listed(whole, partial(corrections_pages, every, frame, whole=whole))
    yield Listed("look", partial(look_pages, items, frame))
    lesser = [item for item in items if item.waiting and item.severity <= SLIGHT]
    if lesser:
        yield Listed(LESSER, partial(look_pages, lesser, frame, LESSER, "style and for information"))
    for whole, every in notes.items():
        for field, of in CORRECTIONS.items():
            for name, words, mine in _narrowed(whole, field, of, every):
                yield Listed(name, partial(corrections_pages, mine, frame, name, words, whole))
    for field, of_item in ITEMS.items():
        for name, words, found in _narrowed("look", field, of_item, items):
            yield Listed(name, partial(look_pages, found, frame, name, words))


def _narrowed(
    whole: str, field: str, of: Callable[[T], Sequence[str]], entries: Sequence[T]
) -> Iterator[tuple[str, str, list[T]]]:
    """Yield (page name, what it is narrowed to in words, entries) for every value of *field*."""
    groups: dict[str, tuple[list[str], list[T]]] = {}
    for entry in entries:
        for value in filter(None, of(entry)):
            said, found = groups.setdefault(narrowed_name(whole, field, value), ([], []))
            said.append(value)
            found.append(entry)
    for name, (said, found) in sorted(groups.items()):
        value = wording.rule(said[0]) if field == "rule" else spelling(said)
        yield name, f"{WORDS.get(field, field)}: {value}", found
