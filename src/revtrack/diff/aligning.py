"""Say which sentences of two versions belong together, whatever their order."""

from collections.abc import Sequence

from revtrack.diff.matching import anchors
from revtrack.diff.moves import edited_moves
from revtrack.diff.pairing import paired
from revtrack.diff.words import Ids
from revtrack.text import typographic

Pairs = tuple[tuple[int, int], ...]


def align(before: Sequence[str], after: Sequence[str]) -> Pairs:
    """
    Return index pairs of sentences that belong together, sorted.

    A sentence that was split, or two that were joined, give several pairs; a
    sentence without a partner is in none. Moved sentences are paired as well.
    """
    ids = Ids()
    x = [ids.encode(sentence) for sentence in before]
    y = [ids.encode(sentence) for sentence in after]
    old, new = [typographic(s).strip() for s in before], [typographic(s).strip() for s in after]
    found: set[tuple[int, int]] = set()
    i = j = 0
    for m, n in [*anchors(old, new), (len(old), len(new))]:
        for i0, i1, j0, j1 in paired(x[i:m], y[j:n]):
            found |= {(i + p, j + q) for p in range(i0, i1) for q in range(j0, j1)}
        if m < len(old):
            found.add((m, n))
        i, j = m + 1, n + 1
    return tuple(sorted(found | _elsewhere(old, new, x, y, found)))


def _elsewhere(
    old: list[str], new: list[str], x: list[str], y: list[str], found: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return pairs of sentences that moved, word for word or edited."""
    gone = [at for at in range(len(old)) if at not in {i for i, _ in found}]
    come = [at for at in range(len(new)) if at not in {j for _, j in found}]
    more: set[tuple[int, int]] = set()
    places: dict[str, list[int]] = {}
    for at in reversed(come):
        places.setdefault(new[at], []).append(at)
    for at in gone:
        if old[at] and places.get(old[at]):
            more.add((at, places[old[at]].pop()))
    gone = [at for at in gone if at not in {i for i, _ in more}]
    come = [at for at in come if at not in {j for _, j in more}]
    flat = ([0] * len(gone), [0] * len(come))
    for i, j in edited_moves([x[at] for at in gone], [y[at] for at in come], flat):
        more.add((gone[i], come[j]))
    return more
