"""
Lay one version over another: blocks, then sentences, then words.

Blocks that are equal anchor first; between them, equal sentences; what is left
is paired by likeness, and what finds no partner nearby is looked for elsewhere
as a move. The result is tiles in reading order (`tiles`).
"""

import re
from dataclasses import dataclass, field

from revtrack.diff.ends import equal_ends, same_ends
from revtrack.diff.matching import anchors
from revtrack.diff.moves import MOST_LEFT_OVER, SHORTEST, edited_moves, exact_moves, joined_moves, settled
from revtrack.diff.pairing import MAX_CELLS, Pair, paired
from revtrack.diff.sliding import slid
from revtrack.diff.tiles import Op, Tile, change, joined, mirrored
from revtrack.diff.units import Unit, alike, block_keys, named_entries, units
from revtrack.diff.words import Ids, middle_tiles, word_tiles
from revtrack.model import Document
from revtrack.text import sentences

KEPT = 0.35
"""Share of a block that must stand at equal ends for it to be compared word by word at once."""

PLAINLY = 0.6
"""The same where neighbours changed as well, so that a block is not taken for a similar one beside it."""

SIMPLE = 160
"""Characters of changed text up to which sentences inside it need no pairing, but for those that changed places."""

_SENTENCE_END = re.compile(r"[.!?…。！？।؟\n](?:(?<![.!?…])|[\s\"”’')»])")
"""One class comes first, so that most text is passed over at once."""


@dataclass(slots=True)
class Gap:
    """Old and new sentences between anchors that are not yet paired."""

    before: list[Unit]
    after: list[Unit]
    a: int
    """Where the gap starts in the old text."""
    b: int


@dataclass(slots=True)
class Laid:
    """Two texts and what is known while laying one over the other."""

    before: Document
    after: Document
    a: str
    b: str
    ids: Ids = field(default_factory=Ids)
    named: bool = False
    """Whether the blocks of a live blog are told apart by the entries they stand in."""
    codes: dict[tuple[bool, int], str] = field(default_factory=dict)

    def code(self, old: bool, unit: Unit) -> str:
        """Return the tokens of *unit*, encoded, once."""
        key = (old, unit.start)
        found = self.codes.get(key)
        if found is None:
            found = self.codes[key] = self.ids.encode((self.a if old else self.b)[unit.start : unit.end])
        return found


Segment = tuple[Unit, Unit] | Gap | list[Tile]
"""Equal sentences, sentences to be paired, or changes already known."""


def tiles_between(before: Document, after: Document, ids: Ids) -> list[Tile]:
    """
    Return the changes from *before* to *after* in reading order; moved passages are not yet looked into.

    Where two alignments are equally good, one is chosen by the order in which the texts are read; so the shorter
    version is always laid first, and the way back is the mirror of the way there.
    """
    if is_first(before, after):
        return _tiles(before, after, ids)
    return mirrored(_tiles(after, before, ids))


def is_first(before: Document, after: Document) -> bool:
    """Say whether *before* is the version to be laid first: the shorter, or of two as long the first by its words."""
    a, b = before.text, after.text
    if len(a) != len(b) or a != b:
        return (len(a), a) < (len(b), b)
    return [(block.kind, block.entry or "") for block in before.blocks] <= [
        (block.kind, block.entry or "") for block in after.blocks
    ]


