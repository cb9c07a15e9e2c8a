"""The body is found by the lines it shares with what trafilatura takes for the article."""

from lxml.html import fromstring

from revtrack.extract import extract
from revtrack.extract.consult import matched
from revtrack.extract.locate import is_doubtful
from revtrack.extract.running import running
from revtrack.extract.walk import MOST, walk
from revtrack.model import Fault


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


def test_a_page_of_more_blocks_than_are_read_says_so() -> None:
    """Memory is bounded on a page of nothing but tiny blocks, and the page is faulty, not shorter."""
    document = extract(f"<html><body>{'<p>x' * (MOST + 1)}</body></html>")
    assert (document.fault, document.fault_detail) == (Fault.PARSE_TRUNCATED, f"more than {MOST} blocks")


LINKS = "<ul><li><a href=/1>Mandate 4: ferry passengers</a></li><li><a href=/2>Mandate 5: harbour pilots</a></li></ul>"
STORY = "<p>The harbour board has given these orders to everyone who lands at Skerry this winter.</p>" * 4


def test_a_list_of_links_is_content_where_the_page_declares_no_article() -> None:
    """A page of orders keeps its list; the same list in a declared article is a rail."""
    page = f"<html><body><main><h1>Orders in force</h1>{STORY}<h2>Orders</h2>{LINKS}</main></body></html>"
    assert "Mandate 5: harbour pilots" in extract(page).text
    declared = page.replace(
        "<body>",
        '<body><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Orders in force", '
        '"datePublished": "2026-11-02"}</script>',
    )
    assert [(item.text, item.reason) for item in extract(declared).ignored] == [
        ("Mandate 4: ferry passengers", "related links"),
        ("Mandate 5: harbour pilots", "related links"),
        ("Orders", "heading of what was left out"),
    ]


def test_a_named_rail_is_one_on_any_page() -> None:
    """A list that its own name calls related links is left out of a page of orders too."""
    page = f"<html><body><main><h1>Orders</h1>{STORY}<div class=related>{LINKS}</div></main></body></html>"
    assert "Mandate 5" not in extract(page).text


LONG = tuple(
    f"On day {n} of the long strike the crew of the Skerry ferry met the harbour board in the old customs house, and "
    "again the talks ended late at night without a word from either side about the fares or the winter timetable."
    for n in range(1, 9)
)


def test_a_story_in_several_boxes_of_one_class_is_whole() -> None:
    """A magazine that cuts its story into boxes, with ads between them, loses none of them."""
    boxes = "".join(
        f"<div class='chunk wide'>{''.join(f'<p>{text}</p>' for text in LONG[at : at + 2])}</div><div class=ad>Ad</div>"
        for at in range(0, 8, 2)
    )
    document = extract(f"<html><body><main><article><h1>Strike</h1><div>{boxes}</div></article></main></body></html>")
    assert document.body.split("\n\n") == list(LONG)
    assert document.layout is not None
    assert document.layout.locator == "running text"


def test_a_redesign_that_leaves_something_else_at_the_old_place_is_a_layout_change() -> None:
    """Where the old path leads to a rail and the story stands elsewhere, the story is read and the change named."""
    story = "".join(f"<p>{text}</p>" for text in LONG)
    before = extract(f"<html><body><div>Skerry News</div><div><div>{story}</div></div></body></html>")
    assert before.layout is not None
    rail = "<p>Weather: fair</p><p>Tides: high at noon</p>"
    after = extract(
        f"<html><body><div>Skerry News</div><div><div>{rail}</div></div><main><section>{story}</section></main></body></html>",
        layout=before.layout,
    )
    assert after.body == before.body
    assert [warning.split(":")[0] for warning in after.warnings] == ["layout change"]


def test_a_small_part_named_as_the_body_is_not_the_story() -> None:
    """Where trafilatura's quick look finds only the opening that a box is named for, it is asked to look again."""
    opening = "".join(
        f"<p>The ferry to Skerry keeps its fare, said {name} of the harbour office to the paper on Monday night.</p>"
        for name in ("Ana", "Jon", "Eve", "Kit")
    )
    parts = "".join(
        f"<div class=b{n}><section class=c{n}><h3>Part {n}</h3><p>The council of Skerry met on evening {n} to talk about the "
        f"ferry, its fare and all who need it.</p><p>On evening {n} it went on for a very long time, until the last of them "
        "had gone home to bed.</p><p>Nobody could say how many such evenings there would be.</p></section></div>"
        for n in range(15)
    )
    document = extract(
        f"<html><body><main><h1>Fare stays</h1><div class=article-body>{opening}</div>{parts}</main></body></html>"
    )
    assert document.body.startswith("The ferry to Skerry keeps its fare, said Ana")
    assert document.body.endswith("Nobody could say how many such evenings there would be.")
    assert document.body.count("Part ") == 15


def test_a_block_that_holds_several_lines_is_found() -> None:
    """A story set as one block is found by the lines that trafilatura makes of it; a block with one of them is not."""
    lines = [
        f"The ferry to Skerry keeps its fare of {n} pounds, the council said after a long debate" for n in range(9)
    ]
    other = f"{lines[0]}. {'Nobody on the island knew what to make of it. ' * 12}"
    root = fromstring(f"<div><div>{'<br>'.join(lines)}</div><p>{other}</p></div>")
    pieces = walk(root)
    assert [element.tag for element, _ in matched(pieces, lines)] == ["div"]


def test_what_lies_at_both_ends_of_a_page_is_doubted() -> None:
    """Two rails stand in nothing but the page's body; that the story does too is no reason to believe in them."""
    story = "".join(
        f"<p>The council of Skerry met on evening {n} to talk about the ferry and its fare again.</p>" for n in range(9)
    )
    rail = "<ul><li>Trial run of the new boat to Skerry goes smoothly</li></ul>"
    pieces = walk(fromstring(f"<html><body>{rail}<div>{story}</div>{rail}</body></html>"))
    located = {tag: [(p.element, len(p.text)) for p in pieces if p.element.tag == tag] for tag in ("li", "p")}
    assert is_doubtful(located["li"], running(pieces))
    assert not is_doubtful([*located["li"], *located["p"]], running(pieces))
