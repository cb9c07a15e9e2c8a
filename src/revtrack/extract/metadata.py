"""
Read an article's fields: JSON-LD first, then microdata, Open Graph, meta tags, time elements, visible text.

Each field carries where it was read. What stands outside the text (the social
card, the meta description, the slug) is kept as hidden fields: errors live there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from revtrack.extract import structured, underline
from revtrack.extract.addresses import addresses
from revtrack.extract.authors import authors
from revtrack.extract.gather import Gathered
from revtrack.extract.headlines import headline, shown
from revtrack.extract.hidden import hidden
from revtrack.extract.moments import MODIFIED, PUBLISHED, when
from revtrack.extract.page import Element
from revtrack.model import Field, Image

SECTION = ("article:section", "section", "parsely-section", "category", "dc.subject", "news_section")


@dataclass(slots=True)
class Metadata:
    """An article's fields, each named in `sources` with where it was read."""

    headline: str = ""
    dek: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    section: str = ""
    language: str = ""
    url: str | None = None
    outlet: str = ""
    aliases: tuple[str, ...] = ()
    lead_image: Image | None = None
    fields: tuple[Field, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    nodes: list[structured.Node] = field(default_factory=list)
    node: structured.Node = field(default_factory=dict)
    """What JSON-LD says of the article."""
    corrections: tuple[str, ...] = ()
    """Notes in the page's head, as microdata."""

    def set(self, name: str, value: Any, source: str) -> None:
        """Keep *value* and its source, when there is one."""
        if value:
            setattr(self, name, value)
            self.sources[name] = source

    def replace_dek(self, dek: str, source: str) -> None:
        """Take the standfirst that readers see; another one stated in JSON-LD stays as a hidden field."""
        if self.dek and self.dek != dek:
            self.fields += (Field("jsonld_alternative_headline", self.dek, self.sources["dek"]),)
        self.set("dek", dek, source)


def read_metadata(root: Element, url: str | None = None) -> Metadata:
    """Return the fields of the page below *root*, fetched from *url*."""
    page = Gathered(root, url)
    out = Metadata(nodes=page.nodes, node=page.node, corrections=tuple(page.meta.get("correction", ())))
    heading = shown(page)
    out.set("headline", *headline(page, heading))
    # The standfirst only where the page marks one as such; a meta description is a hidden field.
    out.set("dek", structured.text_of(page.node.get("alternativeHeadline")), "json-ld")
    out.set("authors", *authors(page, heading))

    def under() -> datetime | None:
        lines = [element.getparent() for element in page.bylines if element.getparent() is not None]
        return underline.stamped([*page.under(heading), *page.bylines, *lines], out.authors)

    out.set("published", *when(page, "datePublished", PUBLISHED, "published", under))
    out.set("modified", *when(page, "dateModified", MODIFIED, "modified", under))
    section, name = page.first(*SECTION)
    in_node = structured.text_of(page.node.get("articleSection"))
    out.set("section", in_node or section, "json-ld" if in_node else name)
    out.set("language", *language(page))
    own, source, out.aliases, home = addresses(page)
    out.url = own
    if source:
        out.sources["url"] = source
    out.set("outlet", *outlet(page))
    out.lead_image = image(page)
    out.fields = hidden(page, out.headline, heading, own, home)
    return out


def language(page: Gathered) -> tuple[str, str]:
    """Return the primary language tag."""
    places = (
        (page.root.get("lang") or page.root.get("xml:lang") or "", "html"),
        (structured.text_of(page.node.get("inLanguage")), "json-ld"),
        page.first("content-language", "og:locale", "dc.language", "language"),
    )
    for value, source in places:
        if found := re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$|,)", value):
            return found.group(1).lower(), source
    return "", ""


def outlet(page: Gathered) -> tuple[str, str]:
    """Return the publisher's name."""
    publisher = page.node.get("publisher")
    if isinstance(publisher, dict) and not publisher.get("name"):
        publisher = page.ids.get(str(publisher.get("@id")), publisher)
    named = structured.text_of(publisher.get("name") if isinstance(publisher, Mapping) else publisher)
    if named:
        return named, "json-ld"
    return page.first("og:site_name", "application-name", "dc.publisher", "publisher")


def image(page: Gathered) -> Image | None:
    """Return the lead image, with the alt text the page gives it."""
    value = page.node.get("image")
    value = value[0] if isinstance(value, list) and value else value
    src = structured.text_of(value.get("url")) if isinstance(value, dict) else structured.text_of(value)
    src = page.first("og:image", "twitter:image")[0] or src
    return Image(page.absolute(src), page.first("og:image:alt", "twitter:image:alt")[0]) if src else None
