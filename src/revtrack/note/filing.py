"""
File patterns by the words they need, so that a text is tried for those only whose words it holds.

What a token may be at one step of a pattern has a number; a word is looked up
once in the life of the process, and from then on known by the numbers it meets.
A pattern is filed under the step that fewest texts have a word for: of the
hundreds of a language a passage of sixty words is tried for a few dozen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from revtrack.text import Remembered

_SHORTEST_STEM = 2
_STEM = 10
"""A stem or an ending stands for about so many words."""


class Openings(NamedTuple):
    """What a token may be: one of some whole words, or a word with one of some stems or endings."""

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()

    @classmethod
    def any_of(cls, parts: Sequence["Openings"]) -> "Openings":
        """Return what may be any of *parts*."""
        if len(parts) == 1:
            return parts[0]
        words, stems, tails = (frozenset().union(*some) for some in zip(cls(), *parts, strict=True))
        return cls(words, stems, tails)


class Step(NamedTuple):
    """One step of a filed pattern."""

    own: int
    """The number of its own words."""
    classes: tuple[str, ...]
    optional: bool
    gap: int
    must: bool
    """Whether exactly one of its own words has to stand here."""
    begins: int
    """The number of all it may begin with, -1 where it may be missing."""


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """A pattern of the class *name*, its words as numbers."""

    name: str
    steps: tuple[Step, ...]
    first: int
    """What begins it."""
    second: int
    """What the token after that has to be, -1 where that varies."""
    needed: frozenset[int]
    """What some token each has to be."""


class Known(NamedTuple):
    """What is known of a word."""

    met: frozenset[int]
    """The numbers it meets."""
    bits: int
    """The same, each number a bit."""
    filed: frozenset[int]
    """Those of them that patterns are filed under."""


class Numbers:
    """A number for each thing that a token may be."""

    def __init__(self) -> None:
        """Begin with none."""
        self.given: dict[Openings, int] = {}
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._tails: dict[str, list[int]] = {}

    def of(self, openings: Openings) -> int:
        """Return the number of *openings*, a new one when they are met for the first time."""
        number = self.given.get(openings)
        if number is None:
            number = self.given[openings] = len(self.given)
            for index, parts in zip((self._words, self._stems, self._tails), openings, strict=True):
                for part in parts:
                    index.setdefault(part, []).append(number)
        return number

    def met(self, word: str) -> frozenset[int]:
        """Return the numbers that the folded *word* meets; every figure is `#`."""
        found = set(self._words.get(word[0] if word[0] == "#" else word, ()))
        for length in range(_SHORTEST_STEM, len(word) + 1):
            found.update(self._stems.get(word[:length], ()))
        for tail, numbers in self._tails.items():
            if word.endswith(tail):
                found.update(numbers)
        return frozenset(found)


class Filing:
    """The patterns of one language, each under the rarest of what it needs."""

    def __init__(self, patterns: Sequence[Filed], numbers: Numbers, common: Iterable[str]) -> None:
        """File *patterns*; the language's most *common* words tell least."""
        self._numbers = numbers
        frequent = Counter(number for word in common for number in numbers.met(word))
        size = {n: len(o.words) + _STEM * len(o.stems | o.tails) for o, n in numbers.given.items()}
        self.begins = defaultdict[str, set[int]](set)
        """What begins a pattern of each class."""
        self._under: dict[int, list[tuple[int, Filed]]] = {}
        for filed in patterns:
            self.begins[filed.name].add(filed.first)
            rarest = min(filed.needed, key=lambda n: (frequent[n], size[n]))
            self._under.setdefault(rarest, []).append((_bits(filed.needed), filed))
        self._all = _bits(numbers.given.values())
        self.known = Remembered(self._look_up)
        """What is known of each word met so far."""

    def _look_up(self, word: str) -> Known:
        met = self._numbers.met(word)
        if not met:
            return _IDLE
        return Known(met, _bits(met), met & self._under.keys())

    def possible(self, words: Iterable[str]) -> dict[str, list[Filed]]:
        """Return the patterns for whose every need one of *words* would do, by class."""
        known = list(map(self.known.__getitem__, words))
        bits = 0
        for one in known:
            bits |= one.bits
        lacking = self._all ^ bits
        found = defaultdict[str, list[Filed]](list)
        for number in frozenset[int]().union(*[one.filed for one in known]):
            for needs, filed in self._under[number]:
                if not needs & lacking:
                    found[filed.name].append(filed)
        return dict(found)


_IDLE = Known(frozenset(), 0, frozenset())


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)
