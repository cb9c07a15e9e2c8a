"""
Read what a feed, a sitemap or an index page lists. Pure: bytes in, entries out.

All of it is from the net: document types with entities are refused, depth,
size and number are capped, and every address still has to pass the gate.
"""

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from revtrack.errors import InputError, MissingExtraError
from revtrack.exchange.values import loads

MAX_ENTRIES = 5_000
"""Entries read of one listing; a news sitemap may have 1,000, a sitemap 50,000 of which the newest matter."""
MAX_SECTIONS = 50
DAY_EVERYWHERE = timedelta(hours=36)
"""From a day's beginning in UTC to its end where it ends last, twelve hours behind."""
BAD_SELECTOR = (ValueError, SyntaxError, RuntimeError)
"""What cssselect raises besides lxml: its own errors are these as well."""
_DAY = re.compile(r"\s*\d{4}-?\d{2}-?\d{2}\s*")
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>\[]*\[)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One address a listing names."""

    url: str
    changed_at: datetime | None = None
    """When the listing says that it last changed."""
    sections: tuple[str, ...] = ()
    """What it is filed under."""
    is_listing: bool = False
    """It is another listing: a sitemap in a sitemap index."""
    day_only: bool = False
    """The listing names the day of the change, and no time of it."""

    @property
    def over_at(self) -> datetime | None:
        """Return when the day that is all a listing names is over everywhere on earth."""
        return self.changed_at + DAY_EVERYWHERE if self.changed_at and self.day_only else None


def entries(kind: str, body: bytes, url: str, select: str = "") -> list[Entry]:
    """
    Return what the listing of *kind* (feed, sitemap, index) at *url* names, in its order, at most `MAX_ENTRIES`.

    Raises `InputError` when it cannot be read, `MissingExtraError` for an RSS or Atom feed without feedparser.
    """
    if kind == "sitemap":
        found = _sitemap(body)
    elif kind == "index":
        found = _index(body, url, select)
    else:
        found = _feed(body)
    return list(itertools.islice(found, MAX_ENTRIES))


def _feed(body: bytes) -> Iterator[Entry]:
    if body.lstrip()[:1] == b"{":
        yield from _json_feed(body)
        return
    _refuse_entities(body)
    try:
        import feedparser
    except ImportError:
        raise MissingExtraError("reading RSS and Atom", "feeds") from None
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and (parsed.bozo or not parsed.version):
        raise InputError(f"not a feed: {parsed.get('bozo_exception') or 'no RSS or Atom in it'}")
    for item in parsed.entries:
        # `in` first: asking for a date that is not there is deprecated, feedparser answers with another one.
        named = next((name for name in ("updated_parsed", "published_parsed") if name in item), "")
        moment = item.get(named)
        tags = tuple(str(tag.get("term") or "") for tag in item.get("tags") or ())
        if item.get("link"):
            day = _is_day(item.get(named.removesuffix("_parsed")))
            yield Entry(str(item["link"]), _moment(moment), tags[:MAX_SECTIONS], day_only=day)


def _json_feed(body: bytes) -> Iterator[Entry]:
    try:
        items = loads(body)["items"]
        for item in items:
            # An id should be the item's address (JSON Feed 1.1, 2); `external_url` is what a link blog talks about.
            known = str(item.get("id") or "")
            url = item.get("url") or (known if known.startswith("http") else item.get("external_url"))
            if isinstance(url, str):
                said, tags = item.get("date_modified") or item.get("date_published"), item.get("tags")
                filed = tuple(map(str, tags[:MAX_SECTIONS])) if isinstance(tags, list) else ()
                yield Entry(url, _parsed(said), filed, day_only=_is_day(said))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"not a JSON feed: {type(error).__name__}: {error}") from None


def _sitemap(body: bytes) -> Iterator[Entry]:
    """Yield a sitemap's addresses, the newest first where it says when they changed."""
    from lxml import etree

    if body[:2] == b"\x1f\x8b":
        body = _gunzipped(body)
    _refuse_entities(body)
    found: list[Entry] = []
    try:
        walk = etree.iterparse(
            io.BytesIO(body), events=("end",), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False,
        )  # fmt: skip
        for _, node in walk:
            place = (node.findtext("{*}loc") or "").strip()
            said = node.findtext("{*}lastmod") or node.findtext("{*}news/{*}publication_date")
            words = (node.findtext("{*}news/{*}keywords") or "").split(",")
            if place:
                filed = tuple(filter(None, map(str.strip, words[:MAX_SECTIONS])))
                is_listing = etree.QName(node).localname == "sitemap"
                found.append(Entry(place, _parsed(said), filed, is_listing, _is_day(said)))
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
            if len(found) >= 50_000:
                break
    except etree.XMLSyntaxError as error:
        if not found:
            raise InputError(f"not a sitemap: {error}") from None
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    yield from sorted(found, key=lambda entry: entry.changed_at or epoch, reverse=True)


def _index(body: bytes, url: str, select: str) -> Iterator[Entry]:
    """Yield the links of a page, those inside what *select* (CSS or XPath) chooses where it is given."""
    from lxml import etree, html

    try:
        page = html.fromstring(body, parser=html.HTMLParser(huge_tree=False, no_network=True))
        chosen: list[Any] = _select(page, select) if select else [page]
    except (etree.LxmlError, *BAD_SELECTOR) as error:
        raise InputError(f"{url}: cannot be read as a page with the selector {select!r}: {error}") from None
    seen = set()
    for node in chosen:
        for link in node.iter("a"):
            place = (link.get("href") or "").strip()
            if place and place not in seen:
                seen.add(place)
                yield Entry(place)


def fault_of(select: str) -> str:
    """Return what is wrong with a selector, empty when it can be used."""
    from lxml import etree, html

    try:
        _select(html.Element("p"), select or "p")
    except (etree.LxmlError, *BAD_SELECTOR) as error:
        return f"the selector {select!r} is neither CSS nor XPath: {error}"
    return ""


def _select(page: Any, select: str) -> list[Any]:
    if select.startswith(("/", "(", ".//")):
        return [node for node in page.xpath(select) if hasattr(node, "iter")]
    return list(page.cssselect(select))


def _gunzipped(body: bytes) -> bytes:
    """Return a gzipped sitemap's bytes, within the bounds of a body."""
    from revtrack.fetch.body import BodyDamaged, BodyTooLarge, Decoder

    try:
        return b"".join(Decoder("gzip", 50_000_000, 200).feed(body))
    except (BodyDamaged, BodyTooLarge) as error:
        raise InputError(f"not a sitemap: {error}") from None


def _refuse_entities(body: bytes) -> None:
    if _ENTITY.search(body):
        raise InputError("has a document type with entities of its own: refused")


def _parsed(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_day(text: Any) -> bool:
    """Say whether a listing's date is a day without a time."""
    return isinstance(text, str) and _DAY.fullmatch(text) is not None


def _moment(parts: Any) -> datetime | None:
    try:
        year, month, day, hour, minute, second = parts[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError):
        return None
