"""
Cut a text into sentences with exact offsets.

Nothing is altered and nothing is lost: the sentences and the blanks after them
tile the text. A sentence ends at a terminator before a blank, at a line break,
or at a full-width terminator; abbreviations, initials, decimals, quoted
questions and German ordinals do not end one. The word tables of all languages
are used together, so that a wrong language code never shifts a border.
"""

import re
from functools import lru_cache

from revtrack.model import Span
from revtrack.text.lexicon import LANGUAGES, lexicon, shared_words
from revtrack.text.remembering import Remembered

_END = re.compile(
    r"""[.!?…؟।॥。！？\n]                            # one class first: most text is passed over at once
      (?: (?<=[.!?…؟।॥]) (?<![.!?…؟।॥].) [.!?…؟।॥]*+["”’'»)\]*]*+(?:\s»)?+(?=\s|$)\s*+   # closing marks, blanks
        | (?<=[。！？]) [。！？]*+[」』”’）]*+\s*+
        | (?<=\n) \s*+
      )""",
    re.VERBOSE,
)
_WORD_BACKWARDS = re.compile(r"[\w.'’-]+")
_WORD_BEFORE = re.compile(r"(\w+)\s+\d{1,2}$")
_QUOTES = "”’»\"'"
_NEXT_WORD = re.compile(r"[\"“„«‘'(\[]*([\w'’-]*)")
_MARKS = frozenset(")]»”’\"'")
_ONLY_MARKS = re.compile(r"[)\]]|[»”’\"'](?!\w)")
"""What closes a bracket or a quotation and opens nothing."""
_LOOK_BACK = 24


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return where each sentence of *text* ends, its trailing blanks included; the last is *end*."""
    stop = len(text) if end is None else end
    ends = [
        match.end()
        for match in _END.finditer(text, start, stop)
        if match.end() < stop and not _joins(text, match, start, stop)
    ]
    if stop > start:
        ends.append(stop)
    return ends


NEARBY = 160
"""How far back the start of a sentence is looked for at first: most are shorter."""


def sentence_around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Return where the sentences that hold `start:end` begin and end, looked for between *low* and *high*."""
    near = max(low, start - NEARBY)
    left, right = _around(text, start, end, near, high)
    if left < 0 and near > low:
        left, _ = _around(text, start, end, low, high)
    return (left if left >= 0 else low), right


def _around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Return the last end of a sentence up to *start*, -1 for none, and the first behind it from *end*."""
    left = -1
    for match in _END.finditer(text, low, high):
        stop = match.end()
        if start < stop < end or stop == high or _joins(text, match, low, high):
            continue
        if stop > start:
            return left, stop
        left = stop
    return left, high


@lru_cache(maxsize=256)
def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of *text* between *start* and *end* as spans in *text*, without blanks around them."""
    found = []
    at = start
    for stop in sentence_ends(text, start, end):
        words = text[at:stop].lstrip()
        if words:
            found.append(Span(stop - len(words), stop - len(words) + len(words.rstrip())))
        at = stop
    return tuple(found)


def _joins(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Say whether the sentence goes on after what looks like its end."""
    mark = match[0]
    if "\n" in mark or mark[0] in "。！？।॥؟":
        return False
    end = match.end()
    following = _NEXT_WORD.match(text, end, stop)
    word = following[1] if following else ""
    opened = text[end] in "(["
    plain = mark[0] == "." and not mark.startswith("..")
    if word[:1].islower() and not (plain and opened):
        return True
    if text[end] in _MARKS and _ONLY_MARKS.match(text, end, stop):
        return True
    if opened and mark[0] != "." and any(quote in mark for quote in _QUOTES):
        return True  # `“Who pays?” (The Voice, 3 May)`
    if not plain or len(mark.rstrip()) > 1:
        return False
    return _follows(text, max(start, match.start() - _LOOK_BACK), match.start(), word, following)


def _follows(text: str, low: int, at: int, word: str, following: re.Match[str] | None) -> bool:
    """Say whether the sentence goes on with *word* after the full stop at *at*; nothing before *low* is looked at."""
    last = _WORD_BACKWARDS.match(text[low:at][::-1])
    if last is None:
        return False
    before = last[0][::-1]
    if before.isdigit() and len(before) <= 2:
        counted = _WORD_BEFORE.search(text, low, at)
        return _is_ordinal(counted[1].casefold() if counted else "", word)
    if following and len(before) == len(word) == 1 and word.isupper() and text.startswith(".", following.end()):
        return True  # `John P. A. Ohlsen`
    return _goes_on(before, word)


def _is_ordinal(before: str, following: str) -> bool:
    """Say whether figures with a full stop go on with *following*: `3. Mai`, `3. Platz`, `ihr 4. Titel`."""
    _, _, starters, months = _tables()
    leads, followers = _ordinal_tables()
    low = following.casefold()
    return low in months or low in followers or (before in leads and following[:1].isupper() and low not in starters)


def is_abbreviation(word: str) -> bool:
    """Say whether a full stop after *word* belongs to it, whatever follows: `Inc`, `p.m`, `J`."""
    return _ABBREVIATIONS[word]


def _abbreviates(word: str) -> bool:
    if word in shared_words("words_when_small"):
        return False
    return word.casefold() in _tables()[0] or _dotted(word) or (len(word) == 1 and word.isupper() and word != "I")


_ABBREVIATIONS = Remembered(_abbreviates)


def _dotted(word: str) -> bool:
    """Say whether *word* is letters with stops between them: `U.S`, `J.K`, `p.m`."""
    return "." in word and all(len(part) <= 2 and not part.isdigit() for part in word.split("."))


def _goes_on(word: str, following: str) -> bool:
    """Say whether the sentence goes on with *following* after the full stop of *word*."""
    numbered = following[:1].isdigit()
    if not (numbered or _ABBREVIATIONS[word]):
        return False
    known, before_numbers, starters, _ = _tables()
    low = word.casefold()
    if numbered and (low in before_numbers or word in known):
        return True
    if not _ABBREVIATIONS[word]:
        return False
    # `Inc.`, `etc.` and `a.m.` often close a sentence too: a plain opener after them decides.
    opener = following.casefold() in starters
    if low in known:
        return not opener or low in shared_words("never_last")
    if _dotted(word):
        return not opener or (word.islower() and following.isupper() and len(following) > 1)  # `8 p.m. ET`
    return following[:1].isupper() and not opener


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    every = [lexicon(code) for code in LANGUAGES]
    return (
        frozenset().union(*(lex.abbreviations for lex in every)) - shared_words("also_words"),
        frozenset().union(*(lex.abbreviations_before_numbers for lex in every)),
        frozenset().union(*(lex.starters for lex in every)),
        frozenset().union(*(frozenset(lex.months) for lex in every)),
    )


@lru_cache(maxsize=1)
def _ordinal_tables() -> tuple[frozenset[str], frozenset[str]]:
    every = [lexicon(code) for code in LANGUAGES]
    return (
        frozenset().union(*(lex.ordinal_leads for lex in every)),
        frozenset().union(*(lex.ordinal_followers for lex in every)),
    )
