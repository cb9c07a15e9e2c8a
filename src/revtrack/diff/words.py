"""
Compare two passages word by word.

Equal ends are cut off at blanks first, so that only what may differ is cut
into tokens. Tokens are compared by their typewriter spelling and encoded as
one character each: a curly quote made straight does not disturb the alignment
and comes out as a change of its own. diff-match-patch aligns small middles,
without its deadline, so that the result never depends on the clock; rapidfuzz
the rest, and beyond a budget of cells within a band.
"""

from collections.abc import Iterator
from typing import NamedTuple, Self

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Levenshtein

from revtrack.diff.cleanup import Run, tidy
from revtrack.diff.ends import equal_ends
from revtrack.diff.sliding import all_slid, slid
from revtrack.diff.tiles import Tile, change, joined, mirrored, without_shared_blanks
from revtrack.text import pieces, typographic, words

SMALL_CELLS = 1_600
"""Token pairs up to which diff-match-patch aligns: at most 3 ms there (Myers in Python), 10 to 50 us as a rule."""

MAX_CELLS = 50_000_000
"""Token pairs up to which the whole bit matrix is kept (6 MB); beyond, a band of 500 (handbook diff.md, section 3)."""

HUGE_CELLS = 12_000_000_000
"""Token pairs beyond which two passages are only aligned when they are near: 0.8 s of dense alignment."""

NEAR = 2_000
"""Changed tokens up to which two huge passages are near."""

_ENGINE = diff_match_patch()
_ENGINE.Diff_Timeout = 0  # no clock: the same answer on every machine


