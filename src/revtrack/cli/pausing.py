"""
Do for `revtrack pause` and `revtrack resume` what both do: change articles and listings one by one, a line for each.
"""

from collections.abc import Callable, Sequence

from revtrack.cli.archive import find, writing
from revtrack.cli.clock import now
from revtrack.cli.output import say
from revtrack.errors import AddressRefused, NotFoundError
from revtrack.fetch import read
from revtrack.model import Article, stamp
from revtrack.store import Archive
from revtrack.store.feeds import Feed, Feeds

Act = Callable[[Archive, Article, str], bool]
"""Changes an article at a time; returns False when there was nothing to change."""
ActOnListing = Callable[[Feeds, Feed, str], bool]
"""The same for a listing."""


def change(
    db: str, urls: Sequence[str], act: Act, act_on_listing: ActOnListing, done: str, idle: str
) -> None:  # fmt: skip
    """Change every article and listing of *urls*, found before any is changed, and say *done* or *idle* of each."""
    with writing(db) as archive:
        for thing in [_named(archive, url) for url in urls]:
            at, feeds = stamp(now()), Feeds(archive)
            changed = act_on_listing(feeds, thing, at) if isinstance(thing, Feed) else act(archive, thing, at)
            say(f"{thing.url} {done if changed else idle}")


def _named(archive: Archive, url: str) -> Article | Feed:
    """Return the article, else the listing, that *url* names; raises `NotFoundError`."""
    try:
        return find(archive, url)
    except NotFoundError:
        try:
            feed = Feeds(archive).at(str(read(url)))
        except AddressRefused:
            feed = None
        if feed is None:
            raise
        return feed
