"""
Give words that only their style strikes through the tag of such words.
"""

from lxml import etree

from revtrack.extract.page import Element

STYLED = etree.XPath(
    "//span[contains(translate(@style, ' ', ''), 'line-through')"
    " or contains(concat(' ', @class, ' '), ' strikethrough ') or contains(concat(' ', @class, ' '), ' line-through ')"
    " or contains(concat(' ', @class, ' '), ' strike ') or contains(concat(' ', @class, ' '), ' struck ')]"
)
"""As editors of web pages write it, who have no button for `<s>`."""


def strike(root: Element) -> None:
    """Make each of those elements of the tree *root* an `<s>`."""
    for element in STYLED(root):
        element.tag = "s"
