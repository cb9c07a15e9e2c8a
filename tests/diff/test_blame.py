"""Every word knows in which version it came, also after moves and reverts."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import Blame, blame
from revtrack.model import Block, BlockKind, Document

LEAD = "The harbour board will meet on Tuesday to settle the ferry question for good."
FARE = "A single crossing costs 4 crowns, and children under six travel free of charge."
CREW = "Captain Ines Albrecht has steered the old boat for nearly thirty years now."


def article(*paragraphs: str) -> Document:
    return Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))


def told(found: Blame) -> list[tuple[str, int, int | None, int | None, int | None]]:
    return [(s.span.of(found.text).strip(), s.came, s.moved, s.restored, s.went) for s in found.stretches]


def test_words_keep_the_version_they_came_in() -> None:
    """A changed word is as young as its change, its sentence as old as before."""
    found = blame(
        [article(LEAD, FARE), article(LEAD, FARE.replace("4", "5")), article(LEAD, FARE.replace("4", "5"), CREW)]
    )
    assert told(found) == [
        (f"{LEAD}\n\nA single crossing costs", 1, None, None, None),
        ("5", 2, None, None, None),
        ("crowns, and children under six travel free of charge.", 1, None, None, None),
        (CREW, 3, None, None, None),
    ]
    assert [(r.text, r.came, r.went) for r in found.removed] == [("4", 1, 2)]


def test_moved_words_keep_their_age() -> None:
    """A paragraph that moved is as old as before, and says when it moved."""
    found = blame([article(LEAD, FARE, CREW), article(LEAD, CREW, FARE)])
    assert {s.came for s in found.stretches} == {1}
    assert [s.span.of(found.text).strip() for s in found.stretches if s.moved == 2] in ([CREW], [FARE])


def test_a_revert_gives_words_their_first_author_back() -> None:
    """A-B-A: the words of A came in version 1, and say that they were restored; nothing counts as removed but B's."""
    found = blame([article(LEAD, FARE), article(LEAD, FARE.replace("4 crowns", "9 crowns")), article(LEAD, FARE)])
    assert {s.came for s in found.stretches} == {1}
    assert [(s.span.of(found.text), s.restored) for s in found.stretches if s.restored] == [("4", 3)]
    assert [(r.text, r.came, r.went) for r in found.removed] == [("9", 2, 3)]


def test_a_paragraph_that_comes_back_is_known_again() -> None:
    """A removed paragraph put back later came in the version it first appeared in."""
    found = blame([article(LEAD, FARE, CREW), article(LEAD, CREW), article(LEAD, CREW), article(LEAD, FARE, CREW)])
    assert {s.came for s in found.stretches} == {1}
    assert [s.restored for s in found.stretches if FARE[:20] in s.span.of(found.text)] == [4]
    assert found.removed == ()


def test_headlines_that_flap_keep_their_first_author() -> None:
    """Three headlines shown in turn: each is known when it comes back, whatever stood in between."""
    heads = ["Ferry sinks off the old pier", "Nine saved from the ferry", "Harbour in shock after the storm"]
    found = blame([article(head, LEAD) for head in (*heads, *heads)])
    assert told(found) == [(heads[2], 3, None, 6, None), (LEAD, 1, None, None, None)]
    assert [(r.text, r.came, r.went) for r in found.removed] == [(heads[0], 1, 5), (heads[1], 2, 6)]


def test_paragraphs_that_went_together_come_back_one_by_one() -> None:
    """Of two paragraphs taken out in one step, the one that is put back is as old as before; the other is removed."""
    found = blame([article(LEAD, FARE, CREW), article(LEAD), article(LEAD, FARE)])
    assert told(found) == [(LEAD, 1, None, None, None), (FARE, 1, None, 3, None)]
    assert [(r.text, r.came, r.went) for r in found.removed] == [(CREW, 1, 2)]


def test_an_empty_version_in_between_makes_nothing_young() -> None:
    """What stands again after a version without words came when it first did, but for what changed meanwhile."""
    dearer = FARE.replace("4", "5")
    found = blame([article(LEAD, FARE, CREW), article(), article(LEAD, dearer, CREW)])
    assert told(found) == [(LEAD, 1, None, 3, None), (dearer, 3, None, None, None), (CREW, 1, None, 3, None)]
    assert [(r.text, r.came, r.went) for r in found.removed] == [(FARE, 1, 2)]


def test_an_older_version_says_when_its_words_went() -> None:
    """Asked about an older version, each word says in which later version it was gone."""
    found = blame(
        [article(LEAD, FARE, CREW), article(LEAD, FARE.replace("4", "5"), CREW), article(LEAD, FARE.replace("4", "5"))],
        1,
    )
    assert found.version == 1
    assert [(words, went) for words, _, _, _, went in told(found)] == [
        (f"{LEAD}\n\nA single crossing costs", None),
        ("4", 2),
        ("crowns, and children under six travel free of charge.", None),
        (CREW, 3),
    ]
    assert found.at(3).came == 1


paragraphs = st.sampled_from(
    [LEAD, FARE, CREW, FARE.replace("4", "5"), CREW.replace("Ines", "Ida"), "Short.", "It rained."]
)
histories = st.lists(st.lists(paragraphs, max_size=4), min_size=1, max_size=6)


@given(histories, st.data())
def test_stretches_tile_and_never_come_from_the_future(history: list[list[str]], data: st.DataObject) -> None:
    """For any history and any version asked about: the text is tiled, and nothing is younger than the version."""
    number = data.draw(st.integers(1, len(history)))
    found = blame([article(*texts) for texts in history], number)
    assert found.text == "\n\n".join(history[number - 1])
    at = 0
    for stretch in found.stretches:
        assert stretch.span.start == at
        assert stretch.span.length
        assert 1 <= stretch.came <= number
        assert stretch.went is None or number < stretch.went <= len(history)
        at = stretch.span.end
    assert at == len(found.text)
    assert all(1 <= removed.came < removed.went <= number for removed in found.removed)
