"""
Say of every word of a version in which version it came, and of every removed one when it went.

The versions are laid over each other once, in order; what each step keeps,
moves, takes out and brings is followed through the runs of text that came
together. Words that come back, by a revert or a flapping headline, get their
first author back: the version they first came in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from revtrack.diff.compose import tiles_between
from revtrack.diff.runs import Chunk, Rope, Run, Runs, chunk, cut, fitted, merged, woven
from revtrack.diff.tiles import Op, Tile
from revtrack.diff.words import Ids, moved_tiles
from revtrack.model import Document, Span

REMEMBERED = 12
"""Characters from which words that were taken out are known again when they come back without what replaced them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one version that share their history."""

    span: Span
    """Where they stand in the version asked about."""
    came: int
    """The version they first appeared in."""
    moved: int | None = None
    """The last version in which they changed their place, if they did."""
    restored: int | None = None
    """The last version in which they came back after being out, if they were."""
    went: int | None = None
    """The first later version without them; None while they stand."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that an earlier version had and the one asked about has not."""

    text: str
    came: int
    went: int
    """The first version without them."""


@dataclass(frozen=True, slots=True)
class Blame:
    """Where the words of one version come from."""

    version: int
    text: str
    stretches: tuple[Stretch, ...]
    """They tile the text, in order."""
    removed: tuple[Removed, ...]
    """In the order they went; words that came back are not among them."""

    def at(self, offset: int) -> Stretch:
        """Return the stretch that holds the character at *offset*; raises `IndexError` outside the text."""
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} is outside the text of {len(self.text):,} characters")
        return self.stretches[bisect_right(self.stretches, offset, key=lambda stretch: stretch.span.start) - 1]


def blame(versions: Iterable[Document], number: int | None = None) -> Blame:
    """
    Return where the words of version *number* come from and, where later versions are given, when they went.

    *versions* are an article's documents in order, numbered from 1, read once;
    without *number* the last one is meant. Raises `ValueError` when there is no
    version of that number.
    """
    history = History()
    for document in versions:
        history.add(document)
        if history.number == number:
            history.ask()
    if number is None and history.number:
        history.ask()
    if history.asked is None or history.asked_text is None:
        raise ValueError(f"there is no version {number if number is not None else 1}; {history.number} were given")
    return Blame(history.asked_number, history.asked_text, history.stretches(), tuple(history.gone_then))


_LINE = re.compile(r"\n*[^\n]+\n*|\n+")


def _lines(text: str) -> list[tuple[int, int]]:
    """Return where the lines of *text* begin and end, the breaks behind them included."""
    return [match.span() for match in _LINE.finditer(text)]


