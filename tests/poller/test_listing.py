"""Feeds, sitemaps and index pages are read, bounded, and every address they name goes through the gate."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, capture, poll
from revtrack.errors import InputError
from revtrack.model import Fetched, stamp
from revtrack.poller.feeds import Rules, subscribe
from revtrack.poller.listing import entries
from revtrack.store import Archive
from revtrack.store.feeds import Feeds
from revtrack.store.polling import Polling

BASE = "https://news.example"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily Harbour</title>
<item><title>Ferry</title><link>https://news.example/news/ferry?utm_source=rss</link><category>News</category>
<pubDate>Sun, 01 Mar 2026 05:00:00 GMT</pubDate></item>
<item><title>Match</title><link>https://news.example/sport/match</link></item>
<item><title>Inside</title><link>http://127.0.0.1/admin</link></item>
<item><title>Script</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>Ferry</title>
<link href="/news/ferry"/><updated>2026-03-01T09:00:00Z</updated></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": "1", "url": "https://news.example/news/ferry", "date_modified": "2026-03-01T09:00:00Z", "tags": ["News"]}]}"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/news/old</loc><lastmod>2020-01-01</lastmod></url>
<url><loc>https://news.example/news/ferry</loc><news:news><news:publication_date>2026-03-01T05:00:00Z
</news:publication_date></news:news></url></urlset>"""
INDEX = """<html><body><nav><a href="/about">About</a></nav><main><h2><a href="/news/ferry#top">Ferry</a></h2>
<h2><a href="/news/match">Match</a></h2><a href="/">Home</a></main></body></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("kind", "body", "urls"),
    [
        ("feed", RSS, ["/news/ferry?utm_source=rss", "/sport/match"]),
        ("feed", ATOM, ["/news/ferry"]),
        ("feed", JSON_FEED, ["/news/ferry"]),
        ("sitemap", SITEMAP, ["/news/ferry", "/news/old"]),
        ("index", INDEX, ["/about", "/news/ferry#top", "/news/match", "/"]),
    ],
)
def test_every_kind_of_listing_is_read(kind: str, body: str, urls: list[str]) -> None:
    """RSS, Atom, JSON Feed, news sitemaps and pages give their addresses, sitemaps the newest first."""
    found = [entry.url.removeprefix(BASE) for entry in entries(kind, body.encode(), BASE + "/list")]
    assert found[: len(urls)] == urls


def test_a_gzipped_sitemap_is_read() -> None:
    """Sitemaps may come as gzip files."""
    assert len(entries("sitemap", gzip.compress(SITEMAP.encode()), BASE)) == 2


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
@pytest.mark.parametrize(
    "evil",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
        "not a listing at all <<<",
    ],
)
def test_entities_and_nonsense_are_refused(kind: str, evil: str) -> None:
    """Billion laughs, external entities and garbage are an error with words, not a crash (hostile list, N19)."""
    with pytest.raises(InputError):
        entries(kind, evil.encode(), BASE)


def test_an_endless_listing_is_cut() -> None:
    """A million items are read as far as the cap (hostile list, N40)."""
    many = "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(60_000))
    assert len(entries("sitemap", f"<urlset>{many}</urlset>".encode(), BASE)) == 5_000


def test_a_feed_adds_what_its_rules_allow(archive: Archive) -> None:
    """New articles come by pattern and limit, through the gate, once under all their spellings; asked for without tracking."""
    world = World({BASE + "/rss": RSS, BASE + "/news/ferry": "Ferry stays"})
    subscribe(archive, SETTINGS, BASE + "/rss", "feed", Rules(include=("/news/",)), world.now())
    summary = poll(archive, world)
    assert [article.url for article in archive.articles()] == [BASE + "/news/ferry"]
    assert (summary.versions, summary.failed) == (1, 0)
    assert summary.listings == [f"{BASE}/rss: 1 new, 0 pulled forward"]
    assert next(archive.articles()).source == f"feed {BASE}/rss"


FILED = {
    "feed": """<rss version="2.0"><channel><item><link>https://news.example/2026/3/ferry</link><category>News</category>
<category>Harbour</category></item><item><link>https://news.example/2025/3/match</link><category>Sport</category></item>
</channel></rss>""",
    "json": """{"items": [{"url": "https://news.example/2026/3/ferry", "tags": ["News", "Harbour"]},
{"url": "https://news.example/2025/3/match", "tags": ["Sport"]}, {"url": "https://news.example/odd", "tags": 7}]}""",
    "sitemap": """<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://news.example/2026/3/ferry</loc><news:news><news:keywords>News, Harbour</news:keywords></news:news></url><url>
<loc>https://news.example/2025/3/match</loc><news:news><news:keywords>Sport</news:keywords></news:news></url></urlset>""",
}


