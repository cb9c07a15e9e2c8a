"""
Find the entries of a live blog, each with its own name and time.

An entry says so by microdata (`liveBlogUpdate`), or is one of several like
boxes that each have an id and a time of their own on a page that calls itself
live. JSON-LD gives the time where the box shows none.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lxml import etree

from revtrack.extract.noise import element_noise
from revtrack.extract.page import Element
from revtrack.extract.path import signature
from revtrack.extract.structured import Node, text_of, types
from revtrack.extract.times import parse_time

LIVE = re.compile(
    r"live-?_?(?:blog|ticker|update|feed|story|center|post)|newsticker|en-?direct|ao-?minuto|minuto-a", re.IGNORECASE
)
"""What a page's names say when it is a live blog."""
IDS = ("id", "data-id", "data-block-id", "data-post-id", "data-entry-id", "data-update-id", "data-key", "data-eventid")
UPDATES = etree.XPath("descendant::*[@itemprop]")
CLOCK = re.compile(r"\W*\d{1,2}[:.h]\d{2}\W{0,3}(?:uhr|[ap]\.?m\.?|[a-z]{2,4})?\W*", re.IGNORECASE)
"""A block that is nothing but the time of the entry it heads."""
FEWEST = 2
"""Like boxes below which there is no list of entries."""


class Entry(NamedTuple):
    """One entry of a live blog."""

    name: str
    """As the page names it: its id, else its time."""
    time: datetime | None


def entries(container: Element, nodes: Sequence[Node]) -> dict[Element, Entry]:
    """Return the live-blog entries in *container*, by their element; nothing on a page that is no live blog."""
    stated = updates(nodes)
    marked = [element for element in UPDATES(container) if is_update(element)]
    if marked:
        return {element: named(element, stated) for element in marked}
    if not stated and not is_live(container):
        return {}
    alike: dict[tuple[Element, str], list[Element]] = defaultdict(list)
    for time in container.iter("time"):
        node, parent = time, time.getparent()
        while node is not container and parent is not None:
            if node is not time and own_id(node):
                alike[parent, signature(node)].append(node)
                break
            node, parent = parent, parent.getparent()
    groups = [list(dict.fromkeys(group)) for group in alike.values()]
    best = max((group for group in groups if not element_noise(group[0])), key=len, default=[])
    return {element: named(element, stated) for element in best} if len(best) >= FEWEST else {}


def is_update(element: Element) -> bool:
    """Say whether microdata calls *element* a live blog's update."""
    return "liveblogupdate" in element.get("itemprop").lower().split()


def is_live(container: Element) -> bool:
    """Say whether names around or just inside *container* call it live."""
    near = (container, *container.iterancestors(), *container)
    names = (f"{e.get('class') or ''} {e.get('id') or ''} {e.get('itemtype') or ''}" for e in near if e.attrib)
    return any(LIVE.search(text) for text in names)


def own_id(element: Element) -> str:
    """Return what the page calls *element*."""
    return next((value.strip() for key in IDS if (value := element.get(key)) and value.strip()), "")


def updates(nodes: Sequence[Node]) -> dict[str, datetime]:
    """Return the times that JSON-LD gives a live blog's updates, by the last part of their address and by headline."""
    out: dict[str, datetime] = {}
    for node in nodes:
        listed: Any = node.get("liveBlogUpdate") if "LiveBlog" in types(node) else None
        found: list[Any] = listed if isinstance(listed, list) else [listed]
        for update in found:
            when = parse_time(text_of(update.get("datePublished"))) if isinstance(update, Mapping) else None
            if when is not None:
                out |= dict.fromkeys(keys_of(update), when)
    return out


def keys_of(update: Mapping[str, Any]) -> list[str]:
    """Return what an update may be known by: the fragment or last part of its address, and its headline."""
    addresses = (text_of(update.get("@id")), text_of(update.get("url")), text_of(update.get("mainEntityOfPage")))
    tails = [re.split(r"[#/=]", address.rstrip("/"))[-1] for address in addresses if address]
    return [key for key in (*tails, text_of(update.get("headline"))) if key]


def named(element: Element, stated: Mapping[str, datetime]) -> Entry:
    """Return the entry that *element* is."""
    name = own_id(element)
    shown = (parse_time(time.get("datetime")) for time in element.iter("time"))
    when = next((time for time in shown if time is not None), None)
    if when is None:
        marked = (e.get("content") or e.get("datetime") for e in element.iter() if e.get("itemprop") == "datePublished")
        when = next((time for value in marked if (time := parse_time(value)) is not None), None)
    if when is None:
        headings = [" ".join("".join(h.itertext()).split()) for h in element.iter("h1", "h2", "h3", "h4")]
        when = next((stated[key] for key in (name, *headings) if key in stated), None)
    return Entry(name or (when.isoformat() if when else ""), when)


def entry_of(element: Element, known: Mapping[Element, Entry]) -> Entry | None:
    """Return the entry that *element* stands in, or None."""
    node = element if known else None
    while node is not None:
        if node in known:
            return known[node]
        node = node.getparent()
    return None


def is_stamp(element: Element, text: str, known: Mapping[Element, Entry]) -> bool:
    """Say whether *text*, in an entry, is nothing but its time."""
    return len(text) < 20 and CLOCK.fullmatch(text) is not None and entry_of(element, known) is not None
