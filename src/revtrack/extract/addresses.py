"""
Find an article's own address, and the others it is known by.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from revtrack.extract.gather import Gathered


class Addresses(NamedTuple):
    """Where an article stands."""

    own: str | None
    source: str
    """Where that was read; empty when it is only where the page was fetched from."""
    others: tuple[str, ...]
    home: str
    """The home page, where the page names that as its own address."""


def addresses(page: Gathered) -> Addresses:
    """Return the canonical address and the other addresses the page names."""
    og = page.first("og:url")[0]
    url = page.canonical or (page.absolute(og) if og else None)
    home = ""
    if url and page.address and is_home(url) and not is_home(page.address):
        home, url = url, None  # a canonical link to the home page is a mistake of the page, not this article's address
    own = url or page.address
    named = [element.get("href") for rel in ("amphtml", "shortlink") for element in page.links.get(rel, ())]
    others = [page.absolute(href) for href in named if href]
    others += [page.absolute(og)] if og else []
    others += [page.address] if page.address else []
    source = ("canonical" if page.canonical else "og:url") if url else ""
    return Addresses(own, source, tuple(dict.fromkeys(a for a in others if a != own)), home)


def is_home(url: str) -> bool:
    """Say whether *url* is the address of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def slug_of(url: str | None) -> str:
    """Return the words in an address's last part that has any."""
    if not url:
        return ""
    try:
        parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    except ValueError:
        return ""
    return next((part for part in reversed(parts) if re.search(r"[^\W\d]{3,}[-_][^\W\d]", part)), "")
