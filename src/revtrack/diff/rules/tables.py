"""Read what the rules look for in a language from its data file; a rule is code, its words are data."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import takewhile
from typing import Any

from revtrack.diff.rules.marking import (
    COUNT,
    DATE,
    DIRECTION,
    LEGAL,
    MODALITY,
    NEGATION,
    RANK,
    REACHING,
    SPEECH,
    TAG,
    TITLE,
    Marks,
)
from revtrack.text import CURRENCY, Lexicon, key, language_code, lexicon, shared_words, stem, words

PRICED = 4
"""Words behind `charged` among which its price stands."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The words of one language that edits are read by, in the spelling `text.key` gives."""

    lexicon: Lexicon
    legal: Mapping[str, int]
    """Word to stage of a case; synonyms share a stage."""
    legal_or_not: frozenset[str]
    """Words of `legal` that mean something else as often: alone they tell nothing."""
    accusations: frozenset[str]
    """Words that hold something against someone."""
    topics: frozenset[str]
    """Those of them that name a matter as often: in what was added they accuse and clear nobody by themselves."""
    charging: frozenset[str]
    """Words that accuse someone or ask a price: `charged`."""
    prices: frozenset[str]
    """Words close behind them by which they ask a price: `interest`."""
    modality: Mapping[str, int]
    """Word to degree of certainty."""
    ladders: tuple[Mapping[str, int], ...]
    """Word to rung: taking another rung makes a statement hold for more or fewer, or bind more or less."""
    everyone: re.Pattern[str]
    """Finds the words of the first ladder's top rung, those that speak of all."""
    limits: frozenset[str]
    """Words that narrow a statement when put in: `only`, `some`."""
    superlatives: frozenset[str]
    """Words that claim a first or last place among others."""
    directions: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Words that turn a statement round when one of the left takes the place of one of the right."""
    direction_words: frozenset[str]
    split: Mapping[str, tuple[str, ...]]
    """First part to last parts of the verbs of these lists that stand in two parts: `lehnte den Antrag ab`."""
    speech: Mapping[str, int]
    """Verb of speech to its colour: neutral first."""
    same: Mapping[str, frozenset[int]]
    """Word, or its stem, to the groups of house style in which it may be replaced."""
    several: re.Pattern[str]
    """Finds synonyms of several words: `in front of`."""
    shortened: Mapping[str, tuple[tuple[str, ...], ...]]
    """Short form to the words it may stand for, of titles and places: `phila`, `st`."""
    near_words: frozenset[str]
    """Words that a slip of the keys makes of the commonest ones and that are words all the same: `own`, `won`."""
    about: frozenset[str]
    """Words beside a number that say it is no exact one, and what joins them to it: `about`, `une cinquantaine de`."""
    one_of: tuple[str, ...]
    """Phrases by which something is one of several: `one of the`."""
    most: frozenset[str]
    """Words that make a superlative of the word behind them, where an article stands before: `la plus vieille`."""
    no_negation: tuple[str, ...]
    """Phrases that hold a word of negation and deny nothing: `sans doute`, `not only`."""
    price_ends: frozenset[str]
    """Words behind which what stands is no price of `charged`: `with`, `for`."""
    not_alone: tuple[str, ...]
    """Those of them by which a statement holds for more than what follows: `not only`."""
    filler: frozenset[str]
    """Words that may come or go and leave the statement as it was."""
    spelling_pairs: frozenset[tuple[str, str]]
    """Endings by which two spellings of one word may differ, both ways round."""
    update: frozenset[str]
    toll: frozenset[str]
    running: frozenset[str]
    """Words beside a count that grows while something is going on: `counted`, `contained`."""
    floor: tuple[str, ...]
    """Phrases before a count that may only grow: `at least`."""
    ahead: re.Pattern[str]
    """Finds that something is still to come, or going on: `is expected to`, `are searching`."""
    as_of: tuple[str, ...]
    """Phrases before the time as of which something is told."""
    unsure: frozenset[str]
    """Words by which a statement stays open all the same: `may`."""
    session: re.Pattern[str]
    """Finds that a market was open."""
    closed: re.Pattern[str]
    """Finds that it had closed."""
    so_far: tuple[str, ...]
    """Phrases that say a count is not the last one."""
    service: tuple[str, ...]
    """Phrases of text about the page rather than the story."""
    service_words: frozenset[str]
    """Words of it that stand in stories too."""
    addressed: frozenset[str]
    """Words by which a page speaks to its reader."""
    calls: frozenset[str]
    """Words of `service_words` that ask the reader to do something where they open a line."""
    rank_words: frozenset[str]
    """Words that make another title of the title beside them: `deputy`."""
    rank_prefixes: tuple[str, ...]
    bounds: tuple[tuple[str, str], ...]
    """The same of how a number is bounded, where no figure changed beside them."""
    opposites: tuple[tuple[str, str], ...]
    """Phrases that turn a statement round when one takes the place of the other."""
    denying_prefixes: frozenset[str]
    """Beginnings by which a word says the contrary: `un-`, `dis-`."""
    no_answer: tuple[str, ...]
    """Phrases that say that no answer had come yet."""
    listened: frozenset[str]
    """Verbs of speech behind which the listener stands: `told`."""
    articles: frozenset[str]
    about_opens: frozenset[str]
    """Words by which an apposition or relative clause opens."""
    people: frozenset[str]
    """Words for persons and groups that such a clause may be about."""
    tags: frozenset[str]
    """Words an outlet puts before a headline."""
    place_before: frozenset[str]
    place_heads: frozenset[str]
    place_joints: frozenset[str]
    place_words: frozenset[str]
    place_tails: tuple[str, ...]
    """What streets end in where nouns are compounded: `straße`."""
    place_endings: tuple[str, ...]
    """What the names of towns end in, where every noun has a capital."""
    no_place_endings: tuple[str, ...]
    """What other nouns end in."""
    place_names: frozenset[str]
    """Names of well-known places that end in nothing of that."""
    signs: frozenset[str]
    """Words that tell who says something, or when: a source or a day."""
    marks: Marks

    def split_verbs(self, changed: list[str], words: frozenset[str], others: frozenset[str]) -> list[str]:
        """
        Return the verbs in two parts, `first+last`, that *words* have and *others* have not, of those *changed*.

        The edit of the first part tells; that of the last where the first stays: `nahm zu` -> `nahm ab`.
        """
        return [
            f"{first}+{last}"
            for first in dict.fromkeys([*changed, *sorted(self.split.keys() & words)])
            for last in self.split.get(first, ())
            if last in words
            and (first in changed or (last in changed and first in others))
            and not (first in others and last in others)
        ]

    def only_prices(self, word: str, line: list[str]) -> bool:
        """Say whether *word* asks a price wherever it stands in *line*: `charged 5% interest`, not `charged him`."""
        if word not in self.charging:
            return False
        places = [at for at, found in enumerate(line) if found == word]
        return bool(places) and all(self._priced(line[at + 1 : at + 1 + PRICED]) for at in places)

    def _priced(self, behind: list[str]) -> bool:
        """Say whether the words *behind* `charged` begin with a price: `5% interest`, not `with taking tolls`."""
        object_of = takewhile(lambda word: word not in self.price_ends, behind)
        return any(word in self.prices or word[0] in CURRENCY for word in object_of)

    def joined(self, words: list[str]) -> list[str]:
        """Return *words* with each synonym of several words as one, hyphens between: `sin embargo` is `sin-embargo`."""
        if len(words) < 2:
            return words
        return self.several.sub(lambda match: match[0].replace(" ", "-"), " ".join(words)).split()


PROGRESS = ("ahead", "session", "closed")
"""Lists of phrases that say what is to come, that a market is open, that it closed."""


_WORDS = (
    "legal_or_not", "accusations", "topics", "charging", "prices", "price_ends", "limits", "superlatives", "near_words",
    "about", "most", "filler", "update", "toll", "running", "unsure", "service_words", "addressed", "calls",
    "rank_words", "denying_prefixes", "listened", "articles", "about_opens", "place_names",
)  # fmt: skip
"""Lists of words, by the name they have in the file and in `Tables`; a language may lack any."""

_PHRASES = (
    "one_of", "no_negation", "not_alone", "floor", "as_of", "so_far", "no_answer",
)  # fmt: skip

_ENDINGS = ("place_tails", "place_endings", "no_place_endings")


@lru_cache(maxsize=16)
def tables(language: str) -> Tables:
    """Return the rule words of *language*, English for an unknown one, read once."""
    code = language_code(language)
    raw, shared, lex = _data(code), _data("shared"), lexicon(code)
    sides = [[_set(side) for side in line.split("|")] for line in raw["directions"]]
    legal, modality, speech = _staged(raw["legal"]), _staged(raw["modality"]), _staged(raw["speech"])
    direction_words: frozenset[str] = frozenset().union(*(side for pair in sides for side in pair))
    ladders = tuple(_staged(line.split("|")) for line in raw["ladders"])
    same = _grouped(raw["same"])
    alike: dict[str, Any] = {
        **{name: _set(raw.get(name, "")) for name in _WORDS},
        **{name: _phrases(raw.get(name, [])) for name in _PHRASES},
        **{name: tuple(sorted(_set(raw.get(name, "")))) for name in _ENDINGS},
        **{name: _pattern(raw.get(name, [])) for name in PROGRESS},
        **{name: _set(shared[name]) for name in ("place_heads", "place_joints", "place_words")},
    }
    return Tables(
        **alike,
        lexicon=lex,
        legal=legal,
        modality=modality,
        ladders=ladders,
        everyone=re.compile(rf"\b(?:{'|'.join(word for word, rung in ladders[0].items() if not rung)})\b", re.I),
        directions=tuple((left, right) for left, right in sides),
        direction_words=direction_words,
        split=_split([*legal, *modality, *speech, *direction_words]),
        speech=speech,
        same=same,
        several=_pattern([word.replace("-", " ") for word in same if "-" in word]),
        shortened=_shortened(raw.get("shortened", {})),
        spelling_pairs=frozenset(pair for x, y in raw["spelling_pairs"] for pair in ((x, y), (y, x))),
        service=tuple(raw["service"]),
        rank_prefixes=tuple(raw["rank_prefixes"].split()),
        opposites=_pairs(raw["opposites"]),
        bounds=_pairs(raw.get("bounds", [])),
        people=_set(raw["people"]) | lex.titles,
        tags=_set(raw["tags"]),
        place_before=_set(shared["place_before"]) | _set(raw.get("place_before", "")),
        signs=lex.speech | lex.weekdays.keys() | lex.relative_days,
        marks=_marks(raw, lex, direction_words, [legal, modality, speech, *ladders]),
    )


def _marks(
    raw: Mapping[str, Any], lex: Lexicon, direction_words: frozenset[str], staged: list[dict[str, int]]
) -> Marks:
    """Return what tells by a word's spelling which rules it may concern."""
    legal, modality, speech, *ladders = staged
    counting = (lex.numbers, lex.ordinals, lex.scales, lex.fractions, lex.adverbs, lex.percent, lex.money, lex.points)
    limits, service_words, tags = _set(raw["limits"]), _set(raw["service_words"]), _set(raw["tags"])
    return Marks(
        [
            *((COUNT, words) for words in counting),
            (DATE, [*lex.months, *lex.weekdays, *shared_words("zones"), *shared_words("zones_behind_times")]),
            (NEGATION, lex.negations),
            (DIRECTION, direction_words),
            (LEGAL, legal),
            (MODALITY, modality),
            *((REACHING, words) for words in (*ladders, limits)),
            (SPEECH, [*lex.speech, *speech]),
            (TITLE, lex.titles),
            (RANK, _set(raw["rank_words"])),
            (TAG, tags),
        ],
        heads=[*lex.numbers, *lex.ordinals],
        tags=tags,
        service=[*raw["service"], *service_words],
        prefixes=tuple(raw["rank_prefixes"].split()),
        title_tails=lex.title_tails,
        empty=lex.stop | _set(raw["filler"]),
        progress=_pattern([word for name in PROGRESS for line in raw.get(name, []) for word in line.split()]),
    )


