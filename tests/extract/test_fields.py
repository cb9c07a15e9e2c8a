"""Who wrote it, when, and under which headline is read wherever the page says it."""

import json

import pytest

from revtrack.extract import extract
from revtrack.model import Document

STORY = "".join(
    f"<p>The ferry to Skerry keeps its fare of {n} pounds, the council said after a long evening of debate.</p>"
    for n in range(5, 11)
)


def read(head: str = "", top: str = "", h1: str = "Ferry keeps its fare") -> Document:
    """Return a story with *head* in its head and *top* under its headline."""
    return extract(
        f"<html><head>{head}</head><body><nav><a href=/author/all/>All Our Authors</a></nav><main><h1>{h1}</h1>{top}"
        f"<div class=body>{STORY}</div></main></body></html>"
    )


def data(**values: object) -> str:
    """Return JSON-LD of an article with *values*."""
    node = {"@type": "NewsArticle", "headline": "Ferry keeps its fare", **values}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("document", "authors"),
    [
        (read(data(author=[{"givenName": "Ana", "familyName": "Okafor"}, {"name": "Jon Reyes"}])), ("Ana Okafor", "Jon Reyes")),
        (read(data(author={"name": "Harbour staff reporter"})), ("Harbour staff reporter",)),
        (read("<meta property=article:author content=https://social.example/harbour>", "<p class=byline>By Ana Okafor May 3</p>"), ("Ana Okafor",)),
        (read("<meta name=author content='Ana Okafor (Image: Skerry Pictures, Jon Reyes)'>"), ("Ana Okafor",)),
        (read("<meta property=og:site_name content='Skerry News'>", "<p class=byline>Skerry News</p><p class=author>Ana Okafor, 05:00</p>"), ("Ana Okafor",)),
        (read(data(author={"name": "Ana Okafor, Senior Reporter"})), ("Ana Okafor",)),
        (read(data(author="Ana Okafor, professor of tides at Skerry College, harbour.example")), ("Ana Okafor",)),
        (read(top="<ul class=metaInfoAuthorList><li><a href=/x/1>Ana Okafor</a></li></ul>"), ("Ana Okafor",)),
        (read(top="<p>By <a href=/authors/ana/>Ana Okafor</a> and <a href=/authors/jon/>Jon Reyes</a></p>"), ("Ana Okafor", "Jon Reyes")),
        (read("<meta name=author content=Harbour><title>Ferry keeps its fare | Harbour</title>", "<a href=/autoren/ana>Ana Okafor</a>"), ("Ana Okafor",)),
        (read(top="<div>Mon 2.11.26 | <span class=authorname>Ana Okafor</span></div>"), ("Ana Okafor",)),
    ],
)  # fmt: skip
def test_authors_are_read_from_what_the_page_gives(document: Document, authors: tuple[str, ...]) -> None:
    """Given and family names, author links and camel-case names count; roles and the outlet do not."""
    assert document.authors == authors


@pytest.mark.parametrize(
    "top",
    [
        "<div class=info><span>02.11.2026</span>, <span>5 min</span></div>",
        "<div>Mo 02.11.26 | 14:07 Uhr | Von <span class=author>Ana Okafor</span></div>",
        "<p>By Ana Okafor</p><p>November 2, 2026</p>",
    ],
)
def test_a_date_under_the_headline_is_the_publication_day(top: str) -> None:
    """Where no mark-up gives the time, the day that stands under the headline counts, and the source says so."""
    document = read(top=top)
    assert document.published is not None
    assert document.published.strftime("%Y-%m-%d %H:%M") in ("2026-11-02 00:00", "2026-11-02 14:07")
    assert dict(document.sources)["published"] == "visible"


def test_a_date_in_the_story_is_no_publication_day() -> None:
    """A day told in a sentence is not when the page was published."""
    assert read(top="<p>The council had met on November 2, 2026 to talk about ferries and fares.</p>").published is None


def test_the_outlets_name_is_no_part_of_the_headline() -> None:
    """Where JSON-LD and the social card add the outlet's name, the page's own heading is the headline."""
    card = '<meta property="og:title" content="Ferry keeps its fare - Harbour">'
    assert read(data(headline="Ferry keeps its fare - Harbour") + card).headline == "Ferry keeps its fare"


def test_a_kicker_set_against_the_heading_is_punctuated_as_the_page_does_elsewhere() -> None:
    """Where only punctuation tells the heading from the social title, the social title's is read."""
    card = '<meta property="og:title" content="Crossing: Ferry keeps its fare!">'
    assert (
        read(card, h1="<span>Crossing</span><span>Ferry keeps its fare!:</span>").headline
        == "Crossing: Ferry keeps its fare!"
    )
