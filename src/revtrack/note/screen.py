"""
Tell cheaply which blocks may hold a note, before any is read.

A block is worth reading when one of its words owns up to an error (wrong,
corrected, mistakenly); when it holds both a word that may (earlier version,
changed) and one for who is spoken of (this story, we, contrary to); or when a
word that labels a note opens it, a bracket or a sentence in it. What stands
between two blanks is looked up once in the life of the process, and most of it
says nothing: what remains is to cut the text at its blanks and take that away.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import filterfalse

from revtrack.note.grammar import fold
from revtrack.note.lexicon import LABELS, common, grammar, table

_CONFESSING = ("error", "error_adverb", "fix", "retracted", "mended", "slip_noun", "mixup_we")
_ADMITTING = ("clarify", "vers", "whole_vers", "then", "mend_p", "swapped", "regretfully", "hasty")
_SPEAKING = (
    "noun",
    "part",
    "paper",
    "magazine",
    "piece",
    "readers",
    "vers",
    "whole_vers",
    "we",
    "we_said",
    "read_right",
    "announce",
    "report",
)
_OPENING = (*LABELS, "wire_correct", "wire_clarify", "wire_edit")
_SHORT, _LONG, _LONGEST = 5, 7, 9
"""Letters of a stem that are compared: nine or seven where it has as many, else five."""
_WORDS = re.compile(r"[^\W\d_]+")
_OPENED = re.compile(r"(?:^|[.!?…:)\]*_]\s+|[(\[*_>|#-]\s?)(?:[^\w\s]\s?){0,4}([^\W\d_]+)")
_DATED = re.compile(r"^\W*\d[\d\W]{0,20}(?:[^\W\d_]{1,10}\W+){0,6}")
"""A date or time before the label."""
_CITED = re.compile(r"\W{0,8}\w{2,6} [„\"«»“‘'][^„\"«»“”]{3,120}[“”\"«»’'],? \(?(?:\w{0,14},? ){0,2}\d")
"""An article cited by title and day, which opens the block: `In "Salt of the Sea" of 9 May`."""
_CONFESSES, _ADMITS, _SPEAKS, _OPENS, _PHRASES = 1, 2, 4, 8, 16
_CACHED = 100_000
"""Pieces of text remembered, so that a hostile one cannot grow the memory without end."""
_LONGEST_KEPT = 64
"""Code points of a piece that is remembered; what is longer is met once."""


@dataclass(frozen=True, slots=True)
class Words:
    """Whole words, stems and endings that put a text in question."""

    whole: frozenset[str]
    stems: frozenset[str]
    tails: tuple[str, ...]

    def hold(self, word: str) -> bool:
        """Say whether the folded *word* is one of these."""
        if word in self.whole or any(word[:size] in self.stems for size in (_SHORT, _LONG, _LONGEST)):
            return True
        return bool(self.tails) and word.endswith(self.tails)


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """What the blocks of a document in one language are screened for."""

    kinds: tuple[tuple[int, Words], ...]
    phrases: tuple[str, ...] = ()
    """What admits something in several words, each of them too common alone."""
    phrase_words: frozenset[str] = frozenset()
    """The longest word of each."""
    known: dict[str, int] = field(default_factory=dict)
    """What each piece of text between blanks met so far puts in question, as bits."""
    idle: set[str] = field(default_factory=set)
    """The pieces that put nothing in question."""

    def passes(self, text: str) -> bool:
        """Say whether *text* may hold a note."""
        return admitted(self, text)

    def phrased(self, low: str, bits: int) -> bool:
        """Say whether *low*, in small letters, holds one of the phrases; *bits* is what its words put in question."""
        return bool(bits & _PHRASES) and any(phrase in low for phrase in self.phrases)

    def asked(self, low: str) -> int:
        """Return what the words of *low*, in small letters, put in question, as bits."""
        known, bits = self.known, 0
        for piece in filterfalse(self.idle.__contains__, low.split()):
            bits |= known.get(piece) or self.asks(piece)
        return bits

    def asks(self, piece: str) -> int:
        """Return what the words of a *piece* of text without blanks put in question, as bits."""
        bits = self.known.get(piece, 0)
        if bits or piece in self.idle:
            return bits
        for word in _WORDS.findall(piece):
            bits |= self._puts(word) if len(piece) <= _LONGEST_KEPT or word == piece else self.asks(word)
        if any(word in piece for word in self.phrase_words):
            bits |= _PHRASES
        if len(piece) <= _LONGEST_KEPT and len(self.known) + len(self.idle) < _CACHED:
            self.known.update({piece: bits} if bits else {})
            self.idle.update(() if bits else (piece,))
        return bits

    def _puts(self, word: str) -> int:
        """Return what one *word* puts in question."""
        plain = _plain(word)
        return sum(bit for bit, words in self.kinds if words.hold(plain))


@lru_cache(maxsize=1024)
def admitted(sieve: Screen, text: str) -> bool:
    """Say whether *text* may hold a note; remembered, since two versions of an article share most blocks."""
    low = text.lower()
    bits = sieve.asked(low)
    if bits & _CONFESSES or (bits & _SPEAKS and (bits & _ADMITS or sieve.phrased(low, bits))):
        return True
    if bits & (_ADMITS | _SPEAKS) and _CITED.match(text):
        return True
    return bool(bits & _OPENS) and opens(sieve, low)


def opens(sieve: Screen, text: str) -> bool:
    """Say whether a word that labels a note opens *text*, a bracket or a sentence in it."""
    low = text.lower()
    if not sieve.asked(low) & _OPENS:
        return False
    dated = _DATED.match(low)
    opened = [*_OPENED.findall(low), *(_WORDS.findall(low[dated.end() :])[:1] if dated else ())]
    opened.extend(_WORDS.findall(dated.group()) if dated else ())
    return any(sieve.asks(word) & _OPENS for word in opened)


def telling(sieve: Screen, text: str) -> bool:
    """Say whether a word of *text* owns up to an error, or may: without one, no sentence makes a note."""
    low = text.lower()
    bits = sieve.asked(low)
    return bool(bits & (_CONFESSES | _ADMITS)) or sieve.phrased(low, bits)


def _stem(stem: str) -> str:
    return stem[: next((size for size in (_LONGEST, _LONG) if len(stem) >= size), _SHORT)]


def _plain(word: str) -> str:
    """Return *word* without case and accents."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=64)
def screen(language: str, wordings: tuple[str, ...] = ()) -> Screen:
    """Return the screen for documents in *language*, which may hold English labels and the outlet's *wordings*."""
    meta = table(language)["meta"]
    opening = [_collected(code, _OPENING, own_words=False) for code in dict.fromkeys((language, "en"))]
    house = {fold(word) for wording in wordings for word in _WORDS.findall(wording)[:1]}
    phrases = tuple(meta.get("trigger_phrases", ()))
    return Screen(
        (
            (_CONFESSES, _joined([_collected(language, _CONFESSING)], ())),
            (_ADMITS, _joined([_collected(language, _ADMITTING)], meta["trigger"])),
            (_SPEAKS, _joined([_collected(language, _SPEAKING)], meta["speaks"])),
            (_OPENS, _joined(opening, (), house)),
        ),
        phrases,
        frozenset(max(phrase.split(), key=len) for phrase in phrases),
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
