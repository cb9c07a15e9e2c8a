"""Rates count what they say they count, and lead to what they count."""

from dataclasses import replace
from pathlib import Path

from lxml import html

from report.builder import bridge, unannounced
from revtrack.model import Category, FieldEdit, Materiality
from revtrack.report import write_site


def outlet_page(out: Path) -> html.HtmlElement:
    """Write the bridge's site, with a change of page data in each step, and return its outlet's page."""
    life = bridge()
    life.steps[2] = replace(life.steps[2], findings=(unannounced(life.steps[2].unannounced[0]),))
    data = FieldEdit("f9", "modified", "a", "b", Category.METADATA, Materiality.MATERIAL)
    life.steps = [replace(s, revision=replace(s.revision, field_edits=(data,))) for s in life.steps]
    write_site([life.timeline()], out)
    return html.fromstring((out / "outlets/the-daily-harbour.html").read_bytes())


def test_the_share_of_changes_a_note_speaks_of_counts_the_text_only(tmp_path: Path) -> None:
    """Two changes were joined to a note and one has none seen: data of the page is neither."""
    page = outlet_page(tmp_path)
    rows = page.xpath("//section[@aria-labelledby='changes']//tbody/tr")
    assert [[cell.text_content() for cell in row][:3] for row in rows] == [["number", "2", "2"], ["name", "0", "1"]]


def test_an_outlets_page_leads_to_its_lists(tmp_path: Path) -> None:
    """The lists narrowed to the outlet are a step away; one with nothing in it is not named."""
    page = outlet_page(tmp_path)
    assert page.xpath("//nav[@aria-label='Lists of this outlet']/a/@href") == [
        "../corrections-outlet-the-daily-harbour.html",
        "../look-outlet-the-daily-harbour.html",
    ]


def test_spellings_of_one_desk_are_one_desk(tmp_path: Path) -> None:
    """Named as most articles spell it, counted together, and led to by one link to the list of both."""
    lives = [bridge(number) for number in (1, 2, 3)]
    for life, section in zip(lives, ("City Hall", "CITY HALL", "City Hall"), strict=True):
        life.versions = [replace(v, document=replace(v.document, section=section)) for v in life.versions]
    write_site([life.timeline() for life in lives], tmp_path)
    page = html.fromstring((tmp_path / "outlets/the-daily-harbour.html").read_bytes())
    rows = page.xpath("//section[@aria-labelledby='desks']//tbody/tr")
    assert [[cell.text_content().strip() for cell in row][:3] for row in rows] == [["City Hall", "3", "3"]]
    listed = html.fromstring((tmp_path / "corrections.html").read_bytes())
    links = listed.xpath("//a[contains(@href, '-desk-')]")
    assert [(link.text_content().strip(), link.get("href")) for link in links] == [
        ("City Hall", "corrections-desk-city-hall.html")
    ]
    narrowed = html.fromstring((tmp_path / "corrections-desk-city-hall.html").read_bytes())
    assert "desk: City Hall" in narrowed.text_content()
