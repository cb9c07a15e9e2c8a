"""
Say which blocks of two versions belong together, from the edits alone.

Blocks that share unchanged words are the same block, edited, split or merged; a
block whose words moved is moved; one that was rewritten from end to end pairs
with what replaced it. A revision that brings its own alignment keeps it.
"""

from collections import defaultdict
from collections.abc import Iterator

from revtrack.model import Alignment, BlockPair, Document, EditKind, Revision, Span
from revtrack.report.runs import RunKind, walk

ENOUGH = 0.3
"""Share of the shorter block that must be unchanged for two blocks to belong together, unless nothing else does."""

Weights = dict[tuple[int, int], int]


def paired(revision: Revision) -> tuple[BlockPair, ...]:
    """Return every block of both versions in exactly one pair; the revision's own alignment where it has one."""
    before, after = revision.before or Document(()), revision.after
    if revision.blocks:
        return tuple(_rewritten(revision, before, after))
    stayed, moved = _weights(revision, before, after)
    joined = _joined(stayed, moved, before, after)
    return tuple(_pairs(joined, before, after))


def _rewritten(revision: Revision, before: Document, after: Document) -> Iterator[BlockPair]:
    """Yield the revision's own pairs; a block that one edit rewrote into one of its kind is no removal and addition."""
    gone = {pair.before for pair in revision.blocks if pair.kind is Alignment.REMOVED}
    came = {pair.after for pair in revision.blocks if pair.kind is Alignment.ADDED}
    became: dict[tuple[int, ...], tuple[int, ...]] = {}
    for edit in revision.edits:
        if edit.kind is EditKind.REPLACE and edit.before and edit.after:
            old, new = before.block_at(edit.before.start), after.block_at(edit.after.start)
            alike = before.blocks[old].kind is after.blocks[new].kind and (old,) not in became
            if alike and (old,) in gone and (new,) in came and (new,) not in became.values():
                became[old,] = (new,)
    for pair in revision.blocks:
        if pair.kind is Alignment.REMOVED and pair.before in became:
            yield BlockPair(Alignment.EDITED, pair.before, became[pair.before])
        elif pair.kind is not Alignment.ADDED or pair.after not in became.values():
            yield pair


def _weights(revision: Revision, before: Document, after: Document) -> tuple[Weights, Weights]:
    """Return how many unchanged characters each two blocks share: in place, and inside moves."""
    stayed: Weights = defaultdict(int)
    moved: Weights = defaultdict(int)
    for run in walk(revision.edits, Span(0, len(before.text)), Span(0, len(after.text))):
        if run.kind is RunKind.SAME and run.before and run.after:
            _count(stayed, run.before, run.after, before, after)
    for edit in revision.edits:
        if edit.before is None or edit.after is None:
            continue
        if edit.kind is EditKind.MOVE:
            for run in walk(edit.parts, edit.before, edit.after):
                if run.kind is RunKind.SAME and run.before and run.after:
                    _count(moved, run.before, run.after, before, after)
        else:
            # Rewritten from end to end: the smallest possible claim, so that shared words always win.
            stayed[before.block_at(edit.before.start), after.block_at(edit.after.start)] += 1
    return stayed, moved


def _count(weights: Weights, old: Span, new: Span, before: Document, after: Document) -> None:
    """Add the characters of one unchanged run to the blocks they stand in; blank lines between count for nothing."""
    shift = new.start - old.start
    for index in range(before.block_at(old.start), before.block_at(max(old.start, old.end - 1)) + 1):
        block = before.span(index)
        start, end = max(block.start, old.start), min(block.end, old.end)
        at = start
        while at < end:
            other = after.block_at(at + shift)
            upto = min(end, after.span(other).end - shift)
            if upto > at:
                weights[index, other] += upto - at
            at = max(upto, at + 1)


def _joined(stayed: Weights, moved: Weights, before: Document, after: Document) -> dict[tuple[int, int], bool]:
    """Return the pairs of blocks that belong together, and whether by a move."""
    best_old: dict[int, int] = defaultdict(int)
    best_new: dict[int, int] = defaultdict(int)
    for weights in (stayed, moved):
        for (old, new), weight in weights.items():
            best_old[old], best_new[new] = max(best_old[old], weight), max(best_new[new], weight)
    out: dict[tuple[int, int], bool] = {}
    for by_move, weights in ((False, stayed), (True, moved)):
        for (old, new), weight in weights.items():
            shorter = max(1, min(len(before.blocks[old].text), len(after.blocks[new].text)))
            if weight == best_old[old] == best_new[new] or weight >= ENOUGH * shorter:
                out.setdefault((old, new), by_move)
    return out


def _pairs(joined: dict[tuple[int, int], bool], before: Document, after: Document) -> Iterator[BlockPair]:
    """Yield the groups of blocks that hang together, in order of the new text, then what has no partner."""
    news: dict[int, set[int]] = defaultdict(set)
    olds: dict[int, set[int]] = defaultdict(set)
    for old, new in joined:
        news[old].add(new)
        olds[new].add(old)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for index in range(len(after.blocks)):
        if index in taken_new:
            continue
        left, right = _group(index, news, olds)
        taken_old |= left
        taken_new |= right
        yield _pair(tuple(sorted(left)), tuple(sorted(right)), joined, before, after)
    for index in range(len(before.blocks)):
        if index not in taken_old:
            yield BlockPair(Alignment.REMOVED, (index,), ())


def _group(start: int, news: dict[int, set[int]], olds: dict[int, set[int]]) -> tuple[set[int], set[int]]:
    """Return all blocks that hang together with the new block *start*."""
    left: set[int] = set()
    right = {start}
    waiting = [start]
    while waiting:
        for old in olds[waiting.pop()] - left:
            left.add(old)
            fresh = news[old] - right
            right |= fresh
            waiting += fresh
    return left, right


def _pair(
    left: tuple[int, ...],
    right: tuple[int, ...],
    joined: dict[tuple[int, int], bool],
    before: Document,
    after: Document,
) -> BlockPair:
    """Return one group as a pair, named."""
    if not left:
        return BlockPair(Alignment.ADDED, (), right)
    same = len(left) == len(right) == 1 and before.blocks[left[0]].text == after.blocks[right[0]].text
    if len(left) == len(right) == 1 and joined[left[0], right[0]]:
        return BlockPair(Alignment.MOVED if same else Alignment.MOVED_EDITED, left, right)
    if same:
        return BlockPair(Alignment.SAME, left, right)
    kind = (
        Alignment.MERGED if len(left) > len(right) else Alignment.SPLIT if len(right) > len(left) else Alignment.EDITED
    )
    return BlockPair(kind, left, right)
