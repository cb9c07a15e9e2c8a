"""
Lay a revision out as rows a page can show inline and side by side.

One row is one pair of blocks that belong together. Unchanged rows are gathered
into stretches that a page folds; typography and spacing alone fold as well;
a moved block stands where it is now, with a stub where it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from revtrack.model import FOLDABLE, BlockKind, BlockPair, Document, Edit, EditKind, Revision, Span
from revtrack.report import wording
from revtrack.report.edits import EditView, Views
from revtrack.report.pairing import paired
from revtrack.report.pieces import Piece, inline, one_side, plain
from revtrack.report.runs import MOVED, Run, RunKind, near, region, walk


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of blocks of the two versions."""

    kind: str
    """`same`, `edited`, `quiet` (only what is folded changed), `added`, `removed`, `moved`, `left`."""
    label: str
    """What the block is, when it is not a paragraph: `caption`, `heading` ..."""
    place: str
    """Where it stands: `paragraph 4`."""
    inline: tuple[Piece, ...]
    """The block as one text with what went and what came."""
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    edits: tuple[EditView, ...]
    """The edits in this block, in reading order."""
    moved: str = ""
    """For a moved block: where from or where to, in words."""
    moved_href: str = ""
    """The other end of the move."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that are shown, or a stretch of unchanged ones that is folded."""

    folded: bool
    summary: str
    """What is folded: `4 paragraphs unchanged`; empty for shown rows."""
    rows: tuple[Row, ...]


def rows_of(revision: Revision, views: Views) -> tuple[Row, ...]:
    """Return the rows of a revision in reading order of the new text, removed blocks where they would have stood."""
    before = revision.before or Document(())
    making = _Rows(revision, before, views)
    pairs = list(in_order(paired(revision)))
    return making.complete(pairs, [making.row_of(pair) for pair in pairs])


class _Rows:
    """The making of one revision's rows; holds what has been said already."""

    def __init__(self, revision: Revision, before: Document, views: Views) -> None:
        self.revision, self.before, self.after, self.views = revision, before, revision.after, views
        self.seen: set[str] = set()
        self.moves = [edit for edit in revision.edits if edit.kind is EditKind.MOVE]

    def row_of(self, pair: BlockPair) -> Row:
        """Return the row of one pair."""
        if not pair.after:
            return self.left(pair) if pair.kind in MOVED else self.removed(pair)
        return self.moved(pair) if pair.kind in MOVED else self.edited(pair)

    def complete(self, pairs: list[BlockPair], rows: list[Row]) -> tuple[Row, ...]:
        """Return the rows with the edits that have no words of a block: breaks between paragraphs, empty moves."""
        for edit in self.revision.walk():
            if edit.id in self.seen or not pairs:
                continue
            self.seen.add(edit.id)
            at = next((n for n, pair in enumerate(pairs) if self.holds(pair, edit)), 0)
            view, row = self.views.view(edit), rows[at]
            known = () if view in row.edits else (view,)
            quiet = "quiet" if edit.category in FOLDABLE else "edited"
            rows[at] = replace(
                row, kind=quiet if row.kind == "same" else row.kind, edits=(*row.edits, *known),
                inline=(Piece("", "anchor", id=edit.id), *row.inline),
            )  # fmt: skip
        return tuple(rows)

    def holds(self, pair: BlockPair, edit: Edit) -> bool:
        """Say whether an edit stands in, or right after, the blocks of *pair*."""
        document, span, indices = (
            (self.after, edit.after, pair.after) if edit.after else (self.before, edit.before, pair.before)
        )
        return span is not None and document.block_at(span.start) in indices

    def edited(self, pair: BlockPair) -> Row:
        """Return the row of blocks that stayed, were edited, split, merged or added."""
        old, new = region(self.before, pair.before), region(self.after, pair.after)
        here = near(self.revision.edits, old, new)
        runs = list(walk(here, old, new)) if here else []
        edits = _edits(runs)
        if not edits:
            pieces = plain(new.of(self.after.text))
            return Row("same", self.label(pair), self.place(pair), pieces, pieces, pieces, ())
        pieces = inline(runs, self.before.text, self.after.text, self.views.look, self.seen)
        kind = "quiet" if all(edit.category in FOLDABLE for edit in edits) else "edited"
        kind = "added" if not pair.before else kind
        return self.row(kind, pair, pieces, edits)

    def removed(self, pair: BlockPair) -> Row:
        """Return the row of blocks that are no more."""
        old = region(self.before, pair.before)
        runs = [run for run in walk(self.revision.edits, old, Span(0, 0)) if run.before] or [
            Run(RunKind.SAME, None, None)
        ]
        pieces = inline(runs, self.before.text, self.after.text, self.views.look, self.seen)
        return self.row("removed", pair, pieces, _edits(runs))

    def moved(self, pair: BlockPair) -> Row:
        """Return the row of a block where it stands now, with the edits made inside it."""
        old, new = region(self.before, pair.before), region(self.after, pair.after)
        move = self.move_at(new)
        if move is None:
            return self.edited(pair)
        runs = list(walk(move.parts, old, new))
        pieces = inline(runs, self.before.text, self.after.text, self.views.look, self.seen)
        where = f"moved here from {place(self.before, pair.before[0])}"
        row = self.row("moved", pair, pieces, [move, *_edits(runs)])
        self.seen.add(move.id)
        return replace(
            row, inline=(Piece("", "anchor", id=move.id), *row.inline), moved=where, moved_href=f"#{move.id}-from"
        )

    def left(self, pair: BlockPair) -> Row:
        """Return the stub where a moved block stood."""
        old = region(self.before, pair.before)
        move = next((edit for edit in self.moves if edit.before and edit.before.overlaps(old)), None)
        text = old.of(self.before.text)
        short = text if len(text) <= 80 else text[: text.rfind(" ", 40, 80) if " " in text[40:80] else 80] + " …"
        anchor = f"{move.id}-from" if move and f"{move.id}-from" not in self.seen else ""
        self.seen.add(anchor)
        piece = Piece(short, "left", id=anchor)
        to = self.after.block_at(move.after.start) if move and move.after else 0
        where = f"moved from here to {place(self.after, to)}"
        href = f"#{move.id}" if move else ""
        return Row("left", self.label(pair), self.place(pair), (piece,), plain(text), (), (), where, href)

    def row(self, kind: str, pair: BlockPair, pieces: tuple[Piece, ...], edits: list[Edit]) -> Row:
        """Return a row that has edits."""
        views = tuple(self.views.view(edit) for edit in edits)
        sides = one_side(pieces, "before") if pair.before else (), one_side(pieces, "after") if pair.after else ()
        return Row(kind, self.label(pair), self.place(pair), pieces, *sides, views)

    def move_at(self, new: Span) -> Edit | None:
        """Return the move that brought the block at *new*."""
        return next((edit for edit in self.moves if edit.after and edit.after.overlaps(new)), None)

    def label(self, pair: BlockPair) -> str:
        """Return what the block is, as it is now; empty for a paragraph."""
        document, index = (self.after, pair.after) if pair.after else (self.before, pair.before)
        return wording.label(document.blocks[index[0]].kind)

    def place(self, pair: BlockPair) -> str:
        """Return where the block stands: now, or in the old version when it is gone."""
        return place(self.after, pair.after[0]) if pair.after else place(self.before, pair.before[0])


