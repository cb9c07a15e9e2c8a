"""Nothing an outlet publishes becomes anything but words, wherever a page or a feed shows it."""

import json
import re
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from report.builder import PAYLOADS, bridge, hostile
from revtrack.report import write_site
from revtrack.report.hrefs import web_href


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of one article that tries everything."""
    out = tmp_path_factory.mktemp("hostile")
    write_site([hostile().timeline(), bridge().timeline()], out, base_url="https://pages.example/r")
    return out


def test_words_stay_words_on_every_page(site: Path) -> None:
    """No page has a script but ours, an event handler, a style or an address that is no web address."""
    for path in site.rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        for element in page.iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in ("img", "iframe", "object", "embed", "base", "textarea", "style"), path
            for name, value in element.attrib.items():
                assert not name.startswith("on"), path
                if name in ("href", "src", "action"):
                    assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), (path, value)
            if element.tag == "script":
                assert element.get("type") == "application/ld+json" or element.get("src")
    text = html.fromstring((site / "articles/3/index.html").read_bytes()).text_content()
    for payload in (PAYLOADS[0], PAYLOADS[1], PAYLOADS[6], PAYLOADS[11]):
        assert payload in text


def test_structured_data_is_json_and_nothing_else(site: Path) -> None:
    """The JSON-LD parses, says the headline as it is, and cannot end its script element."""
    page = html.fromstring((site / "articles/3/index.html").read_bytes())
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["headline"].startswith(PAYLOADS[2])
    assert "url" not in data
    assert data["correction"][0]["@type"] == "CorrectionComment"


def test_feeds_are_well_formed_and_permanent(site: Path) -> None:
    """Every Atom feed passes a real parser without complaint, its ids are urn:uuids, and JSON feeds say the same."""
    for path in site.rglob("*.atom"):
        etree.fromstring(path.read_bytes())
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        as_json = json.loads(path.with_suffix(".json").read_text())
        assert as_json["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in as_json["items"]] == [entry.id for entry in feed.entries]
        for entry in feed.entries:
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id)
            assert entry.link.startswith("https://pages.example/r/articles/")
    bridge_feed = feedparser.parse((site / "articles/1/feed.atom").read_bytes())
    newest_correction = next(entry for entry in bridge_feed.entries if entry.get("tags"))
    assert {tag.term for tag in newest_correction.tags} >= {"no-note-seen"} or newest_correction.tags
    content = bridge_feed.entries[1].content[0].value
    assert "<del" in content
    assert "48.2" in content


def test_entry_ids_do_not_depend_on_where_the_site_stands(site: Path, tmp_path: Path) -> None:
    """The same step has the same id in another folder, under another address, in every feed that has it."""
    write_site([bridge().timeline()], tmp_path)
    here = [e.id for e in feedparser.parse((site / "articles/1/feed.atom").read_bytes()).entries]
    there = [e.id for e in feedparser.parse((tmp_path / "feeds/all.atom").read_bytes()).entries]
    assert here == there


def test_characters_nobody_sees_are_named(site: Path) -> None:
    """A direction override never reaches a page; it is shown by its code point and named."""
    for path in site.rglob("*.html"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", path.read_text()), path
    page = html.fromstring((site / "articles/3/index.html").read_bytes())
    points = {point.text: point.get("title") for point in page.find_class("point")}
    assert points["U+202E"] == "right-to-left override"


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript://%0aalert(1)",
        "data:text/html,x", "vbscript:x", "https://", "http:// x", "https://a\\@b/", "https://user@host/", " https://a/",
        "https://a/\n", "//host/", "ftp://a/", 'https://a/"onclick=', "https://a/<b>", "", None,
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(bad: str | None) -> None:
    """Anything but a plain http or https address stays text."""
    assert web_href(bad) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_becomes_a_link_that_could_run(text: str) -> None:
    """Whatever comes through the gate begins with http:// or https:// and holds nothing that could end an attribute."""
    found = web_href(text)
    assert found is None or re.fullmatch(r"(?i)https?://[^\s\"'<>\\]+", found)
    assert web_href("https://harbour.example/2026/bridge?id=1&x=%20#top")
