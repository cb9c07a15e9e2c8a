"""
Begin to watch articles: the door for every address that a person or a file gives us.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from revtrack.config import Settings
from revtrack.errors import AddressRefused, NotFoundError
from revtrack.fetch import Url, check, identity, read
from revtrack.model import Article, ArticleState, stamp
from revtrack.poller.profiles import outlet_of
from revtrack.store.archive import Archive
from revtrack.store.polling import Polling

AT_ONCE = 256
"""Addresses written together."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of one address."""

    url: str
    """As given."""
    article: Article | None = None
    fresh: bool = False
    """The article was not in the archive before."""
    begun: bool = False
    """It was not watched before, though it may have been in the archive: imported."""
    paused: bool = False
    """It is known but was paused, and stays so."""
    refused: str = ""
    """Why the address was refused, in words."""


def watch(
    archive: Archive, settings: Settings, urls: Iterable[str], *, now: datetime, outlet: str = "", source: str = "add"
) -> Iterator[Watched]:
    """
    Yield what came of each of *urls*, in order; each that the gate lets through is due from now on.

    Two spellings of one address (tracking parameters, http and https, `www`) are one article.
    Many are written in one transaction, since a transaction's cost is the disk's.
    """
    left = iter(urls)
    while some := list(islice(left, AT_ONCE)):
        with archive.db.transaction():
            made = [_watch(archive, settings, given, now, outlet, source) for given in some]
        yield from made


def _watch(archive: Archive, settings: Settings, given: str, now: datetime, outlet: str, source: str) -> Watched:
    try:
        url = identity.untracked(check(given, settings.fetch))
    except AddressRefused as error:
        return Watched(given, refused=error.reason)
    polling = Polling(archive)
    article = known(archive, url)
    fresh = article is None
    if article is None:
        name = outlet or outlet_of(settings, str(url))
        article = archive.add(str(url), name, source, at=stamp(now))
        polling.remember_key(article, identity.key(url))
    begun = polling.watch(article, stamp(now))
    return Watched(given, article, fresh, begun, article.state is ArticleState.PAUSED)


def known(archive: Archive, url: Url) -> Article | None:
    """Return the article known by *url* or another spelling of it, or None."""
    # An imported article has no key before its first visit.
    number = Polling(archive).by_key(identity.key(url), identity.spellings(url))
    return None if number is None else archive.article(number)


def named(archive: Archive, wanted: str) -> Article:
    """
    Return the article that a person names by its number or by its address, however that is spelt.

    Raises `NotFoundError` naming the nearest there is.
    """
    try:
        return archive.article(int(wanted) if wanted.isascii() and wanted.isdecimal() else wanted)
    except NotFoundError:
        try:
            found = known(archive, read(wanted))
        except AddressRefused:
            found = None
        if found is None:
            raise
        return found


def lines_of(text: str) -> Iterator[str]:
    """Yield the addresses in a file of them: one a line, empty lines and those that begin with `#` left out."""
    for line in text.removeprefix("\ufeff").splitlines():
        address = line.strip()
        if address and not address.startswith("#"):
            yield address
