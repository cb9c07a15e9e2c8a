"""
Choose the headline among the wordings that heading, JSON-LD, social card and title give.
"""

import re

from revtrack.extract import structured
from revtrack.extract.addresses import is_home
from revtrack.extract.cleaning import squeeze
from revtrack.extract.gather import Gathered, shown_text
from revtrack.extract.page import Element

SHORT = 12
"""Characters up to which a heading alone on the page may be anything."""


def headings(page: Gathered) -> list[str]:
    """Return the words of the page's main headings, without its masthead."""
    return [
        text
        for element in page.h1
        if (text := shown_text(element)) and len(text) < 400 and not is_masthead(page, element, text)
    ]


def is_masthead(page: Gathered, element: Element, text: str) -> bool:
    """Say whether a heading is the outlet's: all of it leads to the front page, or it reads as the outlet is called."""
    link = next(element.iter("a"), None)
    if link is not None and is_home(page.absolute(link.get("href") or "x")) and shown_text(link) == text:
        return True
    publisher = page.node.get("publisher")
    names = (page.site, structured.text_of(publisher), *(outlet_of(title) for title in page.titles[:1]))
    return letters(text) in {letters(name) for name in names if name}


def stated(page: Gathered) -> str:
    """Return JSON-LD's headline."""
    return structured.text_of(page.node.get("headline")) or structured.text_of(page.node.get("name"))


def shown(page: Gathered) -> str:
    """
    Return the article's heading: a main one that JSON-LD, card or title state, else the first they resemble.

    Where no main heading is like them, it is a lesser one that is stated word for word.
    """
    title = without_outlet(page.titles[0], page.site) if page.titles else ""
    others = [text for text in (stated(page), page.first("og:title", "twitter:title")[0], title) if text]
    exact = {plain(text) for text in (*others, *page.titles[:1])}
    found = headings(page)
    return (
        next((text for text in found if plain(text) in exact), "")
        or next((text for text in found if any(similar(text, other) for other in others)), "")
        or next((text for element in page.h2 if plain(text := shown_text(element)) in exact and len(text) > SHORT), "")
    )


def headline(page: Gathered, shown: str) -> tuple[str, str]:
    """
    Return the headline: the wording that two of page, JSON-LD and social card share, else JSON-LD's or the page's.

    The page's own, where it is another one, is the hidden field `visible_headline`, so no change of it is missed.
    """
    stated = structured.text_of(page.node.get("headline")) or structured.text_of(page.node.get("name"))
    og = page.first("og:title", "twitter:title")[0]
    title = page.titles[0] if page.titles else ""
    marked = next((t for e in page.props.get("headline", ()) if 0 < len(t := content(e)) < 400), "")
    said = [(shown, "visible"), (stated, "json-ld"), (og, "og:title"), (marked, "microdata")]
    if again := set_again(page, shown, said[1:3]):
        return again
    for text, source in said:
        if text and sum(plain(text) == plain(other) for other, _ in said) > 1:
            return text, source
    for text, source in (said[1], said[0], said[3]):
        if text:
            return text, source
    if og:
        return without_outlet(og, page.site), "og:title"
    alone = headings(page)
    if len(alone) == 1 and (len(alone[0]) > SHORT or not title):
        return alone[0], "visible"
    return without_outlet(title, page.site), "title"


def set_again(page: Gathered, shown: str, said: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the heading where others differ from it by the outlet's name, or only in how its parts are joined."""
    if not shown:
        return None
    outlet = page.site
    parted = any(sum(1 for _ in e.iterdescendants()) > 1 and shown_text(e) == shown for e in page.h1)
    for text, source in said:
        if text != shown and without_outlet(text, outlet) == shown:
            return shown, "visible"
        if parted and plain(text) != plain(shown) and letters(text) == letters(shown):
            return text, source
    return None


def plain(text: str) -> str:
    """Return *text* for comparison: white space and quotation marks do not count."""
    return re.sub(r"[\s\"'“”‘’«»„‚`´]+", "", text).casefold()


def letters(text: str) -> str:
    """Return the letters and figures of *text*, for comparison."""
    return re.sub(r"[\W_]+", "", text).casefold()


def content(element: Element) -> str:
    """Return what a microdata property says."""
    return squeeze(element.get("content") or " ".join(element.itertext()))


def similar(one: str, other: str) -> bool:
    """Say whether two headlines are the same but for the outlet's name or a few words."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    if not a or not b:
        return False
    return len(a & b) >= 0.6 * min(len(a), len(b)) and len(a & b) >= min(2, len(a))


def outlet_of(title: str) -> str:
    """Return what stands last in a `<title>` of several parts: mostly the outlet's name."""
    parts = re.split(r"\s+[|–—·•»-]\s+", title)
    return parts[-1] if len(parts) > 1 else ""


def without_outlet(title: str, outlet: str) -> str:
    """Return a `<title>` without the outlet's name at its end."""
    parts = re.split(r"\s+[|–—·•»-]\s+", title)
    last = parts[-1]
    if len(parts) > 1 and len(last) < 40 and (last.casefold() == outlet.casefold() or len(last) < 0.6 * len(parts[0])):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·•»-")
    return title
