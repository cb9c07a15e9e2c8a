"""Articles over several pages: where they go on, and how they are read as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.extract import extract, onward, read
from revtrack.model import Capture, Fault, Part, bundled, parts_of

TEXTS = tuple(
    f"Part {n} of the story tells how the old ferry of Skerry was sold, mended and lost again in the sound, and why "
    "the harbour board never said a word about it to the people of the island in all the years that followed."
    for n in range(1, 4)
)
URL = "https://skerry.example/news/the-old-ferry"


def page(number: int, onward: str = "") -> bytes:
    """Return one page of the story, with a link to the next."""
    link = f"<a class=next href='{onward}'>Next</a>" if onward else ""
    return (
        "<html><body><main><h1>The ferry that would not sink</h1><time datetime=2026-02-27>27 February 2026</time>"
        f"<div class=story><p>{TEXTS[number - 1]}</p></div>{link}"
        "</main></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("url", "href"),
    [
        (URL, f"{URL}/2"),
        (URL, "/news/the-old-ferry/page/2/"),
        (URL, "?page=2"),
        (f"{URL}?a=1", "?a=1&seite=2"),
        (f"{URL}.html", "the-old-ferry-2.html"),
        (f"{URL}.html", "the-old-ferry,2.html"),
        (f"{URL}/2", f"{URL}/3"),
        (f"{URL}-seite-2", "the-old-ferry-seite-3"),
    ],
)
def test_the_same_address_with_the_next_number_is_the_next_page(url: str, href: str) -> None:
    """A link is the next page when it differs from the page's own address by nothing but the next number."""
    assert extract(page(1, href), url=url).next_page.endswith(href.lstrip("?"))


@pytest.mark.parametrize(
    "href",
    [
        "/news/another-story",
        f"{URL}/3",
        f"{URL}2",
        "/news/2",
        f"{URL}#2",
        "https://other.example/news/the-old-ferry/2",
        "",
    ],
)
def test_any_other_link_is_no_next_page(href: str) -> None:
    """Another article, a later page, another site and an anchor are not the next page."""
    assert extract(page(1, href), url=URL).next_page == ""


def test_a_listing_has_no_next_page() -> None:
    """A page that is no article, such as a section's front, is not followed into its archive."""
    listing = page(1, "?page=2").replace(b"<time datetime=2026-02-27>27 February 2026</time>", b"")
    assert extract(listing, url=URL).next_page == ""


def test_pages_of_the_comments_are_not_the_story_s() -> None:
    """A pager inside the comments does not go on with the article."""
    pager = b"<div class=comments><a href='?page=2'>2</a></div></main>"
    assert extract(page(1).replace(b"</main>", pager), url=URL).next_page == ""


@given(
    st.sampled_from(["", "?page=2", "?page=3", "/news/the-old-ferry/2", "/news/another-story"]),
    st.sampled_from([URL, f"{URL}?page=2", f"{URL}/2"]),
    st.sampled_from(["text/html", "text/plain", "text/markdown", "application/pdf", ""]),
    st.sampled_from(["whole", "undated", "a fragment", "no page"]),
)
def test_a_page_looked_at_for_the_next_one_alone_names_the_same(href: str, url: str, kind: str, form: str) -> None:
    """Whatever a server answers, the short look finds the address that reading all of it finds."""
    body = page(1, href)
    if form == "undated":
        body = body.replace(b"<time datetime=2026-02-27>27 February 2026</time>", b"")
    elif form == "a fragment":
        body = body.removeprefix(b"<html><body>")
    elif form == "no page":
        body = b"%PDF-1.7 " + body
    headers = (("content-type", kind),) if kind else ()
    whole = read(body, dict(headers), url).next_page
    assert onward(Capture(url, 200, headers, body, "")) == whole


def test_bundled_pages_are_read_as_one_article() -> None:
    """The document has every page's text once, in order, under the first page's headline."""
    body = bundled([Part(f"{URL}/{n}" if n > 1 else URL, "text/html", page(n)) for n in (1, 2, 3)])
    document = read(body)
    assert [block.text for block in document.blocks] == ["The ferry that would not sink", *TEXTS]
    assert document.fault is None
    assert document.url == URL


def test_a_later_page_that_is_no_article_makes_the_whole_faulty() -> None:
    """A bot wall in place of page 2 is no deletion of its text."""
    wall = b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    document = read(bundled([Part(URL, "text/html", page(1)), Part(f"{URL}/2", "text/html", wall)]))
    assert document.fault is Fault.TRUNCATED
    assert document.fault_detail.startswith("page 2 of 2 is no article: blocked")


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4))
def test_a_bundle_gives_back_every_byte(bodies: list[bytes]) -> None:
    """Whatever bytes the pages are, boundaries included, they come back as they were."""
    parts = tuple(Part(f"{URL}/{n}", "text/html", body + b"--revtrack-pages\r\n") for n, body in enumerate(bodies))
    assert parts_of(bundled(parts)) == parts
