"""A wire tag is furniture, a figure is not."""

from revtrack.diff import diff
from revtrack.model import Block, BlockKind, Category, Document


def step(old: str, new: str) -> tuple[Category, int]:
    """Return category and materiality of the one edit between two headlines."""
    before, after = (Document((Block(BlockKind.HEADLINE, text),)) for text in (old, new))
    (edit,) = diff(before, after).edits
    return edit.category, int(edit.materiality)


def test_a_wire_tag_is_furniture() -> None:
    """A tag with its number before a headline changes nothing that the article says."""
    assert step("Mill in Ostby sold", "UPDATE 2-Mill in Ostby sold") == (Category.STYLE, 1)


def test_a_figure_alone_is_no_tag() -> None:
    """A number that gives way to a number is a changed number, whatever stands around it."""
    assert step("Mill in Ostby sold for 14 million", "Mill in Ostby sold for 41 million") == (Category.HEADLINE, 3)
