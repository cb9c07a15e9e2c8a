"""Of several stories on one page, the page's own is read."""

import pytest

from revtrack.extract import extract

SITE = "https://harbour.example"
URL = f"{SITE}/2026/ferry-stays"
CANONICAL = f"<link rel=canonical href={URL}>"
CARD = "<meta property='og:title' content='Ferry stays'>"
NEXT = f"{SITE}/2026/tunnel-opens"


def paragraphs(what: str, count: int) -> str:
    """Return paragraphs about *what*."""
    return "".join(
        f"<p>The {what} of Skerry keeps its fare of {n} pounds, the council said after a long evening of debate.</p>"
        for n in range(5, 5 + count)
    )


FERRY, TUNNEL = paragraphs("ferry", 3), paragraphs("tunnel", 9)
NOTE = "<p class=correction>Correction: an earlier version misstated the length of the tunnel. It is 7 miles.</p>"


def page(*stories: str, head: str = CANONICAL + CARD) -> str:
    return f"<!doctype html><html><head><title>Ferry stays</title>{head}</head><body><main>{''.join(stories)}</main></body></html>"


def body(of: str) -> list[str]:
    """Return the body's paragraphs on page *of*."""
    return extract(of, url=URL).body.split("\n\n")


ALONE = body(page(f"<article><h1>Ferry stays</h1>{FERRY}</article>"))
NAMING = {
    "attribute": "<article data-url='{}'><h1>{}</h1><div>{}</div></article>",
    "path only": "<div data-permalink='{}'><h1>{}</h1><div>{}</div></div>",
    "itemid": "<section itemscope itemtype=https://schema.org/NewsArticle itemid='{}'><h1>{}</h1>{}</section>",
    "heading": "<article><h2><a href='{}'>{}</a></h2>{}</article>",
    "link": "<article><link itemprop=mainEntityOfPage href='{}'><h2>{}</h2>{}</article>",
}


@pytest.mark.parametrize("naming", list(NAMING))
@pytest.mark.parametrize("own_first", [True, False], ids=["own first", "other first"])
def test_the_story_that_names_the_page_s_address_is_read(naming: str, own_first: bool) -> None:
    """The own story is read without the other's text and notes, wherever the two stand and however long they are."""
    cut = len(SITE) if naming == "path only" else 0
    own = NAMING[naming].format(URL[cut:], "Ferry stays", FERRY)
    other = NAMING[naming].format(NEXT[cut:], "Tunnel opens", TUNNEL + NOTE)
    document = extract(page(own, other) if own_first else page(other, own), url=URL)
    assert document.body.split("\n\n") == ALONE
    assert document.headline == "Ferry stays"
    assert "7 miles" not in document.text


@pytest.mark.parametrize("own_first", [True, False], ids=["own first", "other first"])
def test_the_story_under_the_page_s_headline_is_read(own_first: bool) -> None:
    """Where no story names an address, the one whose heading is the stated headline is the page's own."""
    own = f"<article><h1>Ferry stays</h1><div>{FERRY}</div></article>"
    other = f"<article><h1>Tunnel opens</h1><div>{TUNNEL}{NOTE}</div></article>"
    assert body(page(own, other, head=CARD) if own_first else page(other, own, head=CARD)) == ALONE


BRIEF = f"{paragraphs('ferry', 1)}<p>Nobody spoke against it.</p>"


@pytest.mark.parametrize("naming", ["attribute", "path only", "itemid", "nothing"])
@pytest.mark.parametrize("own_first", [True, False], ids=["own first", "other first"])
def test_a_brief_story_is_read_beside_a_long_one(naming: str, own_first: bool) -> None:
    """A story of one paragraph under the page's main heading is its own, however long the next one is."""
    form, cut = NAMING.get(naming, "<article><h1>{1}</h1><div>{2}</div></article>"), len(SITE) * (naming == "path only")
    own = form.format(URL[cut:], "Ferry stays", BRIEF)
    other = form.format(NEXT[cut:], "Tunnel opens", TUNNEL + NOTE)
    document = extract(page(own, other) if own_first else page(other, own), url=URL)
    assert document.text == extract(page(own), url=URL).text


def test_a_teaser_of_the_page_s_own_story_is_not_read_for_it() -> None:
    """A card that names the page's address and headline takes nothing from the story, whose own heading says it otherwise."""
    teaser = NAMING["heading"].format(URL, "Ferry stays", BRIEF)
    own = f"<article><h1>Skerry's ferry keeps its fare</h1><div>{TUNNEL}</div></article>"
    whole = extract(page(own, teaser), url=URL).body
    assert all(part in whole for part in body(page(own)))


def test_an_endless_scroll_changes_nothing() -> None:
    """The next stories below, each with its own address, do not change how the page's own is read and where it stands."""
    own = NAMING["attribute"].format(URL, "Ferry stays", FERRY)
    more = [NAMING["attribute"].format(f"{NEXT}-{n}", f"Tunnel {n} opens", TUNNEL) for n in range(3)]
    before = extract(page(own), url=URL)
    after = extract(page(own, *more), url=URL, layout=before.layout)
    assert (after.text, after.warnings, after.layout) == (before.text, (), before.layout)


def test_parts_of_one_story_stay_together() -> None:
    """Parts under one headline, entries of a live blog and a boxed story inside the own one are no rivals."""
    parts = [NAMING["attribute"].format(f"{URL}#{n}", f"Part {n}", paragraphs(f"ferry {n}", 4)) for n in range(3)]
    parts = [part.replace("article", "section") for part in parts]
    whole = extract(page("<h1>Ferry stays</h1>", *parts), url=URL).body
    assert all(f"ferry {n} of Skerry" in whole for n in range(3))
    boxed = NAMING["path only"].format(NEXT, "The tunnel", TUNNEL)
    whole = extract(page(f"<article data-url={URL}><h1>Ferry stays</h1>{FERRY}{boxed}</article>"), url=URL).body
    assert "tunnel of Skerry" in whole
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry stays"}</script>'
    entries = [
        NAMING["path only"].format(f"{URL}/{n}" if n else URL, f"At {n}", paragraphs(f"ferry {n}", 3)) for n in range(3)
    ]
    whole = extract(page("<h1>Ferry stays</h1>", *entries, head=CANONICAL + live), url=URL).body
    assert all(f"ferry {n} of Skerry" in whole for n in range(3))