def _tiles(before: Document, after: Document, ids: Ids) -> list[Tile]:
    """Return the changes from *before* to *after*, as found by reading them in this order."""
    laid = Laid(before, after, before.text, after.text, ids)
    m, n = len(before.blocks), len(after.blocks)
    head, tail = same_ends(before, after)
    if head == m == n:
        return []
    if head + tail + 1 == m == n and before.blocks[head].entry == after.blocks[head].entry:
        tiles = _within_block(laid, head, head, KEPT)
        if tiles is not None:
            return tiles  # one block with a few other words: what most revisions are
    laid.named = named_entries(before, after)
    if laid.named:
        head, tail = same_ends(before, after, named=True)
    segments: list[Segment] = []
    if head:
        _after_anchor(laid, head - 1, head - 1, segments)
    if head + tail in (m, n):  # blocks only came, or only went
        places = (_start(before, head), _start(before, m - tail), _start(after, head), _start(after, n - tail))
        return _assembled(laid, [*segments, [change(*places)]])
    inner = _anchored(laid, head, m - tail, n - tail)
    i = j = head
    for x, y in [*inner, (m - tail, n - tail)]:
        if x > i or y > j:
            segments += _gap(laid, i, x, j, y)
        if x < m - tail:
            _after_anchor(laid, x, y, segments)
        i, j = x + 1, y + 1
    return _assembled(laid, segments)


def _anchored(laid: Laid, head: int, m: int, n: int) -> list[tuple[int, int]]:
    """Return pairs of equal blocks between the equal ends."""
    if m - head < 2 and n - head < 2:
        return []
    named = laid.named
    pairs = anchors(block_keys(laid.before, head, m, named=named), block_keys(laid.after, head, n, named=named))
    return [(head + x, head + y) for x, y in pairs]


def _start(document: Document, index: int) -> int:
    """Return where block *index* starts; past the last, the end of the text."""
    return document.starts[index] if index < len(document.starts) else len(document.text)


def _after_anchor(laid: Laid, i: int, j: int, segments: list[Segment]) -> None:
    """Note the blank line after an equal block that is the last on one side only."""
    if (i + 1 == len(laid.before.blocks)) == (j + 1 == len(laid.after.blocks)):
        return
    a0, b0 = laid.before.span(i).end, laid.after.span(j).end
    a1, b1 = _start(laid.before, i + 1), _start(laid.after, j + 1)
    segments.append([change(a0, a1, b0, b1)])


def _gap(laid: Laid, i0: int, i1: int, j0: int, j1: int) -> list[Segment]:
    """Return the segments of the changed blocks `i0:i1` and `j0:j1`."""
    segments: list[Segment] = []
    last: list[Segment] = []
    single = i1 - i0 == j1 - j0 == 1
    while i0 < i1 and j0 < j1 and (known := _within_block(laid, i0, j0, KEPT if single else PLAINLY)) is not None:
        segments.append(known)
        i0, j0 = i0 + 1, j0 + 1
    while i0 < i1 and j0 < j1 and (known := _within_block(laid, i1 - 1, j1 - 1, PLAINLY)) is not None:
        last.append(known)
        i1, j1 = i1 - 1, j1 - 1
    if i0 < i1 or j0 < j1:
        segments += _sentences(laid, i0, i1, j0, j1)
    return segments + last[::-1]


MOST_SENTENCES = 50_000
"""Ends of sentences in one gap, on the side with fewer, beyond which it is shown as one replacement."""


def _sentences(laid: Laid, i0: int, i1: int, j0: int, j1: int) -> list[Segment]:
    """Return the segments of blocks in which sentences have to be paired."""
    places = (_start(laid.before, i0), _start(laid.before, i1), _start(laid.after, j0), _start(laid.after, j1))
    ends = min(_ends(laid.a, *places[:2]), _ends(laid.b, *places[2:]))
    if ends > MOST_SENTENCES:
        laid.ids.coarsen("sentences of a long passage were not compared", ends)
        a0, a1, b0, b1 = places
        head, tail = equal_ends(laid.a[a0:a1], laid.b[b0:b1])
        return [[change(a0 + head, a1 - tail, b0 + head, b1 - tail)]]
    before, after = units(laid.before, i0, i1, named=laid.named), units(laid.after, j0, j1, named=laid.named)
    a, b = _start(laid.before, i0), _start(laid.after, j0)
    if not before or not after:
        return [Gap(before, after, a, b)]
    segments: list[Segment] = []
    i = j = 0
    for x, y in [*anchors([u.key for u in before], [u.key for u in after]), (len(before), len(after))]:
        if x > i or y > j:
            segments.append(Gap(before[i:x], after[j:y], a, b))
        if x < len(before):
            segments.append((before[x], after[y]))
            a, b = before[x].end, after[y].end
        i, j = x + 1, y + 1
    return segments


