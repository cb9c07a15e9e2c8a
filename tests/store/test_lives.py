"""Any history of lists can be kept as lives and comes back whole."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.store import lives

histories = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=8), min_size=1, max_size=8)


@given(histories)
def test_every_version_of_a_list_comes_back(history: list[list[str]]) -> None:
    """Applying each step to the lives that were open gives each list, in order, places rising."""
    opened: list[tuple[int, str]] = []
    for wanted in history:
        move = lives.step([item for _, item in opened], [place for place, _ in opened], wanted)
        stays = {old for old, _ in move.kept}
        assert stays.isdisjoint(move.ended)
        assert stays | set(move.ended) == set(range(len(opened)))
        after = [opened[old] for old, _ in move.kept] + [(place, wanted[new]) for new, place in move.begun]
        opened = sorted(after)
        assert [item for _, item in opened] == wanted
        assert len({place for place, _ in opened}) == len(opened)


def test_one_edited_item_is_one_new_life() -> None:
    """Nothing but the edited item ends or begins."""
    move = lives.step("abcde", [0, 10, 20, 30, 40], "abXde")
    assert (move.ended, move.begun) == ((2,), ((2, 20),))


def test_a_list_that_grows_in_one_spot_never_runs_out_of_room() -> None:
    """A live blog that gets an entry below its headline a thousand times keeps its order."""
    opened = [(0, "headline"), (lives.GAP, "end")]
    for number in range(1000):
        wanted = ["headline", f"entry {number}", *(item for _, item in opened[1:])]
        move = lives.step([item for _, item in opened], [place for place, _ in opened], wanted)
        opened = sorted([opened[old] for old, _ in move.kept] + [(place, wanted[new]) for new, place in move.begun])
        assert [item for _, item in opened] == wanted
