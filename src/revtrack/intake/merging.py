"""
Read archives of our own as sources: every look of every article, in order of time over all of them.

A look is what was captured; what was found is found anew, so that versions
from different archives are compared with their true neighbours.
"""

from collections.abc import Iterator, Sequence
from heapq import merge as in_time

from revtrack.exchange import Incoming, Look, Trouble
from revtrack.exchange.incoming import parts
from revtrack.model import Capture, Check
from revtrack.store import Archive, exporting


def histories(archives: Sequence[Archive]) -> Iterator[Incoming | Trouble]:
    """
    Yield every article of *archives* once, with its looks from all of them, oldest first.

    Looks of unknown time keep their place in their own archive's order. An
    article is the same by its address.
    """
    known: set[str] = set()
    for archive in archives:
        for article in archive.articles():
            if article.url in known:
                continue
            known.add(article.url)
            sources = [_looks(other, article.url) for other in archives]
            outlet = article.outlet
            looks = (look for _, look in in_time(*sources, key=lambda pair: pair[0]))
            found = False
            for part in parts(article.url, article.url, looks, outlet):
                found = True
                yield part
            if not found:
                yield Incoming(article.url, article.url, (), outlet)


def _looks(archive: Archive, url: str) -> Iterator[tuple[str, Look]]:
    """Yield (time to sort by, look) of one archive; an unknown time sorts as the one before it."""
    article = exporting.known(archive, url)
    if article is None:
        return
    latest = ""
    for check, capture, provenance in exporting.looks(archive, article):
        if capture is None:
            continue
        latest = max(latest, check.at)
        yield latest, _look(check, capture, provenance)


def _look(check: Check, capture: Capture, provenance: dict[str, str]) -> Look:
    return Look(
        capture.body,
        check.at,
        url=capture.url,
        status=capture.status,
        headers=capture.headers,
        request_headers=capture.request_headers,
        address=capture.address,
        detail=tuple(provenance.items()),
    )
