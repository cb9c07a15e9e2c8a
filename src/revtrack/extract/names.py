"""
Split class names and ids into words, and tell names that people wrote from names that a build made.

`articleBody`, `article-body` and `article__body` are the same words.
"""

import re
from functools import lru_cache

from revtrack.extract.page import Element

WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MADE = re.compile(
    r"\d|^(?:css|sc|jsx|svelte|emotion|styled)-|^_|[a-z][A-Z]{2,}[a-z]|[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE
)
STATE = re.compile(
    r"^(?:is|has|js|no|was)-|active|open|closed|loaded|lazy|visible|hidden|sticky|current|premium|subscriber",
    re.IGNORECASE,
)


NAMING = (
    *("class", "id", "data-component", "data-component-name", "data-testid", "data-type", "data-module"),
    *("data-hook", "data-qa", "data-area", "role", "aria-label"),
)
"""The attributes in which people say what an element is."""


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the lower-case words of a class attribute or id, in order."""
    return tuple(word.lower() for word in WORDS.findall(text))


def names_of(element: Element) -> str:
    """Return what authors of a page call *element*: class, id, role, component and test names."""
    get = element.get
    return " ".join(value for key in NAMING if (value := get(key)))


@lru_cache(maxsize=65536)
def stable_classes(text: str) -> tuple[str, ...]:
    """Return the classes that will most likely stand on the next capture too, sorted."""
    return tuple(sorted({part for part in text.split() if not MADE.search(part) and not STATE.search(part)}))[:6]


def stable_id(element: Element) -> str:
    """Return the id of *element* when a person wrote it, else an empty text."""
    value = element.get("id") or ""
    return (
        value
        if value and not MADE.search(value) and not value.isspace() and len(value) < 80 and " " not in value
        else ""
    )
