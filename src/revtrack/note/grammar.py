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

from revtrack.note.filing import Filed, Filing, Numbers, Openings, Step

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

    @property
    def own(self) -> Openings:
        """Return what a token may be to do for it without another class."""
        return Openings(self.words, frozenset(self.stems), frozenset(self.tails))


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


@dataclass(eq=False)
class Grammar:
    """The classes of one language, ready to be matched."""

    language: str
    classes: Mapping[str, tuple[Pattern, ...]]
    elided: bool = False
    """Whether an apostrophe ends a word, as in French and Italian (`l'article`)."""
    common: frozenset[str] = frozenset()
    """The folded words of which every text in the language is full."""
    _begun: dict[str, Openings] = field(default_factory=dict)

    def __post_init__(self) -> None:
        numbers = Numbers()
        patterns = [
            self._filed(name, pattern, numbers) for name, patterns in self.classes.items() for pattern in patterns
        ]
        self.filing = Filing(patterns, numbers, self.common)

    def openings(self, name: str, above: tuple[str, ...] = ()) -> Openings:
        """Return what class *name* may begin with."""
        if name in above:
            raise ValueError(f"{self.language}: class {name} refers to itself through {' > '.join(above)}")
        known = self._begun.get(name)
        if known is None:
            known = Openings.any_of([self._opening(pattern, (*above, name)) for pattern in self.classes[name]])
            self._begun[name] = known
        return known

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

    def _opening(self, pattern: Pattern, above: tuple[str, ...] = ()) -> Openings:
        """Return what *pattern* may begin with, what is optional skipped."""
        found: list[Openings] = []
        for item in pattern:
            found.append(item.own)
            found += (self.openings(inner, above) for inner in item.classes)
            if not item.optional:
                break
        return Openings.any_of(found)

    def _filed(self, name: str, pattern: Pattern, numbers: Numbers) -> Filed:
        """Return *pattern* of class *name* with its words as *numbers*; ValueError for one that may all be missing."""
        if all(item.optional or item.gap for item in pattern):
            raise ValueError(f"{self.language}: a pattern of class {name} has no step that must stand there")
        sure = [numbers.of(self._opening((item,))) if not (item.optional or item.gap) else -1 for item in pattern]
        return Filed(
            name=name,
            steps=tuple(
                Step(numbers.of(item.own), item.classes, item.optional, item.gap, item.must, begins)
                for item, begins in zip(pattern, sure, strict=True)
            ),
            first=numbers.of(self._opening(pattern, (name,))),
            second=sure[1] if len(sure) > 1 and pattern[0].must else -1,
            needed=frozenset(sure) - {-1},
        )
