"""
Know the English words that are inflected in a way of their own: `grew`, `sewn`, `children`.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _bases() -> Mapping[str, str]:
    """Return form to word, from a table with a word and its forms in a line."""
    raw = resources.files("revtrack.text").joinpath("data", "irregular.en.txt").read_text("utf-8")
    lines = [line.split() for line in raw.splitlines()]
    return {form: line[0] for line in lines for form in line[1:]}


def base(low: str) -> str:
    """Return the word that *low* is an irregular form of, or *low* itself: `bound` is a form of `bind`."""
    return _bases().get(low, low)
