"""
Find names by their capital letters.

A name is a run of capitalised words, with particles inside (`Bank of England`).
A word that opens a sentence counts only when another capitalised word follows
or the text uses it elsewhere. Months, weekdays, titles and common words are no
names. German, where every noun has a capital, asks for two capitalised words or
a title before one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from revtrack.model import Span
from revtrack.text.folding import key
from revtrack.text.lexicon import Lexicon, is_title, language_code, lexicon, shared_words
from revtrack.text.remembering import Remembered
from revtrack.text.tokenizer import Token, tokens

_ARTICLES = frozenset(["of", "the", "for", "der", "den", "am", "im", "an"])
"""Particles that no name of a person begins with: what follows them is whose title it is."""

_LISTING = frozenset(["and", "und", "et", "y", "e", "en", "for"])
"""Particles that also list one name after another."""


_OPENERS = '.!?:“"„«‘—–|>•·▪●*'
"""Marks behind which a capital may be that of a sentence or an item."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words that names a person, place, body or work."""

    text: str
    span: Span
    title: str = ""
    """The title or role right before it: `Mayor`, `Dr`."""


def names(text: str, language: str = "en") -> tuple[Name, ...]:
    """Return the names of *text* in order."""
    return read_names(tokens(text), text, lexicon(language))


def opens_with_name(text: str, where: str, language: str = "en") -> bool:
    """Say whether the word that opens *text* is a name, since *where* has it with a capital inside a sentence."""
    first = next(iter(tokens(text[:80])), None)
    code = language_code(language)
    if first is None or code == "de" or not _capital(code)[first.text]:
        return False
    return bool(re.search(rf"[^\W\d_],? {re.escape(first.text)}\b", where))


def read_names(items: tuple[Token, ...], text: str, lex: Lexicon) -> tuple[Name, ...]:
    """Return the names among *items*, tokens of *text*."""
    return tuple(_each(items, text, lex))


def has_name(text: str, language: str = "en") -> bool:
    """Say whether there is a name in *text*."""
    return next(_each(tokens(text), text, lexicon(language)), None) is not None


def _each(items: tuple[Token, ...], text: str, lex: Lexicon) -> Iterator[Name]:
    """Yield the names among *items* in order."""
    capital_of = _capital(lex.code)
    capitals = [capital_of[item[0]] for item in items]
    places = [at for at, capital in enumerate(capitals) if capital]
    end = 0
    for at in places:
        if at < end:
            continue
        end = _run(items, at, capitals, text, lex)
        start = at
        while start < end and (start > at or _opens(items, at, text)) and key(items[start].text) in lex.openers:
            start += 1  # Join Nora Hale; Updated
        title = ""
        while start < end and (items[start].text == "." or is_title(key(items[start].text), lex)):
            title, start = items[start].text if items[start].text != "." else title, start + 1
        while title and start < end and items[start].text in _ARTICLES:
            title, start = "", start + 1  # Sprecher der Bahn, director of the Bank
        if start < end and _counts(items, start, end, title, places, text, lex):
            span = Span(items[start].start, items[end - 1].end)
            yield Name(span.of(text), span, title or _title_before(items, start, lex))


@lru_cache(maxsize=16)
def _capital(code: str) -> Remembered[bool]:
    """Return what says whether a word has the capital of a name."""
    lex = lexicon(code)

    def capital(word: str) -> bool:
        if not word[:1].isupper():
            return False
        if len(word) == 1:
            return word != "I"
        low = key(word)
        if lex.code in ("fr", "it") and low.partition("'")[2] and word[low.index("'") + 1].islower():
            return False  # L'assessora
        if low in shared_words("zones") and word.isupper():
            return False
        return low not in lex.stop and low not in lex.weekdays and low.rstrip(".") not in lex.months

    return Remembered(capital)


def _opens(items: tuple[Token, ...], at: int, text: str) -> bool:
    """Say whether token *at* opens a sentence, a quotation, a line or an item of a list."""
    if at == 0 or items[at - 1].text in _OPENERS or items[at - 1].text in ("...", "…"):
        return True
    return "\n" in text[items[at - 1].end : items[at].start]


def _run(items: tuple[Token, ...], at: int, capitals: list[bool], text: str, lex: Lexicon) -> int:
    """Return where the run of capitalised words that begins at *at* ends."""
    end = at + 1
    while end < len(items):
        if items[end].start - items[end - 1].end > 1 or text[items[end].start - 1] == "\n":
            break
        if capitals[end]:
            end += 1
        elif end + 1 == len(items) or not capitals[end + 1]:
            break
        elif items[end].text == "." and len(items[end - 1].text) <= 3:
            end += 1  # J. Doe, Jr. Smith, St. Ives
        elif (low := items[end].text.lower()) in lex.particles and low not in _LISTING:
            end += 2
        else:
            break
    return end


def _counts(
    items: tuple[Token, ...], start: int, end: int, title: str, places: list[int], text: str, lex: Lexicon
) -> bool:
    """Say whether `start:end` is a name; *places* are those of all words with a capital."""
    if len(items[end - 1].text) == 1:
        return False
    if title or end - start > 1:
        return True
    if lex.code == "de":
        return bool(_title_before(items, start, lex)) or items[start].text.isupper()
    word = items[start].text
    if not _opens(items, start, text):
        return True
    return any(items[at].text == word and not _opens(items, at, text) for at in places)


def _title_before(items: tuple[Token, ...], at: int, lex: Lexicon) -> str:
    back = at - 1
    if back >= 0 and items[back].text == ".":
        back -= 1
    word = items[back].text if back >= 0 else ""
    return word if is_title(key(word), lex) else ""
