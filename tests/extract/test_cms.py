"""Pages of known content systems are read from where that system puts a story."""

import pytest

from revtrack.extract import extract

SHORT = (
    "<p>The ferry to Skerry keeps its fare, the harbour board said after a long evening of debate in the hall.</p>" * 4
)
WORDPRESS = '<meta name="generator" content="WordPress 6.9">'


@pytest.mark.parametrize(
    ("head", "box", "name"),
    [
        (WORDPRESS, '<div class="entry-content wide">', "WordPress"),
        ('<meta name="generator" content="Drupal 11">', '<div class="field field--name-body">', "Drupal"),
        ('<meta name="generator" content="Ghost 6.1">', '<section class="gh-content gh-canvas">', "Ghost"),
        ('<script id="fusion-metadata">1</script>', '<div class="b-article-body">', "Arc"),
        ("", '<div itemprop="articleBody">', "schema.org"),
    ],
    ids=lambda value: value if value.isalpha() else "",
)
def test_a_system_is_known_by_its_mark_up(head: str, box: str, name: str) -> None:
    """A short story is found where its system puts stories, and the layout says which system that was."""
    end = "</section>" if box.startswith("<section") else "</div>"
    document = extract(
        f"<html><head>{head}</head><body><main><h1>Fare stays</h1>{box}{SHORT}{end}</main></body></html>"
    )
    assert document.layout is not None
    assert document.layout.locator == name
    assert document.body.count("The ferry to Skerry") == 4


def test_a_place_that_does_not_hold_the_story_is_not_believed() -> None:
    """Where the system's box holds only a teaser, the story is looked for elsewhere."""
    teaser = "<div class=entry-content><p>The ferry keeps its fare.</p></div>"
    document = extract(
        f"<html><head>{WORDPRESS}</head><body><main><h1>Fare stays</h1>{teaser}<div>{SHORT}</div></main></body></html>"
    )
    assert document.body.count("The ferry to Skerry") == 4
    assert document.layout is not None
    assert document.layout.locator != "WordPress"