@pytest.mark.parametrize("kind", FILED)
@pytest.mark.parametrize(
    ("include", "exclude"),
    [("Harbour", "-"), ("/2026/*/ferry", "-"), ("/20*", "Sport"), ("/20*", "/2025/*match"), ("*harb*rr", "-")],
)
def test_entries_are_chosen_by_section_and_pattern(archive: Archive, kind: str, include: str, exclude: str) -> None:
    """Any section an entry is filed under counts, and `*` stands for any part of an address."""
    body = FILED[kind].encode()
    found = entries("sitemap" if kind == "sitemap" else "feed", body, BASE)
    rules = Rules((include,), (exclude,))
    wanted = [] if include == "*harb*rr" else [f"{BASE}/2026/3/ferry"]
    assert [entry.url for entry in found if rules.allow(entry, entry.url)] == wanted


def test_a_paused_listing_is_not_read(archive: Archive) -> None:
    """It asks nobody and adds nothing until it is resumed; given again meanwhile it stays paused and says so."""
    world, feeds = World({BASE + "/rss": RSS, BASE + "/news/ferry": "Ferry stays"}), Feeds(archive)

    def subscribed() -> tuple[bool, bool]:
        made = subscribe(archive, SETTINGS, BASE + "/rss", "feed", Rules(include=("/news/",)), world.now())
        return made.fresh, made.paused

    assert subscribed() == (True, False)
    assert feeds.pause(feeds.all()[0], "too many", stamp(world.now()))
    assert not feeds.pause(feeds.all()[0], "again", stamp(world.now()))
    assert subscribed() == (False, True)
    poll(archive, world)
    assert (world.asked, archive.count(), feeds.all()[0].paused_why) == ([], 0, "too many")
    assert feeds.resume(feeds.all()[0], stamp(world.now()))
    assert not feeds.resume(feeds.all()[0], stamp(world.now()))
    assert poll(archive, world).versions == 1


def test_a_feeds_date_pulls_an_article_forward(archive: Archive) -> None:
    """An entry changed since the last look makes its article due at once."""
    world = World({BASE + "/atom": ATOM, BASE + "/news/ferry": "Ferry stays"})
    subscribe(archive, SETTINGS, BASE + "/atom", "feed", Rules(), world.now())
    poll(archive, world)
    assert Polling(archive).load([1])[0].appointment.looks == 0
    later = ATOM.replace("2026-03-01T09:00:00Z", "2026-03-01T06:20:00Z")
    world.pages[BASE + "/atom"] = later
    world.pages[BASE + "/news/ferry"] = "Ferry goes"
    world.pass_time(1500)
    summary = poll(archive, world)
    assert summary.versions == 1


def test_a_sitemaps_lastmod_pulls_an_article_forward(archive: Archive) -> None:
    """A `lastmod` after the last look makes the article due at once; one that is older asks nobody."""
    sitemap = SITEMAP.replace("/news/old", "/news/match")
    world = World({BASE + "/s.xml": sitemap, BASE + "/news/ferry": "Ferry stays", BASE + "/news/match": "Draw"})
    subscribe(archive, SETTINGS, BASE + "/s.xml", "sitemap", Rules(), world.now())
    assert poll(archive, world).versions == 2
    world.pages[BASE + "/s.xml"] = sitemap.replace("2020-01-01", "2026-03-01T06:20:00+00:00")
    # Older than the articles' own appointments would have it asked for anyway.
    archive.db.raw.execute("UPDATE schedule SET due_at = '2026-03-02T06:00:00.000Z'")
    world.asked.clear()
    world.pass_time(1500)
    summary = poll(archive, world)
    assert [url for _, url in world.asked] == [BASE + "/s.xml", BASE + "/news/match"]
    assert summary.listings == [f"{BASE}/s.xml: 0 new, 1 pulled forward"]


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_a_date_alone_means_any_time_of_that_day(archive: Archive, kind: str) -> None:
    """What changed after a look on that very day is seen once the day is over everywhere, by one look more."""
    place, listing = BASE + "/s.xml", SITEMAP.replace("/news/old", "/news/match").replace("2020-01-01", "2026-03-01")
    if kind == "feed":
        items = [{"id": BASE + "/news/match", "date_modified": "2026-03-01"}, {"id": BASE + "/news/ferry"}]
        place, listing = BASE + "/feed.json", json.dumps({"items": items})
    world = World({place: listing, BASE + "/news/ferry": "Ferry stays", BASE + "/news/match": "Draw"})
    subscribe(archive, SETTINGS, place, kind, Rules(), world.now())
    assert poll(archive, world).versions == 2
    world.pages[BASE + "/news/match"] = "A draw, corrected"
    world.pages[place] = listing + "\n"

    def asked(at: str) -> list[str]:
        world.asked.clear()
        world.pass_time((datetime.fromisoformat(at) - world.now()).total_seconds())
        poll(archive, world)
        return [url for _, url in world.asked]

    later = "UPDATE schedule SET due_at = '2026-03-08T06:00:00.000Z'"
    archive.db.raw.execute(later)
    assert asked("2026-03-01T22:00:00+00:00") == [place]
    assert asked("2026-03-02T11:30:00+00:00") == [place]
    assert asked("2026-03-02T12:30:00+00:00")[-1] == BASE + "/news/match"
    assert archive.timeline(archive.article(BASE + "/news/match")).versions[-1].document.headline == "A draw, corrected"
    archive.db.raw.execute(later)
    world.pages[place] = listing
    assert asked("2026-03-03T12:30:00+00:00") == [place]


