"""
Lay a fact beside the statement it puts right, and keep of both what a reader would swap.

`the rally was organized by the Green Club` and `It was organized by the River
Club` share `organized by`: what differs begins after it. A subject that only
takes up the first one (`It`, `She`) is no part of the fact.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from revtrack.note.grammar import fold
from revtrack.note.lexicon import alone
from revtrack.note.passage import Stretch

_LATEST = 6
"""Words of a fact before those that it shares with the statement, at most: its subject and an auxiliary."""
_FAR = 10
"""Words within which a statement names its subject and begins to say something of it."""
_NAMED = 5
"""Words of a name that is a subject, at most."""
_SHORT = 4
"""Words of a value that is short beside a statement, at most."""
_TELLING = 3
"""Letters of a word of substance, at least."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[$€£]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The small words of a language, as its phrase list has them."""

    fillers: frozenset[str]
    """Words of a fact that only turn to it: `actually`."""
    turns: frozenset[str]
    """Nouns that do so behind a small word: `in fact`, `of course`."""
    auxiliaries: dict[str, str]
    """Forms of `be`, `have` and `do`, each with the one that stands for all."""
    boundaries: frozenset[str]
    """Words that a value stands behind, and does not begin with."""
    helpers: frozenset[str]
    """Verbs that stand before what is said: `is`, `has`, `would`."""
    taken_up: frozenset[str]
    """Pronouns that stand for a subject named before."""
    denials: frozenset[str]
    pronouns: frozenset[str]
    articles: frozenset[str]
    tails: frozenset[str]
    """Words that open what two statements share behind the values."""


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    forms = [alone(language, name) for name in ("form_be", "form_have", "form_do")]
    auxiliaries = {form: min(each) for each in forms for form in each}
    return _Words(
        fillers=alone(language, "filler"),
        turns=alone(language, "turn_noun"),
        auxiliaries=auxiliaries,
        boundaries=alone(language, "boundary") | frozenset(auxiliaries.values()),
        helpers=frozenset(auxiliaries.values()) | alone(language, "modal"),
        taken_up=alone(language, "pronoun"),
        denials=alone(language, "not_word"),
        pronouns=alone(language, "pronoun") | alone(language, "pointing"),
        articles=alone(language, "definite") | alone(language, "indefinite"),
        tails=alone(language, "tail_lead"),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    word: str
    start: int
    end: int


def aligned(text: str, old: Stretch, fact: Stretch, language: str) -> tuple[Stretch, Stretch] | None:
    """
    Return the parts in which *old* and *fact* differ behind words they share, or None where they share none.

    None as well in a language whose phrase list names no `boundary`.
    """
    words = _words(language)
    if not words.boundaries:
        return None
    before, after = _pieces(text, old, words), _pieces(text, fact, words)
    size, here, there = _shared(before, after, words)
    opened = _opens(after, there, size, words) if size else None
    if opened is None:
        return _predicates(text, before, after, words)
    here, there = here + opened - there, opened
    stop, end = _ends(text, before[here:], after[there:], words)
    if stop <= 0 or end <= 0:
        return None
    return (before[here].start, before[here + stop - 1].end), (after[there].start, after[there + end - 1].end)


def _predicates(text: str, before: list[_Piece], after: list[_Piece], words: _Words) -> tuple[Stretch, Stretch] | None:
    """Return what both say of one subject that the fact takes up: `Lund was sorry`, `He is not sorry`."""
    if not after or after[0].word not in words.taken_up:
        return None
    there = _past_helpers(after, 1, words)
    verb = next((at for at, piece in enumerate(before[:_FAR]) if at and piece.word in words.helpers), None)
    here = _past_helpers(before, verb, words) if verb else 0
    if there == 1 or not 0 < here < len(before) or there >= len(after) or after[there].word in words.denials:
        return None  # `She has not resigned` denies all of what was said.
    while before[here].word == after[there].word in words.boundaries and len(before) - here > 1 < len(after) - there:
        here, there = here + 1, there + 1
    if _names(text, after[there:], words) and not _names(text, before[here:], words):
        if verb is None or verb > _NAMED or not _names(text, before[:verb], words):
            return None
        old = before[0].start, before[verb - 1].end  # `The A971 was closed`, `It is the A917`.
        return old, (after[there].start, after[-1].end)
    return (before[here].start, before[-1].end), (after[there].start, after[-1].end)


def _past_helpers(pieces: list[_Piece], at: int, words: _Words) -> int:
    while at < len(pieces) and pieces[at].word in words.helpers:
        at += 1
    return at


def _names(text: str, pieces: list[_Piece], words: _Words) -> bool:
    """Say whether words begin with a name or a figure, after an article."""
    first = next((piece for piece in pieces if piece.word not in words.articles), None)
    return first is not None and (text[first.start].isupper() or text[first.start].isdigit())


def answering(text: str, old: Stretch, new: Stretch, language: str) -> Stretch | None:
    """Return the words of a statement that a short value answers: `carbon monoxide`, for `carbon dioxide`."""
    words = _words(language)
    before, after = _pieces(text, old, words), _pieces(text, new, words)
    if not 1 < len(after) <= _SHORT < len(before):
        return None
    found = []
    for at in range(len(before) - len(after) + 1):
        pairs = list(zip(before[at : at + len(after)], after, strict=True))
        same = [a.word for a, b in pairs if a.word == b.word]
        telling = [word for word in same if len(word) > _TELLING and word not in words.boundaries]
        if len(after) <= 2 * len(telling) and len(same) < len(after):
            found.append((before[at].start, before[at + len(after) - 1].end))
    return found[0] if len(found) == 1 else None


def _pieces(text: str, stretch: Stretch, words: _Words) -> list[_Piece]:
    found: list[_Piece] = []
    for match in _WORD.finditer(text, *stretch):
        word = fold(match.group())
        if word in words.turns and found and match.start() - found[-1].end == 1:
            found.pop()  # The `in` of `in fact`.
            continue
        if word not in words.fillers:
            found.append(_Piece(words.auxiliaries.get(word, word), match.start(), match.end()))
    return found


def _shared(before: list[_Piece], after: list[_Piece], words: _Words) -> tuple[int, int, int]:
    """Return the words that both share where the fact begins, with more to come: how many, and where."""
    small = words.boundaries | words.articles | words.pronouns
    skipped = words.pronouns | frozenset(words.auxiliaries.values())
    for there in range(min(_LATEST, len(after))):
        for here in range(len(before)):
            size = _run(before[here:-1], after[there:-1])
            if any(piece.word not in small and len(piece.word) >= _TELLING for piece in before[here : here + size]):
                return size, here, there
        if after[there].word not in skipped:
            break
    return 0, 0, 0


def _run(before: list[_Piece], after: list[_Piece]) -> int:
    """Return how many words both begin with."""
    size = 0
    while size < min(len(before), len(after)) and before[size].word == after[size].word:
        size += 1
    return size


def _opens(pieces: list[_Piece], at: int, size: int, words: _Words) -> int | None:
    """Return where the value begins that differs behind *size* shared words, or None where that is inside a phrase."""
    for index in range(at + size - 1, at - 1, -1):
        if pieces[index].word in words.boundaries:
            return index + 1
    taken_up = at > 0 and pieces[at - 1].word in words.pronouns | {words.auxiliaries.get("have", "")}
    end = at + size
    if not taken_up:
        return None
    return end - 1 if size > 1 and pieces[end - 1].word in words.articles else end  # `He pleaded not guilty`.


def _ends(text: str, before: list[_Piece], after: list[_Piece], words: _Words) -> tuple[int, int]:
    """Return how many words of each belong to the values: a phrase that both end in does not."""
    tail, cut = 0, 0
    while tail < min(len(before), len(after)) - 1 and before[-1 - tail].word == after[-1 - tail].word:
        tail += 1
        if before[-tail].word in words.tails and not re.search(r"\d", text[before[-tail].start : before[-1].end]):
            cut = tail
    return len(before) - cut, len(after) - cut
