"""
Hold the phrase lists of the languages, and say which language a text is in.

One TOML file a language in `note/data`; a newsroom adds labels and phrases of
its own through `wordings` in its configuration.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from revtrack.note.grammar import Grammar, fold, parse
from revtrack.text import Remembered, lexicon

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
LABELS = (
    "label_house",
    "label_correction",
    "label_clarification",
    "label_retraction",
    "label_apology",
    "label_addendum",
    "label_update",
    "label_editors_note",
    "label_note",
)
_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE = 1500
"""Code points read to tell a document's language."""
_PASSAGE = 600
"""Code points read to tell one block's."""


@lru_cache(maxsize=len(LANGUAGES))
def table(language: str) -> dict[str, Any]:
    """Return the phrase list of *language* as it stands in its file."""
    return tomllib.loads(files("revtrack.note").joinpath("data", f"{language}.toml").read_text("utf-8"))


def grammar(language: str, wordings: tuple[str, ...] = ()) -> Grammar:
    """Return the grammar of *language*, with the outlet's own *wordings* as a further label."""
    return _grammar(language, wordings)


@lru_cache(maxsize=64)
def _grammar(language: str, wordings: tuple[str, ...]) -> Grammar:
    source = table(language)
    classes = {name: tuple(parse(pattern) for pattern in patterns) for name, patterns in source["classes"].items()}
    if wordings:
        classes["label_house"] = tuple(parse(literal(wording)) for wording in wordings)
    common = frozenset(map(fold, (*source["meta"]["common"], *lexicon(language).stop, *",.:;")))
    return Grammar(language, classes, source["meta"]["elided"], common)


@lru_cache(maxsize=64)
def alone(language: str, name: str) -> frozenset[str]:
    """Return the words that are class *name* of *language* by themselves; none where it has no such class."""
    rules = grammar(language)
    return frozenset().union(*(item.words for item in rules.alone(name))) if name in rules.classes else frozenset()


def literal(wording: str) -> str:
    """Return *wording* as a pattern that means just these words."""
    return " ".join(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s|<>\[\]*~#]", wording)) or "\x01"


@lru_cache(maxsize=1)
def common() -> dict[str, tuple[str, ...]]:
    """Return, for each of the most common words, the languages that have it among theirs."""
    known: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in table(language)["meta"]["common"]:
            known.setdefault(fold(word), []).append(language)
    return {word: tuple(languages) for word, languages in known.items()}


def guess(text: str, otherwise: str = "en") -> str:
    """Return the language most of *text*'s common words belong to; *otherwise* when it is not clear."""
    counts = common_words(text[:_SAMPLE])
    own = otherwise if otherwise in LANGUAGES else "en"
    return max(LANGUAGES, key=lambda language: (counts[language], language == own))


@lru_cache(maxsize=256)
def common_words(text: str) -> Counter[str]:
    """
    Return how many common words of each language *text* has.

    The newest are remembered: most versions of an article open alike.
    """
    return Counter(chain.from_iterable(map(_LANGUAGES_OF.__getitem__, text.casefold().split())))


def _languages_of(piece: str) -> tuple[str, ...]:
    """Return the languages that have the words of *piece*, small and without blanks, among their common ones."""
    return tuple(chain.from_iterable(common().get(fold(word), ()) for word in _WORDS.findall(piece)))


_LANGUAGES_OF = Remembered(_languages_of)


def candidates(text: str, document_language: str) -> Iterator[str]:
    """Yield the languages to read *text* in: the document's, then its own where that is another."""
    first = document_language if document_language in LANGUAGES else "en"
    yield first
    own = guess(text[:_PASSAGE], first)
    if own != first:
        yield own
