"""
Take in what a person gives, whatever the door: the command line and the desk's form differ in how they ask only.
"""

from collections.abc import Iterable
from datetime import datetime

from revtrack.config import Settings
from revtrack.poller.feeds import Rules, subscribe
from revtrack.poller.watch import Watched, watch
from revtrack.store.archive import Archive

ARTICLE = "article"
LISTINGS = {"feed": "feed", "sitemap": "sitemap", "index": "index page"}
"""Kinds of listings, each with what people call it."""


def enter(
    archive: Archive, settings: Settings, urls: Iterable[str], kind: str, rules: Rules, *, now: datetime, source: str
) -> list[Watched]:
    """
    Begin to watch *urls*, articles or listings as *kind* says, and return what came of each, in order.

    *source* says by which door articles came; of *rules* they take the outlet only.
    """
    if kind in LISTINGS:
        return [subscribe(archive, settings, url, kind, rules, now) for url in urls]
    return list(watch(archive, settings, urls, now=now, outlet=rules.outlet, source=source))