def _pairs(lines: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the two phrases of every line."""
    return tuple((left, right) for left, right in map(_phrases, (line.split("|") for line in lines)))


def _grouped(lines: list[str]) -> dict[str, frozenset[int]]:
    """Return each word of *lines*, and its stem, with the numbers of the lines it stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.casefold().split():
            for form in {word, stem(word)}:
                found.setdefault(form, set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("revtrack.diff").joinpath("data", f"{name}.toml").read_text("utf-8"))


def _phrases(lines: list[str]) -> tuple[str, ...]:
    """Return phrases as they stand between words that are compared."""
    return tuple(spaced(key(word) for word in words(line)) for line in lines)


def spaced(line: Iterable[str]) -> str:
    """Return the words of *line* with a blank before and behind each, so that a phrase is found as whole words only."""
    return " ".join(["", *line, ""])


def holds(line: Iterable[str], phrases: Iterable[str]) -> bool:
    """Say whether the words of *line* hold one of *phrases* (`spaced`)."""
    told = spaced(line)
    return any(phrase in told for phrase in phrases)


def _pattern(lines: list[str]) -> re.Pattern[str]:
    """Return one pattern for phrases that may end in `*`; for none, a pattern that finds nothing."""
    parts = [r"\b" + re.escape(line).replace(r"\*", r"\w*") + r"(?!\w)" for line in lines]
    return re.compile("|".join(parts) or r"(?!)")


def _split(listed: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the verbs among *listed* that stand in two parts, first part to last parts."""
    found: dict[str, tuple[str, ...]] = {}
    for word in listed:
        first, plus, last = word.partition("+")
        if plus:
            found[first] = (*found.get(first, ()), last)
    return found


def _shortened(listed: Mapping[str, str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return each short form with the words it may stand for, alternatives parted by a stroke."""
    return {
        key(short): tuple(tuple(key(word) for word in words(long)) for long in longs.split("|"))
        for short, longs in listed.items()
    }


def _set(line: str) -> frozenset[str]:
    """Return the words of *line* in the spelling they are compared by: `straße` is `strasse`."""
    return frozenset(line.casefold().split())


def _staged(lines: list[str]) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines) for word in line.casefold().split()}