def _within_block(laid: Laid, i: int, j: int, kept: float) -> list[Tile] | None:
    """Return the changes in a block that is plainly the same one with a few other words, else None."""
    if not alike(laid.before.blocks[i], laid.after.blocks[j], named=laid.named):
        return None
    a0, a1, b0, b1 = laid.before.starts[i], _start(laid.before, i + 1), laid.after.starts[j], _start(laid.after, j + 1)
    old, new = laid.a[a0:a1], laid.b[b0:b1]
    head, tail = equal_ends(old, new)
    if head + tail < kept * min(len(old), len(new)):
        return None
    if head + tail == len(old) or head + tail == len(new):
        return [slid(change(a0 + head, a1 - tail, b0 + head, b1 - tail), laid.a, laid.b, head)]
    if head + tail < kept * max(len(old), len(new)):
        return None
    if max(len(old), len(new)) - head - tail > SIMPLE:
        if _SENTENCE_END.search(laid.a, a0 + head, a1 - tail) or _SENTENCE_END.search(laid.b, b0 + head, b1 - tail):
            return None
    elif min(len(old), len(new)) - head - tail >= SHORTEST:
        ended = _SENTENCE_END.search(laid.a, a0 + head, a1 - tail) and _SENTENCE_END.search(
            laid.b, b0 + head, b1 - tail
        )
        if ended and _reordered(old, new):
            return None
    return middle_tiles(laid.a, laid.b, (a0, a1, b0, b1), head, tail, laid.ids)


def _reordered(old: str, new: str) -> bool:
    """Say whether sentences long enough for a move stand in another order in a block."""
    left, right = ([s.of(text) for s in sentences(text) if s.length >= SHORTEST] for text in (old, new))
    common = [sentence for sentence in left if sentence in right]
    places = [right.index(sentence) for sentence in common]
    return places != sorted(places)


def _ends(text: str, start: int, end: int) -> int:
    """Return about how many sentences end in `start:end`, cheaply."""
    if end - start <= MOST_SENTENCES:
        return 0
    return max(text.count("\n", start, end), sum(text.count(mark, start, end) for mark in ".!?。！？…"))


Loose = list[tuple[int, Unit]]
"""Sentences that found no partner, each with the index of its tile."""


def _assembled(laid: Laid, segments: list[Segment]) -> list[Tile]:
    """Return the tiles of all segments in order, moves found across them."""
    gaps = [segment for segment in segments if isinstance(segment, Gap)]
    moved = _exact(gaps)
    tiles: list[Tile] = []
    gone: Loose = []
    come: Loose = []
    for segment in segments:
        if isinstance(segment, list):
            tiles += segment
        elif isinstance(segment, tuple):
            old, new = segment
            tiles += word_tiles(laid.a, laid.b, old.start, old.end, new.start, new.end, laid.ids)
        else:
            _lay(laid, segment, moved, tiles, gone, come)
    edited = _edited(laid, tiles, gone, come, len(moved))
    if moved or edited:
        tiles = settled(joined_moves(joined(tiles, laid.a, laid.b)), laid.a, laid.b)
    return joined(tiles, laid.a, laid.b)


def _exact(gaps: list[Gap]) -> dict[tuple[bool, int], int]:
    """Return the number of the move that each moved sentence belongs to, by side (True is old) and start."""
    gone = [unit for gap in gaps for unit in gap.before]
    come = [unit for gap in gaps for unit in gap.after]
    if not gone or not come:
        return {}
    moved = {}
    for number, (old, new) in enumerate(exact_moves(gone, come), 1):
        moved[True, old.start] = moved[False, new.start] = number
    return moved


