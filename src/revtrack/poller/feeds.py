"""
Find new articles where outlets announce them, and learn from the dates they give.

A listing's entries become articles when the rules allow them; an entry of a
known article whose date is later than its last look pulls it forward.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from revtrack.config import Settings
from revtrack.errors import AddressRefused, RevtrackError
from revtrack.fetch import Client, Url, Wanted, check, identity, join
from revtrack.model import Fetched, FetchFailed, NotModified, stamp
from revtrack.poller.admission import Admission
from revtrack.poller.listing import Entry, entries, fault_of
from revtrack.poller.times import after
from revtrack.poller.watch import Watched, known, watch
from revtrack.store.archive import Archive
from revtrack.store.feeds import Feed, Feeds
from revtrack.store.polling import Polling

SOON_S, SELDOM_S = 900.0, 6 * 3600.0
LIMIT = 100
"""New articles of one listing at each reading, where its rules say nothing."""
MAX_CHILDREN = 10
"""Sitemaps of a sitemap index that are read at once: those changed last."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which of a listing's entries become articles."""

    include: tuple[str, ...] = ()
    """The address or a section must hold one of these; `*` stands for any characters."""
    exclude: tuple[str, ...] = ()
    limit: int = LIMIT
    """New articles at most, at each reading."""
    select: str = ""
    """For an index page: where its links are."""
    outlet: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Rules":
        """Return the rules as they were stored."""
        return cls(
            tuple(stored.get("include", ())), tuple(stored.get("exclude", ())), int(stored.get("limit", LIMIT)),
            str(stored.get("select", "")), str(stored.get("outlet", "")),
        )  # fmt: skip

    def allow(self, entry: Entry, url: str) -> bool:
        """Say whether the entry may become an article."""
        texts = (url, *entry.sections)
        if any(holds(text, pattern) for pattern in self.exclude for text in texts):
            return False
        return not self.include or any(holds(text, pattern) for pattern in self.include for text in texts)


def holds(text: str, pattern: str) -> bool:
    """Say whether *text* holds *pattern*, whose `*` stands for any characters; time is linear in both."""
    at = 0
    for piece in pattern.split("*"):
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def subscribe(archive: Archive, settings: Settings, url: str, kind: str, rules: Rules, now: datetime) -> Watched:
    """Watch the listing at *url*; the gate has its say. One known already gets these rules."""
    try:
        address = check(url, settings.fetch)
    except AddressRefused as error:
        return Watched(url, refused=error.reason)
    if kind == "index" and (wrong := fault_of(rules.select)):
        return Watched(url, refused=wrong)
    feeds = Feeds(archive)
    fresh = feeds.add(str(address), kind, asdict(rules), stamp(now))
    made = feeds.at(str(address))
    return Watched(url, fresh=fresh, begun=fresh, paused=made is not None and made.paused_at is not None)


async def discover(
    archive: Archive, settings: Settings, client: Client, admission: Admission, now: Callable[[], datetime]
) -> list[str]:
    """Read the listings that are due and return a line about each that brought something or failed."""
    feeds, lines = Feeds(archive), []
    for feed in feeds.due(stamp(now())):
        line = await _read(archive, settings, client, admission, feed, now)
        if line:
            lines.append(line)
    return lines


async def _read(
    archive: Archive, settings: Settings, client: Client, admission: Admission, feed: Feed, now: Callable[[], datetime]
) -> str:
    if admission.resting_s(feed.url):
        return ""  # It stays due: the next poll after the rest reads it.
    feeds = Feeds(archive)
    wanted = Wanted.PAGE if feed.kind == "index" else Wanted.FEED
    result = await client.fetch(feed.url, feed.validators, admit=admission.admit, wanted=wanted)
    admission.heard(feed.url, result)
    at = stamp(now())
    if isinstance(result, FetchFailed):
        wait = max(min(SOON_S * 2.0**feed.failures, SELDOM_S), result.retry_after_s or 0.0)
        feeds.checked(feed, at, after(now(), wait), failed=f"{result.code}: {result.detail}")
        return f"{feed.url}: {result.code}: {result.detail}"
    if isinstance(result, NotModified):
        feeds.checked(feed, at, after(now(), min(feed.quiet_s * 1.5 + SOON_S, SELDOM_S)))
        return ""
    try:
        rules = Rules.of(feed.rules)
        found = entries(feed.kind, result.capture.body, result.capture.url, rules.select)
        found = await _with_children(settings, client, admission, result, found)
    except RevtrackError as error:
        feeds.checked(feed, at, after(now(), SELDOM_S), failed=str(error))
        return f"{feed.url}: {error}"
    fresh, pulled = take(archive, settings, feed.url, result.capture.url, found, rules, now())
    wait = SOON_S if fresh or pulled else min(feed.quiet_s * 1.5 + SOON_S, SELDOM_S)
    feeds.checked(feed, at, after(now(), wait), capture=result.capture)
    return f"{feed.url}: {fresh} new, {pulled} pulled forward" if fresh or pulled else ""


async def _with_children(
    settings: Settings, client: Client, admission: Admission, result: Fetched, found: list[Entry]
) -> list[Entry]:
    """Return the entries, those of the sitemaps a sitemap index names among them; one level deep, same site only."""
    base = check(result.capture.url, settings.fetch)
    out = [entry for entry in found if not entry.is_listing]
    for entry in [entry for entry in found if entry.is_listing][:MAX_CHILDREN]:
        try:
            child = join(base, entry.url, settings.fetch)
        except (AddressRefused, ValueError):
            continue
        if not identity.same_site(base, child):
            continue
        answer = await client.fetch(str(child), admit=admission.admit, wanted=Wanted.FEED)
        admission.heard(str(child), answer)
        if isinstance(answer, Fetched):
            out += [item for item in entries("sitemap", answer.capture.body, answer.capture.url) if not item.is_listing]
    return out


def take(
    archive: Archive, settings: Settings, feed: str, base: str, found: list[Entry], rules: Rules, now: datetime
) -> tuple[int, int]:
    """Return how many entries became articles, and how many known articles were pulled forward."""
    polling, address = Polling(archive), check(base, settings.fetch)
    fresh = pulled = 0
    for entry in found:
        try:
            url = join(address, entry.url, settings.fetch)
        except (AddressRefused, ValueError):
            continue
        article = known(archive, url)
        if article is not None:
            if entry.changed_at is not None:
                over = "" if entry.over_at is None else stamp(entry.over_at)
                pulled += polling.hint(article, stamp(entry.changed_at), stamp(now), over)
        elif fresh < rules.limit and rules.allow(entry, str(url)) and not _is_chrome(url, address):
            made = list(watch(archive, settings, [str(url)], now=now, outlet=rules.outlet, source=f"feed {feed}"))
            fresh += sum(item.fresh for item in made)
    return fresh, pulled


def _is_chrome(url: Url, base: Url) -> bool:
    """Say whether an address is the listing itself or a front page, which no rule means."""
    return identity.key(url) == identity.key(base) or identity.is_front_page(url)
