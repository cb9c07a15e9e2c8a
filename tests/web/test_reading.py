"""The served pages: those of the static site, live, harmless, and unchanged until something changes."""

import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from revtrack.model import Check, CheckCode, Outcome
from revtrack.report import write_site
from revtrack.store import Archive
from revtrack.web import app
from web.newsroom import small_newsroom

PAGES = (
    "/", "/index.html", "/corrections.html", "/look.html", "/outlets/", "/outlets/gazette.html", "/search",
    "/search?q=rotten", "/articles/1/", "/articles/1/index.html", "/articles/1/3-4.html", "/articles/1/1-4.html",
    "/articles/1/version-2.html", "/articles/1/words-5.html", "/articles/1/strip.html", "/nothing-here",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_policy(reader: TestClient, path: str) -> None:
    """No page, error pages included, may run a script that is not our file or load anything from elsewhere."""
    answer = reader.get(path)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES[:-1])
def test_every_link_of_a_served_page_is_answered(reader: TestClient, path: str) -> None:
    """Each link inside the site leads to something."""
    page = html.fromstring(reader.get(path).content)
    page.make_links_absolute(f"http://testserver{path}")
    for href in {h.split("#")[0] for h in page.xpath("//@href")}:
        if href.startswith("http://testserver"):
            assert reader.get(href).status_code in (200, 303), href


def test_served_and_written_pages_say_the_same(newsroom: Path, reader: TestClient, tmp_path: Path) -> None:
    """The served page differs from the written one only in what needs a server: search, and comparing any two versions."""
    with Archive(newsroom, read_only=True) as archive:
        write_site(archive, tmp_path, head=archive.head())
    for name in ("index.html", "corrections.html", "articles/1/index.html", "articles/1/3-4.html"):
        served = re.sub(r"(?s)<form class=\"choose\".*?</form>\s*", "", reader.get(f"/{name}").text)
        served = re.sub(r"\s*<a href=\"[^\"]*search\">Search</a>", "", served)
        served = re.sub(r"<a href=\"\?\w+=[^\"]*\">([^<]*)</a>", r"<bdi>\1</bdi>", served)
        written = (tmp_path / name).read_text()
        assert served.split() == written.split()


def test_a_page_is_the_same_until_its_article_changes(tmp_path: Path) -> None:
    """A reader who has the page gets 304; a new look at the article, by another process, gives a new page."""
    path = small_newsroom(tmp_path / "n.db")
    reader = TestClient(app(path))
    first = reader.get("/articles/1/")
    again = reader.get("/articles/1/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    with Archive(path) as archive:
        archive.commit(Outcome(archive.article(2), Check("2026-12-01T10:00:00Z", CheckCode.SAME_TEXT, version=2)))
    assert reader.get("/articles/1/", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    with Archive(path) as archive:
        archive.commit(Outcome(archive.article(1), Check("2026-12-01T10:00:00Z", CheckCode.SAME_TEXT, version=5)))
    later = reader.get("/articles/1/")
    assert later.headers["etag"] != first.headers["etag"]
    assert "1 Dec 2026, 10:00 UTC" in later.text


def test_any_two_versions_can_be_compared(reader: TestClient) -> None:
    """Versions that are no neighbours are diffed when asked, the notes between them joined; the form puts them in order."""
    assert reader.get("/articles/1/compare?before=4&after=1").headers["location"] == "1-4.html"
    page = html.fromstring(reader.get("/articles/1/1-4.html").content)
    words = [e.text_content() for e in page.find_class("changes")[0].iter("ins")]
    assert any("Maria" in w for w in words)
    assert any("48.2" in w for w in words)
    assert page.xpath("//h1")[0].text == "Version 1 to 4"
    assert reader.get("/articles/1/4-1.html").status_code == 404
    assert reader.get("/articles/1/compare?before=x").status_code == 404


def test_every_word_says_since_when_it_is_there(reader: TestClient) -> None:
    """A word that came later carries the number of its version; words that went are listed with how long they stood."""
    page = html.fromstring(reader.get("/articles/1/words-5.html").content)
    came = {"".join(s.itertext()).strip(): s.get("title") for s in page.find_class("came")}
    assert next(title for words, title in came.items() if "Maria" in words).startswith(
        "since version 3, 3 Nov 2026, 06:10 to 06:25 UTC"
    )
    gone = [p.text_content() for p in page.xpath("//section//p[@class='words']")]
    assert any("Marta" in words and "versions 1 to 2" in words for words in gone)
    assert reader.get("/articles/1/words-9.html").status_code == 404


def test_search_finds_what_is_no_longer_there(reader: TestClient) -> None:
    """Removed text is found, says until when it stood, and leads to the version that has it."""
    page = html.fromstring(reader.get("/search?q=rotten&removed=1").content)
    hit = page.find_class("line-item")[0]
    assert "no longer there" in hit.text_content()
    assert hit.find_class("title")[0].find("a").get("href") == "articles/2/version-1.html"
    assert "nothing to search for" in reader.get("/search", params={"q": "!!"}).text


def test_lists_can_be_narrowed(reader: TestClient) -> None:
    """The list of corrections can be narrowed to an outlet, the queue to a rule; the page says so and leads back."""
    notes = reader.get("/corrections-outlet-the-daily-harbour.html").text
    assert "misstated" in notes
    assert "outlet: The Daily Harbour" in notes
    page = reader.get("/look-outlet-gazette.html").text
    assert "outlet: Gazette" in page
    assert "A passage was removed" in page
    assert "Marta" not in page
    assert '<a href="look.html">show all</a>' in page
    for name in ("corrections-outlet-gazette", "look-outlet-gazette-2", "look-rule", "corrections-desk-", "index-1"):
        assert reader.get(f"/{name}.html").status_code == 404, name


def test_the_server_writes_nothing(reader: TestClient) -> None:
    """Every route answers reading only."""
    for route in reader.app.routes:  # type: ignore[attr-defined]
        assert set(route.methods) <= {"GET", "HEAD"}, route.path
    assert reader.post("/articles/1/").status_code == 405


def test_the_strip_may_stand_under_a_story_and_nothing_else_may(reader: TestClient) -> None:
    """Only the strip may be framed by other sites."""
    assert "frame-ancestors *" in reader.get("/articles/1/strip.html").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in reader.get("/articles/1/").headers["content-security-policy"]


def test_an_article_without_a_version_is_said_to_be_missing(tmp_path: Path) -> None:
    """An address that was added and never seen has no page yet."""
    with Archive(tmp_path / "n.db") as archive:
        archive.add("https://new.example/")
    reader = TestClient(app(tmp_path / "n.db"))
    assert reader.get("/articles/1/").status_code == 404
    assert "revtrack add URL" in reader.get("/").text
