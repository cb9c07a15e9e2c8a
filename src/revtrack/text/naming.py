"""
Find names by their capital letters.

A name is a run of capitalised words, with particles inside (`Bank of England`).
A word that opens a sentence counts only when another capitalised word follows
or the text uses it elsewhere. Months, weekdays, titles and common words are no
names. German, where every noun has a capital, asks for two capitalised words or
a title before one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from revtrack.model import Span
from revtrack.text.folding import key
from revtrack.text.lexicon import Lexicon, language_code, lexicon
from revtrack.text.tokenizer import Token, tokens

_LISTING = frozenset(["and", "und", "et", "y", "e", "en", "for"])
"""Particles that also list one name after another."""


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
    if first is None or code == "de" or not _capital(first.text, code):
        return False
    return bool(re.search(rf"[^\W\d_],? {re.escape(first.text)}\b", where))


def read_names(items: tuple[Token, ...], text: str, lex: Lexicon) -> tuple[Name, ...]:
    """Return the names among *items*, tokens of *text*."""
    code = lex.code
    capitals = [_capital(item[0], code) for item in items]
    if True not in capitals:
        return ()
    inner = {items[at].text for at, capital in enumerate(capitals) if capital and not _opens(items, at)}
    found: list[Name] = []
    end = 0
    for at, capital in enumerate(capitals):
        if not capital or at < end:
            continue
        end = _run(items, at, capitals, lex)
        start = at
        title = ""
        while start < end and (items[start].text == "." or key(items[start].text) in lex.titles):
            title, start = items[start].text if items[start].text != "." else title, start + 1
        if start < end and _counts(items, start, end, title, inner, lex):
            span = Span(items[start].start, items[end - 1].end)
            found.append(Name(span.of(text), span, title or _title_before(items, start, lex)))
    return tuple(found)


@lru_cache(maxsize=65_536)
def _capital(word: str, code: str) -> bool:
    if not word[:1].isupper():
        return False
    if len(word) == 1:
        return word != "I"
    lex, low = lexicon(code), key(word)
    return low not in lex.stop and low not in lex.weekdays and low.rstrip(".") not in lex.months


def _opens(items: tuple[Token, ...], at: int) -> bool:
    """Say whether token *at* opens a sentence or a quotation."""
    return at == 0 or items[at - 1].text in '.!?:“"„«‘—–' or items[at - 1].text in ("...", "…")


def _run(items: tuple[Token, ...], at: int, capitals: list[bool], lex: Lexicon) -> int:
    """Return where the run of capitalised words that begins at *at* ends."""
    end = at + 1
    while end < len(items):
        if items[end].start - items[end - 1].end > 1:
            break
        if capitals[end]:
            end += 1
        elif end + 1 == len(items) or not capitals[end + 1]:
            break
        elif items[end].text == "." and len(items[end - 1].text) <= 3:
            end += 1  # J. Doe, Jr. Smith, St. Ives
        elif items[end].text.lower() in lex.particles - _LISTING:
            end += 2
        else:
            break
    return end


def _counts(items: tuple[Token, ...], start: int, end: int, title: str, inner: set[str], lex: Lexicon) -> bool:
    if len(items[end - 1].text) == 1:
        return False
    if title or end - start > 1:
        return True
    if lex.code == "de":
        return bool(_title_before(items, start, lex)) or items[start].text.isupper()
    return not _opens(items, start) or items[start].text in inner


def _title_before(items: tuple[Token, ...], at: int, lex: Lexicon) -> str:
    back = at - 1
    if back >= 0 and items[back].text == ".":
        back -= 1
    word = items[back].text if back >= 0 else ""
    return word if key(word).rstrip(".") in lex.titles else ""
