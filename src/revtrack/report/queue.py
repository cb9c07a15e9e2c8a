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
GRAVE, SLIGHT = 3, 1
"""From this severity on a thing is material; up to this one it stands on a page of its own."""
LESSER = "look-lesser"
"""The list of the slight things."""
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
    lesser: str
    """`12 of style or for information`, which stand on a page of their own; empty for none."""


def ordered(items: Iterable[Item]) -> list[Item]:
    """Return the things to look at, what matters most first, the newest of those first."""
    found = sorted(items, key=lambda i: (i.at, i.article, i.version, i.key), reverse=True)
    return sorted(found, key=lambda i: -i.severity)


def look_pages(items: Iterable[Item], frame: Frame, name: str = "look", narrowed: str = "") -> tuple[LookPage, ...]:
    """Return the editors' queue: what matters most first, the newest of those first; the settled ones at the end."""
    found = ordered(items)
    waiting, settled = [i for i in found if i.waiting], [i for i in found if not i.waiting]
    slight = [i for i in waiting if i.severity <= SLIGHT] if not narrowed else []
    chunks = cut(waiting[: len(waiting) - len(slight)], ITEMS_A_PAGE)
    rules = tallies([i.rule for i in waiting], "look", "rule", wording.rule)
    outlets = tallies([i.outlet for i in waiting if i.outlet], "look", "outlet")
    return tuple(
        LookPage(
            frame.page("To look at", "", "look", feed="feeds/unannounced.atom"),
            _total(waiting), rules, outlets,
            tuple(item_line(i, "") for i in chunk),
            tuple(item_line(i, "") for i in settled[:40]) if not index else (),
            page_links(len(chunks), name, index), narrowed,
            f"{len(slight):,} of style or for information" if slight else "",
        )
        for index, chunk in enumerate(chunks)
    )  # fmt: skip


def _total(waiting: list[Item]) -> str:
    """Return how many wait, the grave ones named first."""
    grave = sum(i.severity >= GRAVE for i in waiting)
    return f"{grave:,} material or critical and {len(waiting) - grave:,} lesser things"


def item_line(item: Item, root: str) -> ItemLine:
    """Return a thing to look at for a list on a page that *root* leads up from."""
    return ItemLine(
        item, root + item.href, root + article_path(item.article) + "index.html",
        SEVERITY[max(0, min(4, item.severity))], wording.rule(item.rule), f"i-{item.key}",
    )  # fmt: skip
