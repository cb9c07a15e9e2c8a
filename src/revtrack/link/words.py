"""
Compare words across wordings: one key for each spelling of a number, a month, an inflected word.

A note says "four", the article "4"; a note says "payments", the article
"payment". Keys bring them together. They're for comparing only, never shown.
The word tables of all languages are used together: a note and its article are
in one language, so a wrong guess of it could only lose something.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from revtrack import text as texts
from revtrack.text import LANGUAGES, lexicon

WORD = re.compile(r"[$€£¥]?\d+(?:[.,]\d+)*%?(?:st|nd|rd|th|er|re|e|º|ª)?|[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
DIGITS = re.compile(r"[$€£¥]?(\d+(?:[.,]\d+)*)")
THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
DATE = re.compile(r"(?:month|day)\d+|#(?:1[5-9]|20)\d\d")
fold = texts.key
"""One spelling for case, typography and possessives."""
ENDINGS = tuple("ations ation ments ment ings ing ions ion ies ers er ed es ly s y e".split())  # noqa: SIM905
LOOSE = frozenset(("once", "couple", "pair", "point", "second", "mil"))
"""Number words that mostly mean something else, or in two languages two numbers: `mil` is a million and a thousand."""
SHORT = 3
"""A number word or month of another language than English needs so many letters, or it is too often something else."""


@cache
def table(name: str) -> frozenset[str]:
    """Return the words of the linker's own table *name* in every language: note, style or roles."""
    text = files("revtrack.link").joinpath("data/words.toml").read_text("utf-8")
    return frozenset(word for words in tomllib.loads(text)[name].values() for word in words.split())


@cache
def stop_words() -> frozenset[str]:
    """Return function words of every language."""
    own = table("stop")
    return own.union(*(lexicon(code).stop for code in LANGUAGES)) - negation_words()


@cache
def negation_words() -> frozenset[str]:
    """Return the words that deny."""
    return frozenset[str]().union(*(lexicon(code).negations for code in LANGUAGES)) - {"point", "personne", "sin", "n"}


@cache
def calendar() -> Mapping[str, str]:
    """Return months and weekdays with the key that all their spellings share."""
    found: dict[str, str] = {}
    for code in reversed(LANGUAGES):
        found |= {word: f"month{number}" for word, number in lexicon(code).months.items()}
        found |= {word: f"day{number}" for word, number in lexicon(code).weekdays.items() if len(word) > SHORT}
    return found


@cache
def numerals() -> Mapping[str, str]:
    """Return number words, ordinals and scales with the key they share with their digits."""
    found: dict[str, str] = {}
    for code in reversed(LANGUAGES):
        lex = lexicon(code)
        short = 0 if code == "en" else SHORT
        values = {**lex.scales, **lex.adverbs, **lex.numbers, **lex.ordinals, **lex.fractions}
        found |= {word: f"#{value}" for word, value in values.items() if len(word) > short}
    return {word: key_ for word, key_ in found.items() if word not in LOOSE}


def stem(low: str) -> str:
    """Return a rough stem: `payments` meets `payment`, `winning` meets `wins` and `won`."""
    low = low if texts.base(low) in stop_words() else texts.base(low)
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORT:
            # Ally and doings keep their ends: a stem that is a function word stands in every sentence.
            low = low if low[: -len(ending)] in stop_words() else low[: -len(ending)]
            break
    if len(low) > SHORT and low[-1] == low[-2] and low[-1] not in "aeiou":
        low = low[:-1]
    return low[:7]


def number_key(low: str) -> str | None:
    """Return one spelling for the digits, number word, ordinal or scale *low*; None when it's no number."""
    if digits := DIGITS.match(low):
        return "#" + THOUSANDS.sub("", digits[1]).replace(",", ".")
    if low in numerals():
        return numerals()[low]
    head, _, tail = low.partition("-")
    # fourth-highest, three-year: the number leads, the rest is another word.
    return numerals().get(head) if tail and tail not in numerals() else None


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return what *word* is compared by: `#4` for a number, `month5` for a month, else a stem."""
    low = fold(word)
    number = number_key(low)
    if number:
        return number
    if low in calendar() and (word[:1].isupper() or len(low) > SHORT):
        return calendar()[low]
    return stem(low)


def _words_of(piece: str) -> tuple[str, ...]:
    return tuple(WORD.findall(piece))


def _keys_of(piece: str) -> tuple[str, ...]:
    return tuple(map(key, _WORDS_OF[piece]))


_WORDS_OF, _KEYS_OF = texts.Remembered(_words_of), texts.Remembered(_keys_of)
"""The words, and their keys, of what stands between two blanks; no word has a blank in it."""


def words(text: str) -> list[str]:
    """Return the words and numbers of *text* in order."""
    return list(chain.from_iterable(map(_WORDS_OF.__getitem__, text.split())))


def key_list(text: str) -> list[str]:
    """Return the keys of the words of *text* in order."""
    return list(chain.from_iterable(map(_KEYS_OF.__getitem__, text.split())))


def keys(text: str) -> Counter[str]:
    """Return how often each key occurs in *text*."""
    return Counter(key_list(text))


@lru_cache(maxsize=65_536)
def is_stop(word: str) -> bool:
    """Say whether *word* is a function word of one of our languages."""
    return fold(word) in stop_words()


def content(text: str) -> list[str]:
    """Return the words of *text* without function words."""
    return [word for word in words(text) if not is_stop(word)]


def is_number(key_: str) -> bool:
    """Say whether a key stands for a number."""
    return key_.startswith("#")


def is_date(key_: str) -> bool:
    """Say whether a key stands for a month, a weekday or a year."""
    return bool(DATE.fullmatch(key_))


def negations(text: str) -> bool:
    """Say whether *text* denies something."""
    return any(map(_DENIES.__getitem__, text.split()))


def _denies(piece: str) -> bool:
    return not negation_words().isdisjoint(map(fold, _WORDS_OF[piece]))


_DENIES = texts.Remembered(_denies)


def folded(text: str) -> set[str]:
    """Return the words of *text*, each folded."""
    return set(map(fold, words(text)))


class Rarity:
    """How much a word says about a sentence: inverse sentence frequency within one article."""

    def __init__(self, sentences: Sequence[frozenset[str]]) -> None:
        """Count in how many of *sentences* (each the keys of one) a key stands."""
        self.seen = Counter(chain.from_iterable(sentences))
        self.size = max(1, len(sentences))
        self._weights: dict[str, float] = {}
        self._totals: dict[frozenset[str], float] = {}

    def __call__(self, key_: str) -> float:
        """Return the weight of one key: high when few sentences hold it."""
        weight = self._weights.get(key_)
        if weight is None:
            weight = math.log((self.size + 1) / (self.seen.get(key_, 0) + 0.5)) + 0.2
            self._weights[key_] = weight
        return weight

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return which part of the weight of *whole* the keys in *part* cover, from 0 to 1."""
        total = self._totals.get(whole)
        if total is None:
            total = self._totals[whole] = sum(map(self, whole))
        return sum(map(self, whole & part)) / total if total else 0.0
