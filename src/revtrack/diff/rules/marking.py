"""
Tell by its spelling alone which rules a word may concern.

Most words of most edits concern none, so a rule that asks for the marks of the
changed words first need not read the sentence around them. A word is looked up
once; what was found is kept.
"""

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from revtrack.text import key, stem, words

FIGURE = 1
"""It holds a digit."""
COUNT = 2
"""It may be a number, rank or unit in words, or part of one."""
CAPITAL = 4
NEGATION = 8
DIRECTION = 16
LEGAL = 32
MODALITY = 64
SPEECH = 128
TITLE = 256
TAG = 512
"""A part of it is what outlets put before a headline."""

DATE = 1024
"""It may be a month or weekday."""
REACHING = 4096
"""It tells for how many, how often or how bindingly something holds."""
SERVICE = 2048
"""It may be part of a phrase of text about the page."""
PROGRESS = 16384
"""It may be part of a phrase of what is to come, or of a market that is open or closed."""
RANK = 8192
"""It may lend rank to a title: `deputy`, `vice`."""

MOST_KEPT = 65_536
"""Different words that are kept; then looking up starts afresh."""


Marked = tuple[str, int, str]
"""The spelling a token is compared by, empty for a mark; what it may concern; its stem, empty where it says little."""


class Marks(dict[str, Marked]):
    """What rules ask of each token, found out once."""

    def __init__(
        self,
        lists: Iterable[tuple[int, Iterable[str]]],
        heads: Iterable[str],
        tags: frozenset[str],
        service: Iterable[str],
        prefixes: tuple[str, ...],
        title_tails: tuple[str, ...],
        empty: frozenset[str],
        progress: re.Pattern[str],
    ) -> None:
        """
        Keep the words to be looked up.

        *lists* hold words by mark, *heads* what counts before a hyphen, *service*
        phrases of text about the page, *prefixes* what lends rank to a title,
        *title_tails* what compounded titles end in,
        *empty* words that carry little meaning, *progress* a pattern of the words
        of phrases that say what is to come.
        """
        self._known: dict[str, int] = {}
        self._empty, self._progress = empty, progress
        for mark, listed in lists:
            for word in listed:
                for part in word.split("+"):  # of a verb that stands in two
                    self._known[part] = self._known.get(part, 0) | mark
        self._heads, self._tags, self._prefixes, self._tails = frozenset(heads), tags, prefixes, title_tails
        longest = [max(words(phrase), key=lambda word: (len(word), word)) for phrase in service]
        self._service = tuple(dict.fromkeys(word for word in longest if len(word) > 2))
        self._known |= {word: self._known.get(word, 0) | SERVICE for word in longest if len(word) <= 2}

    def __missing__(self, token: str) -> Marked:
        if len(self) > MOST_KEPT:
            self.clear()
        compared = key(token) if token[:1].isalnum() or len(token) > 1 else ""
        bare = compared.rstrip(".")
        found = self._known.get(compared, 0) | self._known.get(bare, 0)
        if token[:1].isupper():
            found |= CAPITAL
        if self._progress.search(compared):
            found |= PROGRESS
        if self._tails and bare.endswith(self._tails):
            found |= TITLE
        if compared.startswith(self._prefixes):
            found |= RANK
        low = token.lower()
        if any(part in low for part in self._service):
            found |= SERVICE
        if not token.isalpha():
            found |= self._known.get(compared.rpartition("'")[2], 0) & (RANK | TITLE)
            parts = compared.split("-")
            if any(char.isdigit() for char in token):
                found |= FIGURE
            if len(parts) > 1 and parts[0] in self._heads:
                found |= COUNT
            if any(part.rstrip(":") in self._tags for part in parts):
                found |= TAG
        told = stem(compared) if compared[:1].isalnum() and compared not in self._empty else ""
        self[token] = compared, found, told
        return compared, found, told

    def of(self, tokens: Iterable[str]) -> tuple[list[str], int, list[Marked]]:
        """Return the words among *tokens* as they are compared, all their marks, and what each token is."""
        found = list(map(self.__getitem__, tokens))
        return [word for word, _, _ in found if word], reduce(or_, {marks for _, marks, _ in found}, 0), found
