"""An editor says at the desk what to watch: the same way in as `revtrack add`, and the same gate."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from revtrack.config import FetchSettings, OutletSettings, Settings
from revtrack.model import Check, CheckCode, Outcome
from revtrack.store import Archive
from revtrack.store.desk import Desk
from revtrack.store.feeds import Feeds
from revtrack.web import app, desk
from web.newsroom import small_newsroom

PASSWORD = "a long enough secret"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
KNOWN = "https://harbour.example/2026/bridge"
FRESH = "https://gazette.example/2026/11/ferry"
SETTINGS = Settings(
    fetch=FetchSettings(allow_private=("cms.internal",)), outlets={"The Gazette": OutletSettings(("gazette.example",))}
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of two articles with an editor and a reader at its desk."""
    path = small_newsroom(tmp_path / "n.db")
    with Desk(path) as book:
        for name, role in (("ines", "reviewer"), ("rae", "reader")):
            book.add_user(name, role, PASSWORD, at="2026-11-24T09:00:00Z")
    return path


def logged_in(archive: Path, name: str = "ines", settings: Callable[[], Settings] = lambda: SETTINGS) -> TestClient:
    """Return the browser of somebody who logged in."""
    browser = TestClient(
        desk(archive, clock=lambda: NOW, settings=settings), base_url="http://127.0.0.1:8788", follow_redirects=False
    )
    assert browser.post("/login", data={"name": name, "password": PASSWORD}).status_code == 303
    return browser


def said(browser: TestClient, urls: str, **more: str) -> tuple[int, list[str], dict[str, str]]:
    """Send the form; return the status, what is said of each address, and what the form holds then."""
    (form,) = html.fromstring(browser.get("/desk/add").text).xpath("//form[@class='add']")
    answer = browser.post("/desk/add", data={**dict(form.form_values()), "urls": urls, **more})
    page = html.fromstring(answer.text)
    told = [" ".join(item.text_content().split()) for item in page.xpath("//ul[@class='told']/li | //p[@role='alert']")]
    (form,) = page.xpath("//form[@class='add']")
    return answer.status_code, told, dict(form.form_values())


def test_an_address_given_at_the_desk_is_watched(archive: Path) -> None:
    """A new one is due at once under its outlet's name; a known one, however spelt, leads to its page; all is logged."""
    browser = logged_in(archive)
    status, told, form = said(
        browser, f"{FRESH}\n\n# a remark\nhttp://www.harbour.example/2026/bridge/?utm_source=mail"
    )
    assert (status, form["urls"]) == (200, "")
    assert told == [
        f"{FRESH} Watched from now on: the next poll visits it.",
        "http://www.harbour.example/2026/bridge/?utm_source=mail Watched from now on: the next poll visits it."
        " Council approves bridge after three years of debate",
    ]
    with Archive(archive) as kept:
        refusal = Check("2026-11-24T10:01:00Z", CheckCode.BLOCKED, "status 403: access denied", 403)
        assert said(browser, FRESH)[1] == [f"{FRESH} Watched already; no poll has visited it yet."]
        kept.commit(Outcome(kept.article(FRESH), refusal))
    assert said(browser, f"{FRESH}\n{KNOWN}")[1] == [
        f"{FRESH} Watched already; what came of its last visit: blocked (status 403: access denied).",
        f"{KNOWN} Watched already. Council approves bridge after three years of debate",
    ]
    with Archive(archive, read_only=True) as kept:
        article = kept.article(FRESH)
        assert (article.outlet, article.source, kept.count()) == ("The Gazette", "desk", 3)
    with Desk(archive) as book:
        assert [(line.user, line.action, line.target) for line in book.log(3)] == [
            ("ines", "watched: article", "http://www.harbour.example/2026/bridge/?utm_source=mail"),
            ("ines", "watched: article", FRESH),
            ("ines", "logged in", ""),
        ]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("news.example/ferry", "not an absolute http or https URL: begin it with https://"),
        ("javascript:alert(1)", "scheme 'javascript' is not http or https"),
        ("file:///etc/passwd", "scheme 'file' is not http or https"),
        ("https://ines:secret@news.example/", "has a user name or password in it"),
        ("http://127.0.0.1:8888\\@news.example/", "has a backslash in it"),
        ("http://2130706433/", "127.0.0.1 is no public address (loopback); allow it by name in [fetch] allow_private"),
        ("http://[::ffff:10.0.0.1]/", "private inside an IPv6 address"),
        ("http://desk.internal/", "the host is this machine or its network; see [fetch] allow_private"),
        ("https://news.example:22/", "port 22 is not allowed; see [fetch] allow_ports"),
        ("https://news.example/\u202egpj.exe", "has a space or control character in it (U+202E)"),
    ],
)
def test_an_address_the_gate_refuses_is_told_why(archive: Path, url: str, why: str) -> None:
    """Nothing of it is stored; the good one beside it is watched, and the refused one stays in the form to be mended."""
    browser = logged_in(archive)
    status, told, form = said(browser, f"{url}\n{FRESH}")
    assert (status, form["urls"]) == (400, url.replace("\u202e", "[U+202E]"))
    assert told[0].startswith(f"{form['urls']} Not watched: ")
    assert why in told[0]
    assert told[1:] == [f"{FRESH} Watched from now on: the next poll visits it."]
    with Archive(archive, read_only=True) as kept:
        assert [article.url for article in kept.articles()][2:] == [FRESH]
    with Desk(archive) as book:
        assert {line.action for line in book.log(2)} == {"address refused", "watched: article"}


