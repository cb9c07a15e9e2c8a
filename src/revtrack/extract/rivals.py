"""
Take out of a page the stories that are not its own: the next one of an endless scroll, the one of the day above it.

A story is its page's own by the address it names, else by the headline. Only
what says of itself that it is another story is taken out: it names another
address of the same site, or stands under a main heading of its own.
"""

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml import etree

from revtrack.extract import structured
from revtrack.extract.cleaning import squeeze
from revtrack.extract.gather import shown_text
from revtrack.extract.headlines import plain
from revtrack.extract.page import Element

NAMED = ("data-url", "data-permalink", "data-article-url", "data-canonical", "data-canonical-url", "itemid")
"""Attributes in which a story names its address."""
STORIES = etree.XPath(
    "descendant::*[self::article or (self::div or self::section or self::main)"
    f" and (contains(@itemtype, 'Article') or {' or '.join(f'@{name}' for name in NAMED)})]"
)
INNER = etree.XPath(".//*[self::h1 or self::h2 or self::h3]//a/@href | .//link[@itemprop or @rel='canonical']/@href")
HEADINGS = ("h1", "h2", "h3")
LONG, LEAST = 80, 2
"""Characters of a paragraph that is text, and how many show a story to be more than a teaser, which has one."""


def without_rivals(root: Element, url: str | None) -> None:
    """Take out of the page below *root*, fetched from *url*, the other stories that stand beside its own."""
    stories = outermost(STORIES(root))
    held = {story: paragraphs(story) for story in stories}
    stories = [story for story in stories if held[story]]
    if len(stories) < 2:
        return
    nodes = structured.nodes(root)
    if any("LiveBlog" in structured.types(node) for node in nodes):
        return
    page = own_address(root, url)
    said = titles(root, structured.article(nodes, page))
    likely = [story for story in stories if held[story] >= LEAST]
    addresses = {story: places(story, page) for story in stories}
    if not any(place(page, page) in addresses[story] or heading(story) in said for story in likely):
        # No longer one claims to be the page's own. A teaser of it below has no main heading.
        likely = [] if stands_alone(root, stories, said) else [s for s in stories if heading(s, "h1") in said]
    entitled = [story for story in likely if heading(story) in said]
    rivals: list[Element] = []
    by_address = [story for story in likely if place(page, page) in addresses[story]]
    if len(by_address) == 1:
        rivals = [s for s in stories if s is not by_address[0] and (addresses[s] or heading(s, "h1"))]
        if by_address[0] not in entitled:
            rivals = [story for story in rivals if story not in entitled]
    elif len(entitled) == 1 and not by_address and not stands_alone(root, stories, said):
        rivals = [s for s in stories if s is not entitled[0] and heading(s, "h1")]
    for rival in rivals:
        rival.drop_tree()


def titles(root: Element, node: structured.Node) -> set[str]:
    """Return the headlines the page states, *node* being what it says of its article, for comparing; else its title."""
    stated = (structured.text_of(node.get("headline")), content(root, "property", "og:title"))
    said = {plain(text) for text in stated if text}
    return said or {plain(squeeze(text)) for title in root.iter("title") if (text := title.text)}


def outermost(elements: Sequence[Element]) -> list[Element]:
    """Return those of *elements* that stand in no other of them."""
    known = set(elements)
    return [element for element in elements if known.isdisjoint(element.iterancestors())]


def paragraphs(element: Element) -> int:
    """Return how many paragraphs of some length *element* holds, two at most."""
    found = 0
    for paragraph in element.iter("p"):
        found += sum(len(text) for text in paragraph.itertext()) >= LONG
        if found == LEAST:
            break
    return found


def content(root: Element, key: str, name: str) -> str:
    """Return what the first meta element of that *name* says."""
    return next((squeeze(e.get("content") or "") for e in root.iter("meta") if e.get(key) == name), "")


def own_address(root: Element, url: str | None) -> str:
    """Return the address the page names as its own, else the one it was fetched from."""
    head = root.find("head")
    links = [] if head is None else [e.get("href") or "" for e in head.iter("link") if e.get("rel") == "canonical"]
    named = next((href for href in (*links, content(root, "property", "og:url")) if href.strip()), "")
    try:
        return urljoin(url or "", named.strip()) or ""
    except ValueError:
        return url or ""


def place(href: str, base: str) -> tuple[str, str, str]:
    """Return host, path and query of *href*, in the spelling by which two addresses are one; empty when it is none."""
    try:
        parts = urlsplit(urljoin(base, href.strip()))
    except ValueError:
        return "", "", ""
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def places(story: Element, page: str) -> set[tuple[str, str, str]]:
    """Return the addresses on the page's own site that *story* names as its own."""
    hrefs = [story.get(name) for name in NAMED] + INNER(story)
    found = {place(href, page) for href in hrefs if href}
    return {one for one in found if one[1] and one[0] == place(page, page)[0]}


def heading(story: Element, *tags: str) -> str:
    """Return the words of the first heading of *story*, for comparing; empty where there is none."""
    first = next(story.iter(*(tags or HEADINGS)), None)
    return "" if first is None else plain(shown_text(first))


def stands_alone(root: Element, stories: Sequence[Element], said: set[str]) -> bool:
    """Say whether the page's headline is set above all *stories*: then they are parts of one."""
    inside = {element for story in stories for element in story.iter("h1")}
    return any(plain(shown_text(element)) in said for element in root.iter("h1") if element not in inside)
