"""How blocks belong together survives being written as one short text."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import diff
from revtrack.model import Alignment, BlockPair
from revtrack.store.alignments import pack, unpack
from store import stories

indexes = st.lists(st.integers(0, 40), max_size=4).map(tuple)
pairs = st.builds(BlockPair, st.sampled_from(Alignment), indexes, indexes).filter(
    lambda pair: pair.before or pair.after
)


@given(st.lists(pairs, max_size=20).map(tuple))
def test_any_pairs_come_back(wanted: tuple[BlockPair, ...]) -> None:
    """Whatever pairs there are, straight on or not, reading gives what was written."""
    assert unpack(pack(wanted)) == wanted


def test_what_goes_straight_on_costs_a_sign_and_a_count() -> None:
    """One paragraph of fifty edited is a handful of characters; nothing at all is null."""
    texts = [f"Paragraph {number} of the story about the ferry." for number in range(50)]
    before = stories.document(*texts)
    after = stories.document(*texts[:20], texts[20].replace("ferry", "barge"), *texts[21:])
    blocks = diff(before, after).blocks
    assert pack(blocks) == "=21~=29"
    assert unpack(pack(blocks)) == blocks
    assert pack(()) is None
    assert unpack(None) == ()
