"""Sentences of two versions find each other, whatever their order."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import align

ONE = "The harbour board met on Tuesday."
TWO = "A single crossing costs four crowns."
THREE = "Captain Ines Albrecht has steered the boat for thirty years."


def test_moved_and_edited_sentences_are_paired() -> None:
    """Order does not matter, and a few other words do not either; a new sentence has no partner."""
    assert align([ONE, TWO, THREE], [THREE.replace("thirty", "forty"), ONE, "It rained all day.", TWO]) == (
        (0, 1),
        (1, 3),
        (2, 0),
    )


def test_a_split_sentence_gives_several_pairs() -> None:
    """Both halves of a sentence belong to it."""
    long = "The harbour board met on Tuesday to talk of fares and it will meet again on Friday to vote."
    halves = ["The harbour board met on Tuesday to talk of fares.", "It will meet again on Friday to vote."]
    assert align([long], halves) == ((0, 0), (0, 1))
    assert align(halves, [long]) == ((0, 0), (1, 0))


texts = st.lists(st.sampled_from([ONE, TWO, THREE, "", ".", "It rained.", "“Yes.”", '"Yes."']), max_size=6)


@given(texts, texts)
def test_pairs_are_indices_of_both_sides(before: list[str], after: list[str]) -> None:
    """Pairs are sorted, unique, and name sentences that exist; equal sentences always find a partner."""
    pairs = align(before, after)
    assert list(pairs) == sorted(set(pairs))
    assert all(0 <= i < len(before) and 0 <= j < len(after) for i, j in pairs)
    assert {i for i, text in enumerate(before) if text and text in after} <= {i for i, _ in pairs}
