"""
Read an article's fields: JSON-LD first, then microdata, Open Graph, meta tags, time elements, visible text.

Each field carries where it was read. What stands outside the text (the social
card, the meta description, the slug) is kept as hidden fields: errors live there.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from revtrack.extract import people, structured, underline
from revtrack.extract.cleaning import squeeze
from revtrack.extract.names import words
from revtrack.extract.page import Element
from revtrack.extract.times import parse_time
from revtrack.model import Field, Image

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
AUTHORS = (
    "author",
    "article:author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "article:author_name",
    "twitter:data1",
)
SECTION = ("article:section", "section", "parsely-section", "category", "dc.subject", "news_section")
BYLINE_NAMES = (
    "byline bylines author authors authorname autor autoren autorin auteur writer firma signature contributor "
    "contributors authorlink authorlist"
)
BYLINE = frozenset(BYLINE_NAMES.split())
UPDATED = re.compile(r"updat|modif|aktualis|mis à jour|actualiz|aggiorn|revised", re.IGNORECASE)


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
    return _Reader(root, url).read()


class _Reader:
    """One page's machine-readable parts, gathered once."""

    def __init__(self, root: Element, url: str | None) -> None:
        self.root, self.address = root, url
        self.meta: dict[str, list[str]] = defaultdict(list)
        self.links: dict[str, list[Element]] = defaultdict(list)
        self.props: dict[str, list[Element]] = defaultdict(list)
        self.titles: list[str] = []
        self.h1: list[Element] = []
        self.times: list[Element] = []
        self.bylines: list[Element] = []
        self._gather()
        self.found = structured.nodes(root)
        self.ids = structured.by_id(self.found)
        canonical = self._canonical()
        self.node: Mapping[str, Any] = structured.article(self.found, canonical or url or "")
        self.canonical = canonical
        self.shown = ""
        self.home = ""
        self.out = Metadata(nodes=self.found)

    def _gather(self) -> None:
        """Sort the page's elements by what they may say."""
        for element in self.root.iter():
            tag = element.tag
            if tag == "meta":
                for key in ("property", "name", "itemprop", "http-equiv"):
                    if (value := element.get(key)) and element.get("content"):
                        self.meta[value.strip().lower()].append(squeeze(element.get("content")))
            elif tag == "link":
                for rel in (element.get("rel") or "").lower().split():
                    self.links[rel].append(element)
            elif tag == "title" and element.getparent() is not None and element.getparent().tag == "head":
                self.titles.append(squeeze(element.text))
            elif tag == "h1":
                self.h1.append(element)
            elif tag == "time":
                self.times.append(element)
            if isinstance(tag, str) and element.attrib:
                if prop := element.get("itemprop"):
                    for name in prop.lower().split():
                        self.props[name].append(element)
                if len(self.bylines) < 20 and (
                    not BYLINE.isdisjoint(words(element.get("class") or "")) or element.get("rel") == "author"
                ):
                    self.bylines.append(element)

    def first(self, *names: str) -> tuple[str, str]:
        """Return the first non-empty meta value among *names*, and its name."""
        return next(((value, name) for name in names for value in self.meta.get(name, ()) if value), ("", ""))

    def _canonical(self) -> str | None:
        for element in self.links.get("canonical", ()):
            if href := (element.get("href") or "").strip():
                return self._absolute(href)
        return None

    def _absolute(self, href: str) -> str:
        try:
            return urljoin(self.address or "", href)
        except ValueError:
            return href

    def read(self) -> Metadata:
        """Return everything."""
        out = self.out
        self.set("headline", *self.headline())
        self.set("dek", *self.dek())
        self.set("authors", *self.authors())
        self.set("published", *self.when("datePublished", PUBLISHED, "published"))
        self.set("modified", *self.when("dateModified", MODIFIED, "modified"))
        section, name = self.first(*SECTION)
        in_node = structured.text_of(self.node.get("articleSection"))
        self.set("section", in_node or section, "json-ld" if in_node else name)
        self.set("language", *self.language())
        self.addresses()
        self.set("outlet", *self.outlet())
        out.lead_image = self.image()
        out.fields = self.hidden()
        return out

    def set(self, name: str, value: Any, source: str) -> None:
        """Keep *value* and its source, when there is one."""
        self.out.set(name, value, source)

    def headline(self) -> tuple[str, str]:
        """
        Return the headline: the wording that two of page, JSON-LD and social card share, else JSON-LD's or the page's.

        The page's own, where it is another one, is the hidden field `visible_headline`, so no change of it is missed.
        """
        stated = structured.text_of(self.node.get("headline")) or structured.text_of(self.node.get("name"))
        og = self.first("og:title", "twitter:title")[0]
        title = self.titles[0] if self.titles else ""
        shown = [text for element in self.h1 if (text := shown_text(element)) and len(text) < 400]
        self.shown = next((t for t in shown if any(similar(t, o) for o in (stated, og, title) if o)), "")
        marked = next((t for e in self.props.get("headline", ()) if 0 < len(t := content(e)) < 400), "")
        said = [(self.shown, "visible"), (stated, "json-ld"), (og, "og:title"), (marked, "microdata")]
        if again := self.set_again(said[1:3]):
            return again
        for text, source in said:
            if text and sum(plain(text) == plain(other) for other, _ in said) > 1:
                return text, source
        for text, source in (said[1], said[0], said[3]):
            if text:
                return text, source
        if og:
            return without_outlet(og, self.first("og:site_name")[0]), "og:title"
        if len(shown) == 1 and len(shown[0]) > 12:
            return shown[0], "visible"
        return without_outlet(title, self.first("og:site_name")[0]), "title"

    def set_again(self, said: list[tuple[str, str]]) -> tuple[str, str] | None:
        """Return the heading where others differ from it by the outlet's name, or only in how its parts are joined."""
        if not self.shown:
            return None
        outlet = self.first("og:site_name")[0]
        parted = any(sum(1 for _ in e.iterdescendants()) > 1 and shown_text(e) == self.shown for e in self.h1)
        for text, source in said:
            if text != self.shown and without_outlet(text, outlet) == self.shown:
                return self.shown, "visible"
            if parted and plain(text) != plain(self.shown) and letters(text) == letters(self.shown):
                return text, source
        return None

    def dek(self) -> tuple[str, str]:
        """Return the standfirst, only where the page marks one as such; a meta description is a hidden field."""
        return structured.text_of(self.node.get("alternativeHeadline")), "json-ld"

    def authors(self) -> tuple[tuple[str, ...], str]:
        """Return who wrote it and where that was read."""
        outlet = structured.text_of(self.node.get("publisher")) or self.first("og:site_name")[0]
        for key in ("author", "creator"):
            names = people.from_json(self.node.get(key), self.ids)
            if names and not (len(names) == 1 and self.is_outlet(names[0], outlet)):
                return names, "json-ld"
        for name in AUTHORS:
            names = people.unique(n for value in self.meta.get(name, ()) for n in people.split(value))
            if names and not (len(names) == 1 and self.is_outlet(names[0], outlet)):
                return names, name
        marked = [e for e in self.props.get("author", ()) if e.tag != "meta"]
        names = people.unique(n for e in marked[:5] for n in people.split(own_name(e)))
        if names:
            return names, "microdata"
        for element in self.bylines:
            text = squeeze(" ".join(element.itertext()))
            if (
                3 < len(text) < 120
                and (names := people.split(text))
                and all(len(n.split()) in (2, 3, 4) for n in names)
            ):
                return names, "visible"
        if names := underline.linked_names(self.under()):
            return names, "visible"
        return people.from_json(self.node.get("author"), self.ids), "json-ld"

    def is_outlet(self, name: str, outlet: str) -> bool:
        """Say whether *name* is the outlet's: as stated, or as the `<title>` ends in it."""
        ends = [re.split(r"\s[|–—·•»-]\s", title)[-1] for title in self.titles]
        return name.casefold() in {end.strip().casefold() for end in (outlet, *ends) if end}

    def under(self) -> list[Element]:
        """Return what stands under the page's headline."""
        heading = next((e for e in self.h1 if shown_text(e) == self.shown), self.h1[0] if len(self.h1) == 1 else None)
        return [] if heading is None else underline.under(heading)

    def when(self, key: str, names: tuple[str, ...], prop: str) -> tuple[datetime | None, str]:
        """Return a time and where it was read."""
        if when := parse_time(structured.text_of(self.node.get(key))):
            return when, "json-ld"
        for element in self.props.get(key.lower(), ()):
            for value in (element.get("content"), element.get("datetime"), " ".join(element.itertext())):
                if when := parse_time(value):
                    return when, "microdata"
        for name in names:
            for value in self.meta.get(name, ()):
                if when := parse_time(value):
                    return when, name
        for node in self.found:
            stated = parse_time(structured.text_of(node.get(key)))
            if stated and structured.types(node) in ("WebPage", "ItemPage"):
                return stated, "json-ld"
        return self.shown_time(prop)

    def shown_time(self, prop: str) -> tuple[datetime | None, str]:
        """Return the time that a `<time>` element gives: the first for publication, a labelled one for modification."""
        for element in self.times:
            parent = element.getparent()
            names = f"{element.get('class') or ''} {'' if parent is None else parent.get('class') or ''}"
            shown = squeeze(" ".join(element.itertext()))
            around = f"{names} {shown} {'' if parent is None else parent.text or ''}"
            if bool(UPDATED.search(around)) == (prop == "modified"):
                when = parse_time(element.get("datetime")) or parse_time(shown)
                if when:
                    return when, "time"
        if prop == "published" and (when := underline.stamped(self.under(), self.out.authors)):
            return when, "visible"
        if prop == "published" and self.address:
            found = re.search(r"/(20\d\d|19\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?=[/_-])", self.address)
            if found:
                return parse_time("-".join(found.groups())), "url"
        return None, ""

    def language(self) -> tuple[str, str]:
        """Return the primary language tag."""
        places = (
            (self.root.get("lang") or self.root.get("xml:lang") or "", "html"),
            (structured.text_of(self.node.get("inLanguage")), "json-ld"),
            self.first("content-language", "og:locale", "dc.language", "language"),
        )
        for value, source in places:
            if found := re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$|,)", value):
                return found.group(1).lower(), source
        return "", ""

    def addresses(self) -> None:
        """Keep the canonical address and the other addresses the page names."""
        og = self.first("og:url")[0]
        url = self.canonical or (self._absolute(og) if og else None)
        if url and self.address and is_home(url) and not is_home(self.address):
            self.home = url
            url = None  # a canonical link to the home page is a mistake of the page, not this article's address
        self.out.url = url or self.address
        if url:
            self.out.sources["url"] = "canonical" if self.canonical else "og:url"
        named = [element.get("href") for rel in ("amphtml", "shortlink") for element in self.links.get(rel, ())]
        others = [self._absolute(href) for href in named if href]
        others += [self._absolute(og)] if og else []
        others += [self.address] if self.address else []
        self.out.aliases = tuple(dict.fromkeys(a for a in others if a != self.out.url))

    def outlet(self) -> tuple[str, str]:
        """Return the publisher's name."""
        publisher = self.node.get("publisher")
        if isinstance(publisher, dict) and not publisher.get("name"):
            publisher = self.ids.get(str(publisher.get("@id")), publisher)
        named = structured.text_of(publisher.get("name") if isinstance(publisher, Mapping) else publisher)
        if named:
            return named, "json-ld"
        return self.first("og:site_name", "application-name", "dc.publisher", "publisher")

    def image(self) -> Image | None:
        """Return the lead image, with the alt text the page gives it."""
        value = self.node.get("image")
        value = value[0] if isinstance(value, list) and value else value
        src = structured.text_of(value.get("url")) if isinstance(value, dict) else structured.text_of(value)
        src = self.first("og:image", "twitter:image")[0] or src
        return Image(self._absolute(src), self.first("og:image:alt", "twitter:image:alt")[0]) if src else None

    def hidden(self) -> tuple[Field, ...]:
        """Return what a reader meets elsewhere: on the social card, in search results, in the address."""
        out = []
        for name, keys in (
            ("social_title", ("og:title",)),
            ("social_description", ("og:description",)),
            ("twitter_title", ("twitter:title",)),
            ("twitter_description", ("twitter:description",)),
            ("meta_description", ("description",)),
            ("lead_image_alt", ("og:image:alt", "twitter:image:alt")),
        ):
            value, source = self.first(*keys)
            if value:
                out.append(Field(name, value, source))
        if self.titles and self.titles[0]:
            out.append(Field("meta_title", self.titles[0], "title"))
        for name, key in (("jsonld_headline", "headline"), ("jsonld_description", "description")):
            if value := structured.text_of(self.node.get(key)):
                out.append(Field(name, value, "json-ld"))
        if self.home:
            out.append(Field("page_address", self.home, "canonical"))
        if self.shown and self.shown != self.out.headline:
            out.append(Field("visible_headline", self.shown, "visible"))
        if slug := slug_of(self.out.url):
            out.append(Field("slug", slug, "url"))
        return tuple(out)


