"""The package imports cleanly and its model holds its own laws."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.model import Block, BlockKind, Comparison, Document, Revision, Span

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.lists(st.tuples(st.sampled_from(list(BlockKind)), texts), max_size=8))
def test_every_block_stands_where_its_span_says(pairs: list[tuple[BlockKind, str]]) -> None:
    """Offsets refer to the blocks joined by one blank line, in Unicode code points."""
    document = Document(tuple(Block(kind, text) for kind, text in pairs))
    assert document.text == "\n\n".join(text for _, text in pairs)
    for index, (_, text) in enumerate(pairs):
        assert document.span(index).of(document.text) == text
        assert document.block_at(document.starts[index]) == index


def test_a_comparison_serialises_to_the_contract() -> None:
    """Keys and shapes are those of `revtrack.comparison/1`; a missing earlier version is null."""
    document = Document((Block(BlockKind.HEADLINE, "Ferry stays"), Block(BlockKind.PARAGRAPH, "It runs.")))
    out = Comparison(Revision(None, document), (), (), (), id="x").as_dict()
    assert out == {
        "schema": "revtrack.comparison/1",
        "id": "x",
        "before": None,
        "after": {
            "text": "Ferry stays\n\nIt runs.",
            "blocks": [{"kind": "headline", "start": 0, "end": 11}, {"kind": "paragraph", "start": 13, "end": 21}],
        },
        "edits": [],
        "field_edits": [],
        "notes": [],
        "links": [],
        "unannounced": [],
        "coarse": None,
    }


def test_spans_answer_simple_questions() -> None:
    """A span is half-open: touching spans do not overlap."""
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(3, 5))
    assert Span(1, 3).shifted(2) == (3, 5)
