"""Markdown is read part by part, and comes out as if it had been read whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revtrack.extract import parse_markdown
from revtrack.model import BlockKind, Document, Image

ONLY_WHOLE = "\n\n<template></template>\n"
"""Says nothing, and is a tag that only a reading of the whole text can judge."""
PARTS = (
    "The ferry [keeps its fare](https://news.example/fare) of ~~£6~~ £5.",
    "# The ferry stays",
    "## Next *steps*",
    "* One\n* Two\n\n  with a paragraph",
    "> Nobody asked us,\n> said Ida Brandt.",
    "![The quay](quay.jpeg)",
    '<figure><img src="boat.jpeg" alt="A boat"></figure>',
    "<figure><figcaption>The boat at Lumen.</figcaption></figure>",
    '<div class="caption">The quay at noon.</div>',
    '{{<picture src="pier.jpeg" caption="The pier.">}}',
    "{{<newsletter>}}\n\nSign up for the ferry letter.\n\n{{</newsletter>}}",
    "{{<aside>}}\n\n## Fares\n\n{{</aside>}}",
    '<a href="https://news.example/open\n>a fare that ends nowhere</a>',
    'He said "no" to a fare of £6.',
    "<p>An open paragraph",
    "</div>",
    "<div>",
    "<b>Bold words</b> and *others*",
    "<i>open words",
    "<script>if (a < b) go()</script>",
    '<script src="https://news.example/a.js"></script><div data-id="1"></div>',
    "<!-- nothing to see -->",
    "<!-- nothing\n\nto see -->",
    "<iframe src='https://www.youtube.com/embed/1'></iframe>",
    "<br>",
    "<pre>\n  kept   as it is\n</pre>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<td>a cell alone</td>",
    "<p><p>twice</p></p>",
    "<p hidden>unseen</p>",
    "---",
    "text &amp; more \\* with \\_signs",
    "- a line\n  that goes on <em>here</em>\n  and here",
)


def content(document: Document) -> tuple[object, ...]:
    """Return what the body of a document came to."""
    return document.headline, document.blocks, document.ignored, document.fault


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
@example([PARTS[12], PARTS[0], PARTS[13]])
@example([PARTS[5], PARTS[0], PARTS[7], PARTS[8]])
def test_parts_come_out_as_when_read_whole(parts: list[str]) -> None:
    """Whatever stands together, and whatever was read before: an attribute that never ends is not ended by a part."""
    text = "\n\n".join(parts)
    assert content(parse_markdown(text)) == content(parse_markdown(text + ONLY_WHOLE))


@pytest.mark.parametrize("between", ["", "The ferry stays.\n\n"])
def test_a_picture_goes_to_the_next_caption(between: str) -> None:
    """Also when both were read before, apart from each other, and a paragraph stands between."""
    quay, caption = "![The quay](quay.jpeg)\n\n", "<figure><figcaption>At noon.</figcaption></figure>"
    alone = parse_markdown(caption)
    together = parse_markdown(f"{quay}{between}{caption}\n\n{caption}")
    assert [block.image for block in alone.blocks] == [None]
    captions = [block.image for block in together.blocks if block.kind is BlockKind.CAPTION]
    assert captions == [Image("quay.jpeg", "The quay"), None]
