"""
Walk two texts and their edits in step: what is the same, went, came, moved.

The edits of a revision cover every difference, so what no edit covers runs in
lockstep on both sides. Every diff view, and every question where a passage of
one version stands in another, is answered from this one walk.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from revtrack.model import Alignment, BlockPair, Document, Edit, EditKind, Revision, Span


class RunKind(StrEnum):
    """What happened to one run of words."""

    SAME = "same"
    GONE = "gone"
    CAME = "came"
    LEFT = "left"
    """Moved away from here."""
    ARRIVED = "arrived"
    """Moved to here."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share one fate, with where they stand on the side or sides that have them."""

    kind: RunKind
    before: Span | None
    after: Span | None
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """Where an edit takes words away and puts words in, clipped to the region walked."""

    edit: Edit
    before: Span | None
    after: Span | None


def walk(edits: Sequence[Edit], before: Span, after: Span) -> Iterator[Run]:
    """
    Yield the runs of the regions *before* and *after*, which belong together, in reading order.

    The lengths of the `SAME` runs and the edits add up to both regions. Words of a move
    are yielded twice, where they `LEFT` and where they `ARRIVED`.
    """
    waiting = _events(edits, before, after)
    old, new = before.start, after.start
    while any(waiting):
        # Heads only: each of the three lists is in order of its own side.
        queue = min((events for events in waiting if events), key=lambda events: _distance(events[0], old, new))
        event = queue.popleft()
        step = min(max(0, _distance(event, old, new)), before.end - old, after.end - new)
        if step:
            yield Run(RunKind.SAME, Span(old, old + step), Span(new, new + step))
            old, new = old + step, new + step
        moved = event.edit.kind is EditKind.MOVE
        if event.before and event.before.end > old:
            yield Run(RunKind.LEFT if moved else RunKind.GONE, Span(old, event.before.end), None, event.edit)
            old = event.before.end
        if event.after and event.after.end > new:
            yield Run(RunKind.ARRIVED if moved else RunKind.CAME, None, Span(new, event.after.end), event.edit)
            new = event.after.end
    if old < before.end and new < after.end:
        rest = min(before.end - old, after.end - new)
        yield Run(RunKind.SAME, Span(old, old + rest), Span(new, new + rest))


def _distance(event: _Event, old: int, new: int) -> int:
    """Return how many unchanged characters lie before *event*; the farther side counts, since both must be reached."""
    distances = []
    if event.before is not None:
        distances.append(event.before.start - old)
    if event.after is not None:
        distances.append(event.after.start - new)
    return max(distances)


def _events(edits: Sequence[Edit], before: Span, after: Span) -> tuple[deque[_Event], deque[_Event], deque[_Event]]:
    """
    Return what the edits do inside the two regions: on the old side, on the new side, on both; each in order.

    A move leaves in one event and arrives in another, since it breaks the order of the two sides.
    """
    olds, news, both = [], [], []
    for edit in edits:
        old, new = _clip(edit.before, before), _clip(edit.after, after)
        if edit.kind is EditKind.MOVE:
            olds += [(old, _Event(edit, old, None))] if old else []
            news += [(new, _Event(edit, None, new))] if new else []
        elif old and new:
            both.append((old, _Event(edit, old, new)))
        elif old:
            olds.append((old, _Event(edit, old, None)))
        elif new:
            news.append((new, _Event(edit, None, new)))
    first, second, third = (
        deque(event for _, event in sorted(found, key=lambda pair: pair[0])) for found in (olds, news, both)
    )
    return first, second, third


def _clip(span: Span | None, region: Span) -> Span | None:
    """Return the part of *span* inside *region*, None when there is none."""
    if span is None:
        return None
    start, end = max(span.start, region.start), min(span.end, region.end)
    return Span(start, end) if end > start else None


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that both sides of a revision have: where they stood and where they stand."""

    before: Span
    after: Span


def carried(revision: Revision) -> tuple[Carried, ...]:
    """Return every stretch of words the revision left alone, moved stretches included, in order of the old text."""
    if revision.before is None:
        return ()
    before, after = revision.before, revision.after
    regions: list[tuple[Sequence[Edit], Span, Span]] = []
    pairs: list[Carried] = []
    if not revision.blocks:
        regions.append((revision.edits, Span(0, len(before.text)), Span(0, len(after.text))))
    else:
        for kind, olds, news in _runs(revision.blocks):
            old, new = region(before, olds), region(after, news)
            if kind is Alignment.SAME:
                pairs += [Carried(old, new)] if old.end > old.start else []
            else:
                regions.append((near(revision.edits, old, new), old, new))
    regions += [
        (edit.parts, edit.before, edit.after)
        for edit in revision.edits
        if edit.kind is EditKind.MOVE and edit.before and edit.after
    ]
    runs = [run for edits, old, new in regions for run in walk(edits, old, new)]
    pairs += [Carried(run.before, run.after) for run in runs if run.before and run.after]
    return tuple(sorted(pairs, key=lambda pair: pair.before.start))


def _runs(blocks: Sequence[BlockPair]) -> Iterator[tuple[Alignment, tuple[int, ...], tuple[int, ...]]]:
    """Yield (kind, blocks before, blocks after) of what both sides have in place; same blocks in a row are one run."""
    olds: tuple[int, ...] = ()
    news: tuple[int, ...] = ()
    for pair in blocks:
        same = pair.kind is Alignment.SAME
        if olds and same and pair.before == (olds[-1] + 1,) and pair.after == (news[-1] + 1,):
            olds, news = (olds[0], *pair.before), (news[0], *pair.after)
            continue
        if olds:
            yield Alignment.SAME, olds, news
        olds, news = (pair.before, pair.after) if same else ((), ())
        if not same and pair.before and pair.after and pair.kind not in MOVED:
            yield pair.kind, pair.before, pair.after
    if olds:
        yield Alignment.SAME, olds, news


MOVED = frozenset({Alignment.MOVED, Alignment.MOVED_EDITED})


def region(document: Document, indices: tuple[int, ...]) -> Span:
    """Return where blocks that stand together begin and end; an empty span for none."""
    if not indices:
        return Span(0, 0)
    return Span(document.span(min(indices)).start, document.span(max(indices)).end)


def near(edits: Sequence[Edit], before: Span, after: Span) -> list[Edit]:
    """Return the edits that reach into one of the two regions."""
    return [
        edit
        for edit in edits
        if (edit.before and edit.before.overlaps(before)) or (edit.after and edit.after.overlaps(after))
    ]


def forward(pairs: Sequence[Carried], span: Span) -> Span | None:
    """Return where the words at *span* of the old text stand in the new one; None when any of them went."""
    for pair in pairs:
        if pair.before.start <= span.start and span.end <= pair.before.end:
            return span.shifted(pair.after.start - pair.before.start)
    return None


def backward(pairs: Sequence[Carried], span: Span) -> Span | None:
    """Return where the words at *span* of the new text stood in the old one; None when any of them is new."""
    for pair in pairs:
        if pair.after.start <= span.start and span.end <= pair.after.end:
            return span.shifted(pair.before.start - pair.after.start)
    return None