def place(document: Document, index: int) -> str:
    """Return `paragraph 4`, `caption 2` or `headline`: blocks of one kind are counted from the top."""
    kind = document.blocks[index].kind
    number = sum(block.kind is kind for block in document.blocks[: index + 1])
    total = number + sum(block.kind is kind for block in document.blocks[index + 1 :])
    return wording.block(kind) if total == 1 and kind is not BlockKind.PARAGRAPH else f"{wording.block(kind)} {number}"


def in_order(pairs: tuple[BlockPair, ...]) -> Iterator[BlockPair]:
    """
    Yield the pairs in reading order of the new text.

    A pair without a new side, and the old place of a moved one, comes after the block it used to follow.
    """
    placed = sorted((pair for pair in pairs if pair.after), key=lambda pair: pair.after)
    waiting = sorted(
        [pair for pair in pairs if not pair.after]
        + [BlockPair(pair.kind, pair.before, ()) for pair in pairs if pair.kind in MOVED and pair.after],
        key=lambda pair: pair.before,
    )
    for pair in placed:
        if pair.before and pair.kind not in MOVED:
            while waiting and waiting[0].before < pair.before:
                yield waiting.pop(0)
        yield pair
    yield from waiting


def _edits(runs: list[Run]) -> list[Edit]:
    """Return the edits of the runs, each once, in order."""
    return list({run.edit.id: run.edit for run in runs if run.edit}.values())


def stretches(rows: tuple[Row, ...]) -> tuple[Stretch, ...]:
    """Return the rows as stretches: changed ones shown; unchanged and merely typographic ones folded."""
    out: list[Stretch] = []
    waiting: list[Row] = []
    for row in rows:
        if row.kind in ("same", "quiet"):
            waiting.append(row)
            continue
        out += _folded(waiting)
        waiting = []
        if out and not out[-1].folded:
            out[-1] = Stretch(False, "", (*out[-1].rows, row))
        else:
            out.append(Stretch(False, "", (row,)))
    return (*out, *_folded(waiting))


def _folded(rows: list[Row]) -> list[Stretch]:
    """Return the rows as one folded stretch, none when there are none."""
    quiet = sum(len(row.edits) for row in rows)
    same = sum(row.kind == "same" for row in rows)
    said = [wording.count(same, "unchanged paragraph")] if same else []
    said += [f"{wording.count(quiet, 'change')} of typography or spacing"] if quiet else []
    return [Stretch(True, ", ".join(said), tuple(rows))] if rows else []
