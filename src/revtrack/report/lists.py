"""
Make the pages about many articles: the index, all corrections, what an editor should look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from revtrack.report import times, wording
from revtrack.report.article import Fact
from revtrack.report.frame import Frame, article_path
from revtrack.report.queue import GRAVE, ItemLine, item_line, ordered
from revtrack.report.summary import Correction, Summary
from revtrack.report.tallies import PageLink, Tally, cut, page_links, tallies

ARTICLES_A_PAGE = 200
CORRECTIONS_A_PAGE = 80
SHOWN_FIRST = 3
"""How many corrections, and how many changes without a note, the index begins with."""
SILENT = frozenset({"R9", "R25"})
"""Rules that ask for a note where none is seen."""


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
    others: str
    """`1 other note`; empty for none."""
    waiting: str
    """`2 changes with no note seen`; empty for none."""
    state: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything the index of articles shows."""

    frame: Frame
    facts: tuple[Fact, ...]
    latest: tuple["CorrectionLine", ...]
    """The newest notes that own up to something; on the first page only."""
    waiting: tuple[ItemLine, ...]
    """What matters most of the changes without a note seen; on the first page only."""
    articles: tuple[ArticleLine, ...]
    pages: tuple[PageLink, ...]
    first_page: bool


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction in a list."""

    correction: Correction
    href: str
    """Its card, relative to this page."""


@dataclass(frozen=True, slots=True)
class Day:
    """The corrections first seen on one day."""

    name: str
    id: str
    lines: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Everything the page of corrections shows."""

    frame: Frame
    total: str
    kinds: tuple[Tally, ...]
    types: tuple[Tally, ...]
    desks: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    days: tuple[Day, ...]
    pages: tuple[PageLink, ...]
    title: str
    whole: str
    """The page of the whole list."""
    owned: bool
    """Whether these own up to something; else they are the other notes."""
    narrowed: str
    """What the list is narrowed to, in words; empty for all."""


def index_pages(summaries: Sequence[Summary], frame: Frame) -> tuple[IndexPage, ...]:
    """Return the index: the articles that changed last come first."""
    newest = sorted(summaries, key=lambda s: (s.changed_at, s.id), reverse=True)
    owned = [c for s in summaries for c in s.owned]
    others = sum(len(s.other_notes) for s in summaries)
    latest = sorted(owned, key=lambda c: (c.at, c.article, c.href), reverse=True)[:SHOWN_FIRST]
    waiting = ordered(item for s in summaries for item in s.items if item.waiting)
    grave = [item for item in waiting if item.severity >= GRAVE]
    silent = [item for item in waiting if item.rule in SILENT][:SHOWN_FIRST]
    facts = (
        Fact("", f"{len(summaries):,}", "article" if len(summaries) == 1 else "articles"),
        Fact("", f"{sum(s.versions for s in summaries):,}", "versions"),
        Fact("", f"{len(owned):,}", "correction" if len(owned) == 1 else "corrections"),
        Fact("", f"{others:,}", "other note" if others == 1 else "other notes"),
        Fact("", f"{len(grave):,}", "material or critical to look at"),
        Fact("", f"{len(waiting) - len(grave):,}", "lesser things to look at"),
    )
    chunks = cut(newest, ARTICLES_A_PAGE)
    return tuple(
        IndexPage(
            frame.page("Articles" if not index else f"Articles, page {index + 1}", "", "articles"),
            facts if summaries and not index else (),
            tuple(correction_line(c, "") for c in latest) if not index else (),
            tuple(item_line(i, "") for i in silent) if not index else (),
            tuple(_article_line(s) for s in chunk),
            page_links(len(chunks), "index", index),
            index == 0,
        )
        for index, chunk in enumerate(chunks)
    )


def _article_line(s: Summary) -> ArticleLine:
    notes, others = len(s.owned), len(s.other_notes)
    return ArticleLine(
        s.headline, article_path(s.id) + "index.html", s.outlet, times.day(s.changed_at), s.changed_at,
        wording.count(s.versions, "version"), wording.count(notes, "correction") if notes else "",
        wording.count(others, "other note") if others else "",
        f"{wording.count(s.waiting, 'change')} with no note seen" if s.waiting else "", s.state,
    )  # fmt: skip


def corrections_pages(
    corrections: Iterable[Correction], frame: Frame, name: str = "", narrowed: str = "", whole: str = "corrections"
) -> tuple[CorrectionsPage, ...]:
    """Return the pages of *whole* (`corrections`, or the other notes: `notes`), newest first, by day."""
    owned = whole == "corrections"
    title = "Corrections" if owned else "Other notes"
    found = sorted(corrections, key=lambda c: (c.at, c.article, c.href), reverse=True)
    chunks = cut(found, CORRECTIONS_A_PAGE)
    kinds = tallies([c.kind_words for c in found], whole, "kind")
    types = tallies([kind for c in found for kind in c.types], whole, "type")
    desks = tallies([c.desk for c in found if c.desk], whole, "desk")
    outlets = tallies([c.outlet for c in found if c.outlet], whole, "outlet")
    return tuple(
        CorrectionsPage(
            frame.page(title, "", "corrections", feed="feeds/corrections.atom"),
            wording.count(len(found), "correction" if owned else "note"), kinds, types, desks, outlets,
            tuple(
                Day(day, day.replace(" ", "-").lower(), tuple(correction_line(c, "") for c in lot))
                for day, lot in groupby(chunk, key=lambda c: times.day(c.at))
            ),
            page_links(len(chunks), name or whole, index), title, whole, owned, narrowed,
        )
        for index, chunk in enumerate(chunks)
    )  # fmt: skip


def correction_line(correction: Correction, root: str) -> CorrectionLine:
    """Return a correction for a list on a page that *root* leads up from."""
    return CorrectionLine(correction, root + correction.href)
