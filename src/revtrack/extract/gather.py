"""
Gather once what a page says for machines, and the few elements that say it to readers.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from revtrack.extract import structured, underline
from revtrack.extract.cleaning import squeeze
from revtrack.extract.names import words
from revtrack.extract.page import Element

BYLINE_NAMES = (
    "byline bylines author authors authorname autor autoren autorin auteur writer firma signature contributor "
    "contributors authorlink authorlist"
)
BYLINE = frozenset(BYLINE_NAMES.split())
MAX_BYLINES = 20
MAX_HEADINGS = 200
"""Lesser headings looked at on one page."""
PROPERTIES = etree.XPath("descendant-or-self::*[@itemprop]")
CLASSED = etree.XPath("descendant-or-self::*[@class or @rel='author']")


@lru_cache(maxsize=32768)
def names_author(names: str) -> bool:
    """Say whether class *names* speak of who wrote it."""
    return not BYLINE.isdisjoint(words(names))


class Gathered:
    """One page's machine-readable parts, its headings, time elements and named bylines."""

    def __init__(self, root: Element, address: str | None) -> None:
        self.root, self.address = root, address
        self.meta: dict[str, list[str]] = defaultdict(list)
        for element in root.iter("meta"):
            if said := element.get("content"):
                for key in ("property", "name", "itemprop", "http-equiv"):
                    if value := element.get(key):
                        self.meta[value.strip().lower()].append(squeeze(said))
        self.links: dict[str, list[Element]] = defaultdict(list)
        for element in root.iter("link"):
            for rel in (element.get("rel") or "").lower().split():
                self.links[rel].append(element)
        self.props: dict[str, list[Element]] = defaultdict(list)
        for element in PROPERTIES(root):
            for name in element.get("itemprop").lower().split():
                self.props[name].append(element)
        self.titles = [squeeze(e.text) for e in root.iter("title") if e.getparent().tag == "head"]
        self.h1: list[Element] = list(root.iter("h1"))
        self.h2: list[Element] = list(islice(root.iter("h2"), MAX_HEADINGS))
        self.times: list[Element] = list(root.iter("time"))
        self.bylines = self._bylines()
        self.nodes = structured.nodes(root)
        self.ids = structured.by_id(self.nodes)
        named = next((h for e in self.links.get("canonical", ()) if (h := (e.get("href") or "").strip())), "")
        self.canonical = self.absolute(named) if named else None
        self.node: Mapping[str, Any] = structured.article(self.nodes, self.canonical or address or "")
        """What JSON-LD says of the page's article."""

    def _bylines(self) -> list[Element]:
        found: list[Element] = []
        for element in CLASSED(self.root):
            if names_author(element.get("class") or "") or element.get("rel") == "author":
                found.append(element)
                if len(found) == MAX_BYLINES:
                    break
        return found

    def first(self, *names: str) -> tuple[str, str]:
        """Return the first non-empty meta value among *names*, and its name."""
        return next(((value, name) for name in names for value in self.meta.get(name, ()) if value), ("", ""))

    def absolute(self, href: str) -> str:
        """Return *href* against the page's address; as it stands when that cannot be done."""
        try:
            return urljoin(self.address or "", href)
        except ValueError:
            return href

    @property
    def site(self) -> str:
        """Return the name of the site, as its social card gives it."""
        return self.first("og:site_name")[0]

    def under(self, shown: str) -> list[Element]:
        """Return what stands under the page's headline, *shown*."""
        alone = self.h1[0] if len(self.h1) == 1 else None
        heading = next((e for e in (*self.h1, *self.h2) if shown_text(e) == shown), alone)
        return [] if heading is None else underline.under(heading)


def shown_text(element: Element) -> str:
    """Return the words of a heading as they are set: inline parts joined as they stand, blocks by a space."""
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        gap = " " if inner.tag in ("br", "div", "p", "small") else ""
        own = "" if inner.tag in ("script", "style", "svg", "button") else inner.text or ""
        parts += [gap, own, gap, inner.tail or ""]
    return squeeze("".join(parts))
