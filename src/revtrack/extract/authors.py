"""
Find who wrote an article: JSON-LD, meta tags, microdata, a named byline, the lines under the headline.
"""

import re
from urllib.parse import urlsplit

from revtrack.extract import people, structured, underline
from revtrack.extract.cleaning import squeeze
from revtrack.extract.gather import Gathered
from revtrack.extract.headlines import letters
from revtrack.extract.page import Element

AUTHORS = (
    "author",
    "article:author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "article:author_name",
    "twitter:data1",
)


def authors(page: Gathered, shown: str) -> tuple[tuple[str, ...], str]:
    """Return who wrote it and where that was read."""
    outlet = structured.text_of(page.node.get("publisher")) or page.site
    for key in ("author", "creator"):
        names = people.from_json(page.node.get(key), page.ids)
        if names and not (len(names) == 1 and is_outlet(page, names[0], outlet)):
            return names, "json-ld"
    for name in AUTHORS:
        names = people.unique(n for value in page.meta.get(name, ()) for n in people.split(value))
        if names and not (len(names) == 1 and is_outlet(page, names[0], outlet)):
            return names, name
    marked = [e for e in page.props.get("author", ()) if e.tag != "meta"]
    names = people.unique(n for e in marked[:5] for n in people.split(own_name(e)))
    if names:
        return names, "microdata"
    for element in page.bylines:
        text = squeeze(" ".join(element.itertext()))
        names = people.split(text) if 3 < len(text) < 120 else ()
        alone = len(names) == 1 and is_outlet(page, names[0], outlet)
        if names and not alone and all(people.is_name(name) for name in names):
            return names, "visible"
    if names := underline.linked_names(page.under(shown)):
        return names, "visible"
    return people.from_json(page.node.get("author"), page.ids), "json-ld"


def is_outlet(page: Gathered, name: str, outlet: str) -> bool:
    """Say whether *name* is the outlet's: as stated, as the `<title>` ends in it, or as its site is called."""
    ends = [re.split(r"\s[|–—·•»-]\s", title)[-1] for title in page.titles]
    host = host_of(page.canonical or page.address or "")
    return letters(name) in {letters(end) for end in (outlet, *ends, host, *host.split(".")[:-1]) if end}


def host_of(address: str) -> str:
    """Return the host of *address* without `www`; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def own_name(element: Element) -> str:
    """Return the name inside an author's microdata."""
    for inner in element.iter():
        if inner is not element and "name" in (inner.get("itemprop") or "").lower().split():
            return squeeze(inner.get("content") or " ".join(inner.itertext()))
    return squeeze(element.get("content") or " ".join(element.itertext()))
