"""An article whose address changes stays one article, whichever is seen first: the redirect or the feed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, capture, poll
from revtrack.fetch import read
from revtrack.model import ArticleState, Fetched, FetchResult
from revtrack.pipeline import digest
from revtrack.poller.feeds import Rules, subscribe
from revtrack.poller.watch import known, named, watch
from revtrack.store import Archive
from revtrack.store.alerts import AlertBox

BASE = "https://harbour.example"
OLD, NEW = f"{BASE}/2026/ferry-stops", f"{BASE}/2026/ferry-goes-on"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def page(count: str = "two", canonical: str = "") -> str:
    """Return a story of six paragraphs."""
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    text = "".join(
        f"<p>The ferry crossed the sound {number} times on Monday, the port of Ostrand said.</p>"
        for number in (count, "three", "four", "five", "six", "seven")
    )
    return f"<html lang=en><head><title>Ferry</title>{head}</head><body><article><h1>Ferry</h1>{text}"


def leads_to(url: str, body: str) -> FetchResult:
    """Answer as a server does that redirects to *url*."""
    return Fetched(replace(capture(url, body), redirects=((301, OLD),)))


def feed(*urls: str) -> str:
    return json.dumps({"items": [{"url": url} for url in urls]})


def begun(archive: Archive, source: str = "feed") -> World:
    """Watch OLD, through a feed or by hand, and see it once."""
    world = World({f"{BASE}/feed": feed(OLD), OLD: page()})
    if source == "feed":
        subscribe(archive, SETTINGS, f"{BASE}/feed", "feed", Rules(), world.now())
    else:
        list(watch(archive, SETTINGS, [OLD], now=world.now()))
    poll(archive, world, digest=digest, everything=True)
    world.pass_time(86400)
    return world


@pytest.mark.parametrize("text", [page(), page("nine")], ids=["same text", "new text"])
def test_a_redirect_is_followed_as_the_same_article(archive: Archive, text: str) -> None:
    """The new address, however spelt, is the old article; later visits ask there; a feed that names it adds none."""
    world = begun(archive)
    world.pages |= {OLD: leads_to(NEW, text)}
    poll(archive, world, digest=digest, everything=True, listings=False)
    world.pages |= {f"{BASE}/feed": feed(NEW.replace("https", "http") + "/?utm_source=rss"), NEW: text}
    world.asked.clear()
    poll(archive, world, digest=digest, everything=True)
    assert [url for _, url in world.asked] == [f"{BASE}/feed", NEW]
    assert archive.count() == 1
    assert named(archive, NEW + "/").id == 1


@pytest.mark.parametrize("text", [page(), page("nine")], ids=["same text", "new text"])
def test_a_new_slug_in_the_feed_first_is_folded_into_its_article(archive: Archive, text: str) -> None:
    """Both are seen once; then the older goes on, the younger keeps its version, is paused and asked for no more."""
    world = begun(archive)
    world.pages |= {f"{BASE}/feed": feed(NEW), NEW: text, OLD: leads_to(NEW, text)}
    poll(archive, world, digest=digest, everything=True)
    assert archive.count() == 2
    younger = archive.article(2)
    assert (younger.url, younger.state) == (NEW, ArticleState.PAUSED)
    assert len(archive.timeline(younger).versions) == 1
    found = known(archive, read(NEW))
    assert found is not None
    assert found.id == 1
    world.pass_time(86400)
    world.pages[NEW] = page("ten")
    world.asked.clear()
    assert poll(archive, world, digest=digest, everything=True).versions == 1
    assert [url for _, url in world.asked] == [f"{BASE}/feed", NEW]
    assert archive.article(1).state is ArticleState.OK
    assert "paused" not in {alert.body.get("after") for alert in AlertBox(archive).newest()}
    assert archive.verify().holds


def test_what_a_person_added_is_left_alone(archive: Archive) -> None:
    """Two addresses given by hand stay two articles, though one leads to the other."""
    world = begun(archive, "hand")
    list(watch(archive, SETTINGS, [NEW], now=world.now()))
    world.pages |= {NEW: page(), OLD: leads_to(NEW, page())}
    poll(archive, world, digest=digest, everything=True)
    assert [article.state for article in archive.articles()] == [ArticleState.OK] * 2


def test_a_redirect_to_another_story_folds_nothing(archive: Archive) -> None:
    """A deleted story that now leads to a newer one of its site does not take that one's place."""
    world = begun(archive)
    newer = page().replace("The ferry crossed the sound", "The mayor of Ostrand opened the new quay")
    world.pages |= {f"{BASE}/feed": feed(NEW), NEW: newer, OLD: leads_to(NEW, newer)}
    for _ in range(2):
        poll(archive, world, digest=digest, everything=True)
    assert [article.state for article in archive.articles()] == [ArticleState.OK] * 2


def test_a_redirect_to_another_site_folds_nothing(archive: Archive) -> None:
    """A story that now leads to another outlet's is no reason to pause that one."""
    world = begun(archive)
    other = "https://wire.example/2026/ferry"
    world.pages |= {f"{BASE}/feed": feed(OLD, other), other: page(), OLD: leads_to(other, page())}
    poll(archive, world, digest=digest, everything=True)
    assert {article.url: article.state for article in archive.articles()}[other] is ArticleState.OK


def test_a_named_address_is_known_before_it_is_met(archive: Archive) -> None:
    """A page that names its canonical address is found by it in any spelling; a feed with that address adds none."""
    world = World({f"{BASE}/amp/ferry": page(canonical=NEW)})
    list(watch(archive, SETTINGS, [f"{BASE}/amp/ferry"], now=world.now()))
    poll(archive, world, digest=digest, everything=True)
    subscribe(archive, SETTINGS, f"{BASE}/feed", "feed", Rules(), world.now())
    world.pages[f"{BASE}/feed"] = feed(NEW.replace("https://", "http://www."))
    poll(archive, world, digest=digest, everything=True)
    assert archive.count() == 1
