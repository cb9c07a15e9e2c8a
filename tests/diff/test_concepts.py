"""English words near in meaning are known as such, and others of one kind are not."""

import pytest

from revtrack.diff.rules.concepts import is_another_verb, is_near, says_the_same

LEFT_OUT = frozenset(["a", "at", "been", "have", "of", "the", "to"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("doubtful", "dubious"),
        ("world", "globe"),
        ("crash", "accident"),
        ("peculiar", "strange"),
        ("offering", "gave"),
        ("eldest", "oldest"),
        ("sewed", "sewn"),
    ],
)
def test_words_of_one_concept_or_of_the_one_above_are_near(old: str, new: str) -> None:
    """In whatever form they stand, and whichever of them was there first."""
    assert is_near(old, new)
    assert is_near(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("killed", "injured"),
        ("kitchen", "cellar"),
        ("sister", "daughter"),
        ("minister", "treasurer"),
        ("public", "private"),
        ("asthma", "diabetes"),
        ("sold", "bought"),
        ("tested", "scrapped"),
        ("Zoe", "Kim"),
    ],
)
def test_words_that_share_only_what_stands_above_them_are_not(old: str, new: str) -> None:
    """A kitchen and a cellar are rooms, and not each other."""
    assert not is_near(old, new)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("signed up", "enlisted", True),
        ("set up", "established", True),
        ("have been put off", "postponed", True),
        ("grows", "keeps growing", True),
        ("shipped", "got around to shipping", True),
        ("grows", "stopped growing", False),
        ("called off", "called for", False),
        ("put off", "put out", False),
        ("tried to sell", "sold", False),
    ],
)
def test_a_verb_with_its_particle_is_one_word(old: str, new: str, same: bool) -> None:
    """What is called off is cancelled, and not called for."""
    assert says_the_same(old.split(), new.split(), LEFT_OUT) is same


@pytest.mark.parametrize(
    ("verb", "old", "new", "other"),
    [("put", "forward", "off", True), ("called", "for", "off", True), ("complained", "of", "about", False)],
)
def test_a_particle_may_make_another_verb(verb: str, old: str, new: str, other: bool) -> None:
    """A plan put off was not put forward; who complains of something complains about it."""
    assert is_another_verb(verb, old, new) is other
