"""
Tell cheaply which blocks may hold a note, before any is read.

A block is worth reading when a word that labels a note opens it (or a bracket
or sentence in it), or when it holds both a word that admits something (wrong,
corrected, earlier version) and a word for who is spoken of (this story, we,
contrary to). Sets of words only; linear in the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from revtrack.note.grammar import fold
from revtrack.note.lexicon import LABELS, common, grammar, table

_ADMITTING = ("error", "error_adverb", "fix", "clarify", "vers", "whole_vers", "retracted")
_SPEAKING = ("noun", "part", "vers", "whole_vers", "we", "we_said", "read_right", "announce", "report")
_OPENING = (*LABELS, "wire_correct", "wire_clarify", "wire_edit")
_SHORT, _LONG = 5, 7
"""Letters of a stem that are compared: seven where it has as many, else five."""
_WORDS = re.compile(r"[^\W\d_]+")
_OPENED = re.compile(r"(?:^|[.!?…:)\]*_]\s+|[(\[*_>|#-]\s?)(?:[^\w\s]\s?){0,4}([^\W\d_]+)")
_DATED = re.compile(r"^\W*\d[\d\W]{0,20}(?:[^\W\d_]{1,10}\W+){0,6}")
"""A date or time before the label."""


@dataclass(frozen=True, slots=True)
class Words:
    """Whole words, stems and endings that put a text in question."""

    whole: frozenset[str]
    stems: frozenset[str]
    tails: tuple[str, ...]

    def among(self, words: frozenset[str], heads: frozenset[str]) -> bool:
        """Say whether one of *words*, or a beginning in *heads*, is one of these."""
        if not self.whole.isdisjoint(words) or not self.stems.isdisjoint(heads):
            return True
        return bool(self.tails) and any(word.endswith(self.tails) for word in words)


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """What the blocks of a document in one language are screened for."""

    admitting: Words
    speaking: Words
    opening: Words

    def passes(self, text: str) -> bool:
        """Say whether *text* may hold a note."""
        return admitted(self, text)


@lru_cache(maxsize=4096)
def admitted(sieve: Screen, text: str) -> bool:
    """Say whether *text* may hold a note; remembered, since two versions of an article share most blocks."""
    plain = _plain(text)
    words = frozenset(_WORDS.findall(plain))
    heads = _heads(words)
    if sieve.admitting.among(words, heads) and sieve.speaking.among(words, heads):
        return True
    if not sieve.opening.among(words, heads):
        return False
    dated = _DATED.match(plain)
    opened = [*_OPENED.findall(plain), *(_WORDS.findall(plain[dated.end() :])[:1] if dated else ())]
    opened.extend(_WORDS.findall(dated.group()) if dated else ())
    first = frozenset(opened)
    return sieve.opening.among(first, _heads(first))


def _heads(words: frozenset[str]) -> frozenset[str]:
    return frozenset([*(word[:_SHORT] for word in words), *(word[:_LONG] for word in words)])


def _stem(stem: str) -> str:
    return stem[:_LONG] if len(stem) >= _LONG else stem[:_SHORT]


def _plain(text: str) -> str:
    """Return *text* without case and accents."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=64)
def screen(language: str, wordings: tuple[str, ...] = ()) -> Screen:
    """Return the screen for documents in *language*, which may hold English labels and the outlet's *wordings*."""
    meta = table(language)["meta"]
    opening = [_collected(code, _OPENING, own_words=False) for code in dict.fromkeys((language, "en"))]
    house = {fold(word) for wording in wordings for word in _WORDS.findall(wording)[:1]}
    return Screen(
        _joined([_collected(language, _ADMITTING)], meta["trigger"]),
        _joined([_collected(language, _SPEAKING)], meta["speaks"]),
        _joined(opening, (), house),
    )


def _collected(language: str, names: tuple[str, ...], own_words: bool = True) -> Words:
    """Return the words of classes *names* that stand for them alone, or else those their patterns begin with."""
    rules = grammar(language)
    whole: frozenset[str] = frozenset()
    stems: set[str] = set()
    tails: set[str] = set()
    for name in names:
        if name in rules.classes:
            for item in rules.alone(name) if own_words else rules.first_items(name):
                whole |= {re.split(r"['-]", word)[0] for word in item.words}
                stems, tails = stems | set(item.stems), tails | set(item.tails)
    kept = frozenset(word for word in whole if len(word) > 1 and language not in common().get(word, ()))
    return Words(whole if own_words else kept, frozenset(map(_stem, stems)), tuple(sorted(tails)))


def _joined(parts: list[Words], stems: tuple[str, ...] | list[str], words: set[str] | None = None) -> Words:
    whole = frozenset().union(*(part.whole for part in parts), words or ())
    heads = frozenset().union(*(part.stems for part in parts), {_stem(fold(stem)) for stem in stems})
    return Words(whole, heads, tuple(sorted({tail for part in parts for tail in part.tails})))
