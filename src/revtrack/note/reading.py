"""
Read one text with a grammar: every class of words it holds, and where.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revtrack.note.grammar import MUTE, Grammar, Item, Pattern, fold

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
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.words: list[str] = []
        closed = iter((*silent, (len(text) + 1, len(text) + 1)))
        mute = next(closed)
        for match in (_ELIDED if grammar.elided else _WORD).finditer(text):
            start, end = match.span()
            while start >= mute[1]:
                mute = next(closed)
            if start >= mute[0] and self.words and self.words[-1] == MUTE and self.starts[-1] >= mute[0]:
                self.stops[-1] = end
                continue
            self.starts.append(start)
            self.stops.append(end)
            self.words.append(MUTE if start >= mute[0] else self._spelled(match.group()))
        self._opening = self._openings(dull)
        self._vocabulary = {word if word[0] != "#" else "#" for word in self.words}
        self._possible: dict[int, bool] = {}
        self._places: dict[str, list[int]] = {}
        for at, names in enumerate(self._opening):
            for name in names:
                self._places.setdefault(name, []).append(at)
        self._hits: dict[str, list[Hit]] = {}

    def _openings(self, dull: Sequence[tuple[int, int]]) -> list[dict[str, list[Pattern]]]:
        """Return for each token the classes it may begin; none for one in a *dull* stretch."""
        beginning, closed = self.grammar.beginning, iter((*dull, (-1, -1)))
        if not dull:
            return [beginning(word) for word in self.words]
        nothing: dict[str, list[Pattern]] = {}
        start, end = next(closed)
        found = []
        for at, word in zip(self.starts, self.words, strict=True):
            while 0 <= end <= at:
                start, end = next(closed)
            found.append(nothing if 0 <= start <= at else beginning(word))
        return found

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
            known, possible = -1, self._possible
            for pattern in self._opening[at].get(name, ()):
                may = possible.get(id(pattern))
                if may if may is not None else self._may(pattern):
                    known = max(known, self._walk(pattern, 0, at))
            self._ends[key] = known
        return known

    def _may(self, pattern: Pattern) -> bool:
        """Say whether the text has a word for every step of *pattern*, wherever it stands, and keep the answer."""
        may = not any(map(self._vocabulary.isdisjoint, self.grammar.needed(pattern)))
        self._possible[id(pattern)] = may
        return may

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
        known = self._places
        return any(name in known and self.first(name, start, end) is not None for name in names)

    def first(self, name: str, start: int = 0, end: int | None = None) -> Hit | None:
        """Return the first place of class *name* wholly between *start* and *end*, or None."""
        if name not in self._places:
            return None
        hits = self._found(name)
        if not hits:
            return None
        index = bisect_left(hits, start, key=_start) if start else 0
        if index < len(hits) and (end is None or hits[index].end <= end):
            return hits[index]
        return None

    def all(self, name: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return every place of class *name* wholly between *start* and *end*."""
        if name not in self._places:
            return []
        hits = self._found(name)
        low = bisect_left(hits, start, key=_start) if start else 0
        high = len(hits) if end is None else bisect_left(hits, end, key=_start)
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

    def at(self, name: str, start: int) -> Hit | None:
        """Return class *name* beginning at code point *start* exactly, or None."""
        hit = self.first(name, start)
        return hit if hit is not None and hit.start == start else None
