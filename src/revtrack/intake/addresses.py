"""
Watch what a list of addresses names: articles are due at once, feeds are read at the next poll.
"""

from datetime import datetime

from revtrack.config import Settings
from revtrack.errors import AddressRefused
from revtrack.exchange import Listed
from revtrack.fetch import check
from revtrack.poller.entering import enter
from revtrack.poller.feeds import Rules
from revtrack.store import Archive
from revtrack.store.feeds import Feeds


def watch_listed(archive: Archive, settings: Settings, item: Listed, *, now: str, source: str) -> str:
    """
    Begin to watch *item* at *now* (RFC 3339, UTC) and return why its address was refused, empty when it was not.

    A feed that is read already keeps its rules and its appointment.
    """
    if item.is_feed and _is_read(archive, settings, item.url):
        return ""
    kind, rules = "feed" if item.is_feed else "", Rules(outlet=item.outlet)
    (made,) = enter(archive, settings, [item.url], kind, rules, now=datetime.fromisoformat(now), source=source)
    return made.refused


def _is_read(archive: Archive, settings: Settings, url: str) -> bool:
    try:
        return Feeds(archive).at(str(check(url, settings.fetch))) is not None
    except AddressRefused:
        return False
