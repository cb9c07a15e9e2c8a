"""The written site: whole, the same bytes for the same archive, only what changed is written, safe from what it shows."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html

from report.builder import Life, P, bridge, document, unannounced
from revtrack.errors import ReadOnlyError
from revtrack.model import Timeline
from revtrack.report import write_site
from revtrack.report.files import MANIFEST


def timeline() -> Timeline:
    """Return the bridge's life with a finding."""
    life = bridge()
    step = life.steps[2]
    life.steps[2] = replace(step, findings=(unannounced(step.unannounced[0]),))
    return life.timeline(last="2026-11-23T11:40:00Z")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a written site."""
    out = tmp_path_factory.mktemp("site")
    write_site([timeline(), bridge(2).timeline()], out, head="a" * 64)
    return out


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    """Yield every page, parsed."""
    for path in sorted(site.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def test_every_link_leads_somewhere(site: Path) -> None:
    """Each link inside the site leads to a file that is there, and to an anchor that is on it."""
    ids = {path.resolve(): set(page.xpath("//@id")) for path, page in pages(site)}
    for path, page in pages(site):
        for href in page.xpath("//@href"):
            if re.match("https?:", href):
                continue
            target, anchor = urldefrag(unquote(href))
            file = (path.parent / target).resolve() if target else path.resolve()
            assert file.is_file(), f"{path}: {href}"
            if anchor:
                assert anchor in ids[file], f"{path}: {href}"


def test_ids_are_unique_on_each_page(site: Path) -> None:
    """No two elements of a page share an id."""
    for path, page in pages(site):
        found = page.xpath("//@id")
        assert len(found) == len(set(found)), path


def test_note_and_words_lead_to_each_other(site: Path) -> None:
    """The note's card links to the corrected words as they stand, and the words link to the card."""
    page = html.fromstring((site / "articles/1/index.html").read_bytes())
    mark = page.get_element_by_id("m-n1.c1")
    assert mark.text_content() == "48.2"
    assert mark.find("a").get("href") == "#n1"
    card = page.get_element_by_id("n1")
    assert "#m-n1.c1" in card.xpath(".//a/@href")
    said = " ".join(card.text_content().split())
    assert "84.2" in said
    assert "almost certain (confidence 0.97)" in said
    assert "both values of the note were exchanged here" in said
    assert "Stood for 13 h 11 min to" in said
    assert "(versions 1 to 3)" in said


def test_a_change_without_a_note_is_marked_and_accuses_nobody(site: Path) -> None:
    """The words changed without a note are marked in the text; the card says what was not seen, not what was done."""
    page = html.fromstring((site / "articles/1/index.html").read_bytes())
    card = next(c for c in page.find_class("card") if "open" in c.classes)
    assert page.get_element_by_id(f"{card.get('id')}-at").text_content() == "Maria"
    said = card.text_content()
    assert "no note seen" in said
    assert "3 Nov 2026, 06:10 to 06:25 UTC" in said
    everything = " ".join(page.text_content() for _, page in pages(site)).lower()
    assert not re.search(r"\b(hid|hidden|stealth|silently|secretly)\b", everything)


def test_a_revision_shows_what_changed_and_folds_the_rest(site: Path) -> None:
    """Changed words are ins and del, unchanged and typographic paragraphs are folded, a move leads to its other end."""
    page = html.fromstring((site / "articles/1/3-4.html").read_bytes())
    row = page.get_element_by_id("e1").getparent()
    assert [e.text for e in row.iter("del", "ins")] == ["84.2", "48.2"]
    assert [s.text for s in page.xpath("//details[@class='folded']/summary")] == [
        "3 unchanged paragraphs",
        "3 unchanged paragraphs",
    ]
    page = html.fromstring((site / "articles/1/4-5.html").read_bytes())
    folded = [s.text for s in page.xpath("//details[@class='folded']/summary")]
    assert any("2 changes of typography or spacing" in said for said in folded)
    move = page.find_class("row moved")[0]
    assert "moved here from" in move.text_content()
    assert move.xpath(".//p[@class='moved']/a/@href") == ["#e3-from"]
    assert page.get_element_by_id("e3-from") is not None


def test_no_page_loads_or_runs_anything_from_elsewhere(site: Path) -> None:
    """Every page has the strict policy, its only scripts are our file and inert data, nothing points outside but links."""
    for path, page in pages(site):
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy, path
        assert "default-src 'none'" in policy[0]
        assert "unsafe" not in policy[0]
        for script in page.iter("script"):
            assert script.get("type") == "application/ld+json" or script.get("src", "").endswith("static/revtrack.js")
        assert not page.xpath("//@style | //@onclick | //@onload | //@onerror")
        assert not [src for src in page.xpath("//@src") if ":" in src]


def test_the_same_archive_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Writing the same timelines again elsewhere gives the same files, byte for byte."""
    write_site([timeline(), bridge(2).timeline()], tmp_path, head="a" * 64)
    first = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert first == {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A second run writes nothing; a new version touches that article's pages and the lists, and removes nothing else."""
    life, other = bridge(), bridge(2).timeline()
    (tmp_path / "robots.txt").write_text("ours")
    write_site([life.timeline(), other], tmp_path)
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.html")}
    again = write_site([life.timeline(), other], tmp_path)
    assert (again.written, again.removed) == (0, 0)
    life.version("2026-11-05T10:00:00Z", document((P, "It is over."), outlet="The Daily Harbour"))
    done = write_site([life.timeline(), other], tmp_path)
    assert done.written > 5
    assert (tmp_path / "articles/1/5-6.html").exists()
    for path, stamp in before.items():
        if "articles/2" in str(path):
            assert path.stat().st_mtime_ns == stamp
    gone = write_site([other], tmp_path)
    assert gone.removed > 10
    assert not (tmp_path / "articles/1/index.html").exists()
    assert (tmp_path / "robots.txt").read_text() == "ours"


def test_a_lost_or_altered_page_is_written_again(tmp_path: Path) -> None:
    """A page that somebody deleted comes back with the next run."""
    write_site([bridge().timeline()], tmp_path)
    (tmp_path / "articles/1/3-4.html").unlink()
    assert write_site([bridge().timeline()], tmp_path).written == 1
    (tmp_path / MANIFEST).write_text("{broken")
    assert write_site([bridge().timeline()], tmp_path).written == 0


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    """A file in the place of a folder is a clear error, not a traceback."""
    (tmp_path / "articles").write_text("in the way")
    with pytest.raises(ReadOnlyError, match=r"articles/1/index\.html: cannot be written"):
        write_site([bridge().timeline()], tmp_path)


def test_times_that_nobody_knows_are_said_to_be_unknown(tmp_path: Path) -> None:
    """An imported article without times gets its pages; no date is made up, and feeds, which need times, leave it out."""
    life = Life()
    life.version(None, document((P, "One thing."), outlet="Y"))
    life.version(None, document((P, "Another thing 5."), outlet="Y"))
    write_site([life.timeline()], tmp_path)
    text = (tmp_path / "articles/1/index.html").read_text()
    assert "at a time not known" in text
    assert "1970" not in text
    assert json.loads((tmp_path / "feeds/all.json").read_text())["items"] == []


def test_an_empty_archive_gives_an_empty_site(tmp_path: Path) -> None:
    """With no article the index says what to do."""
    write_site([], tmp_path)
    assert "revtrack add URL" in (tmp_path / "index.html").read_text()
