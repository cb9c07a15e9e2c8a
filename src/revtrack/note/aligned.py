"""
Lay a fact beside the statement it puts right, and keep of both what a reader would swap.

`the rally was organized by the Green Club` and `It was organized by the River
Club` share `organized by`: what differs begins after it. A subject that only
takes up the first one (`It`, `She`) is no part of the fact.
"""

import re
from dataclasses import dataclass

from revtrack.note.grammar import fold
from revtrack.note.passage import Stretch

_LATEST = 6
"""Words of a fact before those that it shares with the statement, at most: its subject and an auxiliary."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[$€£]")
_IGNORED = frozenset({"actually", "really", "indeed", "instead", "rather", "fact", "reality", "also", "only"})
"""Words of a fact that only turn to it."""
_SAME = {
    **dict.fromkeys(("is", "are", "was", "were", "be", "been", "being"), "be"),
    **dict.fromkeys(("has", "have", "had"), "have"),
    **dict.fromkeys(("does", "do", "did"), "do"),
}
_AUXILIARIES = frozenset({"be", "have", "do", "will", "would", "can", "could"})
_BOUNDARIES = _AUXILIARIES | frozenset(
    "by in on at to from with for as that after before into about under over against between during until".split()
)
"""Words that a value stands behind, and does not begin with."""
_ARTICLES = frozenset({"a", "an", "the"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "that", "this", "these", "those", "there", "we"})
_TAILS = frozenset({"in", "on", "at", "during", "after", "before", "since", "when", "because", "for", "from"})
"""Words that open what two statements share behind the values."""


@dataclass(frozen=True, slots=True)
class _Piece:
    word: str
    start: int
    end: int


def aligned(text: str, old: Stretch, fact: Stretch) -> tuple[Stretch, Stretch] | None:
    """Return the parts in which *old* and *fact* differ behind words they share, or None where they share none."""
    before, after = _pieces(text, old), _pieces(text, fact)
    size, here, there = _shared(before, after)
    if not size:
        return None
    opened = _opens(after, there, size)
    if opened is None:
        return None
    here, there = here + opened - there, opened
    stop, end = _ends(text, before[here:], after[there:])
    if stop <= 0 or end <= 0:
        return None
    return (before[here].start, before[here + stop - 1].end), (after[there].start, after[there + end - 1].end)


def without_subject(text: str, fact: Stretch) -> Stretch:
    """Return a fact without the pronoun that takes its subject up, and the auxiliary after it: `She abstained`."""
    pieces = _pieces(text, fact)
    if len(pieces) < 2 or pieces[0].word not in _PRONOUNS:
        return fact
    at = 1
    while at < len(pieces) - 1 and pieces[at].word in _AUXILIARIES:
        at += 1
    return pieces[at].start, fact[1]


def _pieces(text: str, stretch: Stretch) -> list[_Piece]:
    found = []
    for match in _WORD.finditer(text, *stretch):
        word = fold(match.group())
        if word not in _IGNORED:
            found.append(_Piece(_SAME.get(word, word), match.start(), match.end()))
    return found


def _shared(before: list[_Piece], after: list[_Piece]) -> tuple[int, int, int]:
    """Return the words that both share where the fact begins, with more to come: how many, and where."""
    for there in range(min(_LATEST, len(after))):
        for here in range(len(before)):
            size = 0
            while (
                here + size < len(before) - 1
                and there + size < len(after) - 1
                and before[here + size].word == after[there + size].word
            ):
                size += 1
            if _telling(before[here : here + size]):
                return size, here, there
        if after[there].word not in _PRONOUNS | _AUXILIARIES:
            break
    return 0, 0, 0


def _telling(run: list[_Piece]) -> bool:
    """Say whether shared words hold one of substance: a verb, a noun, a name."""
    return any(piece.word not in _BOUNDARIES | _ARTICLES | _PRONOUNS and len(piece.word) > 2 for piece in run)


def _opens(pieces: list[_Piece], at: int, size: int) -> int | None:
    """Return where the value begins that differs behind *size* shared words, or None where that is inside a phrase."""
    for index in range(at + size - 1, at - 1, -1):
        if pieces[index].word in _BOUNDARIES:
            return index + 1
    taken_up = at > 0 and pieces[at - 1].word in _PRONOUNS | {"have"}
    return at + size if taken_up else None  # `He pleaded not guilty`.


def _ends(text: str, before: list[_Piece], after: list[_Piece]) -> tuple[int, int]:
    """Return how many words of each belong to the values: a phrase that both end in does not."""
    tail, cut = 0, 0
    while tail < min(len(before), len(after)) - 1 and before[-1 - tail].word == after[-1 - tail].word:
        tail += 1
        if before[-tail].word in _TAILS and not re.search(r"\d", text[before[-tail].start : before[-1].end]):
            cut = tail
    return len(before) - cut, len(after) - cut
