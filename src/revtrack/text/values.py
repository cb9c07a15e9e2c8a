"""
Read numbers as values, so that spellings of one number meet.

`four` is 4, `1.5m` is 1,500,000, `4th` is the ordinal `fourth`, `5 per cent` is
`5%` and `$3bn` is three thousand million dollars. Times, numeric dates and
addresses are left to others. When a word is often no number at all (`one`,
`second`), the number says it is loose.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from importlib import resources

from revtrack.model import Span
from revtrack.text.folding import key
from revtrack.text.lexicon import Lexicon, lexicon, shared_words
from revtrack.text.remembering import Remembered
from revtrack.text.tokenizer import CURRENCY, Token, tokens


class NumberKind(StrEnum):
    """What a number counts."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    value: Fraction
    kind: NumberKind
    unit: str
    """An ISO currency code, `percent`, `points`, a unit of measure in its English singular, or empty."""
    span: Span
    """Where it stands, its scale and unit words included."""
    text: str
    loose: bool = False
    """The word is often no number: `one`, `ein`, `second`."""
    scaled: bool = False
    """Written with a scale word or letter: `1.5m`, `3 billion`."""


_FIGURE = re.compile(
    rf"(?P<sign>[+\-−±])?(?P<money>[A-Z]{{0,3}}[{CURRENCY}]|[#])?"
    r"(?P<digits>\d(?:[\d.,\u00a0\u202f\u2009]*\d)?)(?P<letters>[^\W\d_]*|[ºª°])(?P<tail>[%‰€£$¥¢°][CF]?)?$"
)
_NO_NUMBER = re.compile(r"\d+:\d\d|\d{4}[-/.]\d\d?[-/.]\d\d?$|\d\d?[/.]\d\d?[/.]\d{2,4}$|://|@")
_RANGE = re.compile(r"(?<=\d)[–‑/-](?=\d)")


