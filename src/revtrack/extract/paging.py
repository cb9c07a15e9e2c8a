"""
Find where an article goes on, when a page is only its first part.

A link is believed only when it leads to the same address with the next page's
number in it: `rel=next` alone is, on most sites, the next article.
"""

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

from revtrack.extract.noise import by_name
from revtrack.extract.page import Element

NUMBER = re.compile(
    r"^(?P<stem>.*?)(?P<mark>(?:/|[-_,](?:page|seite|pagina|p)?[-_]?|/(?:page|seite|pagina|p)[-/]))(?P<number>[2-9]|[1-9]\d)"
    r"(?P<ext>\.s?html?|\.php|\.aspx?)?/?$",
    re.IGNORECASE,
)
"""The ways a path carries a page's number: `/2`, `/page/2`, `-2.html`, `,2.html`, `-page-2`."""
KEYS = frozenset({"page", "pg", "seite", "pagina", "pageno", "page_no", "pagenum", "paged"})
"""Query keys that carry it."""
EXT = re.compile(r"\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
OTHERS = frozenset({"comments", "related links"})
"""Where a page's number is that of something else."""

Place = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""Host, path without page number and ending, ending, the other parts of the query."""


def place_of(url: str) -> tuple[Place, int]:
    """Return where *url* leads without its page's number, and that number; 1 where it has none."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    number = next((int(v) for k, v in query if k.lower() in KEYS and v.isascii() and v.isdecimal()), 0)
    rest = tuple((key, value) for key, value in query if key.lower() not in KEYS)
    path, ending = parts.path.rstrip("/"), ""
    if number:
        found = None
    elif found := NUMBER.match(path):
        path, ending, number = found["stem"], found["ext"] or "", int(found["number"])
    if found is None and (end := EXT.search(path)):
        path, ending = path[: end.start()], end.group()
    return ((parts.hostname or "").removeprefix("www."), path, ending.lower(), rest), max(number, 1)


def next_page(root: Element, url: str | None) -> str:
    """Return the address of the page after the one at *url*, as a link gives it; empty when it is the last."""
    if not url:
        return ""
    try:
        (host, path, ending, query), number = place_of(url)
    except ValueError:
        return ""
    own = urlsplit(url).path.rstrip("/")
    wanted = str(number + 1)
    for link in root.iter("a", "link"):
        href = (link.get("href") or "").strip()
        if wanted not in href or href.startswith(("#", "javascript:", "mailto:")):
            continue
        try:
            target = urljoin(url, href)
            there, at = place_of(target)
        except ValueError:
            continue
        # A first page whose own path ends in a number (`/2024/11/3`) has that number for a name, not for a page.
        same = there == (host, path, ending, query) or (number > 1 and there == (host, own, ending, query))
        if same and at == number + 1 and len(path) > 1 and not in_others(link):
            return str(target).split("#")[0]
    return ""


def in_others(link: Element) -> bool:
    """Say whether *link* turns the pages of the comments or of a rail."""
    around = (link, *link.iterancestors())
    return any(by_name(f"{e.get('class') or ''} {e.get('id') or ''}") in OTHERS for e in around if e.tag != "body")
