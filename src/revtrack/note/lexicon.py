"""
Hold the phrase lists of the languages, and say which language a text is in.

One TOML file a language in `note/data`; a newsroom adds labels and phrases of
its own through `wordings` in its configuration.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from revtrack.note.grammar import Grammar, fold, parse

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
SCREENED = (
    *LABELS[1:-1],
    "error",
    "error_adverb",
    "fix",
    "clarify",
    "vers",
    "wire_correct",
    "wire_clarify",
    "wire_edit",
)
"""Classes without which no sentence is a note; their words make the screen."""
_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Code points read to tell a document's language."""


@lru_cache(maxsize=len(LANGUAGES))
def table(language: str) -> dict[str, Any]:
    """Return the phrase list of *language* as it stands in its file."""
    return tomllib.loads(files("revtrack.note").joinpath("data", f"{language}.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def grammar(language: str, wordings: tuple[str, ...] = ()) -> Grammar:
    """Return the grammar of *language*, with the outlet's own *wordings* as a further label."""
    source = table(language)
    classes = {name: tuple(parse(pattern) for pattern in patterns) for name, patterns in source["classes"].items()}
    if wordings:
        classes["label_house"] = tuple(parse(literal(wording)) for wording in wordings)
    return Grammar(language, classes, source["meta"]["elided"])


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
    counts: dict[str, float] = dict.fromkeys(LANGUAGES, 0.0)
    words = common()
    for match in _WORDS.finditer(text[:_SAMPLE]):
        for language in words.get(fold(match.group()), ()):
            counts[language] += 1
    counts[otherwise if otherwise in counts else "en"] += 0.5
    return max(counts, key=lambda language: counts[language])


@lru_cache(maxsize=64)
def screen(wordings: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the beginnings of words, of four or five letters, without one of which no text is a note."""
    stems = {fold(stem)[:5] for language in LANGUAGES for stem in table(language)["meta"]["trigger"]}
    for language in LANGUAGES:
        rules = grammar(language)
        for name in SCREENED:
            if name in rules.classes:
                words, beginnings, _ = rules.openings(name)
                stems |= {word[:5] for word in words | beginnings if len(word) > 3 and word not in common()}
    for wording in wordings:
        stems |= {fold(word)[:5] for word in _WORDS.findall(wording)[:1]}
    return frozenset(stem for stem in stems if len(stem) > 1)


def triggered(text: str, stems: frozenset[str]) -> bool:
    """Say whether a word of *text* begins with one of *stems*: a cheap test before any reading."""
    words = set(_WORDS.findall(text.casefold() if text.isascii() else fold(text)))
    return not stems.isdisjoint(word[:5] for word in words) or not stems.isdisjoint(word[:4] for word in words)


def candidates(text: str, document_language: str) -> Sequence[str]:
    """Return the languages to read *text* in: its own, then the document's."""
    return list(dict.fromkeys(_likely(text, document_language)))


def _likely(text: str, document_language: str) -> Iterable[str]:
    yield guess(text, document_language)
    if document_language in LANGUAGES:
        yield document_language
