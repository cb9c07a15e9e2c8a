"""
Match word patterns of a language's phrase list against running text.

A phrase list (`data/LANGUAGE.toml`) names classes; a class is a list of
patterns; a pattern is words and other classes in order. So "an earlier version
of this story" is not a sentence in a list but `<early> <vers> of <this> <noun>`,
and a new noun serves every rule at once.

    word          the word itself, whatever its case, accents aside
    word*         any word that begins so
    *word         any word that ends so, as German compounds do
    #             any figure
    ""            a whole quotation
    a|b|<class>   one of these
    [item]        may be missing
    ~3            up to three words of any kind, a quotation counting as one (never across a stop or comma)

Matching walks tokens, not characters: there is no regular expression to run
away, and each text position is tried only for classes that can begin with the
word that stands there.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_SHORTEST_STEM = 2
MUTE = "\x00"
"""A whole quotation, as one token."""
_KEPT = 2
"""Words of at most so many letters keep their accents: Italian `è` is a verb, `e` a conjunction."""


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Return *word* as patterns spell it: lower case, no accents, one kind of apostrophe."""
    word = word.casefold().replace("’", "'")
    if word.isascii() or len(word) <= _KEPT:
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a pattern: words, stems, classes, or a gap."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0
    """How many words of any kind may be skipped here; such an item has nothing else."""
    must: bool = False
    """Whether exactly one of its own words has to stand here: neither optional nor a gap nor another class."""


Pattern = tuple[Item, ...]


def parse(pattern: str) -> Pattern:
    """
    Return the steps of *pattern*, as the module's docstring explains the notation.

    Raises ValueError for a bracket round more than one step, which would never match.
    """
    for part in pattern.split():
        if len(part) > 1 and part.startswith("[") != part.endswith("]"):
            raise ValueError(f"{pattern!r}: brackets hold one step each, {part!r} does not close")
    return tuple(_item(part) for part in pattern.split())


def _item(part: str) -> Item:
    if gap := re.fullmatch(r"\[?~(\d)\]?", part):
        return Item(gap=int(gap[1]))
    optional = part.startswith("[") and part.endswith("]") and len(part) > 2
    words: set[str] = set()
    stems: list[str] = []
    tails: list[str] = []
    classes: list[str] = []
    for choice in (part[1:-1] if optional else part).split("|"):
        if choice == '""':
            words.add(MUTE)
        elif choice.startswith("<") and choice.endswith(">") and len(choice) > 2:
            classes.append(choice[1:-1])
        elif choice.endswith("*") and len(choice) > _SHORTEST_STEM:
            stems.append(fold(choice[:-1]))
        elif choice.startswith("*") and len(choice) > _SHORTEST_STEM:
            tails.append(fold(choice[1:]))
        else:
            words.add(fold(choice))
    must = not optional and not classes
    return Item(frozenset(words), tuple(stems), tuple(tails), tuple(classes), optional, must=must)


Openings = tuple[set[str], set[str], set[str]]
"""Whole words, stems and endings of words."""
_CACHED = 50_000
"""Words whose openings are remembered, so that a hostile text cannot grow the memory without end."""


@dataclass
class Grammar:
    """The classes of one language, ready to be matched."""

    language: str
    classes: Mapping[str, tuple[Pattern, ...]]
    elided: bool = False
    """Whether an apostrophe ends a word, as in French and Italian (`l'article`)."""
    _index: tuple[dict[str, list[tuple[str, Pattern]]], ...] = field(default_factory=lambda: ({}, {}, {}))
    _known: dict[str, dict[str, list[Pattern]]] = field(default_factory=dict)
    _needed: dict[int, tuple[frozenset[str], ...]] = field(default_factory=dict)
    """By the identity of a pattern, which lives as long as the grammar."""

    def __post_init__(self) -> None:
        for name, patterns in self.classes.items():
            for pattern in patterns:
                for index, parts in zip(self._index, self._opening(pattern, (name,)), strict=True):
                    for part in parts:
                        index.setdefault(part, []).append((name, pattern))

    def openings(self, name: str, above: tuple[str, ...] = ()) -> Openings:
        """Return what class *name* may begin with."""
        if name in above:
            raise ValueError(f"{self.language}: class {name} refers to itself through {' > '.join(above)}")
        whole: Openings = (set(), set(), set())
        for pattern in self.classes[name]:
            for known, more in zip(whole, self._opening(pattern, (*above, name)), strict=True):
                known |= more
        return whole

    def alone(self, name: str) -> list[Item]:
        """Return the items that make up class *name* by themselves, one word each."""
        return [pattern[0] for pattern in self.classes[name] if len(pattern) == 1]

    def first_items(self, name: str) -> list[Item]:
        """Return the items a pattern of class *name* may begin with, what is optional skipped."""
        found: list[Item] = []
        for pattern in self.classes[name]:
            for item in pattern:
                found.append(item)
                if not item.optional:
                    break
        return found

    def _opening(self, pattern: Pattern, above: tuple[str, ...]) -> Openings:
        words: set[str] = set()
        stems: set[str] = set()
        tails: set[str] = set()
        for item in pattern:
            words |= item.words
            stems |= set(item.stems)
            tails |= set(item.tails)
            for inner in item.classes:
                more = self.openings(inner, above)
                words, stems, tails = words | more[0], stems | more[1], tails | more[2]
            if not item.optional:
                break
        return words, stems, tails

    def needed(self, pattern: Pattern) -> tuple[frozenset[str], ...]:
        """Return sets of words of which a text must hold one each for *pattern* to match, the smallest set first."""
        known = self._needed.get(id(pattern))
        if known is None:
            steps = [self._opening((item,), ()) for item in pattern if not (item.optional or item.gap)]
            known = tuple(sorted((frozenset(w) for w, stems, tails in steps if not (stems or tails)), key=len))
            self._needed[id(pattern)] = known
        return known

    def beginning(self, word: str) -> dict[str, list[Pattern]]:
        """Return the classes that may begin with the folded *word*, each with the patterns that do."""
        known = self._known.get(word)
        if known is None:
            words, stems, tails = self._index
            found = list(words.get(word[0] if word[0] == "#" else word, ()))
            for length in range(_SHORTEST_STEM, len(word) + 1):
                found.extend(stems.get(word[:length], ()))
            for tail, patterns in tails.items():
                if word.endswith(tail):
                    found.extend(patterns)
            known = {}
            for name, pattern in found:
                known.setdefault(name, []).append(pattern)
            if len(self._known) < _CACHED:
                self._known[word] = known
        return known
