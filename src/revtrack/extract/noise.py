"""
Say by its name, tag or role that an element is not the article: a rail, a sign-up, a share bar, an ad, a menu.

Each rule looks only at the element itself, never at the rest of the page, so
that what else has changed cannot change the answer.
"""

from functools import lru_cache
from itertools import pairwise

from revtrack.extract.names import names_of, words
from revtrack.extract.noise_names import HARMLESS, PAIRS, WORDS
from revtrack.extract.page import Element

SINGLE = {word: reason for reason, text in WORDS.items() for word in text.split()}
DOUBLE = {tuple(pair.split()): reason for reason, text in PAIRS.items() for pair in text.split(", ")}
SPARED = frozenset(tuple(pair.split()) for pair in HARMLESS.split(", "))


@lru_cache(maxsize=32768)
def by_name(text: str) -> str:
    """Return why an element with these class and id *text* is not the article, or an empty text."""
    parts = words(text)
    pairs = list(pairwise(parts))
    if any(pair in SPARED for pair in pairs):
        return ""
    for pair in pairs:
        if pair in DOUBLE:
            return DOUBLE[pair]
    for part in parts:
        if part in SINGLE:
            return SINGLE[part]
    return ""


TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "dialog": "dialog",
    "form": "form",
    "menu": "navigation",
}
ROLES = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "search": "form",
    "dialog": "dialog",
    "banner": "navigation",
}


def element_noise(element: Element) -> str:
    """Return why *element* and all in it is not the article, or an empty text."""
    if element.tag in ("nav", "dialog", "menu"):
        return TAGS[element.tag]
    if element.tag == "label":
        return "form"
    role = element.get("role")
    if role in ROLES:
        return ROLES[role]
    found = names_of(element)
    return by_name(found) if found else ""