def _lay(laid: Laid, gap: Gap, moved: dict[tuple[bool, int], int], tiles: list[Tile], gone: Loose, come: Loose) -> None:
    """Add the tiles of one gap: pairs compared word by word, and what has no partner here."""
    a, b, i, j = gap.a, gap.b, 0, 0
    for i0, i1, j0, j1 in [*_pairs(laid, gap, moved), (len(gap.before), 0, len(gap.after), 0)]:
        for unit in gap.before[i:i0]:
            number = moved.get((True, unit.start))
            if number is None and (len(unit.key) >= SHORTEST or unit.entry):
                gone.append((len(tiles), unit))
            tiles.append(Tile(Op.FROM if number else Op.CHANGE, unit.start, unit.end, b, b, number or 0))
            a = unit.end
        for unit in gap.after[j:j0]:
            number = moved.get((False, unit.start))
            if number is None and (len(unit.key) >= SHORTEST or unit.entry):
                come.append((len(tiles), unit))
            tiles.append(Tile(Op.TO if number else Op.CHANGE, a, a, unit.start, unit.end, number or 0))
            b = unit.end
        if i1:
            a, b = gap.before[i1 - 1].end, gap.after[j1 - 1].end
            tiles += word_tiles(laid.a, laid.b, gap.before[i0].start, a, gap.after[j0].start, b, laid.ids)
        i, j = i1, j1


def _pairs(laid: Laid, gap: Gap, moved: dict[tuple[bool, int], int]) -> list[Pair]:
    """Return which sentences of a gap belong together, families apart; those that moved are out of it."""
    if not gap.before or not gap.after:
        return []
    old = [at for at, unit in enumerate(gap.before) if (True, unit.start) not in moved]
    new = [at for at, unit in enumerate(gap.after) if (False, unit.start) not in moved]
    found: list[Pair] = []
    for kind, entry in dict.fromkeys((gap.before[at].family, gap.before[at].entry) for at in old):
        mine = [at for at in old if gap.before[at].family == kind and gap.before[at].entry == entry]
        other = [at for at in new if gap.after[at].family == kind and gap.after[at].entry == entry]
        if kind and len(mine) == len(other) == 1:
            found.append((mine[0], mine[0] + 1, other[0], other[0] + 1))
            continue
        if len(mine) * len(other) > MAX_CELLS:
            laid.ids.coarsen("sentences were paired by shared word pairs only", max(len(mine), len(other)))
        pairs = paired(
            [laid.code(True, gap.before[at]) for at in mine], [laid.code(False, gap.after[at]) for at in other]
        )
        for i0, i1, j0, j1 in pairs:
            if mine[i1 - 1] - mine[i0] == i1 - 1 - i0 and other[j1 - 1] - other[j0] == j1 - 1 - j0:
                found.append((mine[i0], mine[i1 - 1] + 1, other[j0], other[j1 - 1] + 1))
            else:  # what moved away stands between the two
                found.append((mine[i0], mine[i0] + 1, other[j0], other[j0] + 1))
    ordered: list[Pair] = []
    for pair in sorted(found):
        if not ordered or pair[2] >= ordered[-1][3]:
            ordered.append(pair)
    return ordered


def _edited(laid: Laid, tiles: list[Tile], gone: Loose, come: Loose, count: int) -> bool:
    """Turn left-over deletions and insertions of a moved and edited sentence into a move; say whether there was one."""
    if not gone or not come:
        return False
    if max(len(gone), len(come)) > MOST_LEFT_OVER:
        laid.ids.coarsen("edited moves were not looked for among many sentences", max(len(gone), len(come)))
    found = edited_moves(
        [laid.code(True, unit) for _, unit in gone],
        [laid.code(False, unit) for _, unit in come],
        ([(unit.family, unit.entry) for _, unit in gone], [(unit.family, unit.entry) for _, unit in come]),
    )
    for number, (i, j) in enumerate(found, count + 1):
        left, right = gone[i][0], come[j][0]
        tiles[left] = tiles[left]._replace(op=Op.FROM, move=number)
        tiles[right] = tiles[right]._replace(op=Op.TO, move=number)
    return bool(found)
