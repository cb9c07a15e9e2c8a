"""Say which sentences of two versions belong together, whatever their order."""

from collections.abc import Sequence

from revtrack.diff.pairing import likeness, shared_word_pairs
from revtrack.diff.words import Ids
from revtrack.text import typographic

BELONGS = 0.5
"""Similarity from which a sentence belongs to the most alike one: best of 0.40 to 0.60 on NewsEdits."""

MAX_CELLS = 40_000
"""Sentence pairs up to which all are weighed; beyond, those that share rarer word pairs."""


def align(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """
    Return index pairs of sentences that belong together, sorted.

    Equal sentences belong together wherever they stand; one that occurs several
    times belongs to the first of its kind on the other side. Every other one
    belongs to the sentence of the other side that is most alike, if that is
    alike enough. So a sentence that was split, or two that were joined, give
    several pairs; one without a partner is in none.
    """
    old, new = [typographic(text).strip() for text in before], [typographic(text).strip() for text in after]
    first_old = {text: i for i, text in reversed(list(enumerate(old))) if text}
    first_new = {text: j for j, text in reversed(list(enumerate(new))) if text}
    found = {(i, first_new[text]) for i, text in enumerate(old) if text in first_new}
    found |= {(first_old[text], j) for j, text in enumerate(new) if text in first_old}
    ids = Ids()
    x, y = [ids.encode(text) for text in before], [ids.encode(text) for text in after]
    found |= set(_best(x, [i for i, text in enumerate(old) if text not in first_new], y))
    found |= {(i, j) for j, i in _best(y, [j for j, text in enumerate(new) if text not in first_old], x)}
    return tuple(sorted(found))


def _best(x: list[str], wanted: list[int], y: list[str]) -> list[tuple[int, int]]:
    """Return for each sentence of *x* that is *wanted* the most alike of *y*, where there is one."""
    candidates: dict[int, Sequence[int]] = dict.fromkeys(wanted, range(len(y)))
    if len(wanted) * len(y) > MAX_CELLS:
        shared = shared_word_pairs(y, [x[i] for i in wanted])
        candidates = {wanted[at]: [j for j, _ in counts.most_common(8)] for at, counts in shared}
    found = []
    for i, places in candidates.items():
        like, j = max(((likeness(x[i], y[j]), -j) for j in places), default=(0.0, 0))
        if like >= BELONGS:
            found.append((i, -j))
    return found
