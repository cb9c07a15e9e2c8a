"""
Feeds are what RFC 4287 (Atom) and JSON Feed 1.1 demand, read by grammars of their own.

The grammar is written from the RFC's text (its sections stand beside the rules),
narrowed to what our feeds say, so that nothing unforeseen passes either.
"""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from lxml import etree, html

from report.builder import bridge, hostile, long_life
from revtrack.report import write_site

GRAMMAR = etree.RelaxNG(
    etree.fromstring(b"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="iri"><data type="anyURI"><param name="minLength">1</param></data></define>
  <!-- 3.3: RFC 3339, capital T and Z -->
  <define name="moment"><data type="dateTime"><param name="pattern">[0-9-]+T[0-9:.]+Z</param></data></define>
  <define name="text"><data type="string"><param name="minLength">1</param></data></define>
  <define name="link"><element name="link">
    <attribute name="rel"><choice><value>self</value><value>alternate</value><value>via</value></choice></attribute>
    <attribute name="href"><ref name="iri"/></attribute>
    <optional><attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data></attribute></optional>
  </element></define>
  <start><element name="feed"><interleave>
    <element name="id"><ref name="iri"/></element>                       <!-- 4.1.1: exactly one of each -->
    <element name="title"><ref name="text"/></element>
    <element name="updated"><ref name="moment"/></element>
    <zeroOrMore><ref name="link"/></zeroOrMore>
    <optional><element name="generator"><ref name="text"/></element></optional>
    <optional><element name="rights"><ref name="text"/></element></optional>
    <zeroOrMore><element name="entry"><interleave>                       <!-- 4.1.2 -->
      <element name="id"><data type="string"><param name="pattern">urn:uuid:[0-9a-f\\-]{36}</param></data></element>
      <element name="title"><ref name="text"/></element>
      <element name="updated"><ref name="moment"/></element>
      <element name="published"><ref name="moment"/></element>
      <element name="author"><element name="name"><ref name="text"/></element></element>
      <oneOrMore><ref name="link"/></oneOrMore>
      <zeroOrMore><element name="category"><attribute name="term"/></element></zeroOrMore>
      <element name="summary"><text/></element>
      <element name="content"><attribute name="type"><value>html</value></attribute><text/></element>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
</grammar>""")
)
STAMP = {"type": "string", "format": "date-time"}
JSON_FEED = {
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": {"type": "string", "minLength": 1},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "minLength": 1}, "url": {"type": "string", "format": "uri-reference"},
                    "external_url": {"type": "string", "format": "uri"}, "title": {"type": "string"},
                    "date_published": STAMP, "date_modified": STAMP,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "authors": {"type": "array", "items": {"anyOf": [{"required": ["name"]}, {"required": ["url"]}]}},
                },
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
            },
        },
    },
    "required": ["version", "title", "items"],
}  # fmt: skip


@pytest.fixture(scope="module", params=["", "https://pages.example/r/"], ids=["nowhere", "published"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of an ordinary, a hostile and a long life."""
    out = tmp_path_factory.mktemp("feeds")
    write_site([life().timeline() for life in (bridge, hostile, long_life)], out, base_url=request.param)
    return out


def test_every_atom_feed_is_as_the_rfc_demands(site: Path) -> None:
    """No element is missing, doubled or unforeseen; at most one alternate link of a type, and no id twice."""
    feeds = sorted(site.rglob("*.atom"))
    assert len(feeds) > 5
    name = "{http://www.w3.org/2005/Atom}"
    for path in feeds:
        feed = etree.parse(path)
        GRAMMAR.assertValid(feed)
        for holder in (feed.getroot(), *feed.iter(f"{name}entry")):
            assert len(holder.findall(f"{name}link[@rel='alternate']")) == 1, path
        ids = [entry.findtext(f"{name}id") for entry in feed.iter(f"{name}entry")]
        assert len(set(ids)) == len(ids), path


SAFE = {
    "a": {"href"}, "p": set(), "q": set(), "small": set(), "span": {"class", "title"},
    "ins": {"class", "title"}, "del": {"class", "title"},
}  # fmt: skip
"""What stands in an entry: less than the W3C feed validator lets pass, and no id, which another entry could have too."""


def test_what_stands_in_an_entry_is_safe_in_any_reader(site: Path) -> None:
    """Content is harmless HTML without styles, ids or pictures, without controls; a published feed's links are absolute."""
    for path in sorted(site.rglob("*.atom")):
        feed = etree.parse(path)
        published = feed.findtext("{*}id", "").startswith("https://")
        for content in feed.iter("{*}content"):
            entry = html.fragment_fromstring(content.text or "", create_parent="div")
            for element in entry.iterdescendants():
                assert set(element.attrib) <= SAFE[element.tag], path
            links = [link.get("href", "") for link in entry.iter("a")]
            assert all(link.startswith("https://pages.example/r/") for link in links if published), path
        said = "".join(feed.getroot().itertext())
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", said), path


def test_a_feed_is_in_order_and_as_new_as_its_newest_entry(site: Path) -> None:
    """Entries come newest first; the feed was updated when its newest was; a published feed names its own address."""
    for path in sorted(site.rglob("*.atom")):
        feed = etree.parse(path)
        times = [entry.findtext("{*}updated", "") for entry in feed.iter("{*}entry")]
        assert times == sorted(times, reverse=True), path
        assert feed.findtext("{*}updated") == (times[0] if times else "1970-01-01T00:00:00Z"), path
        if feed.findtext("{*}id", "").startswith("https://"):
            own = feed.find("{*}link[@rel='self']")
            assert own is not None
            assert own.get("href") == f"https://pages.example/r/{path.relative_to(site)}"


def test_every_json_feed_is_as_its_version_demands(site: Path) -> None:
    """Every JSON feed fits version 1.1: an id and a content for each item, dates as RFC 3339 has them."""
    check = jsonschema_rs.validator_for(JSON_FEED, validate_formats=True)
    feeds = [path for path in site.rglob("*.json") if path.with_suffix(".atom").exists()]
    assert len(feeds) > 5
    for path in feeds:
        check.validate(json.loads(path.read_text()))
