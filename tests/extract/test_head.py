"""What stands between the headline and the body is the standfirst and the lead picture's caption."""

import pytest

from revtrack.extract import extract
from revtrack.model import BlockKind, Document

DEK = "Councillors voted late on Monday to leave the price of the crossing alone."
CAPTION = "The ferry leaving Skerry in October."
STORY, LONG_STORY = (
    "".join(
        f"<p>The ferry to Skerry keeps its fare of {n} pounds, the council said after a long evening of debate.</p>"
        for n in range(5, end)
    )
    for end in (11, 60)
)
RAIL = "<div class=more><h3>More</h3><figure><img src=/2.jpg><figcaption>Another story's picture.</figcaption></figure></div>"


def read(head: str, *, boxed: bool, story: str = STORY) -> Document:
    """Return a story below *head*, its body in a box of its own or not."""
    body = f"<div class=body>{story}</div>" if boxed else story
    return extract(f"<html><body><main><h1>Ferry keeps its fare</h1>{head}{body}</main>{RAIL}</body></html>")


@pytest.mark.parametrize("boxed", [True, False])
@pytest.mark.parametrize(
    "mark_up",
    [
        "<p class=standfirst>{}</p>",
        "<h2 class=entry-subtitle>{}</h2>",
        "<div class=standfirst><p>{}</p></div>",
        "<p class=vorspann>{}</p>",
        "<div class=article__summary>{}</div>",
    ],
)
def test_the_standfirst_is_the_dek(mark_up: str, boxed: bool) -> None:
    """However it is marked, inside the body's box or above it, it is a DEK block, once."""
    document = read(mark_up.format(DEK), boxed=boxed)
    assert document.dek == DEK
    assert [block.kind for block in document.blocks if block.text == DEK] == [BlockKind.DEK]
    assert document.body.startswith("The ferry to Skerry keeps its fare of 5")


@pytest.mark.parametrize(
    "mark_up", ["<div class=x1><p>{}</p></div>", "<h2 class=copy>{}</h2>", "<div><div>{}</div></div>"]
)
def test_a_sentence_alone_above_the_body_is_the_dek(mark_up: str) -> None:
    """What no name gives away is the standfirst by its place: alone between the headline and the body's box."""
    document = read(f"{mark_up.format(DEK)}<p>Published 3 November 2026, 9:15</p>", boxed=True, story=LONG_STORY)
    assert [(block.kind, block.text) for block in document.blocks][:2] == [
        (BlockKind.HEADLINE, "Ferry keeps its fare"),
        (BlockKind.DEK, DEK),
    ]


def test_paragraphs_above_the_body_are_the_story_too() -> None:
    """Two alike above the body's box are its first paragraphs; what a rail or a form holds there is not."""
    lines = (DEK, "They had been asked to raise it by a pound, to pay for the new boat that is to come in spring.")
    head = f"<aside><p>{DEK} Twice.</p></aside><div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    document = read(head, boxed=True, story=LONG_STORY)
    assert document.dek == ""
    assert document.body.split("\n\n")[:2] == list(lines)
    assert "Twice" not in document.text


@pytest.mark.parametrize("boxed", [True, False])
@pytest.mark.parametrize(
    "mark_up",
    [
        "<figure><img src=/1.jpg><figcaption>{}</figcaption></figure>",
        "<div class=wp-caption><img src=/1.jpg><p class=wp-caption-text>{}</p></div>",
    ],
)
def test_the_lead_picture_keeps_its_caption(mark_up: str, boxed: bool) -> None:
    """A caption above the body is a CAPTION block before it; one of another story is not."""
    document = read(mark_up.format(CAPTION), boxed=boxed)
    assert [block.text for block in document.blocks if block.kind is BlockKind.CAPTION] == [CAPTION]
    assert [block.kind for block in document.blocks][:3] == [
        BlockKind.HEADLINE,
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
    ]


def test_a_paragraph_in_the_middle_is_no_standfirst() -> None:
    """A box named `summary` after the story has begun stays where it is."""
    document = read(f"{STORY}<p class=summary>{DEK}</p>", boxed=False)
    assert document.dek == ""
    assert any(block.text == DEK and block.kind is BlockKind.PARAGRAPH for block in document.blocks)


def test_the_standfirst_readers_see_counts() -> None:
    """A visible standfirst is the dek; another wording in JSON-LD stays as a hidden field."""
    data = '{"@type": "NewsArticle", "headline": "Ferry keeps its fare", "alternativeHeadline": "Crossing stays cheap"}'
    script = f'<script type="application/ld+json">{data}</script>'
    document = read(f"{script}<p class=standfirst>{DEK}</p>", boxed=True)
    assert document.dek == DEK
    assert document.field("jsonld_alternative_headline") == "Crossing stays cheap"


def test_what_is_said_of_the_author_is_no_standfirst() -> None:
    """A line above the body that begins with the author's name is about the author."""
    line = "<div><p>Ana Okafor has written about the harbour and its ferries for many years.</p></div>"
    document = read(f"<meta name=author content='Ana Okafor'>{line}", boxed=True, story=LONG_STORY)
    assert (document.dek, document.authors) == ("", ("Ana Okafor",))
