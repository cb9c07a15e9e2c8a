"""
Read the word tables of a language from its data file.

One TOML file a language in `data/`: months, number words, abbreviations, titles
and so on, in lower case with straight apostrophes. Adding a language is adding
a file. Unknown languages are treated as English, whose digits, signs and
capital letters still tell most of what matters.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

from revtrack.text.folding import key

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
"""Languages with a data file, the commonest first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that rules look for; all in the spelling `folding.key` gives (`dreissig`)."""

    code: str
    decimal: str
    """The sign between units and decimals: `.` or `,`."""
    abbreviations: frozenset[str]
    """Words whose full stop does not end a sentence, without it."""
    abbreviations_before_numbers: frozenset[str]
    starters: frozenset[str]
    """Words that commonly open a sentence."""
    openers: frozenset[str]
    """Words that begin no name where they open a sentence or an item of a list: `Join`, `Updated`."""
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 1."""
    month_leads: frozenset[str]
    """Words before a month that stands alone: `im Mai`."""
    relative_days: frozenset[str]
    clock_before: frozenset[str]
    """Words before a time of day: `um`, `alle`."""
    clock_after: frozenset[str]
    """Words behind one: `Uhr`."""
    numbers: Mapping[str, Fraction]
    """Number words with their values, compounds included: `four`, `twenty-one`."""
    ordinals: Mapping[str, int]
    uncounted: frozenset[str]
    """Words behind a rank in set phrases that count nothing: `third party`."""
    ordinal_suffixes: tuple[str, ...]
    ordinal_leads: frozenset[str]
    """Words before figures whose full stop makes them an ordinal: `dem 3. Platz`; empty where none does."""
    ordinal_followers: frozenset[str]
    """Words behind such figures, whatever stands before."""
    scales: Mapping[str, int]
    """Words that multiply the number before them: `million`, `m`."""
    joiners: frozenset[str]
    fractions: Mapping[str, Fraction]
    adverbs: Mapping[str, int]
    """`twice`, `double` and the like."""
    percent: frozenset[str]
    points: frozenset[str]
    money: Mapping[str, str]
    """Currency words with their ISO 4217 codes."""
    stop: frozenset[str]
    titles: frozenset[str]
    title_tails: tuple[str, ...]
    """What words end in that are titles, where nouns are compounded: `minister` in `Innenminister`."""
    particles: frozenset[str]
    """Words that may stand inside a name: `van`, `of`."""
    negations: frozenset[str]
    speech: frozenset[str]
    """Verbs and words of attribution."""
    counting: frozenset[str]
    """Words a number may begin with."""


def language_code(language: str) -> str:
    """Return the code of the data file for *language* (`en-GB` is `en`); English for what is unknown."""
    code = language.lower().replace("_", "-").split("-")[0]
    return code if code in LANGUAGES else "en"


def lexicon(language: str = "en") -> Lexicon:
    """Return the word tables of *language*, read once."""
    return _read(language_code(language))


def is_title(word: str, lex: Lexicon) -> bool:
    """Say whether *word*, as `folding.key` spells it, is a title or role, whatever article is elided before it."""
    bare = word.rstrip(".").rpartition("'")[2]
    return bare in lex.titles or (bool(lex.title_tails) and bare.endswith(lex.title_tails))


def guess_language(text: str) -> str:
    """Return the language whose commonest words *text* uses most, `en` when none stands out; 400 characters do."""
    known = _speakers()
    counts = Counter(code for word in text[:400].split() for code in known.get(key(word), ()))
    best = max(LANGUAGES, key=counts.__getitem__)
    return best if counts[best] >= 2 else "en"


@lru_cache(maxsize=1)
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """Return, for each of the commonest words, the languages that have it among theirs."""
    words = frozenset().union(*(lexicon(code).stop for code in LANGUAGES))
    return {word: tuple(code for code in LANGUAGES if word in lexicon(code).stop) for word in words}


