"""
Rank what no note explains: how much a change looks like an error put right.

An isolated small replacement in a text that stands is the signature of a
correction (handbook corrections.md, 5.2). Words added to what stays are the
story growing, and in a step that rewrites the story passages come and go for
many reasons: both are told, behind the others. A value, name or negation that
gave way to another keeps its weight everywhere, and so does what a note's own
sentence changed beyond the note.
"""

from revtrack.audit.scene import Scene
from revtrack.model import Category, Edit, EditKind, Materiality

SMALL = 60
"""Code points on either side up to which a value or word gave way to another, rather than a statement."""
REWRITTEN = 0.1
"""Share of both texts that came or went from which a step rewrote the story."""
SEVERAL = 3
"""Edits from which a step may be a rewrite: one paragraph gone from a short text is none."""
PINNED = frozenset(
    {
        *(Category.NUMBER, Category.UNIT, Category.RANK, Category.DATE, Category.NAME, Category.TITLE, Category.PLACE),
        *(Category.NEGATION, Category.DIRECTION, Category.LEGAL, Category.QUOTE, Category.MODALITY),
    }
)
"""Categories whose change in a few words says something else of the same matter."""
GROWN = frozenset({Category.EXPANSION, Category.CONTEXT, Category.UPDATE, Category.CAPTION})
"""Categories of what is added to a story."""
ADDED = "words were added to what stays"
ON = "the story went on"
REWORDED = "the headline was worded another way"
IN_REWRITE = "one of many changes in a step that rewrote the story"


def ranked(scene: Scene, edit: Edit, part: Edit) -> tuple[int, str]:
    """Return the severity of *edit*, of which *part* is the most material, and why it is less than its materiality."""
    level = int(part.materiality)
    why = _lesser(scene, edit, part)
    return (min(level, int(Materiality.MINOR)), why) if why and level > Materiality.MINOR else (level, "")


def _lesser(scene: Scene, edit: Edit, part: Edit) -> str:
    if any(link.revision == -1 and edit.id in link.edits for link in scene.links):
        return ""
    if edit.kind is EditKind.INSERT and (part.category in GROWN or edit.after is None or edit.after.length > SMALL):
        return ADDED
    if part.category is Category.UPDATE:
        return ON
    if part.category is Category.HEADLINE and not _figures_differ(scene, part):
        return REWORDED
    rewrite = len(scene.revision.edits) >= SEVERAL and scene.rewritten(REWRITTEN)
    return IN_REWRITE if rewrite and not _pinned(part) else ""


def _figures_differ(scene: Scene, part: Edit) -> bool:
    """Say whether another figure stands in the headline now, or the diff found it turned round."""
    old, new = ({char for char in words if char.isdigit()} for words in scene.revision.words(part))
    return old != new or part.materiality >= Materiality.CRITICAL


def _pinned(part: Edit) -> bool:
    """Say whether a few words of a kind that tells gave way to a few others."""
    sides = (part.before, part.after)
    return part.category in PINNED and all(side is not None and 0 < side.length <= SMALL for side in sides)