def test_an_address_of_markup_is_text(archive: Path) -> None:
    """What would be markup in a page is shown as it was typed and runs nothing."""
    typed = 'https://gazette.example/"><img/src=x/onerror=alert(1)></textarea><script>alert(2)</script>'
    browser = logged_in(archive)
    assert said(browser, f"ftp:{typed}\n{typed}")[1] == [
        f"ftp:{typed} Not watched: scheme 'ftp' is not http or https.",
        f"{typed} Watched from now on: the next poll visits it.",
    ]


def test_a_listing_given_at_the_desk_is_watched_by_its_rules(archive: Path) -> None:
    """What it announces is chosen by what the form says; given again it has the new rules."""
    browser = logged_in(archive)
    rules = {"include": "/news/\n/sport/", "exclude": "/live/", "limit": "7", "select": "main h2", "outlet": "Gazette"}
    status, told, form = said(browser, "https://gazette.example/latest", kind="index", **rules)
    assert (status, form["kind"], form["include"]) == (200, "index", "/news/\n/sport/")
    assert told == [
        "https://gazette.example/latest Watched from now on: the next poll reads the index page and adds what it announces."
    ]
    again = said(browser, "https://gazette.example/latest", kind="sitemap")
    assert again[1] == ["https://gazette.example/latest This sitemap is watched already, by these rules from now on."]
    said(browser, "https://gazette.example/feed", kind="feed", include="/news/")
    with Archive(archive, read_only=True) as kept:
        assert [(feed.kind, feed.rules) for feed in Feeds(kept).all()] == [
            ("sitemap", {"include": [], "exclude": [], "limit": 100, "select": "", "outlet": ""}),
            ("feed", {"include": ["/news/"], "exclude": [], "limit": 100, "select": "", "outlet": ""}),
        ]
        assert kept.count() == 2
    with Desk(archive) as book:
        assert [line.action for line in book.log(3)] == ["watched: feed", "rules: sitemap", "watched: index page"]


