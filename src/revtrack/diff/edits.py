"""Turn tiles into the edits that others see, numbered in reading order, moved passages looked into, each judged."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from revtrack.diff.rules import Judgement, Scene, Sentences, Tables, judge, judge_alone, tables
from revtrack.diff.rules.passages import ANOTHER, NEAR
from revtrack.diff.tiles import Op, Tile
from revtrack.diff.words import Ids, moved_tiles
from revtrack.model import FOLDABLE, Category, Document, Edit, EditKind, Materiality, Span
from revtrack.text import guess_language

READ = 600_000
"""Characters of sentences that rules read in one revision: about 0.6 s; a thousand edits of an article take a third."""


@dataclass
class Writer:
    """Makes edits of the tiles between two documents."""

    before: Document
    after: Document
    ids: Ids
    most_read: int = READ
    """How many characters rules may read; fewer where there are more edits than anyone reads."""
    read: int = 0
    """How many characters rules have read so far."""

    @cached_property
    def tables(self) -> Tables:
        """The rule words of the article's language, guessed where the page does not say."""
        declared = self.after.language or self.before.language
        return tables(declared or guess_language(self.after.body or self.after.text))

    @cached_property
    def sentences(self) -> tuple[Sentences, Sentences]:
        """The sentences of both versions that rules have read."""
        return Sentences(self.before, self.tables), Sentences(self.after, self.tables)

    def edits(self, tiles: list[Tile]) -> list[Edit]:
        """Return one edit a change and one a move; a move stands where the passage stands now and holds its own."""
        if len(tiles) > MOST_EDITS:
            self.most_read = READ // 4
            tiles = fewer(tiles, self.ids)
        origin = {tile.move: tile for tile in tiles if tile.op is Op.FROM}
        found: list[Edit] = []
        parted = [True, *(self._parted(left, right) for left, right in pairwise(tiles)), True]
        for at, tile in enumerate(tiles):
            name = f"e{len(found) + 1}"
            if tile.op is Op.TO:
                found.append(self._move(name, origin[tile.move], tile))
            elif tile.op is Op.CHANGE:
                found.append(self._change(name, tile, alone=parted[at] and parted[at + 1]))
        return _isolated(found)

    def _parted(self, left: Tile, right: Tile) -> bool:
        """Say whether a line ends between two neighbouring tiles, on both sides."""
        return (
            self.before.text.find("\n", left.a1, right.a0) >= 0 and self.after.text.find("\n", left.b1, right.b0) >= 0
        )

    def _change(self, name: str, tile: Tile, *, alone: bool = False) -> Edit:
        before = Span(tile.a0, tile.a1) if tile.a1 > tile.a0 else None
        after = Span(tile.b0, tile.b1) if tile.b1 > tile.b0 else None
        kind = EditKind.REPLACE if before and after else EditKind.DELETE if before else EditKind.INSERT
        scene = Scene(self.before, self.after, tile, self.tables, self.sentences, alone=alone)
        return Edit(name, kind, before, after, *self._judged(scene))

    def _judged(self, scene: Scene) -> Judgement:
        """Return what the change means; past the budget, only what its own words tell."""
        if self.read > self.most_read:
            self.ids.coarsen("changes were judged without their sentences", self.read)
            return judge_alone(scene)
        judgement = judge(scene)
        self.read += 200 + scene.size
        return judgement

    def _move(self, name: str, left: Tile, to: Tile) -> Edit:
        inner = moved_tiles(self.before.text, self.after.text, left, to, self.ids)
        parts = tuple(self._change(f"{name}.{at}", tile) for at, tile in enumerate(inner, 1))
        category, materiality, reasons = _moved(parts)
        return Edit(
            name, EditKind.MOVE, Span(left.a0, left.a1), Span(to.b0, to.b1), category, materiality, reasons, parts
        )


MOST_EDITS = 20_000
"""Edits of one revision beyond which neighbours are shown as one."""


def fewer(tiles: list[Tile], ids: Ids) -> list[Tile]:
    """Return *tiles*, neighbouring changes made one where there are more than anyone could read."""
    ids.coarsen("neighbouring changes are shown as one", len(tiles))
    most = -(-len(tiles) // MOST_EDITS)
    out: list[Tile] = []
    joined = 0
    for tile in tiles:
        last = out[-1] if out else None
        if last and last.op is tile.op is Op.CHANGE and joined < most:
            out[-1] = Tile(Op.CHANGE, last.a0, tile.a1, last.b0, tile.b1)
            joined += 1
        else:
            out.append(tile)
            joined = 1
    return out


COPY_EDITED = 4
"""Light edits in one revision from which it reads as a copy-editor's pass, in which other words are style too."""


def _isolated(edits: list[Edit]) -> list[Edit]:
    """
    Return *edits* with other words in an otherwise stable text taken for material.

    An isolated small replacement is the signature of a correction; the same in
    a copy-editor's pass is style (handbook corrections.md, 5.2).
    """
    light = sum(edit.materiality is Materiality.STYLE and edit.category is not Category.MOVED for edit in edits)
    copied = light + sum(map(_is_reworded, edits)) >= COPY_EDITED
    return [
        replace(
            edit,
            materiality=Materiality.MATERIAL,
            reasons=(*edit.reasons, "a replacement of words in an otherwise stable text"),
        )
        if _is_reworded(edit)
        and (edit.reasons[0].startswith(ANOTHER) if copied else not edit.reasons[0].startswith(NEAR))
        else edit
        for edit in edits
    ]


def _is_reworded(edit: Edit) -> bool:
    """Say whether words gave way to others that no rule found to say something else."""
    minor = edit.materiality is Materiality.MINOR and edit.kind is EditKind.REPLACE
    return minor and edit.category in (Category.WORDING, Category.TITLE)


def _moved(parts: tuple[Edit, ...]) -> Judgement:
    """Return a move's judgement: that of the strongest edit inside it, else that it only moved."""
    strongest = max(parts, key=lambda part: part.materiality, default=None)
    if strongest is None or strongest.category in FOLDABLE:
        return Category.MOVED, Materiality.STYLE, ("the passage moved, its words are the same",)
    return (
        Category.MOVED,
        max(Materiality.STYLE, strongest.materiality),
        ("the passage moved and changed", *strongest.reasons),
    )
