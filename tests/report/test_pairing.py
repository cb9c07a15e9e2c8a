"""Blocks are paired from the edits alone, by the words they share."""

from hypothesis import given, settings
from hypothesis import strategies as st

from report.builder import H, P, document
from revtrack.diff import diff
from revtrack.model import Alignment, Document, Revision
from revtrack.report.pairing import paired

WORDS = st.lists(
    st.sampled_from(["the", "council", "voted", "7", "to", "4", "on", "a", "bridge", "over", "cost"]),
    min_size=1,
    max_size=9,
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=0, max_size=6)


def bare(old: list[str], new: list[str]) -> Revision:
    """Return the revision of two lists of paragraphs, without an alignment of its own."""
    made = diff(document(*((P, t) for t in old)), document(*((P, t) for t in new)))
    return Revision(made.before, made.after, made.edits)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_every_block_is_in_exactly_one_pair(old: list[str], new: list[str]) -> None:
    """No block is lost and none stands in two pairs, with the diff's own alignment and without."""
    made = diff(document(*((P, t) for t in old)), document(*((P, t) for t in new)))
    for pairs in (paired(bare(old, new)), paired(made)):
        assert sorted(i for pair in pairs for i in pair.before) == list(range(len(old)))
        assert sorted(i for pair in pairs for i in pair.after) == list(range(len(new)))


def test_a_headline_written_anew_is_one_change() -> None:
    """A headline without a word in common with the old one is edited, not removed and added."""
    text = (P, "Thieves broke into the museum at the harbour on Monday night, the police said.")
    old, new = "Thieves take three paintings", "Alarm was off for a week"
    made = diff(document((H, old), text), document((H, new), text))
    assert [(p.kind, p.before, p.after) for p in paired(made)] == [
        (Alignment.EDITED, (0,), (0,)),
        (Alignment.SAME, (1,), (1,)),
    ]


def test_blocks_pair_by_the_words_they_share() -> None:
    """Unchanged, edited, added, removed, moved and split blocks are told apart."""
    one = "The city council voted seven to four on Tuesday night to approve the plan."
    two = "Opponents argued that the budget of $84 million was too low for such work."
    three = "Engineers said the old bridge, built in 1931, would need repairs before long."
    four = "The federal government has promised to pay for a large part of the project."
    kinds = {(p.before, p.after): p.kind for p in paired(bare([one, two, three], [one, two.replace("84", "48"), four]))}
    assert kinds[(0,), (0,)] is Alignment.SAME
    assert kinds[(1,), (1,)] is Alignment.EDITED
    moved = {p.kind for p in paired(bare([one, two, three, four], [four, one, two, three]))}
    assert moved == {Alignment.SAME, Alignment.MOVED}
    halves = ["The city council voted seven to four on Tuesday night.", "It was late. Nobody left before the count."]
    split = paired(bare([one, " ".join(halves), three], [one, *halves, three]))
    assert [(p.before, p.after) for p in split if len(p.after) == 2] == [((1,), (1, 2))]
    assert paired(Revision(None, Document(()))) == ()
