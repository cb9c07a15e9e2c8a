"""
Keep what a reader meets elsewhere than on the page: on the social card, in search results, in the address.

Errors live on there after the text was mended.
"""

from revtrack.extract import structured
from revtrack.extract.addresses import slug_of
from revtrack.extract.gather import Gathered
from revtrack.model import Field


def hidden(page: Gathered, headline: str, shown: str, url: str | None, home: str) -> tuple[Field, ...]:
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
        value, source = page.first(*keys)
        if value:
            out.append(Field(name, value, source))
    if page.titles and page.titles[0]:
        out.append(Field("meta_title", page.titles[0], "title"))
    for name, key in (("jsonld_headline", "headline"), ("jsonld_description", "description")):
        if value := structured.text_of(page.node.get(key)):
            out.append(Field(name, value, "json-ld"))
    if home:
        out.append(Field("page_address", home, "canonical"))
    if shown and shown != headline:
        out.append(Field("visible_headline", shown, "visible"))
    if slug := slug_of(url):
        out.append(Field("slug", slug, "url"))
    return tuple(out)
