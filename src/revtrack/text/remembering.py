"""Remember what was found out about a word: most words of a text were met before."""

from collections.abc import Callable
from typing import TypeVar

Told = TypeVar("Told")

MOST_KEPT = 65_536
"""Different words that are kept; then finding out starts afresh."""
LONGEST_KEPT = 64
"""Code points of a word that is kept; what is longer is met once."""


class Remembered(dict[str, Told]):
    """What *find_out* says of each word, asked once: `remembered[word]` costs half of a call through a cache."""

    def __init__(self, find_out: Callable[[str], Told]) -> None:
        self._find_out = find_out

    def __missing__(self, word: str) -> Told:
        told = self._find_out(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[word] = told
        return told
