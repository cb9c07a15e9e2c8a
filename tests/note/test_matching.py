"""
Filing patterns by the words they need loses nothing: every place they match is found.

Beside it stands the plainest matcher there can be, which tries every pattern
at every word.
"""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quality.test_notes_quality import cases

from revtrack.note.grammar import MUTE, Grammar, Item, Pattern, parse
from revtrack.note.lexicon import LANGUAGES, grammar
from revtrack.note.passage import quotations
from revtrack.note.reading import Hit, Reading

WORDS = ("the", "story", "stories", "wrong", "12", ",", "“x y”")
CHOICES = ("the", "the|wrong", "stor*", "*ong|*ries", "#|,", '""|,', "~2", "[the]", "[stor*|wrong]")


def plain(reading: Reading, item: Item, at: int) -> bool:
    word = reading.words[at]
    own = word in item.words or (word[0] == "#" and "#" in item.words)
    return own or word.startswith(item.stems) or word.endswith(item.tails)


def ends(reading: Reading, pattern: Pattern, at: int) -> Iterator[int]:
    """Yield every token index after a match of *pattern* at token *at*."""
    if not pattern:
        yield at
        return
    item, rest = pattern[0], pattern[1:]
    if item.gap or item.optional:
        yield from ends(reading, rest, at)
    if at == len(reading.words):
        return
    word = reading.words[at]
    if item.gap and (word[0].isalnum() or word[0] == "#" or word in "@&'\"“”„‘’«»‹›`*_" + MUTE):
        yield from ends(reading, (Item(gap=item.gap - 1), *rest) if item.gap > 1 else rest, at + 1)
    inner = [longest(reading, reading.grammar.classes[name], at) for name in item.classes]
    for end in [*inner, at + 1 if plain(reading, item, at) else -1]:
        if end > at:
            yield from ends(reading, rest, end)


def longest(reading: Reading, patterns: Iterable[Pattern], at: int) -> int:
    return max((end for pattern in patterns for end in ends(reading, pattern, at)), default=-1)


def everywhere(reading: Reading, name: str) -> list[Hit]:
    """Return every place of class *name*, looked for at every token."""
    found, reach = [], 0
    for at in range(len(reading.words)):
        end = longest(reading, reading.grammar.classes[name], at) if at >= reach else -1
        if end > at:
            found.append(Hit(reading.starts[at], reading.stops[end - 1]))
            reach = end
    return found


def needs(pattern: Pattern) -> bool:
    """Say whether *pattern* has a step that may not be missing, and no gap before it."""
    step = next((item for item in pattern if not item.optional), None)
    return step is not None and not step.gap


PATTERNS = st.lists(st.sampled_from(CHOICES), min_size=1, max_size=4).map(" ".join)


@given(
    st.lists(PATTERNS, min_size=1, max_size=4),
    st.lists(st.lists(st.sampled_from((*CHOICES, "<inner>", "the|<inner>")), min_size=1, max_size=4), max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
)
def test_every_match_is_found(inner: list[str], outer: list[list[str]], text: str) -> None:
    """
    Whatever the patterns and the words, what is found is what trying every pattern at every word finds.
    """
    sure = {"inner": [*inner, "wrong"], "outer": [*map(" ".join, outer), "the"]}
    classes = {
        name: tuple(pattern for pattern in map(parse, patterns) if needs(pattern)) for name, patterns in sure.items()
    }
    reading = Reading(text, Grammar("en", classes), quotations(text))
    assert {name: reading.all(name) for name in classes} == {name: everywhere(reading, name) for name in classes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_is_found_in_every_note(language: str) -> None:
    """
    In the notes of a language every class of its grammar is found where trying every pattern at every word finds it.
    """
    for case in cases(language)["note"][:40]:
        reading = Reading(case["t"], grammar(language), quotations(case["t"]))
        for name in reading.grammar.classes:
            assert reading.all(name) == everywhere(reading, name), (case["t"], name)