class History:
    """What is known of an article's words after some versions; feed it one version after the other."""

    def __init__(self) -> None:
        self.number = 0
        self.document: Document | None = None
        self.chunks: list[Chunk] = []
        self.gone: dict[tuple[str, str], list[tuple[int, Runs]]] = {}
        """Words that went and what took their place; when, and what they were made of. Paragraphs go one by one."""
        self.successors: dict[str, dict[str, None]] = {}
        """What took the place of words that are gone, in order."""
        self.asked: Runs | None = None
        self.asked_text: str | None = None
        self.asked_number = 0
        self.gone_then: list[Removed] = []
        self.ends: list[tuple[int, int, int]] = []

    def ask(self) -> None:
        """Take the newest version for the one asked about."""
        assert self.document is not None
        self.asked_text, self.asked_number = self.document.text, self.number
        self.asked = merged([run for _, runs in self.chunks for run in runs])
        self.gone_then = self._removed()
        at = 0
        placed: list[Chunk] = []
        for length, runs in self.chunks:
            starts = accumulate((run.length for run in runs), initial=at)
            placed.append((length, [run._replace(place=start) for run, start in zip(runs, starts, strict=False)]))
            at += length
        self.chunks, self.gone, self.successors = placed, {}, {}

    def add(self, document: Document) -> None:
        """Follow the words into the next version."""
        self.number += 1
        if self.document is None:
            self.chunks = [chunk([Run(len(document.text), self.number)])] if document.text else []
        elif self.document.text != document.text:
            self._step(self.document, document, tiles_between(self.document, document, Ids()))
        self.document = document

    def _step(self, before: Document, after: Document, tiles: list[Tile]) -> None:
        rope = Rope(self.chunks)
        origin = {tile.move: tile for tile in tiles if tile.op is Op.FROM}
        out: list[Chunk] = []
        at = 0
        for tile in tiles:
            out += rope.chunks_of(at, tile.a0)
            at = max(at, tile.a1)
            if tile.op is Op.TO:
                out.append(chunk(self._moved(before, after, origin[tile.move], tile, rope)))
            elif tile.op is Op.CHANGE:
                old, new = before.text[tile.a0 : tile.a1], after.text[tile.b0 : tile.b1]
                out.append(chunk(self._changed(old, new, rope.runs(tile.a0, tile.a1))))
        out += rope.chunks_of(at, len(before.text))
        self.chunks = woven(out)

    def _moved(self, before: Document, after: Document, left: Tile, to: Tile, rope: Rope) -> Runs:
        out: Runs = []
        at = left.a0
        for tile in moved_tiles(before.text, after.text, left, to, Ids()):
            out += [run._replace(moved=self.number) for run in rope.runs(at, tile.a0)]
            out += self._changed(
                before.text[tile.a0 : tile.a1], after.text[tile.b0 : tile.b1], rope.runs(tile.a0, tile.a1)
            )
            at = tile.a1
        return out + [run._replace(moved=self.number) for run in rope.runs(at, left.a1)]

    def _changed(self, old: str, new: str, runs: Runs) -> Runs:
        """Return the runs of the new words; old ones are remembered, and known again when they come back."""
        if old:
            for start, end in _lines(old):
                if words := old[start:end].strip():
                    self._lose(words, new.strip(), cut(runs, start, end))
            if self.asked is not None:
                self.ends += [(run.place, run.place + run.length, self.number) for run in runs if run.place >= 0]
        out: Runs = []
        for start, end in _lines(new):
            known = self._known(new[start:end].strip(), old.strip())
            if known is None:
                out.append(Run(end - start, self.number))
            else:
                back = [run._replace(restored=self.number) for run in known]
                out += fitted(back, end - start - sum(run.length for run in back), self.number)
        return out

    def _lose(self, words: str, successor: str, runs: Runs) -> None:
        self.gone.setdefault((words, successor), []).append((self.number, runs))
        self.successors.setdefault(words, {})[successor] = None

    def _known(self, new: str, old: str) -> Runs | None:
        """
        Return the runs of *new* as they were when *old* took their place, or when they went without a successor.

        Words of some length are known whatever took their place, the last that did first.
        """
        keys = [(new, old)]
        if len(new) >= REMEMBERED:
            keys += [(new, ""), *((new, other) for other in reversed(self.successors.get(new, {})))]
        for key in keys:
            if self.gone.get(key):
                runs = self.gone[key].pop()[1]
                if not self.gone[key]:
                    del self.gone[key], self.successors[new][key[1]]
                if self.asked is not None:
                    places = {(run.place, run.place + run.length) for run in runs if run.place >= 0}
                    self.ends = [end for end in self.ends if (end[0], end[1]) not in places]
                return runs
        return None

    def _removed(self) -> list[Removed]:
        found = [
            (went, min(run.came for run in runs), words)
            for (words, _), entries in self.gone.items()
            for went, runs in entries
            if words and runs
        ]
        return [Removed(words, came, went) for went, came, words in sorted(found, key=itemgetter(0, 1))]

    def stretches(self) -> tuple[Stretch, ...]:
        """Return the stretches of the version asked about, cut where parts of them went at different times."""
        found: list[Stretch] = []
        at = 0
        lost = sorted(self.ends)
        cursor = 0
        for run in self.asked or []:
            stop = at + run.length
            while at < stop:
                while cursor < len(lost) and lost[cursor][1] <= at:
                    cursor += 1
                inside = cursor < len(lost) and lost[cursor][0] <= at
                following = lost[cursor][1] if inside else lost[cursor][0] if cursor < len(lost) else stop
                end = min(stop, following)
                went = lost[cursor][2] if inside else None
                found.append(Stretch(Span(at, end), run.came, run.moved or None, run.restored or None, went))
                at = end
        return tuple(found)
