"""
Carry the origin of words from version to version, at a cost that does not grow with an article's age.

A text is made of runs, words that came together. Runs are held in chunks, so
that a step touches only the chunks it changes.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

SMALL = 32
"""Chunks of fewer runs are joined with their neighbour; of more than four times as many, split."""


class Run(NamedTuple):
    """Words that came together, as they are carried from version to version."""

    length: int
    came: int
    moved: int = 0
    restored: int = 0
    place: int = -1
    """Where they stood in the version asked about; -1 for words it did not have."""


Runs = list[Run]

Chunk = tuple[int, Runs]
"""The characters some neighbouring runs make up, and the runs."""


def chunk(runs: Runs) -> Chunk:
    """Return *runs* as a chunk."""
    return sum(run.length for run in runs), runs


class Rope:
    """The chunks of one version's text, to be cut at places of that text."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self.chunks = chunks
        self.starts = list(accumulate((length for length, _ in chunks), initial=0))

    def chunks_of(self, start: int, end: int) -> list[Chunk]:
        """Return the chunks of `start:end`, those at the ends cut."""
        if start >= end:
            return []
        first = bisect_right(self.starts, start) - 1
        out: list[Chunk] = []
        for at in range(first, len(self.chunks)):
            low, high = self.starts[at], self.starts[at + 1]
            if low >= end:
                break
            whole = start <= low and high <= end
            out.append(self.chunks[at] if whole else chunk(cut(self.chunks[at][1], start - low, end - low)))
        return out

    def runs(self, start: int, end: int) -> Runs:
        """Return the runs of `start:end`."""
        return [run for _, runs in self.chunks_of(start, end) for run in runs]


def cut(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs of `start:end`, counted from the first run."""
    out: Runs = []
    at = 0
    for run in runs:
        low, high = max(at, start), min(at + run.length, end)
        if low < high:
            place = run.place + low - at if run.place >= 0 else -1
            out.append(run._replace(length=high - low, place=place))
        at += run.length
    return out


def woven(chunks: list[Chunk]) -> list[Chunk]:
    """Return *chunks* with small neighbours joined and large ones split."""
    out: list[Chunk] = []
    for length, runs in chunks:
        if not length:
            continue
        if out and len(runs) < SMALL and len(out[-1][1]) < SMALL:
            out[-1] = (out[-1][0] + length, merged([*out[-1][1], *runs]))
        elif len(runs) > 4 * SMALL:
            out += [chunk(runs[at : at + 2 * SMALL]) for at in range(0, len(runs), 2 * SMALL)]
        else:
            out.append((length, runs))
    return out


def fitted(runs: Runs, extra: int, number: int) -> Runs:
    """Return *runs* made *extra* characters longer or shorter at the end: the blanks around words may differ."""
    if extra > 0:
        return [*runs, Run(extra, number)]
    out = list(runs)
    while extra < 0 and out:
        last = out.pop()
        if last.length + extra > 0:
            out.append(last._replace(length=last.length + extra))
            break
        extra += last.length
    return out


def merged(runs: Runs) -> Runs:
    """Return *runs* with neighbours of one history made one."""
    out: Runs = []
    for run in runs:
        if out:
            last = out[-1]
            follows = run.place == last.place + last.length if last.place >= 0 else run.place < 0
            if follows and (last.came, last.moved, last.restored) == (run.came, run.moved, run.restored):
                out[-1] = last._replace(length=last.length + run.length)
                continue
        out.append(run)
    return out