@lru_cache(maxsize=len(LANGUAGES))
def _read(code: str) -> Lexicon:
    raw = tomllib.loads(resources.files("revtrack.text").joinpath("data", f"{code}.toml").read_text("utf-8"))
    scales = {word: value for name, value in raw["scales"].items() for word in [name, *raw["multiplied"][name].split()]}
    values: tuple[Mapping[str, Any], ...] = (
        _number_words(raw),
        _ordinals(raw),
        scales,
        raw["fractions"],
        raw["adverbs"],
    )
    return Lexicon(
        code=code,
        decimal=raw["decimal"],
        abbreviations=_words(raw, "abbreviations"),
        abbreviations_before_numbers=_words(raw, "abbreviations_before_numbers"),
        starters=_words(raw, "starters"),
        openers=frozenset(raw.get("openers", "").casefold().split()),
        months=_numbered(raw["months"]),
        weekdays=_numbered(raw["weekdays"]),
        month_leads=frozenset(raw.get("month_leads", "").split()),
        relative_days=_words(raw, "relative_days"),
        clock_before=frozenset(raw.get("clock_before", "").split()),
        clock_after=frozenset(raw.get("clock_after", "").split()),
        numbers=_number_words(raw),
        ordinals=_ordinals(raw),
        uncounted=frozenset(raw.get("uncounted", "").split()),
        ordinal_suffixes=tuple(raw["ordinal_suffixes"].split()),
        ordinal_leads=frozenset(raw.get("ordinal_leads", "").split()),
        ordinal_followers=frozenset(raw.get("ordinal_followers", "").split()),
        scales=scales,
        joiners=_words(raw, "joiners"),
        fractions={word: Fraction(value) for word, value in raw["fractions"].items()},
        adverbs=raw["adverbs"],
        percent=frozenset({*raw["percent"].split(), "%"}),
        points=_words(raw, "points"),
        money=raw["money"],
        stop=_words(raw, "stop"),
        titles=_words(raw, "titles"),
        title_tails=tuple(raw.get("title_tails", "").split()),
        particles=_words(raw, "particles"),
        negations=_words(raw, "negations"),
        speech=_words(raw, "speech"),
        counting=frozenset().union(*values),
    )


@lru_cache(maxsize=8)
def shared_words(name: str) -> frozenset[str]:
    """Return a word list that serves every language, by its name in `shared.toml`."""
    return _words(
        tomllib.loads(resources.files("revtrack.text").joinpath("data", "shared.toml").read_text("utf-8")), name
    )


def _words(raw: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(raw[name].casefold().split())


def _numbered(rows: list[list[str]]) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, 1) for word in row}


def _number_words(raw: Mapping[str, Any]) -> dict[str, Fraction]:
    """Return units, tens and their compounds, joined as the language does it, with a hyphen where it leaves a blank."""
    units, tens = raw["units"].split(), raw["tens"].casefold().split()
    ten_of = {word: 10 * number for number, word in enumerate(tens, 2)}
    found = {word: Fraction(number) for number, word in enumerate(units)}
    found |= {word: Fraction(number) for word, number in ten_of.items()}
    for ten, base in ten_of.items():
        for number in range(1, 10):
            word = raw["compound"].format(unit=units[number], ten=ten)
            found[word.replace(" ", "-")] = Fraction(base + number)
    return found | {word: Fraction(number) for word, number in raw.get("unit_forms", {}).items()}


def _ordinals(raw: Mapping[str, Any]) -> dict[str, int]:
    found = {word: number for number, word in enumerate(raw["ordinals"].split())}
    for ending in raw.get("ordinal_endings", "").split():
        found |= {word + ending: number for word, number in list(found.items())}
    heads, tails = raw.get("ordinal_heads", {}), raw.get("ordinal_tails", "").casefold().split()
    found |= {head + tail: number for head, number in heads.items() for tail in tails}
    tens = raw.get("ordinal_tens", "").split()
    found |= {word: 10 * number for number, word in enumerate(tens, 2)}
    for number, ten in enumerate(raw["tens"].split(), 2):
        if tens:
            found |= {f"{ten}-{word}": 10 * number + n for n, word in enumerate(raw["ordinals"].split()[:10]) if n}
    return {**found, **raw.get("ordinal_forms", {})}