def test_a_feed_that_uses_one_id_for_all(archive: Archive) -> None:
    """Items are told apart by their addresses, whatever their ids say; a title of 2 MB costs nothing but its reading."""
    items = "".join(
        f"<item><guid>same</guid><title>{title}</title><link>{BASE}/news/{name}</link></item>"
        for name, title in (("a", "One"), ("b", "T" * 2_000_000), ("c", ""))
    )
    pages = {f"{BASE}/news/{name}": f"Story {name}" for name in "abc"}
    world = World({BASE + "/rss": f'<rss version="2.0"><channel>{items}</channel></rss>', **pages})
    subscribe(archive, SETTINGS, BASE + "/rss", "feed", Rules(), world.now())
    assert poll(archive, world).versions == 3
    assert [(article.url, article.headline) for article in archive.articles()] == [
        (f"{BASE}/news/{name}", f"Story {name}") for name in "abc"
    ]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"id": "https://news.example/a"}, "https://news.example/a"),
        ({"id": "https://news.example/a", "external_url": "https://else.example/b"}, "https://news.example/a"),
        ({"id": "7", "external_url": "https://else.example/b"}, "https://else.example/b"),
        ({"id": "https://news.example/a", "url": "https://news.example/c"}, "https://news.example/c"),
    ],
)
def test_an_item_of_a_json_feed_without_its_url(item: dict[str, str], url: str) -> None:
    """Its id is its address where it is one; what a link blog talks about comes last."""
    body = json.dumps({"items": [item]}).encode()
    assert [entry.url for entry in entries("feed", body, BASE + "/feed")] == [url]


def test_a_sitemap_index_leads_to_its_sitemaps(archive: Archive) -> None:
    """Sitemaps of a sitemap index are read when they are of the same site."""
    index = (
        "<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc></sitemap>"
        "<sitemap><loc>https://evil.example/s2.xml</loc></sitemap></sitemapindex>"
    )
    world = World({BASE + "/s.xml": index, BASE + "/s1.xml": SITEMAP})
    subscribe(archive, SETTINGS, BASE + "/s.xml", "sitemap", Rules(limit=1), world.now())
    poll(archive, world)
    assert [article.url for article in archive.articles()] == [BASE + "/news/ferry"]
    assert "https://evil.example/s2.xml" not in [url for _, url in world.asked]


def test_an_index_page_is_read_by_selector(archive: Archive) -> None:
    """Only links inside what the selector chooses, never the front page or the page itself."""
    world = World({BASE + "/latest": INDEX})
    subscribe(archive, SETTINGS, BASE + "/latest", "index", Rules(select="main"), world.now())
    poll(archive, world)
    assert [article.url for article in archive.articles()] == [BASE + "/news/ferry", BASE + "/news/match"]


def test_a_broken_feed_is_told_and_does_not_stop_the_poll(archive: Archive) -> None:
    """The listing's row says what is wrong; articles are visited all the same."""
    world = World({BASE + "/rss": "<html>login please</html>", BASE + "/a": "Text"})
    subscribe(archive, SETTINGS, BASE + "/rss", "feed", Rules(), world.now())
    from revtrack.poller.watch import watch

    list(watch(archive, SETTINGS, [BASE + "/a"], now=world.now()))
    summary = poll(archive, world)
    assert summary.versions == 1
    (feed,) = Feeds(archive).all()
    assert feed.failures == 1
    assert summary.listings


@pytest.mark.parametrize("evil", ["http://127.0.0.1/feed", "file:///etc/passwd", "http://[::1]/x"])
def test_a_listing_goes_through_the_gate(archive: Archive, evil: str) -> None:
    """A feed's own address is judged like any other."""
    assert subscribe(archive, SETTINGS, evil, "feed", Rules(), World().now()).refused
    assert Feeds(archive).all() == []


def test_a_feed_that_answers_in_full_is_asked_with_its_validators(archive: Archive) -> None:
    """A feed unchanged since the last reading costs a 304 and adds nothing."""
    world = World({BASE + "/rss": Fetched(replace(capture(BASE + "/rss", RSS), headers=(("ETag", '"1"'),)))})
    subscribe(archive, SETTINGS, BASE + "/rss", "feed", Rules(), world.now())
    poll(archive, world)
    assert Feeds(archive).all()[0].validators.etag == '"1"'
