"""
Find when an article was published and last changed: JSON-LD, microdata, meta tags, time elements, lines, address.
"""

import re
from collections.abc import Callable
from datetime import datetime

from revtrack.extract import structured
from revtrack.extract.cleaning import squeeze
from revtrack.extract.gather import Gathered
from revtrack.extract.times import parse_time

Under = Callable[[], datetime | None]
"""Reads the time from the lines under the headline, when it is asked."""
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published_at",
    "date.release",
    "last-modified-date",
    "shareaholic:article_published_time",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "article_date_original",
    "published-date",
    "citation_publication_date",
    "rnews:datepublished",
)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article:modified",
    "revised",
    "lastmod",
    "date.updated",
    "article.updated",
    "shareaholic:article_modified_time",
    "iso-8601-updated-date",
    "modified",
    "updated_time",
)
UPDATED = re.compile(r"updat|modif|aktualis|mis à jour|actualiz|aggiorn|revised|\bstand\b", re.IGNORECASE)


def when(page: Gathered, key: str, names: tuple[str, ...], prop: str, under: Under) -> tuple[datetime | None, str]:
    """Return a time and where it was read."""
    if when := parse_time(structured.text_of(page.node.get(key))):
        return when, "json-ld"
    for element in page.props.get(key.lower(), ()):
        for value in (element.get("content"), element.get("datetime"), " ".join(element.itertext())):
            if when := parse_time(value):
                return when, "microdata"
    for name in names:
        for value in page.meta.get(name, ()):
            if when := parse_time(value):
                return when, name
    for node in page.nodes:
        stated = parse_time(structured.text_of(node.get(key)))
        if stated and structured.types(node) in ("WebPage", "ItemPage"):
            return stated, "json-ld"
    return shown_time(page, prop, under)


def shown_time(page: Gathered, prop: str, under: Under) -> tuple[datetime | None, str]:
    """Return the time that a `<time>` element gives: the first for publication, a labelled one for modification."""
    for element in page.times:
        parent = element.getparent()
        names = f"{element.get('class') or ''} {'' if parent is None else parent.get('class') or ''}"
        shown = squeeze(" ".join(element.itertext()))
        around = f"{names} {shown} {'' if parent is None else parent.text or ''}"
        if bool(UPDATED.search(around)) == (prop == "modified"):
            when = parse_time(element.get("datetime")) or parse_time(shown)
            if when:
                return when, "time"
    if prop == "published" and (when := under()):
        return when, "visible"
    if prop == "published" and page.address:
        found = re.search(r"/(20\d\d|19\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?=[/_-])", page.address)
        if found:
            return parse_time("-".join(found.groups())), "url"
    return None, ""
