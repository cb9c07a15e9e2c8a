"""The alignment of words is as short as a brute-force one and as diff-match-patch's."""

from functools import cache

from diff_match_patch import diff_match_patch
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import diff
from revtrack.diff.words import Ids, align_codes
from revtrack.model import Block, BlockKind, Document

codes = st.text("abc", max_size=9)


def longest(x: str, y: str) -> int:
    """Return the length of the longest common subsequence, by trying everything."""

    @cache
    def rest(i: int, j: int) -> int:
        if i == len(x) or j == len(y):
            return 0
        return 1 + rest(i + 1, j + 1) if x[i] == y[j] else max(rest(i + 1, j), rest(i, j + 1))

    return rest(0, 0)


@given(codes, codes)
def test_alignment_keeps_as_much_as_can_be_kept(x: str, y: str) -> None:
    """No alignment keeps more tokens, and what it keeps is equal and in order."""
    runs = align_codes(x, y)
    assert all(x[run.i0 : run.i1] == y[run.j0 : run.j1] for run in runs if run.equal)
    assert sum(run.i1 - run.i0 for run in runs if run.equal) == longest(x, y)


@given(codes, codes)
def test_the_order_of_arguments_reverses_insertion_and_deletion(x: str, y: str) -> None:
    """Going back costs what going forth does."""
    assert cost(align_codes(x, y)) == cost(align_codes(y, x))[::-1]


def cost(runs: list) -> tuple[int, int]:
    changed = [run for run in runs if not run.equal]
    return sum(run.i1 - run.i0 for run in changed), sum(run.j1 - run.j0 for run in changed)


sentence = st.lists(
    st.sampled_from(
        ["the", "board", "said", "fares", "will", "rise", "on", "Monday", "not", "Tuesday", "4", "5", "crowns"]
    ),
    min_size=60,
    max_size=90,
)


@given(sentence, sentence)
def test_both_engines_agree(x: list[str], y: list[str]) -> None:
    """Above the budget of diff-match-patch the other engine finds an alignment of the same size."""
    ids = Ids()
    before, after = "".join(ids[word] for word in x), "".join(ids[word] for word in y)
    oracle = diff_match_patch()
    oracle.Diff_Timeout = 0
    changed = sum(len(text) for sign, text in oracle.diff_main(before, after, False) if sign)
    assert sum(cost(align_codes(before, after))) == changed


@given(sentence)
def test_going_back_changes_as_many_words(words: list[str]) -> None:
    """A sentence with some words left out: the edits back insert exactly what the edits forth delete."""
    x = Document((Block(BlockKind.PARAGRAPH, " ".join(words)),))
    y = Document((Block(BlockKind.PARAGRAPH, " ".join(words[:20] + words[24:])),))
    forth, back = diff(x, y), diff(y, x)
    assert sum(e.before.length for e in forth.edits if e.before) == sum(e.after.length for e in back.edits if e.after)
