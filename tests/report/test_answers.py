"""A revision page says what each rule answered, with its evidence, and stays light however much changed."""

from lxml import html

from report.builder import H, Life, P, bridge, document
from revtrack.model import Evidence, Finding, Verdict
from revtrack.report.frame import site_frame
from revtrack.report.render import render
from revtrack.report.revision import revision_pages
from revtrack.report.story import Story


def test_every_rule_answers_with_its_evidence() -> None:
    """What is not met stands first, then what cannot be told, then what is met; each leads to what it is about."""
    life = bridge()
    step = life.steps[2]
    life.steps[2] = type(step)(
        step.version, step.revision, step.notes, step.links, step.unannounced,
        (
            Finding("label_fits", "R4", Verdict.PASS, 0, "the label fits", note="n1"),
            Finding("note_date", "R5", Verdict.NOT_ASSESSABLE, 0, "no date was read"),
            Finding(
                "unannounced_change", "R9", Verdict.FAIL, 3, "a name changed; no note found", edits=("e1",),
                evidence=(Evidence("category", "name"), Evidence("reason", "name changed: Marta -> Maria")),
            ),
        ),
    )  # fmt: skip
    story = Story(life.timeline())
    page = html.fromstring(render(revision_pages(story, story.steps[3], site_frame())[0]))
    section = page.xpath("//section[@aria-labelledby='rules']")[0]
    assert section.xpath(".//summary")[0].text_content() == "1 not met, 1 not assessable, 1 met"
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in section.xpath(".//tbody/tr")]
    assert rows == [
        ["R9, a material change carries a note", "not met",
         "A name changed; no note foundname changed: Marta → Maria"],
        ["R5, a note is dated", "not assessable", "No date was read"],
        ["R4, the label fits: a factual error is called a correction", "met", "The label fits"],
    ]  # fmt: skip
    assert section.xpath(".//tbody//a/@href") == ["#e1", "index.html#n1"]


def test_a_page_stays_light_when_everything_changed() -> None:
    """A step with nine hundred edits is told on pages of under 300 KB, each edit once, its address on the first page."""
    life = Life()
    for round_, at in enumerate(("2026-11-02T08:00:00Z", "2026-11-02T09:00:00Z"), 1):
        texts = [f"In ward {n}, {n * round_ + 7} people and {n + round_ * 31} dogs were counted." for n in range(450)]
        life.version(at, document((H, "The count"), *((P, text) for text in texts)))
    story = Story(life.timeline())
    pages = [render(page) for page in revision_pages(story, story.steps[2], site_frame())]
    assert len(pages) > 2
    assert max(len(page.encode()) for page in pages) < 300_000
    edits = {edit.id for edit in story.steps[2].revision.edits}
    told = [name for page in pages for name in html.fromstring(page).xpath("//*[@class='row edited']//ins/@id")]
    assert len(edits) > 850
    assert edits <= {*html.fromstring(pages[0]).xpath("//@id")}
    assert len(told) == len(set(told))
