"""
Read who and when from the lines under the headline, where no mark-up says so.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from revtrack.extract import people
from revtrack.extract.cleaning import squeeze
from revtrack.extract.page import Element
from revtrack.extract.stamps import stamp_noise
from revtrack.extract.times import parse_time

NEAR = 60
"""Elements after the headline in which its lines are looked for."""
STORY = 120
"""Characters of an element's own text from which the story has begun."""
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|in|es|i)?|auteurs?|redakteure?|reporters?|journalists?|contributors?|by|people|staff|"
    r"profiles?)/(?:[\w%.-]+/)*[\w%.-]+/?$",
    re.IGNORECASE,
)
"""The addresses of pages about one author."""


def under(heading: Element) -> list[Element]:
    """Return the elements after *heading* in document order, up to where the story begins."""
    out: list[Element] = []
    for element in following(heading):
        if len(out) == NEAR or len(squeeze(element.text)) >= STORY or element.tag == "h1":
            break
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            out.append(element)
    return out


def following(element: Element) -> Iterator[Element]:
    """Yield what comes after the end of *element* in document order."""
    node = element
    while node is not None:
        after = node.getnext()
        while after is None:
            node = node.getparent()
            if node is None:
                return
            after = node.getnext()
        yield from after.iter()
        node = after


def linked_names(elements: Sequence[Element]) -> tuple[str, ...]:
    """Return the names that link to an author's page."""
    links = [e for e in elements if e.tag == "a" and AUTHOR_PAGE.search((e.get("href") or "").split("?")[0])]
    names = people.unique(name for link in links for name in people.split(squeeze(" ".join(link.itertext()))))
    return tuple(name for name in names if 2 <= len(name.split()) <= 4)


def stamped(elements: Sequence[Element], authors: Sequence[str]) -> datetime | None:
    """Return the time in the first line that only says when, and by whom."""
    for element in elements:
        text = squeeze(" ".join(element.itertext()))
        if len(text) <= STORY and stamp_noise(text, authors) and (when := parse_time(text)):
            return when
    return None