class Ids(dict[str, str]):
    """One character for each different token, by its typewriter spelling."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}
        self.coarse: dict[str, int] = {}
        """Which budgets were reached, in words, and by what size at most."""

    def __missing__(self, token: str) -> str:
        folded = token if token.isascii() else typographic(token)
        code = self._folded.get(folded)
        if code is None:
            number = len(self._folded) + 33
            code = self._folded[folded] = chr(number if number < 0xD800 else number + 0x800)
        self[token] = code
        return code

    def coarsen(self, what: str, size: int) -> None:
        """Note that a budget was reached by something of this *size*."""
        self.coarse[what] = max(size, self.coarse.get(what, 0))

    def encode(self, text: str) -> str:
        """Return the tokens of *text* as one character each."""
        return "".join(map(self.__getitem__, words(text)))


class Passage(NamedTuple):
    """A stretch of one text, cut into tokens."""

    text: str
    offset: int
    words: list[str]
    starts: list[int]

    @classmethod
    def cut(cls, text: str, offset: int) -> Self:
        """Return *text*, which stands at *offset*, cut into tokens."""
        return tuple.__new__(cls, (text, offset, *pieces(text)))

    def change(self, start: int, end: int, other: "Passage", other_start: int, other_end: int) -> Tile:
        """Return the change of `start:end` here to a stretch of *other*."""
        return change(self.offset + start, self.offset + end, other.offset + other_start, other.offset + other_end)


def word_tiles(a: str, b: str, a0: int, a1: int, b0: int, b1: int, ids: Ids) -> list[Tile]:
    """Return the changes between `#a0:a1` and `@b0:b1`, by whole tokens, cleaned up."""
    old, new = a[a0:a1], b[b0:b1]
    if old == new:
        return []
    head, tail = equal_ends(old, new)
    return middle_tiles(a, b, (a0, a1, b0, b1), head, tail, ids)


def moved_tiles(a: str, b: str, left: Tile, to: Tile, ids: Ids) -> list[Tile]:
    """Return the changes in a passage that moved from *left* to *to*, their mirror for the way back."""
    old, new = a[left.a0 : left.a1], b[to.b0 : to.b1]
    if (len(old), old) <= (len(new), new):
        return word_tiles(a, b, left.a0, left.a1, to.b0, to.b1, ids)
    return mirrored(word_tiles(b, a, to.b0, to.b1, left.a0, left.a1, ids))


def middle_tiles(a: str, b: str, places: tuple[int, int, int, int], head: int, tail: int, ids: Ids) -> list[Tile]:
    """Return the changes of a passage at *places* (a0, a1, b0, b1) whose first *head* and last *tail* are equal."""
    a0, a1, b0, b1 = places
    old, new = a[a0 + head : a1 - tail], b[b0 + head : b1 - tail]
    start, other_start = a0, b0
    a0, b0 = a0 + head, b0 + head
    if not old or not new:
        return [slid(change(a0, a0 + len(old), b0, b0 + len(new)), a, b, head)]
    x, y = Passage.cut(old, a0), Passage.cut(new, b0)
    if len(x.words) * len(y.words) > MAX_CELLS:
        ids.coarsen("words of a long passage were compared within a band", max(len(x.words), len(y.words)))
    plain = _plain(x, y)
    if plain is not None:
        return [without_shared_blanks(plain, a, b)]
    runs = align_codes("".join(map(ids.__getitem__, x.words)), "".join(map(ids.__getitem__, y.words)))
    tiles: list[Tile] = []
    for run in tidy(runs, old, x.starts, y.starts):
        if run.equal:
            tiles += _equal_run(run, x, y, ids)
        else:
            tiles.append(x.change(x.starts[run.i0], x.starts[run.i1], y, y.starts[run.j0], y.starts[run.j1]))
    return all_slid(joined(tiles, a, b), a, b, start, other_start)


MOST_PLAIN = 64
"""Tokens of a passage up to which one change, equal words around it, is told without aligning them."""


def _plain(x: Passage, y: Passage) -> Tile | None:
    """Return the one change between two short passages that share nothing but their ends, else None."""
    old, new, m, n = x.words, y.words, len(x.words), len(y.words)
    if max(m, n) > MOST_PLAIN:
        return None
    most, head, tail = min(m, n), 0, 0
    while head < most and old[head] == new[head]:
        head += 1
    while tail < most - head and old[m - tail - 1] == new[n - tail - 1]:
        tail += 1
    gone, come = set(old[head : m - tail]), set(new[head : n - tail])
    if head + tail == most or not gone.isdisjoint(come):
        return None
    if not (x.text.isascii() and y.text.isascii()) and not _folded(gone).isdisjoint(_folded(come)):
        return None  # two spellings of one word are among them
    start, end, other_start, other_end = x.starts[head], x.starts[m - tail], y.starts[head], y.starts[n - tail]
    if x.text[:start] != y.text[:other_start] or x.text[end:] != y.text[other_end:]:
        return None  # blanks differ too
    return x.change(start, end, y, other_start, other_end)


def _folded(words: set[str]) -> set[str]:
    """Return *words* as a typewriter would set them."""
    return {word if word.isascii() else typographic(word) for word in words}


def align_codes(x: str, y: str) -> list[Run]:
    """Return alternating equal and changed runs of two encoded token lists, with as much equal as can be."""
    cells = len(x) * len(y)
    if cells <= SMALL_CELLS:
        if not set(x) & set(y):
            return [Run(False, 0, len(x), 0, len(y))]
        return _runs_of_diffs(_ENGINE.diff_main(x, y, False))
    if cells > HUGE_CELLS and Levenshtein.distance(x, y, score_cutoff=NEAR) > NEAR:
        return [Run(False, 0, len(x), 0, len(y))]
    codes = Indel.opcodes(x, y) if cells <= MAX_CELLS else Levenshtein.opcodes(x, y, score_hint=500)
    runs: list[Run] = []
    for code in codes:
        equal = code.tag == "equal"
        if runs and runs[-1].equal == equal:
            last = runs[-1]
            runs[-1] = Run(equal, last.i0, code.src_end, last.j0, code.dest_end)
        else:
            runs.append(Run(equal, code.src_start, code.src_end, code.dest_start, code.dest_end))
    return runs


def _runs_of_diffs(diffs: list[tuple[int, str]]) -> list[Run]:
    runs: list[Run] = []
    i = j = 0
    for sign, codes in diffs:
        i1 = i + len(codes) * (sign <= 0)
        j1 = j + len(codes) * (sign >= 0)
        if runs and runs[-1].equal == (sign == 0):
            last = runs[-1]
            runs[-1] = Run(last.equal, last.i0, i1, last.j0, j1)
        else:
            runs.append(Run(sign == 0, i, i1, j, j1))
        i, j = i1, j1
    return runs


STRIDE = 64
"""Tokens that are compared at once where a typewriter sees no difference."""

MOST_RETOUCHED = 400
"""Such stretches up to which each token is looked at; a text with more was set anew from end to end."""


def _equal_run(run: Run, old: Passage, new: Passage, ids: Ids) -> list[Tile]:
    """Return what differs in a run of tokens that a typewriter sets alike: glyphs, invisible characters, blanks."""
    at, bt, shift = old.starts, new.starts, run.j0 - run.i0
    if old.text[at[run.i0] : at[run.i1]] == new.text[bt[run.j0] : bt[run.j1]]:
        return []
    stretches = []
    for i in range(run.i0, run.i1, STRIDE):
        end = min(i + STRIDE, run.i1)
        if old.text[at[i] : at[end]] != new.text[bt[i + shift] : bt[end + shift]]:
            stretches.append((i, end))
    if len(stretches) > MOST_RETOUCHED:
        ids.coarsen("glyphs that changed throughout are shown by the stretch", run.i1 - run.i0)
        return [old.change(at[i], at[end], new, bt[i + shift], bt[end + shift]) for i, end in stretches]
    return [tile for i, end in stretches for tile in _retouched(old, new, i, end, shift)]


def _retouched(old: Passage, new: Passage, start: int, stop: int, shift: int) -> Iterator[Tile]:
    """Yield the tokens `start:stop` that differ in their glyphs, and the blanks behind them that differ."""
    at, bt = old.starts, new.starts
    for i in range(start, stop):
        j = i + shift
        word, other = old.words[i], new.words[j]
        end, other_end = at[i + 1], bt[j + 1]
        middle, other_middle = at[i] + len(word), bt[j] + len(other)
        if word != other:
            yield old.change(at[i], middle, new, bt[j], other_middle)
        if old.text[middle:end] != new.text[other_middle:other_end]:
            yield old.change(middle, end, new, other_middle, other_end)
