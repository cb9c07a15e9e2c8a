"""
Make the editors' queue: everything to look at, what matters most first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from revtrack.report import wording
from revtrack.report.frame import Frame, article_path
from revtrack.report.items import Item
from revtrack.report.tallies import PageLink, Tally, cut, page_links, tallies

ITEMS_A_PAGE = 80
SEVERITY = ("for information", "style", "minor", "material", "critical")


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


def ordered(items: Iterable[Item]) -> list[Item]:
    """Return the things to look at, what matters most first, the newest of those first."""
    found = sorted(items, key=lambda i: (i.at, i.article, i.version, i.key), reverse=True)
    return sorted(found, key=lambda i: -i.severity)


def look_pages(items: Iterable[Item], frame: Frame, name: str = "look", narrowed: str = "") -> tuple[LookPage, ...]:
    """Return the editors' queue: what matters most first, the newest of those first; the settled ones at the end."""
    found = ordered(items)
    waiting, settled = [i for i in found if i.waiting], [i for i in found if not i.waiting]
    chunks = cut(waiting, ITEMS_A_PAGE)
    rules = tallies([i.rule for i in waiting], "look", "rule", wording.rule)
    outlets = tallies([i.outlet for i in waiting if i.outlet], "look", "outlet")
    return tuple(
        LookPage(
            frame.page("To look at", "", "look", feed="feeds/unannounced.atom"),
            wording.count(len(waiting), "thing"), rules, outlets,
            tuple(item_line(i, "") for i in chunk),
            tuple(item_line(i, "") for i in settled[:40]) if not index else (),
            page_links(len(chunks), name, index), narrowed,
        )
        for index, chunk in enumerate(chunks)
    )  # fmt: skip


def item_line(item: Item, root: str) -> ItemLine:
    """Return a thing to look at for a list on a page that *root* leads up from."""
    return ItemLine(
        item, root + item.href, root + article_path(item.article) + "index.html",
        SEVERITY[max(0, min(4, item.severity))], wording.rule(item.rule), f"i-{item.key}",
    )  # fmt: skip
