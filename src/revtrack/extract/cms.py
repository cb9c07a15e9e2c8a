"""
Know where common content systems put a story, by the mark-up they all share.

A system is known by its own signs (its generator line, names that only it
uses), never by the outlet. Its place is believed only where one element of the
page has it and holds most of the page's running text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from revtrack.extract.page import Element
from revtrack.extract.piece import Piece

MOST = 0.8
"""Share of the page's running text that the place must hold."""
LEAST = 300
"""Characters of running text below which a share says nothing."""


@dataclass(frozen=True, slots=True)
class System:
    """A content system: what gives it away, and the places where it puts a story, most telling first."""

    name: str
    signs: str
    """An XPath condition on the page's root."""
    places: tuple[str, ...]
    """Class names, or with `@` an `itemprop`."""


def generator(name: str) -> str:
    """Return the condition that the page names *name* as what made it."""
    return f"//meta[@name='generator' and starts-with(@content, '{name}')]"


def classed(name: str) -> str:
    """Return the condition that an element has the class *name*."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


SYSTEMS = (
    System(
        "WordPress",
        f"{generator('WordPress')} or //link[contains(@href, '/wp-content/') or contains(@href, '/wp-json/')]",
        ("wp-block-post-content", "entry-content", "post-content", "td-post-content", "single-content"),
    ),
    System(
        "Drupal",
        f"{generator('Drupal')} or //*[@data-drupal-selector] or //script[contains(@data-drupal-selector, 'drupal')]",
        ("field--name-body", "field-name-body", "field--name-field-body", "node__content"),
    ),
    System(
        "Arc",
        "//script[@id='fusion-metadata' or @id='fusion-engine-react-script']",
        ("article-body-wrapper", "b-article-body", "article-body", "articleBody"),
    ),
    System("Ghost", generator("Ghost"), ("gh-content", "post-content", "post-full-content", "article-content")),
    System("Blogger", generator("blogger") + " or " + generator("Blogger"), ("post-body", "entry-content")),
    System("Joomla", generator("Joomla"), ("@articleBody", "com-content-article__body", "item-page")),
    System("TYPO3", generator("TYPO3"), ("news-text-wrap", "@articleBody")),
    System("AMP", "/html[@amp or @*[name()='⚡']]", ("amp-wp-article-content", "article-body", "amp-article-body")),
    System("schema.org", "//*[@itemprop='articleBody']", ("@articleBody",)),
)
"""Asked in this order; `schema.org` is no system but says as much."""

SIGNS = {system.name: etree.XPath(f"boolean({system.signs})") for system in SYSTEMS}
PLACES = {
    place: etree.XPath(
        f"//*[@itemprop='{place[1:]}' and not(self::meta)]" if place.startswith("@") else f"//*[{classed(place)}]"
    )
    for system in SYSTEMS
    for place in system.places
}


def by_system(root: Element, found: Sequence[tuple[Piece, int]]) -> tuple[Element | None, str]:
    """Return the story's place on a page of a known system and the system's name; (None, "") where that is unsure."""
    total = sum(size for _, size in found)
    if total < LEAST:
        return None, ""
    for system in SYSTEMS:
        if not SIGNS[system.name](root):
            continue
        for place in system.places:
            hits = PLACES[place](root)
            if len(hits) == 1 and held(hits[0], found) >= MOST * total:
                return hits[0], system.name
    return None, ""


def held(container: Element, found: Sequence[tuple[Piece, int]]) -> int:
    """Return how many characters of the running text *found* stand in *container*."""
    inside = 0
    for piece, size in found:
        node = piece.element
        while node is not None and node is not container:
            node = node.getparent()
        inside += size if node is not None else 0
    return inside