@lru_cache(maxsize=1)
def _measures() -> tuple[Mapping[str, str], Mapping[str, str]]:
    raw = tomllib.loads(resources.files("revtrack.text").joinpath("data", "measures.toml").read_text("utf-8"))
    return {word: unit for unit, words in raw["units"].items() for word in words.split()}, raw["currency_signs"]


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Return the units of several words, by their first word."""
    raw = tomllib.loads(resources.files("revtrack.text").joinpath("data", "measures.toml").read_text("utf-8"))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for unit, phrases in raw["phrases"].items():
        for phrase in phrases:
            found.setdefault(phrase.split()[0], []).append((tuple(phrase.split()), unit))
    return found


def unit_of(word: str) -> str:
    """Return the unit of measure that *word* names, in its English singular, or an empty string."""
    return _measures()[0].get(key(word), "")


def numbers(text: str, language: str = "en") -> tuple[Number, ...]:
    """Return the numbers of *text* in order, as values; see `Number`."""
    return read_numbers(tokens(text), text, lexicon(language))


def number_value(text: str, language: str = "en") -> Fraction | None:
    """Return the value of the one number that *text* is, or None: `"four"` and `"4"` give 4."""
    found = numbers(text.strip(), language)
    return found[0].value if len(found) == 1 and found[0].span.length == len(text.strip()) else None


def read_numbers(items: Sequence[Token], text: str, lex: Lexicon) -> tuple[Number, ...]:
    """Return the numbers among *items*, tokens of *text*."""
    found: list[Number] = []
    done, begins = 0, _may_begin(lex.code)
    for at in [at for at, item in enumerate(items) if begins[item[0]]]:
        if at < done or key(items[at].text) in lex.weekdays:
            continue
        number, used = _number_at(items, at, text, lex)
        if number is not None:
            found.append(number)
        elif _RANGE.search(items[at].text) and not _NO_NUMBER.search(items[at].text):
            found += _range(items[at], text, lex)
        done = at + used
    return tuple(found)


@lru_cache(maxsize=16)
def _may_begin(code: str) -> Remembered[bool]:
    """Return what says cheaply whether a word may begin a number."""
    counting = lexicon(code).counting

    def may_begin(word: str) -> bool:
        if word.isalpha():
            return key(word) in counting
        if any(char.isdigit() for char in word):
            return True
        if key(word) in lexicon(code).weekdays:  # terça-feira is no third
            return False
        return "-" in word and not counting.isdisjoint((key(word), key(word.partition("-")[0])))

    return Remembered(may_begin)


def _range(token: Token, text: str, lex: Lexicon) -> list[Number]:
    """Return both ends of `5-10`, and the first of `30-year-old` is read elsewhere."""
    found, at = [], token.start
    for part in _RANGE.split(token.text):
        figure = _figure(part, lex.code)
        if figure is not None:
            value, unit, ordinal = figure
            kind = NumberKind.ORDINAL if ordinal else _kind_of(unit)
            found.append(Number(value, kind, unit, Span(at, at + len(part)), part))
        at += len(part) + 1
    return found


def _number_at(items: Sequence[Token], at: int, text: str, lex: Lexicon) -> tuple[Number | None, int]:
    """Return the number that begins at token *at* and how many tokens it takes, or None and 0."""
    first = items[at]
    if _NO_NUMBER.search(first.text) or (first.text[0] == "#" and at and items[at - 1].text == "&"):  # &#34;
        return None, 0
    unit, ordinal, scaled, used = "", False, False, 1
    figure = _figure(first.text, lex.code)
    if figure is not None:
        value, unit, ordinal = figure
        if lex.ordinal_leads and first.text.isdigit() and _is_dotted(items, at, lex):
            ordinal, used = True, 2
        scaled = first.text[-1:].isalpha() and not ordinal
    else:
        read = _spelled(items, at, lex)
        if read is None:
            return None, 0
        value, ordinal, used, scaled = read
        if ordinal and lex.uncounted and _is_uncounted(items, at, lex):
            return None, used
    if not ordinal:
        while at + used < len(items) and _near(items, at + used):
            scale = lex.scales.get(key(items[at + used].text))
            if not scale:
                break
            value, scaled, used = value * scale, True, used + 1
    more = 0
    if unit == "kilometre" and [item.text for item in items[at + used : at + used + 2]] == ["/", "h"]:
        unit, more = "kilometre_an_hour", 2
    if not unit:
        unit, more = _unit_at(items, at + used, lex)
    last = items[at + used + more - 1]
    head = first.text.partition("-")[0]
    whole = used + more > 1 or figure is not None or "-" not in first.text or _is_number_word(first.text, lex)
    end = last.end if whole else first.start + len(head)
    kind = NumberKind.ORDINAL if ordinal else _kind_of(unit)
    bare = key(head)
    loose = used == 1 and more == 0 and (bare in shared_words("loose") or lex.adverbs.get(bare) == 1)  # once
    return Number(value, kind, unit, Span(first.start, end), text[first.start : end], loose, scaled), used + more


def _is_uncounted(items: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """Say whether the rank at *at* belongs to a set phrase: `third-party`, `first aid`."""
    behind = items[at].text.partition("-")[2] or (items[at + 1].text if at + 1 < len(items) else "")
    return key(behind) in lex.uncounted


def _is_dotted(items: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a full stop makes the figures at *at* an ordinal, as in German: `auf dem 3. Platz`."""
    if at + 2 >= len(items) or items[at + 1].text != "." or items[at + 1].start != items[at].end:
        return False
    before = key(items[at - 1].text) if at else ""
    return items[at + 2].text[:1].isalpha() and (
        before in lex.ordinal_leads or key(items[at + 2].text) in lex.ordinal_followers
    )


def _is_number_word(word: str, lex: Lexicon) -> bool:
    return key(word) in lex.numbers or key(word) in lex.ordinals


def _near(items: Sequence[Token], at: int) -> bool:
    """Say whether token *at* stands one blank after its predecessor."""
    return items[at].start - items[at - 1].end <= 1


def _kind_of(unit: str) -> NumberKind:
    if not unit:
        return NumberKind.CARDINAL
    if unit in ("percent", "points"):
        return NumberKind(unit)
    return NumberKind.MONEY if unit.isupper() else NumberKind.MEASURE


@lru_cache(maxsize=16_384)
def _figure(word: str, code: str) -> tuple[Fraction, str, bool] | None:
    """Return value, unit and whether it is an ordinal, of a token in figures; None for another token."""
    if word.isalpha():
        return None
    lex = lexicon(code)
    match = _FIGURE.match(word)
    if match is None:
        head, hyphen, rest = word.partition("-")
        if hyphen and rest[:1].isalpha() and head[-1:].isalnum() and head[:1].isdigit():  # 30-year-old
            inner = _figure(head, code)
            unit = _measures()[0].get(key(rest.partition("-")[0]), "")
            return (inner[0], inner[1] or unit, inner[2]) if inner else None
        return None
    value = _plain_value(match["digits"], lex.decimal)
    if value is None:
        return None
    if match["sign"] in ("-", "−"):
        value = -value
    letters, tail = key(match["letters"]), match["tail"] or ""
    units, signs = _measures()
    if letters and (letters in lex.ordinal_suffixes):
        return value, "", True
    unit = signs.get(match["money"] or "", "") or signs.get(tail, "") or ("percent" if tail in ("%", "‰") else "")
    if tail[:1] == "°":
        unit = units.get(tail.lower(), "")
    if letters in lex.scales:
        return value * lex.scales[letters], unit, False
    if letters and letters not in units and letters not in ("s", "a", "am", "pm", "x"):
        return None
    return value, unit or units.get(letters, ""), False


