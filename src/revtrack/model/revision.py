"""
Hold the step from one version to another as edits.

The edits of a revision cover every difference between the two linear texts:
what no edit covers is equal, in order. Making them is `diff`'s matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from revtrack.model.document import Document
from revtrack.model.packing import packed
from revtrack.model.span import Span


class EditKind(StrEnum):
    """What happened to the words."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"


class Category(StrEnum):
    """What kind of change an edit is, by the strongest rule that fired."""

    NUMBER = "number"
    UNIT = "unit"
    RANK = "rank"
    DATE = "date"
    NAME = "name"
    TITLE = "title"
    PLACE = "place"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"
    MODALITY = "modality"
    DIRECTION = "direction"
    LEGAL = "legal_status"
    HEADLINE = "headline"
    LINK = "link_target"
    CAPTION = "caption"
    IMAGE = "image"
    REMOVAL = "removal"
    CONTEXT = "context"
    EXPANSION = "expansion"
    UPDATE = "update"
    WORDING = "wording"
    STYLE = "style"
    SPELLING = "spelling"
    CASE = "case"
    TYPOGRAPHY = "typography"
    INVISIBLE = "invisible"
    SPACE = "space"
    PARAGRAPH = "paragraph"
    MOVED = "moved"
    NOTE = "note"
    METADATA = "metadata"


FOLDABLE = frozenset({Category.CASE, Category.TYPOGRAPHY, Category.INVISIBLE, Category.SPACE, Category.PARAGRAPH})
"""Categories that a page folds away until asked for; never lost."""
FIGURES = frozenset({Category.NUMBER, Category.UNIT, Category.RANK})
"""Categories of a changed figure."""
OF_CLAIM: dict[str, frozenset[Category]] = {
    **dict.fromkeys(("number", "rank", "unit", "age"), FIGURES),
    "date": frozenset({Category.DATE}),
    "name": frozenset({Category.NAME}),
    "title": frozenset({Category.TITLE}),
    "quote": frozenset({Category.QUOTE}),
    "place": frozenset({Category.PLACE}),
}
"""The categories of edit that a claim of each plain type speaks of."""


class Materiality(IntEnum):
    """How much an edit matters to what the article says (handbook 5.2)."""

    NONE = 0
    STYLE = 1
    MINOR = 2
    MATERIAL = 3
    CRITICAL = 4


@packed
@dataclass(frozen=True, slots=True)
class Edit:
    """One contiguous change between two versions."""

    id: str
    """`e1`, `e2` ... in reading order; `e3.1` for an edit inside the move `e3`."""
    kind: EditKind
    before: Span | None
    """Where the old words stood in the old text; None for an insertion."""
    after: Span | None
    """Where the new words stand in the new text; None for a deletion."""
    category: Category = Category.WORDING
    materiality: Materiality = Materiality.MINOR
    reasons: tuple[str, ...] = ()
    """Which rules fired, in words: `number changed: 1,200 -> 12,000`."""
    parts: tuple["Edit", ...] = ()
    """The edits inside a move whose words changed as well."""

    def walk(self) -> Iterator["Edit"]:
        """Yield this edit and the edits inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@packed
@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A change of a field that stands outside the linear text."""

    id: str
    """`f1`, `f2` ..."""
    field: str
    before: str | None
    after: str | None
    category: Category
    materiality: Materiality
    reasons: tuple[str, ...] = ()


class Alignment(StrEnum):
    """How blocks of two versions belong together."""

    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    MOVED_EDITED = "moved_edited"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"


@packed
@dataclass(frozen=True, slots=True)
class BlockPair:
    """Blocks of the two versions that belong together, by index."""

    kind: Alignment
    before: tuple[int, ...]
    after: tuple[int, ...]


@packed
@dataclass(frozen=True, slots=True)
class Revision:
    """The step from one version of an article to another."""

    before: Document | None
    """None for the first version seen: there is nothing to compare with."""
    after: Document
    edits: tuple[Edit, ...] = ()
    """In reading order of the new text, deletions where they would have stood. Outside moves they never overlap."""
    field_edits: tuple[FieldEdit, ...] = ()
    blocks: tuple[BlockPair, ...] = ()
    coarse: str | None = None
    """Why the result is coarser than usual (the input was beyond a budget), or None."""

    def walk(self) -> Iterator[Edit]:
        """Yield every edit, those inside moves included."""
        for edit in self.edits:
            yield from edit.walk()

    def words(self, edit: Edit) -> tuple[str, str]:
        """Return the old and the new words of *edit*, empty where there are none."""
        old = edit.before.of(self.before.text) if edit.before and self.before else ""
        new = edit.after.of(self.after.text) if edit.after else ""
        return old, new
