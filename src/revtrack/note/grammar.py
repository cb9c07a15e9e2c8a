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
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,:/hH]\d+)*|[^\W_]+(?:['’-][^\W_]+)*['’]?|->|→|[^\w\s]|_")
_ELIDED = re.compile(r"\d+(?:[.,:/hH]\d+)*|[^\W_]+(?:-[^\W_]+)*['’]?|->|→|[^\w\s]|_")
_SHORTEST_STEM = 2
_MUTE = "\x00"
"""A whole quotation, as one token."""
_CROSSED = frozenset("'\"“”„‘’«»‹›`*_" + _MUTE)
"""What a gap may cross besides words: quotation marks and emphasis."""
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
            words.add(_MUTE)
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A class found in the text, in code points."""

    start: int
    end: int


def _start(hit: Hit) -> int:
    return hit.start


class Reading:
    """
    One text read with one grammar: every class it holds and where.

    *silent* marks stretches (quotations) whose words count as nobody's own
    voice; each is one token that only a gap can cross.
    """

    def __init__(self, text: str, grammar: Grammar, silent: Sequence[tuple[int, int]] = ()) -> None:
        self.grammar = grammar
        self._ends: dict[tuple[str, int], int] = {}
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.words: list[str] = []
        closed = iter((*silent, (len(text) + 1, len(text) + 1)))
        mute = next(closed)
        for match in (_ELIDED if grammar.elided else _WORD).finditer(text):
            start, end = match.span()
            while start >= mute[1]:
                mute = next(closed)
            if start >= mute[0] and self.words and self.words[-1] == _MUTE and self.starts[-1] >= mute[0]:
                self.stops[-1] = end
                continue
            self.starts.append(start)
            self.stops.append(end)
            self.words.append(_MUTE if start >= mute[0] else self._spelled(match.group()))
        self._opening = [grammar.beginning(word) for word in self.words]
        self._places: dict[str, list[int]] = {}
        for at, names in enumerate(self._opening):
            for name in names:
                self._places.setdefault(name, []).append(at)
        self._hits: dict[str, list[Hit]] = {}

    def _spelled(self, word: str) -> str:
        """Return *word* folded; a figure is `#`, and only an eliding language keeps a closing apostrophe."""
        if word[0].isdigit():
            return "#" + word
        return fold(word) if self.grammar.elided else fold(word).rstrip("'") or "'"

    def _found(self, name: str) -> list[Hit]:
        """Return every place of class *name*, left to right, never overlapping; looked for when first asked for."""
        hits = self._hits.get(name)
        if hits is None:
            hits, reach = [], 0
            for at in self._places.get(name, ()):
                end = self.match(name, at) if at >= reach else -1
                if end > at:
                    hits.append(Hit(self.starts[at], self.stops[end - 1]))
                    reach = end
            self._hits[name] = hits
        return hits

    def match(self, name: str, at: int) -> int:
        """Return the token index after the longest match of class *name* at token *at*, or -1."""
        key = (name, at)
        known = self._ends.get(key)
        if known is None:
            known = -1
            for pattern in self._opening[at].get(name, ()):
                known = max(known, self._walk(pattern, 0, at))
            self._ends[key] = known
        return known

    def _walk(self, pattern: Pattern, step: int, at: int) -> int:
        """Return the token index after the longest match of the rest of *pattern*, or -1."""
        while step < len(pattern) and pattern[step].must:
            if at >= len(self.words) or not self._plain(pattern[step], at):
                return -1
            step, at = step + 1, at + 1
        if step == len(pattern):
            return at
        item = pattern[step]
        if item.gap:
            return max(self._walk(pattern, step + 1, at + skip) for skip in self._gap(at, item.gap))
        best = self._walk(pattern, step + 1, at) if item.optional else -1
        if at < len(self.words):
            for end in self._one(item, at):
                best = max(best, self._walk(pattern, step + 1, end))
        return best

    def _one(self, item: Item, at: int) -> Iterable[int]:
        if self._plain(item, at):
            yield at + 1
        for name in item.classes:
            if name in self._opening[at]:
                end = self.match(name, at)
                if end > at:
                    yield end

    def _plain(self, item: Item, at: int) -> bool:
        """Say whether the token at *at* is one of the item's own words, stems or endings."""
        word = self.words[at]
        if word in item.words or (word[0] == "#" and "#" in item.words):
            return True
        return (item.stems != () and word.startswith(item.stems)) or (item.tails != () and word.endswith(item.tails))

    def _gap(self, at: int, most: int) -> Iterable[int]:
        yield 0
        for skip in range(most):
            if at + skip >= len(self.words):
                return
            word = self.words[at + skip]
            if not (word[0].isalnum() or word[0] == "#" or word in _CROSSED):
                return
            yield skip + 1

    def has(self, *names: str, start: int = 0, end: int | None = None) -> bool:
        """Say whether any of the classes stands wholly between *start* and *end*."""
        return any(self.first(name, start, end) is not None for name in names)

    def first(self, name: str, start: int = 0, end: int | None = None) -> Hit | None:
        """Return the first place of class *name* wholly between *start* and *end*, or None."""
        hits = self._found(name)
        index = bisect_left(hits, start, key=_start) if start else 0
        if index < len(hits) and (end is None or hits[index].end <= end):
            return hits[index]
        return None

    def all(self, name: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return every place of class *name* wholly between *start* and *end*."""
        hits = self._found(name)
        low = bisect_left(hits, start, key=_start) if start else 0
        high = len(hits) if end is None else bisect_left(hits, end, key=_start)
        found = hits[low:high]
        return found[:-1] if found and end is not None and found[-1].end > end else found

    def word_before(self, start: int) -> Hit | None:
        """Return the token that ends before code point *start*, or None."""
        index = bisect_left(self.starts, start) - 1
        return Hit(self.starts[index], self.stops[index]) if index >= 0 else None

    def figure_near(self, start: int, reach: int) -> bool:
        """Say whether a figure stands within *reach* code points after *start*, or before it when negative."""
        low, high = (start, start + reach) if reach > 0 else (start + reach, start)
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, high)
        return any(word[0] == "#" for word in self.words[first:last])

    def at(self, name: str, start: int) -> Hit | None:
        """Return class *name* beginning at code point *start* exactly, or None."""
        hit = self.first(name, start)
        return hit if hit is not None and hit.start == start else None
