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


def paragraph(old: str, new: str) -> set[tuple[Category, int]]:
    """Return category and materiality of the edits between two paragraphs."""
    before, after = (Document((Block(BlockKind.PARAGRAPH, text),)) for text in (old, new))
    return {(edit.category, int(edit.materiality)) for edit in diff(before, after).edits}


def test_the_count_of_a_gallery_is_furniture() -> None:
    """How many pictures a gallery has changes nothing; how many of a thing there are in the story does."""
    assert paragraph("1 of 4 | The hall at dusk", "1 of 6 | The hall at dusk") == {(Category.STYLE, 1)}
    assert paragraph("Bild 2 von 9: Der Saal", "Bild 2 von 12: Der Saal") == {(Category.STYLE, 1)}
    assert paragraph("1 of 4 members left the hall.", "1 of 6 members left the hall.") == {(Category.NUMBER, 3)}


def test_a_call_for_donations_is_furniture() -> None:
    """What a newsroom asks of its readers at the end of a story is no part of it, whatever figures it names."""
    old, new = "Support our journalism. Donate today.", "We are 212 donors short of our goal. Please give what you can."
    assert {category for category, _ in paragraph(old, new)} == {Category.STYLE}
