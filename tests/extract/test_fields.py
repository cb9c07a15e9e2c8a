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
        (read(top="<a class=author-follow>Follow this author</a><p class=author>Facebook Twitter</p><p class=author>Ana Okafor</p>"), ("Ana Okafor",)),
        (read(top="<p class=byline>By Ana Okafor on Nov 2, 2026</p>"), ("Ana Okafor",)),
        (read(top="<p class=byline>Ana Okafor November 2nd</p>"), ("Ana Okafor",)),
        (read(top="<p class=byline>Published by Ana Okafor, updated 1938 GMT</p>"), ("Ana Okafor",)),
        (read("<meta name=author content='Ana Okafor (with Jon Reyes and Eve Lund)'>"), ("Ana Okafor", "Jon Reyes", "Eve Lund")),
        (read("<meta name=author content='Ana Okafor Jr.'>"), ("Ana Okafor Jr.",)),
        (read("<meta name=author content=SNO><link rel=canonical href=https://www.sno.example/fare>", "<a href=/autoren/ana>Ana Okafor</a>"), ("Ana Okafor",)),
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


MASTHEADS = (
    "<h1><a href=/>Skerry News</a></h1>",
    "<h1><a href=https://news.example/>Home of <b>good</b> news</a></h1>",
    "<h1>Harbour</h1>",
    "<h1>Information and resources</h1>",
)


@pytest.mark.parametrize("masthead", MASTHEADS)
@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_masthead_is_no_headline(masthead: str, tag: str) -> None:
    """A main heading that leads to the front page, is the outlet's name or is like nothing stated gives way to the story's."""
    document = extract(
        f"<html><head><title>Fare stays, says council | Harbour</title></head><body>{masthead}<h2>Weather</h2><main>"
        f"<{tag}>Fare stays, says council</{tag}><div class=body>{STORY}</div></main></body></html>",
        url="https://news.example/2026/fare",
    )
    assert (document.headline, dict(document.sources)["headline"]) == ("Fare stays, says council", "visible")
    assert document.text.count("Fare stays") == 1


def test_the_heading_stated_word_for_word_comes_before_one_that_resembles_it() -> None:
    """Two main headings share words with the title: the one that is the title is the headline."""
    first = "<h1>Ferry to keep its fare: live</h1>"
    document = read("<title>Ferry keeps its fare</title>", h1=f"</h1>{first}<h1>Ferry keeps its fare")
    assert document.headline == "Ferry keeps its fare"
