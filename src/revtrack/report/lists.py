"""
Make the pages about many articles: the index, all corrections, what an editor should look at.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar
from urllib.parse import quote

from revtrack.report import times, wording
from revtrack.report.article import Fact, PageLink
from revtrack.report.frame import Frame, article_path, slug
from revtrack.report.summary import Correction, Item, Summary

ARTICLES_A_PAGE = 200
CORRECTIONS_A_PAGE = 80
ITEMS_A_PAGE = 80

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in the index."""

    headline: str
    href: str
    outlet: str
    changed: str
    """The day its newest version was first seen."""
    datetime: str
    versions: str
    corrections: str
    """`1 correction`; empty for none."""
    waiting: str
    """`2 changes with no note seen`; empty for none."""
    state: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything the index of articles shows."""

    frame: Frame
    facts: tuple[Fact, ...]
    latest: tuple["CorrectionLine", ...]
    """The newest corrections; on the first page only."""
    articles: tuple[ArticleLine, ...]
    pages: tuple[PageLink, ...]
    first_page: bool


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction in a list."""

    correction: Correction
    href: str
    """Its card, relative to this page."""
    classes: str
    """What the list can be narrowed to, as class names: kind, outlet."""


@dataclass(frozen=True, slots=True)
class Day:
    """The corrections first seen on one day."""

    name: str
    id: str
    lines: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of one sort."""

    name: str
    number: str
    href: str
    """The list narrowed to these, where a server answers; empty else."""


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Everything the page of corrections shows."""

    frame: Frame
    total: str
    kinds: tuple[Tally, ...]
    types: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    days: tuple[Day, ...]
    pages: tuple[PageLink, ...]
    narrowed: str
    """What the list is narrowed to, in words; empty for all."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One thing to look at, in the queue."""

    item: Item
    href: str
    article_href: str
    weight: str
    """The severity in a word."""
    rule: str
    """The rule with what it asks for."""
    id: str


@dataclass(frozen=True, slots=True)
class LookPage:
    """Everything the editors' queue shows."""

    frame: Frame
    total: str
    rules: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    lines: tuple[ItemLine, ...]
    decided: tuple[ItemLine, ...]
    """What editors have settled, newest first."""
    pages: tuple[PageLink, ...]
    narrowed: str


SEVERITY = ("for information", "style", "minor", "material", "critical")


def index_pages(summaries: Sequence[Summary], frame: Frame) -> tuple[IndexPage, ...]:
    """Return the index: the articles that changed last come first."""
    ordered = sorted(summaries, key=lambda s: (s.changed_at, s.id), reverse=True)
    corrections = [c for s in summaries for c in s.corrections]
    latest = sorted(corrections, key=lambda c: (c.at, c.article, c.href), reverse=True)[:3]
    waiting = sum(item.waiting for s in summaries for item in s.items)
    facts = (
        Fact("", f"{len(summaries):,}", "article" if len(summaries) == 1 else "articles"),
        Fact("", f"{sum(s.versions for s in summaries):,}", "versions"),
        Fact("", f"{len(corrections):,}", "correction notes" if len(corrections) != 1 else "correction note"),
        Fact("", f"{waiting:,}", "to look at"),
    )
    chunks = cut(ordered, ARTICLES_A_PAGE)
    return tuple(
        IndexPage(
            frame.page("Articles" if not index else f"Articles, page {index + 1}", "", "articles"),
            facts if not index else (),
            tuple(correction_line(c, "") for c in latest) if not index else (),
            tuple(_article_line(s) for s in chunk),
            page_links(len(chunks), "index", index),
            index == 0,
        )
        for index, chunk in enumerate(chunks)
    )


def _article_line(s: Summary) -> ArticleLine:
    notes = len(s.corrections)
    return ArticleLine(
        s.headline, article_path(s.id) + "index.html", s.outlet, times.day(s.changed_at), s.changed_at,
        wording.count(s.versions, "version"), wording.count(notes, "note") if notes else "",
        f"{wording.count(s.waiting, 'change')} with no note seen" if s.waiting else "", s.state,
    )  # fmt: skip