def _plain_value(digits: str, decimal: str) -> Fraction | None:
    """Return the value of digits with separators, read as the language writes them."""
    plain = re.sub("[\u00a0\u202f\u2009]", "", digits)
    thousands = "," if decimal == "." else "."
    if decimal in plain and thousands in plain and plain.rfind(thousands) > plain.rfind(decimal):
        decimal, thousands = thousands, decimal  # 1.200,50 in an English text
    if plain.count(decimal) > 1:  # 1,200,000 in a German text
        plain, decimal = plain.replace(decimal, ""), ""
    groups = plain.split(decimal)[0].split(thousands) if decimal else plain.split(thousands)
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
        if len(groups) > 2 or (decimal and decimal in plain):
            return None
        plain, decimal = plain.replace(thousands, "."), "."  # 3.4 in a German text
    plain = plain.replace(thousands, "") if (thousands != decimal and decimal != ".") or thousands == "," else plain
    try:
        return Fraction(plain.replace(",", ".")) if len(plain) < 40 else None
    except ValueError:
        return None


def _spelled(items: Sequence[Token], at: int, lex: Lexicon) -> tuple[Fraction, bool, int, bool] | None:
    """Return value, ordinal, tokens used and scaled, of a number in words that begins at token *at*."""
    total, current = Fraction(0), Fraction(0)
    used, seen, scaled = 0, False, False
    while at + used < len(items) and (not used or _near(items, at + used)):
        word = key(items[at + used].text)
        if word in lex.numbers and (not seen or scaled or (current and current % 10 == 0 and lex.numbers[word] < 10)):
            current += lex.numbers[word]
        elif word in lex.scales and (seen or word not in _plural_scales(lex.code)) and word.isalpha() and len(word) > 2:
            current, scaled = (current or Fraction(1)) * lex.scales[word], True
            if lex.scales[word] >= 1000:
                total, current = total + current, Fraction(0)
        elif not seen and word in lex.ordinals:
            return Fraction(lex.ordinals[word]), True, 1, False
        elif seen and word in lex.joiners and at + used + 1 < len(items) and scaled:
            if key(items[at + used + 1].text) not in lex.numbers:
                break
        elif not seen and (word in lex.fractions or word in lex.adverbs):
            return lex.fractions.get(word) or Fraction(lex.adverbs[word]), False, 1, False
        else:
            if not seen and "-" in word:
                return _compound(word, lex)
            break
        seen, used = True, used + 1
    return (total + current, False, used, scaled) if seen else None


def _compound(word: str, lex: Lexicon) -> tuple[Fraction, bool, int, bool] | None:
    """Return the number at the head of `four-year-old` or `second-largest`."""
    head = word.partition("-")[0]
    if head in lex.numbers:
        return lex.numbers[head], False, 1, False
    return (Fraction(lex.ordinals[head]), True, 1, False) if head in lex.ordinals else None


@lru_cache(maxsize=16)
def _plural_scales(code: str) -> frozenset[str]:
    """Return scale words that alone count nothing exact: `thousands`, `m`."""
    endings = ("s", "n", "i", "th")
    vague = frozenset(word for word in lexicon(code).scales if word.endswith(endings) or len(word) < 3)
    return vague - {"million", "billion", "trillion"}


def _unit_at(items: Sequence[Token], at: int, lex: Lexicon) -> tuple[str, int]:
    """Return the unit that stands at token *at* and how many tokens it takes."""
    words = [key(token.text) for token in items[at : at + 2]]
    if not words or not _near(items, at):
        return "", 0
    for phrase, unit in _phrases().get(words[0], ()):
        if tuple(key(token.text) for token in items[at : at + len(phrase)]) == phrase:
            return unit, len(phrase)
    if words[0] in lex.percent or "-".join(words) in lex.percent:
        points = len(words) > 1 and words[1] in lex.points and words[0] not in ("%",)
        if points:
            return "points", 2
        return "percent", 1 if words[0] in lex.percent else 2
    if words[0] in lex.money:
        return lex.money[words[0]], 1
    units, signs = _measures()
    if words[0] in signs or words[0].upper() in signs.values():
        return signs.get(words[0], words[0].upper()), 1
    if words[0] in lex.points:
        return "points", 1
    return (units[words[0]], 1) if words[0] in units else ("", 0)
