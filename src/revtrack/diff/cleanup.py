"""
Make a minimal alignment of tokens readable.

A minimal diff of a rewritten sentence keeps chance matches ("of", "the") and
shatters the rest. As in diff-match-patch's semantic clean-up, an equal island
that is no longer than the changes on both its sides is given up; here lengths
are those of words, so that no word is cut.
"""

from typing import NamedTuple


class Run(NamedTuple):
    """Tokens `i0:i1` of the old and `j0:j1` of the new passage, equal or not."""

    equal: bool
    i0: int
    i1: int
    j0: int
    j1: int


SHORT = 3
"""An island of one token up to this many characters is chaff between two real changes (handbook diff.md, section 2)."""

BESIDE_SHORT = 8
"""How many changed characters must stand around such an island before it is given up."""


def tidy(runs: list[Run], old: str, at: list[int], bt: list[int]) -> list[Run]:
    """
    Return *runs* with islands absorbed into the changes around them.

    *at* and *bt* say where each token starts in the *old* passage and in the new one.
    """
    if len(runs) < 3:
        return runs
    done: list[Run] = []
    for run in runs:
        if not run.equal and len(done) > 1 and done[-1].equal and _is_chaff(done[-1], done[-2], run, old, at, bt):
            run = Run(False, done[-2].i0, run.i1, done[-2].j0, run.j1)
            del done[-2:]
            while len(done) > 1 and done[-1].equal and _is_chaff(done[-1], done[-2], run, old, at, bt):
                run = Run(False, done[-2].i0, run.i1, done[-2].j0, run.j1)
                del done[-2:]
        done.append(run)
    return done


def _is_chaff(island: Run, left: Run, right: Run, old: str, at: list[int], bt: list[int]) -> bool:
    """Say whether the equal *island* only hinders reading the changes around it."""
    start, end = at[island.i0], at[island.i1]
    before = max(at[left.i1] - at[left.i0], bt[left.j1] - bt[left.j0])
    after = max(at[right.i1] - at[right.i0], bt[right.j1] - bt[right.j0])
    if end - start <= min(before, after):
        return True
    if island.i1 - island.i0 > 1 or before + after <= BESIDE_SHORT:
        return False
    word = old[start:end].strip()
    return len(word) <= SHORT and not word[-1:].isdigit()