@pytest.mark.parametrize(
    ("urls", "more", "why"),
    [
        ("\n # nothing\n", {}, "give an address, one a line"),
        ("\n".join(f"https://gazette.example/{n}" for n in range(101)), {}, "101 addresses are too many for a form"),
        (FRESH, {"kind": "everything"}, "say what the addresses are"),
        (FRESH, {"include": "/news/"}, "the rules choose among what a feed, sitemap or page announces"),
        (FRESH, {"kind": "feed", "select": "main"}, "where the links are is asked of pages that link to articles only"),
        (FRESH, {"kind": "feed", "limit": "0"}, "at most 0 new articles would be none"),
        (FRESH, {"kind": "feed", "limit": "many"}, "limit must be a whole number"),
        (FRESH, {"kind": "index", "select": "div["}, "neither CSS nor XPath"),
    ],
)
def test_a_form_that_makes_no_sense_is_answered_with_what_to_do(
    archive: Path, urls: str, more: dict[str, str], why: str
) -> None:
    """Nothing is watched, and what was typed is not lost."""
    status, told, form = said(logged_in(archive), urls, **more)
    assert (status, len(told)) == (400, 1)
    assert why in told[0]
    assert form["urls"].split() == urls.split()
    with Archive(archive, read_only=True) as kept:
        assert (kept.count(), Feeds(kept).all()) == (2, [])


def test_an_article_that_is_not_visited_says_so(archive: Path) -> None:
    """Adding a paused article does not visit it again behind the back of whoever paused it."""
    with Archive(archive) as kept:
        kept.pause(kept.article(KNOWN), "the outlet asked us to", at="2026-11-24T09:00:00Z")
    (told,) = said(logged_in(archive), KNOWN)[1]
    assert told.startswith(f"{KNOWN} Known, but paused: no poll visits it until `revtrack resume`.")


def test_the_configuration_is_read_when_an_address_is_given(archive: Path, tmp_path: Path) -> None:
    """A host allowed by name meanwhile is let through without a new start; a configuration that is wrong is told."""
    config = tmp_path / "revtrack.toml"
    browser = logged_in(archive, settings=lambda: Settings.load(config))
    assert said(browser, "http://cms.internal/a")[0] == 400
    config.write_text('[fetch]\nallow_private = ["cms.internal"]\n')
    assert said(browser, "http://cms.internal/a")[0] == 200
    config.write_text("[fetch]\nallow_privat = []\n")
    (form,) = html.fromstring(browser.get("/desk/add").text).xpath("//form[@class='add']")
    wrong = browser.post("/desk/add", data={**dict(form.form_values()), "urls": FRESH})
    assert wrong.status_code == 503
    assert "revtrack.toml:2: fetch.allow_privat: unknown key" in html.fromstring(wrong.text).text_content()
    with Archive(archive, read_only=True) as kept:
        assert kept.count() == 3


def test_only_an_editors_own_form_is_taken(archive: Path) -> None:
    """A reader has no form, and a request without its token or from another site changes nothing."""
    assert logged_in(archive, "rae").get("/desk/add").status_code == 403
    assert 'href="desk/add"' not in logged_in(archive, "rae").get("/desk").text
    browser = logged_in(archive)
    assert 'href="desk/add"' in browser.get("/desk").text
    (form,) = html.fromstring(browser.get("/desk/add").text).xpath("//form[@class='add']")
    values = {**dict(form.form_values()), "urls": FRESH}
    assert browser.post("/desk/add", data={**values, "csrf": "wrong"}).status_code == 403
    assert browser.post("/desk/add", data=values, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    with Archive(archive, read_only=True) as kept:
        assert kept.count() == 2


def test_the_readers_server_takes_no_address(archive: Path) -> None:
    """It has no such page, and no route of it takes anything but questions."""
    reader = TestClient(app(archive))
    assert reader.get("/desk/add").status_code == 404
    assert reader.post("/desk/add", data={"urls": FRESH}).status_code in (404, 405)
    assert {method for route in reader.app.routes for method in route.methods} <= {"GET", "HEAD"}  # type: ignore[attr-defined]
