"""
Read one text with a grammar: every class of words it holds, and where.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, KeysView, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from revtrack.note.filing import Filed, Step
from revtrack.note.grammar import MUTE, Grammar, fold
from revtrack.text import Remembered

_FIGURE = (
    r"(?:\d{4}-\d\d-\d\d|\d\d?-\d\d?-\d{4})(?!\w)"
    r"|\d+(?:[.,:/hH]\d+)*(?:[a-d](?![^\W_]))?"
    r"(?:\.(?=\s(?:[a-zà-ÿ]|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)))?"
)
"""
A date between hyphens, or a figure, with the letter of a model or an address (`8a` holds no `a`), and with the stop of
an ordinal that the sentence goes on after: `am 3. Mai`, `der 1. und 2. Absatz`.
"""
_WORD = re.compile(_FIGURE + r"|[^\W_]+(?:['’-][^\W_]+)*['’]?|->|→|[^\w\s]|_")
_ELIDED = re.compile(_FIGURE + r"|[^\W_]+(?:-[^\W_]+)*['’]?|->|→|[^\w\s]|_")
_CROSSED = frozenset("@&'\"“”„‘’«»‹›`*_" + MUTE)
"""What a gap may cross besides words: quotation marks, emphasis, and the signs for `and` and `at`."""


def _spelled(word: str) -> str:
    """Return *word* folded; a figure is `#`, and only an eliding language keeps a closing apostrophe."""
    return "#" + word if word[0].isdigit() else fold(word)


def _unelided(word: str) -> str:
    """Return *word* folded, without the apostrophe that closes it."""
    return _spelled(word).rstrip("'") or "'"


_SPELLED = {True: Remembered(_spelled), False: Remembered(_unelided)}


class Hit(NamedTuple):
    """A class found in the text, in code points."""

    start: int
    end: int


class Reading:
    """
    One text read with one grammar: every class it holds and where.

    *silent* marks stretches (quotations) whose words count as nobody's own
    voice; each is one token that only a gap can cross. In *dull* stretches
    nothing is looked for.
    """

    def __init__(
        self,
        text: str,
        grammar: Grammar,
        silent: Sequence[tuple[int, int]] = (),
        dull: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.grammar = grammar
        self._ends: dict[tuple[str, int], int] = {}
        matches = list((_ELIDED if grammar.elided else _WORD).finditer(text))
        self.starts = list(map(re.Match.start, matches))
        self.stops = list(map(re.Match.end, matches))
        self.words = list(map(_SPELLED[grammar.elided].__getitem__, map(re.Match.group, matches)))
        if silent:
            self._silence(silent)
        self._met = [*[known.met for known in map(grammar.filing.known.__getitem__, self.words)], frozenset[int]()]
        self._begins = self._awake(dull) if dull else self._met
        self._begun = [at for at, met in enumerate(self._begins) if met]
        self._hits: dict[str, list[Hit]] = {}

    @cached_property
    def _patterns(self) -> dict[str, list[Filed]]:
        """The patterns for whose every step a word stands somewhere, by class; of a class nowhere found, none."""
        return self.grammar.filing.possible(set(self.words))

    @cached_property
    def classes(self) -> KeysView[str]:
        """The classes that the words of the text leave possible; no other is in it."""
        return self._patterns.keys()

    def may_begin(self, names: Iterable[str], at: int) -> bool:
        """Say whether the token at *at* is one that some pattern of the classes begins with."""
        begins, here = self.grammar.filing.begins, self._begins[at]
        return any(not here.isdisjoint(begins[name]) for name in names if name in begins)

    def _silence(self, silent: Sequence[tuple[int, int]]) -> None:
        """Make one token of those that begin in each *silent* stretch."""
        for start, end in reversed(silent):
            low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
            if low < high:
                self.words[low:high] = [MUTE]
                self.stops[low:high] = [self.stops[high - 1]]
                del self.starts[low + 1 : high]

    def _awake(self, dull: Sequence[tuple[int, int]]) -> list[frozenset[int]]:
        """Return what each token may begin: nothing in a *dull* stretch."""
        begins = list(self._met)
        for start, end in dull:
            low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
            begins[low:high] = [frozenset()] * (high - low)
        return begins

    def _found(self, name: str) -> list[Hit]:
        """Look for class *name*, and keep every place of it, left to right, never overlapping."""
        hits, reach = list[Hit](), 0
        for at in self._places(name):
            end = self.match(name, at) if at >= reach else -1
            if end > at:
                hits.append(Hit(self.starts[at], self.stops[end - 1]))
                reach = end
        if hits:
            self._hits[name] = hits
        else:
            del self._patterns[name]
        return hits

    def _places(self, name: str) -> list[int]:
        """Return the tokens that a pattern of class *name* may begin with."""
        first, begins = {pattern.first for pattern in self._patterns[name]}, self._begins
        return [at for at in self._begun if not first.isdisjoint(begins[at])]

    def match(self, name: str, at: int) -> int:
        """Return the token index after the longest match of class *name* at token *at*, or -1."""
        key = (name, at)
        known = self._ends.get(key)
        if known is None:
            known, here, then = -1, self._begins[at], self._met[at + 1]
            for pattern in self._patterns[name]:
                if pattern.first in here and (pattern.second < 0 or pattern.second in then):
                    known = max(known, self._walk(pattern.steps, 0, at))
            self._ends[key] = known
        return known

    def _walk(self, steps: tuple[Step, ...], number: int, at: int) -> int:
        """Return the token index after the longest match of *steps* from *number* on, or -1."""
        met = self._met
        while number < len(steps) and steps[number].must:
            if steps[number].own not in met[at]:
                return -1
            number, at = number + 1, at + 1
        if number == len(steps):
            return at
        step, number = steps[number], number + 1
        following = steps[number].begins if number < len(steps) else -1
        best = -1
        for end in self._gap(at, step.gap) if step.gap else self._one(step, at):
            if following < 0 or following in met[end]:
                best = max(best, self._walk(steps, number, end))
        return best

    def _one(self, step: Step, at: int) -> Iterable[int]:
        """Yield where a *step* at token *at* may end."""
        if step.optional:
            yield at
        here = self._met[at]
        if step.own in here:
            yield at + 1
        for name in step.classes if here else ():
            if name in self._patterns:
                end = self.match(name, at)
                if end > at:
                    yield end

    def _gap(self, at: int, most: int) -> Iterable[int]:
        """Yield where a gap of at most *most* tokens from *at* on may end."""
        yield at
        for word in self.words[at : at + most]:
            if not (word[0].isalnum() or word[0] == "#" or word in _CROSSED):
                return
            at += 1
            yield at

    def has(self, *names: str, start: int = 0, end: int | None = None) -> bool:
        """Say whether any of the classes stands wholly between *start* and *end*."""
        return any(name in self._patterns and self.first(name, start, end) is not None for name in names)

    def first(self, name: str, start: int = 0, end: int | None = None) -> Hit | None:
        """Return the first place of class *name* wholly between *start* and *end*, or None."""
        hits = self._hits.get(name)
        if hits is None:
            if name not in self._patterns:
                return None
            hits = self._found(name)
        index = bisect_left(hits, (start,)) if start else 0
        if index < len(hits) and (end is None or hits[index].end <= end):
            return hits[index]
        return None

    def all(self, name: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return every place of class *name* wholly between *start* and *end*."""
        hits = self._hits.get(name)
        if hits is None:
            if name not in self._patterns:
                return []
            hits = self._found(name)
        low = bisect_left(hits, (start,)) if start else 0
        high = len(hits) if end is None else bisect_left(hits, (end,))
        found = hits[low:high]
        return found[:-1] if found and end is not None and found[-1].end > end else found

    def word_before(self, start: int) -> Hit | None:
        """Return the token that ends before code point *start*, or None."""
        index = bisect_left(self.starts, start) - 1
        return Hit(self.starts[index], self.stops[index]) if index >= 0 else None

    def next_is(self, word: str, end: int) -> bool:
        """Say whether the token after code point *end* is *word*."""
        index = bisect_left(self.starts, end)
        return index < len(self.words) and self.words[index] == word

    def figure_near(self, start: int, reach: int) -> bool:
        """Say whether a figure stands within *reach* code points after *start*, or before it when negative."""
        low, high = (start, start + reach) if reach > 0 else (start + reach, start)
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, high)
        return any(word[0] == "#" for word in self.words[first:last])

    def colon_near(self, start: int, reach: int) -> int | None:
        """Return where the words after a colon begin that stands within *reach* code points after *start*."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, start + reach)
        colon = next((at for at in range(first, min(last, len(self.words) - 1)) if self.words[at] == ":"), None)
        return self.starts[colon + 1] if colon else None

    def at(self, name: str, start: int) -> Hit | None:
        """Return class *name* beginning at code point *start* exactly, or None."""
        hit = self.first(name, start)
        return hit if hit is not None and hit.start == start else None


@lru_cache(maxsize=16)
def read(
    text: str,
    grammar: Grammar,
    silent: tuple[tuple[int, int], ...] = (),
    dull: tuple[tuple[int, int], ...] = (),
) -> Reading:
    """Return the reading of *text*; the newest are kept, since a note that is found is read again for what it says."""
    return Reading(text, grammar, silent, dull)