def own_name(element: Element) -> str:
    """Return the name inside an author's microdata."""
    for inner in element.iter():
        if inner is not element and "name" in (inner.get("itemprop") or "").lower().split():
            return squeeze(inner.get("content") or " ".join(inner.itertext()))
    return squeeze(element.get("content") or " ".join(element.itertext()))


def shown_text(element: Element) -> str:
    """Return the words of a heading as they are set: inline parts joined as they stand, blocks by a space."""
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        gap = " " if inner.tag in ("br", "div", "p", "small") else ""
        own = "" if inner.tag in ("script", "style", "svg", "button") else inner.text or ""
        parts += [gap, own, gap, inner.tail or ""]
    return squeeze("".join(parts))


def plain(text: str) -> str:
    """Return *text* for comparison: white space and quotation marks do not count."""
    return re.sub(r"[\s\"'“”‘’«»„‚`´]+", "", text).casefold()


def letters(text: str) -> str:
    """Return the letters and figures of *text*, for comparison."""
    return re.sub(r"[\W_]+", "", text).casefold()


def content(element: Element) -> str:
    """Return what a microdata property says."""
    return squeeze(element.get("content") or " ".join(element.itertext()))


def is_home(url: str) -> bool:
    """Say whether *url* is the address of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def slug_of(url: str | None) -> str:
    """Return the words in an address's last part that has any."""
    if not url:
        return ""
    try:
        parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    except ValueError:
        return ""
    return next((part for part in reversed(parts) if re.search(r"[^\W\d]{3,}[-_][^\W\d]", part)), "")


def similar(one: str, other: str) -> bool:
    """Say whether two headlines are the same but for the outlet's name or a few words."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    if not a or not b:
        return False
    return len(a & b) >= 0.6 * min(len(a), len(b)) and len(a & b) >= min(2, len(a))


def without_outlet(title: str, outlet: str) -> str:
    """Return a `<title>` without the outlet's name at its end."""
    parts = re.split(r"\s+[|–—·•»-]\s+", title)
    last = parts[-1]
    if len(parts) > 1 and len(last) < 40 and (last.casefold() == outlet.casefold() or len(last) < 0.6 * len(parts[0])):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·•»-")
    return title
