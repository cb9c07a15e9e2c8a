"""Two texts and their edits are walked in step, and passages are found again in other versions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from report.builder import P, document, revision
from revtrack.model import Edit, EditKind, Revision, Span
from revtrack.report.runs import RunKind, backward, carried, forward, walk

WORDS = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "12", "34", "the", "the", ",", ".", "Anna"]), min_size=0, max_size=14
)
TEXTS = st.lists(WORDS.map(" ".join).filter(bool), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_the_runs_spell_out_both_texts(old: list[str], new: list[str]) -> None:
    """Same and gone spell the old text of each pair of blocks, same and come the new one; nothing is lost or doubled."""
    before, after = document(*((P, t) for t in old)), document(*((P, t) for t in new))
    step = revision(before, after)
    for pair in step.blocks:
        left = before.span(pair.before[0]) if pair.before else Span(0, 0)
        right = after.span(pair.after[0]) if pair.after else Span(0, 0)
        runs = list(walk(step.edits, left, right))
        assert "".join(r.before.of(before.text) for r in runs if r.before) == left.of(before.text)
        assert "".join(r.after.of(after.text) for r in runs if r.after) == right.of(after.text)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_carried_words_are_the_same_words(old: list[str], new: list[str]) -> None:
    """What a revision carried over reads the same on both sides, and can be followed both ways."""
    step = revision(document(*((P, t) for t in old)), document(*((P, t) for t in new)))
    assert step.before is not None
    pairs = carried(step)
    for pair in pairs:
        assert pair.before.of(step.before.text) == pair.after.of(step.after.text)
        assert forward(pairs, pair.before) == pair.after
        assert backward(pairs, pair.after) == pair.before


def test_words_inside_a_move_are_followed_to_where_they_went() -> None:
    """A moved sentence is carried; the word changed inside it is not."""
    before, after = "One two. Anna left early. End.", "One two. End. Anna left late."
    move = Edit(
        "e1", EditKind.MOVE, Span(9, 26), Span(14, 29),
        parts=(Edit("e1.1", EditKind.REPLACE, Span(19, 24), Span(24, 28)),),
    )  # fmt: skip
    step = Revision(document((P, before)), document((P, after)), (move,))
    pairs = carried(step)
    assert forward(pairs, Span(9, 13)) == Span(14, 18)
    assert forward(pairs, Span(19, 24)) is None
    kinds = [run.kind for run in walk(step.edits, Span(0, len(before)), Span(0, len(after)))]
    assert RunKind.LEFT in kinds
    assert RunKind.ARRIVED in kinds