def corrections_pages(
    corrections: Iterable[Correction], frame: Frame, root: str = "", name: str = "corrections", narrowed: str = ""
) -> tuple[CorrectionsPage, ...]:
    """Return the pages of corrections, newest first, by day."""
    ordered = sorted(corrections, key=lambda c: (c.at, c.article, c.href), reverse=True)
    chunks = cut(ordered, CORRECTIONS_A_PAGE)
    kinds = _tallies([c.kind_words for c in ordered], "kind", frame.served)
    types = _tallies([kind for c in ordered for kind in c.types], "type", frame.served)
    outlets = _tallies([c.outlet for c in ordered if c.outlet], "outlet", frame.served)
    return tuple(
        CorrectionsPage(
            frame.page("Corrections", root, "corrections", feed="feeds/corrections.atom"),
            wording.count(len(ordered), "note"), kinds, types, outlets,
            tuple(
                Day(day, day.replace(" ", "-").lower(), tuple(correction_line(c, root) for c in found))
                for day, found in groupby(chunk, key=lambda c: times.day(c.at))
            ),
            page_links(len(chunks), name, index), narrowed,
        )
        for index, chunk in enumerate(chunks)
    )  # fmt: skip


def correction_line(correction: Correction, root: str) -> CorrectionLine:
    """Return a correction for a list on a page that *root* leads up from."""
    classes = f"kind-{slug(correction.kind)} outlet-{slug(correction.outlet)}"
    return CorrectionLine(correction, root + correction.href, classes)


def look_pages(
    items: Iterable[Item], frame: Frame, root: str = "", name: str = "look", narrowed: str = ""
) -> tuple[LookPage, ...]:
    """Return the editors' queue: what matters most first, the newest of those first; the settled ones at the end."""
    found = sorted(items, key=lambda i: (i.at, i.article, i.version, i.key), reverse=True)
    found.sort(key=lambda i: -i.severity)
    waiting, settled = [i for i in found if i.waiting], [i for i in found if not i.waiting]
    chunks = cut(waiting, ITEMS_A_PAGE)
    rules = _tallies([i.rule for i in waiting], "rule", frame.served, wording.rule)
    outlets = _tallies([i.outlet for i in waiting if i.outlet], "outlet", frame.served)
    return tuple(
        LookPage(
            frame.page("To look at", root, "look", feed="feeds/unannounced.atom"),
            wording.count(len(waiting), "thing"), rules, outlets,
            tuple(_item_line(i, root) for i in chunk),
            tuple(_item_line(i, root) for i in settled[:40]) if not index else (),
            page_links(len(chunks), name, index), narrowed,
        )
        for index, chunk in enumerate(chunks)
    )  # fmt: skip


def _item_line(item: Item, root: str) -> ItemLine:
    return ItemLine(
        item, root + item.href, root + article_path(item.article) + "index.html",
        SEVERITY[max(0, min(4, item.severity))], wording.rule(item.rule), f"i-{item.key}",
    )  # fmt: skip


def _tallies(values: list[str], field: str, served: bool, name_of: Callable[[str], str] = str) -> tuple[Tally, ...]:
    """Return how often each value occurs, most first."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Tally(name_of(name), f"{n:,}", f"?{field}={quote(name)}" if served else "") for name, n in ordered)


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return *items* in lots of *size*; one empty lot when there are none."""
    return [items[at : at + size] for at in range(0, len(items), size)] or [items[:0]]


def page_links(count: int, name: str, current: int) -> tuple[PageLink, ...]:
    """Return the links to the pages of a list; none when there is one page."""
    if count == 1:
        return ()
    return tuple(
        PageLink(str(n + 1), f"{name}.html" if n == 0 else f"{name}-{n + 1}.html", n == current) for n in range(count)
    )
