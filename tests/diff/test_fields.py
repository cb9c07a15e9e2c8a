"""What stands outside the text is compared too, and blocks know where they went."""

from datetime import UTC, datetime

from revtrack.diff import apply, diff
from revtrack.model import Alignment, Anchor, Block, BlockKind, Document, Field, Image, Span

LEAD = "The harbour board will meet on Tuesday evening to settle the ferry question."
FARE = "A single crossing costs four crowns for adults and two for children."
CREW = "Captain Ines Albrecht has steered the old boat for nearly thirty years now."


def article(*texts: str, **fields: object) -> Document:
    return Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), **fields)  # type: ignore[arg-type]


def told(before: Document, after: Document) -> list[tuple[str, str | None, str | None, str, int]]:
    return [(f.field, f.before, f.after, f.category, int(f.materiality)) for f in diff(before, after).field_edits]


def aligned(before: Document, after: Document) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(pair.kind.value, pair.before, pair.after) for pair in diff(before, after).blocks]


def test_fields_outside_the_text_are_compared() -> None:
    """Byline, dates, section and the social card: each change is a field edit, the slug's words judged by the rules."""
    at = datetime(2026, 5, 3, 8, tzinfo=UTC)
    before = article(
        LEAD, authors=("Jo Weir",), published=at, section="Town", fields=(Field("og:title", "Fares rose"),)
    )
    after = article(
        LEAD,
        authors=("Jo Weir", "Al Roe"),
        published=at.replace(hour=9),
        section="Port",
        fields=(Field("og:title", "Fares fell"),),
    )
    assert told(before, after) == [
        ("authors", "Jo Weir", "Jo Weir; Al Roe", "metadata", 2),
        ("published", "2026-05-03T08:00:00+00:00", "2026-05-03T09:00:00+00:00", "metadata", 2),
        ("section", "Town", "Port", "metadata", 1),
        ("og:title", "Fares rose", "Fares fell", "metadata", 4),
    ]
    assert diff(before, after).edits == ()


def test_a_headline_that_is_no_block_is_a_field() -> None:
    """Where the headline stands outside the text it is compared as a field, where it is a block only there."""
    assert told(article(LEAD, headline="Ferry stays"), article(LEAD, headline="Ferry goes")) == [
        ("headline", "Ferry stays", "Ferry goes", "headline", 3)
    ]
    old, new = (Document((Block(BlockKind.HEADLINE, text),), headline=text) for text in ("Ferry stays", "Ferry goes"))
    assert told(old, new) == []
    assert [edit.category for edit in diff(old, new).edits] == ["headline"]


def test_link_targets_and_pictures_are_compared() -> None:
    """The same words that link to another site, and another picture, are seen although the text is the same."""

    def page(href: str, src: str, alt: str) -> Document:
        return Document(
            (
                Block(BlockKind.PARAGRAPH, LEAD, links=(Anchor(Span(4, 11), href),)),
                Block(BlockKind.CAPTION, "The pier.", image=Image(src, alt)),
            )
        )

    before = page("https://harbour.example/board", "https://harbour.example/pier.jpg?w=600", "The pier")
    assert told(before, page("https://other.example/board", "https://harbour.example/boat.jpg", "The boat")) == [
        ("image", "https://harbour.example/pier.jpg?w=600", "https://harbour.example/boat.jpg", "image", 3),
        ("image.alt", "The pier", "The boat", "caption", 2),
        ("link", "https://harbour.example/board", "https://other.example/board", "link_target", 3),
    ]
    assert [
        row[4]
        for row in told(
            before, page("https://www.harbour.example/board/", "https://harbour.example/pier.jpg?w=900", "The pier")
        )
    ] == [0, 0]


def test_blocks_know_where_they_went() -> None:
    """Same, edited, added, removed, moved, split and merged blocks are told apart."""
    assert aligned(article(LEAD, FARE, CREW), article(LEAD, FARE.replace("four", "five"), CREW, "It rained.")) == [
        ("same", (0,), (0,)), ("edited", (1,), (1,)), ("same", (2,), (2,)), ("added", (), (3,)),
    ]  # fmt: skip
    moved = {kind: places for kind, *places in aligned(article(LEAD, FARE, CREW), article(CREW, LEAD, FARE))}
    assert moved["moved"] == [(2,), (0,)]
    assert aligned(article(f"{LEAD} {FARE}"), article(LEAD, FARE)) == [("split", (0,), (0, 1))]
    assert aligned(article(LEAD, FARE), article(f"{LEAD} {FARE}")) == [("merged", (0, 1), (0,))]
    assert aligned(article(LEAD, FARE, CREW), article(LEAD, CREW)) == [
        ("same", (0,), (0,)), ("removed", (1,), ()), ("same", (2,), (1,)),
    ]  # fmt: skip
    every = [pair.kind for pair in diff(article(LEAD, FARE), article(LEAD, FARE)).blocks]
    assert every == [Alignment.SAME, Alignment.SAME]


def test_the_same_words_in_another_kind_of_block_are_no_edit() -> None:
    """Where a page calls a line a caption that it called a paragraph, no word changed, whatever changed around it."""
    line = "The mayor on the quay"
    kinds = (BlockKind.PARAGRAPH, BlockKind.CAPTION)
    for texts, count in (((line,), 0), ((LEAD, line, FARE), 1), (("Boats", line, "Nets", FARE), 1)):
        before, after = (
            Document(tuple(Block(kind if text is line else BlockKind.PARAGRAPH, text) for text in side))
            for kind, side in zip(kinds, (texts, [text.replace("four", "some five") for text in texts]), strict=True)
        )
        for old, new in ((before, after), (after, before)):
            revision = diff(old, new)
            assert len(revision.edits) == count
            assert apply(old.text, revision) == new.text


def test_two_lines_that_take_each_others_kind_are_no_edit() -> None:
    """Words that stand where they stood are equal, though what they are compared as is found in other places."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.CAPTION)
    before, after = (
        Document((Block(BlockKind.PARAGRAPH, LEAD), Block(one, "The mayor on the quay"), Block(other, "Nets")))
        for one, other in (kinds, kinds[::-1])
    )
    assert diff(before, after).edits == diff(after, before).edits == ()
