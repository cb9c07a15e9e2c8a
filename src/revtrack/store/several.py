"""
Read several archives as one, as a report does: their articles one after another.

Nothing is merged: an address that two archives hold stands once for each, with
the history it has there. `revtrack merge` makes one history of both.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from revtrack.model import Article, Timeline
from revtrack.store.archive import Archive

APART = 100_000_000
"""Numbers between the articles of one archive and those of the next: no archive holds so many."""


class Several:
    """
    Archives that are open for reading, in an order that numbers their articles.

    The first archive's articles keep their numbers, so that its pages stay where
    they are; an archive that joins later is named last, for the same reason.
    """

    def __init__(self, archives: Sequence[Archive]) -> None:
        self._archives = archives

    def articles(self) -> Iterator[Article]:
        """Yield every article of every archive, numbered apart."""
        for place, archive in enumerate(self._archives):
            for article in archive.articles():
                yield replace(article, id=article.id + place * APART)

    def timeline(self, article: Article) -> Timeline:
        """Return everything known about *article* in the archive that holds it."""
        place, number = divmod(article.id, APART)
        found = self._archives[place].timeline(replace(article, id=number))
        return replace(found, article=replace(found.article, id=article.id))

    def stamps(self) -> dict[int, str]:
        """Return, for each article with a version, what changes when anything a page shows of it does."""
        return {
            number + place * APART: stamp
            for place, archive in enumerate(self._archives)
            for number, stamp in archive.stamps().items()
        }

    def head(self) -> str:
        """Return the chains' heads, in the order of the archives."""
        return ", ".join(archive.head() for archive in self._archives)

    def shared(self) -> tuple[str, ...]:
        """Return the addresses that more than one archive holds."""
        counts = Counter(article.url for article in self.articles())
        return tuple(url for url, count in counts.items() if count > 1)
