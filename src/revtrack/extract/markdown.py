"""
Read markdown: rendered to HTML and walked like any page, so blocks, links and marks come out the same.

Front matter becomes the document's fields.
"""

import re

from lxml import html as lxml_html

from revtrack.extract.cleaning import clean, squeeze
from revtrack.extract.frontmatter import Value, split
from revtrack.extract.plain import names
from revtrack.extract.rendered import body_of
from revtrack.extract.shortcodes import expand
from revtrack.extract.times import parse_time
from revtrack.extract.version import EXTRACTOR
from revtrack.model import Block, BlockKind, Document, Fault, Field, Image

KEYS: dict[str, tuple[str, ...]] = {
    "headline": ("title", "headline", "hed"),
    "dek": ("dek", "subtitle", "subhed", "subheading", "standfirst", "summary"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "publishdate", "pubdate", "datepublished"),
    "modified": ("lastmod", "modified", "updated", "last_modified", "last-modified", "datemodified"),
    "section": ("kicker", "section", "category"),
    "language": ("language-code", "language", "lang"),
    "url": ("canonical", "canonical_url", "permalink"),
    "aliases": ("aliases", "redirect_from"),
    "image": ("image", "hero-image", "featured_image", "thumbnail"),
}
"""Which keys say which field, most trusted first (Hugo, Jekyll, Eleventy and newsroom habits)."""
RENAMED = {
    "description": "meta_description",
    "title-tag": "meta_title",
    "seo_title": "meta_title",
    "og-title": "social_title",
    "twitter-title": "twitter_title",
    "image-description": "lead_image_alt",
}


def parse_markdown(text: str, *, url: str | None = None) -> Document:
    """
    Return markdown as a document: front matter as fields, then headline, dek and byline as blocks, then the body.

    HTML and shortcodes inside are read; sign-ups and other embeds without words are left out and named in `ignored`.
    *url* is where it was found, for a text that names no address of its own.
    """
    cleaned, lost = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    front, body, warning = split(cleaned)
    shown = body_of(_rendered(expand(body)))
    head = _Head(front)
    headline, kept = head.text("headline"), shown.blocks
    if not headline and shown.tag == "h1":
        headline, kept = kept[0].text, kept[1:]
    warnings = [warning] if warning else []
    if lost:
        warnings.append(f"unreadable characters replaced: {lost}")
    return Document(
        blocks=(*head.blocks(headline), *kept),
        headline=headline,
        dek=head.text("dek"),
        authors=head.authors(),
        published=parse_time(head.text("published")),
        modified=parse_time(head.text("modified")),
        section=head.text("section"),
        language=head.text("language").lower().split("-")[0],
        url=head.text("url") or url,
        aliases=head.many("aliases"),
        lead_image=head.image(),
        fields=head.fields(),
        sources=tuple((name, "front matter") for name in KEYS if head.text(name) or head.many(name)),
        warnings=tuple(warnings),
        ignored=shown.ignored,
        fault=Fault.PARSE_TRUNCATED if shown.cut else None,
        fault_detail=shown.cut,
        extractor=EXTRACTOR,
    )


def _rendered(text: str) -> str:
    """Return CommonMark, with tables and strike-through, as HTML; HTML in it stays. Imported when first needed."""
    from cmarkgfm import cmark

    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    return str(cmark.markdown_to_html_with_extensions(text, options, ["table", "strikethrough"]))


class _Head:
    """The front matter, asked for fields by their names in a `Document`."""

    def __init__(self, front: dict[str, Value]) -> None:
        self.front = front
        self.low = {key.lower(): value for key, value in front.items()}

    def text(self, name: str) -> str:
        """Return the first value given for *name* as one text, or an empty text."""
        for key in KEYS[name]:
            value = self.low.get(key, "")
            value = value if isinstance(value, str) else (value[0] if value else "")
            if value:
                return plain(value)
        return ""

    def many(self, name: str) -> tuple[str, ...]:
        """Return the first list given for *name*."""
        for key in KEYS[name]:
            value = self.low.get(key, ())
            if value:
                return (value,) if isinstance(value, str) else tuple(item for item in value if item)
        return ()

    def authors(self) -> tuple[str, ...]:
        """Return the authors, from a list or from a byline such as `Jane Doe and Max Roe for The Harbour`."""
        for key in KEYS["authors"]:
            value = self.low.get(key)
            if isinstance(value, tuple) and any(value):
                return tuple(squeeze(item) for item in value if item)
            if isinstance(value, str) and value:
                return names(value if re.match(r"by\s", value, re.IGNORECASE) else f"By {value}")
        return ()

    def image(self) -> Image | None:
        """Return the lead image."""
        source = self.text("image")
        alt = self.low.get("image-description", "")
        return Image(source, alt if isinstance(alt, str) else "") if source else None

    def blocks(self, headline: str) -> list[Block]:
        """Return what a reader sees above the body: headline, dek, byline, the lead image's caption."""
        byline = self.low.get("byline", "")
        byline = byline if isinstance(byline, str) and byline else ", ".join(self.authors())
        caption = self.low.get("image-caption", "")
        shown = (
            (BlockKind.HEADLINE, headline),
            (BlockKind.DEK, self.text("dek")),
            (BlockKind.BYLINE, byline),
            (BlockKind.CAPTION, plain(caption) if isinstance(caption, str) else ""),
        )
        return [Block(kind, text) for kind, text in shown if text]

    def fields(self) -> tuple[Field, ...]:
        """Return every other key with its value, in a fixed order."""
        used = {key for keys in KEYS.values() for key in keys[:1] if key in self.low} | {"image-caption"}
        out = []
        for key, value in self.front.items():
            if key.lower() in used:
                continue
            shown = value if isinstance(value, str) else ", ".join(value)
            if shown:
                out.append(Field(RENAMED.get(key.lower(), key), shown, "front matter"))
        return tuple(sorted(out, key=lambda field: field.name))


def plain(value: str) -> str:
    """Return a front-matter value without the mark-up some newsrooms put there."""
    if "<" in value or "&" in value:
        try:
            value = lxml_html.fragment_fromstring(value, create_parent="div").text_content()
        except Exception:
            return squeeze(value)
    return squeeze(value)
