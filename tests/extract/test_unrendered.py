"""A body that a page leaves to its scripts is read from structured data, and said to be."""

import json

import pytest

from revtrack.extract import extract
from revtrack.model import Block, BlockKind, Fault

LINES = [
    f"The ferry to Skerry keeps its fare of {n} pounds, the council said after a long evening of debate & doubt."
    for n in range(5, 9)
]
NOTE = "Correction: An earlier version of this article misstated the fare of the ferry."
STORY = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in LINES)


def page(told: str, body: str = "<div id=root></div><script src=/app.js></script>", **more: str) -> str:
    """Return a page that states *told* as its body and shows *body*."""
    node = {
        "@type": "NewsArticle",
        "headline": "Ferry keeps its fare",
        "datePublished": "2026-11-02T10:00:00Z",
        "articleBody": told,
        **more,
    }
    data = json.dumps(node).replace("</", "<\\/")
    return f'<html><head><script type="application/ld+json">{data}</script></head><body>{body}</body></html>'


@pytest.mark.parametrize("told", ["\n\n".join(LINES), "\r\n".join(LINES), STORY, "<br>".join(LINES)])
def test_a_body_that_only_structured_data_has_is_read_from_it(told: str) -> None:
    """Plain or marked up, its paragraphs are blocks, notes are kept, and the layout names where they were read."""
    document = extract(page(told, correction=NOTE))
    assert document.fault is None
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADLINE, "Ferry keeps its fare"),
        *((BlockKind.PARAGRAPH, line) for line in LINES),
        (BlockKind.NOTE, NOTE),
    ]
    assert document.layout is not None
    assert (document.layout.container, document.layout.locator) == ("", "json-ld")
    assert extract(page(told, correction=NOTE), layout=document.layout) == document


def test_what_a_page_shows_is_read_from_the_page() -> None:
    """A stated body never replaces one that readers see."""
    document = extract(page("Words that nobody sees on the page. " * 30, f"<main><h1>Fare</h1>{STORY}</main>"))
    assert document.blocks[1:] == tuple(Block(BlockKind.PARAGRAPH, line) for line in LINES)


@pytest.mark.parametrize("told", [LINES[0], " ".join(LINES) + " Read on …", " ".join(LINES) + " [+900 chars]"])
def test_a_teaser_is_no_body(told: str) -> None:
    """A stated body that is short or ends in an ellipsis is not the article."""
    assert extract(page(told)).fault in (Fault.SCRIPT_SHELL, Fault.EMPTY)


def test_an_empty_shell_in_the_place_of_a_story_is_no_edit() -> None:
    """What was read from the page before is not read from structured data now: captions and links would seem deleted."""
    seen = extract(page("\n".join(LINES), f"<main><h1>Fare</h1>{STORY}</main>"))
    assert extract(page("\n".join(LINES)), layout=seen.layout).fault is Fault.SCRIPT_SHELL


def test_a_page_that_begins_to_show_its_story_has_a_new_layout() -> None:
    """From structured data to the page itself is a layout change, with the same words."""
    told = extract(page("\n".join(LINES)))
    seen = extract(page("\n".join(LINES), f"<main><h1>Ferry keeps its fare</h1>{STORY}</main>"), layout=told.layout)
    assert [warning.startswith("layout change: ") for warning in seen.warnings] == [True]
    assert seen.text == told.text
