"""The body is found by the lines it shares with what trafilatura takes for the article."""

from lxml.html import fromstring

from revtrack.extract import extract
from revtrack.extract.locate import matched
from revtrack.extract.walk import walk


def test_a_line_break_ends_a_line() -> None:
    """A paragraph set on two lines is found by both of them."""
    lines = ("The ferry to Skerry keeps its fare of five pounds", "the council said after a long evening of debate")
    root = fromstring(f"<div><p>{lines[0]}<br>{lines[1]}</p><p>{' '.join(lines)}</p></div>")
    assert [(element.tag, size) for element, size in matched(walk(root), lines)] == [
        ("p", len(lines[0])),
        ("p", len(lines[1])),
    ]


def test_a_piece_within_a_line_is_found() -> None:
    """Pieces that trafilatura joins into one line are found within it."""
    lines = ("The ferry to Skerry keeps its fare of five pounds, the council said after a long evening of debate",)
    root = fromstring(
        f"<div><p>{lines[0][:50]}</p><p>{lines[0][51:]}</p><p>Nobody knows how long the winter will be.</p></div>"
    )
    assert [size for _, size in matched(walk(root), lines)] == [50, len(lines[0]) - 51]


def test_a_very_long_story_is_whole() -> None:
    """However many paragraphs one box has, each is a block, and the rail beside it is none."""
    story = "".join(
        f"<p>Tide <b>{n}</b> came in at the old harbour wall<br>and went out again.</p>" for n in range(5000)
    )
    document = extract(
        f"<html><body><main>{story}</main><aside><p>Most read today: all the tides</p></aside></body></html>"
    )
    assert len(document.blocks) == 5000
    assert document.blocks[-1].text == "Tide 4999 came in at the old harbour wall\nand went out again."
    assert document.layout is not None
    assert document.layout.container.endswith("main")
