"""Know two spellings of one word, and slips of the keys."""

import re

from rapidfuzz.distance import Indel

from revtrack.diff.rules.fired import STYLE, Fired, step
from revtrack.diff.rules.people import other_place
from revtrack.diff.rules.scene import Scene
from revtrack.model import Category
from revtrack.text import folded

ALIKE = 0.72
"""Similarity of letters from which one word is another spelling of the other; `health`/`wealth` lies below."""

LONG_ENOUGH = 6
"""Letters of words that are hardly two words when two neighbouring letters changed their places."""

MOST_MENDED = 6
"""Words of an edit up to which it may be nothing but slips of the keys."""

_VOWEL = re.compile(r"[aeiouyàâäáãåèéêëìíîïòóôöõùúûü]")


def slip(scene: Scene) -> Fired | None:
    """Return that nothing but slips of the keys were mended or made, those in a `not` too, else None."""
    old, new = scene.old_keys, scene.new_keys
    if not 0 < len(old) == len(new) <= MOST_MENDED or old == new:
        return None
    if all(x == y or _mistyped(x, y, scene) for x, y in zip(old, new, strict=True)):
        return Fired(STYLE, Category.SPELLING, f"spelling: {step(scene.old, scene.new)}")
    return None


def respelt(scene: Scene, old: list[str], new: list[str]) -> Fired | None:
    """Return that every word of *old* is another spelling or a slip of the one in its place in *new*, else None."""
    if len(old) == len(new) and all(
        x == y or _respelled(x, y, scene) or _mistyped(x, y, scene) for x, y in zip(old, new, strict=True)
    ):
        return Fired(STYLE, Category.SPELLING, f"spelling: {step(scene.old, scene.new)}")
    return None


def _respelled(x: str, y: str, scene: Scene) -> bool:
    """Say whether two lower-case words look like two spellings of one word rather than two words."""
    if not (x.isalnum() and y.isalpha()) or x[:1].isdigit() or min(len(x), len(y)) < 3:
        return False
    if min(len(x), len(y)) == 3:  # One letter more at the end: band -> ban, las -> last.
        alike = abs(len(x) - len(y)) == 1 and (x.startswith(y) or y.startswith(x))
    else:
        alike = x[0] == y[0] and Indel.normalized_similarity(folded(x), folded(y)) >= ALIKE
    if not alike or scene.names[0] or scene.names[1] or other_place(scene):
        return False
    tables = scene.tables
    legal = tables.legal.keys() - tables.legal_or_not
    forms = any(x in side and y in side for pair in tables.directions for side in pair)  # file -> filed
    special = (
        frozenset[str]() if forms else tables.direction_words,
        tables.lexicon.numbers,
        legal,
        tables.lexicon.negations,
    )
    return not (any(x in words or y in words for words in special) or scene.dates[0] or scene.dates[1])


def _mistyped(x: str, y: str, scene: Scene) -> bool:
    """
    Say whether a slip of the keys made one of two words of the other: `hte` and `the`, `th` and `the`, `ocmmittee`.

    Short words are near each other too often, so that one must be among the commonest and the other no word that
    any list knows; without a vowel it may lack a letter.
    """
    if not (x.isalpha() and y.isalpha()) or scene.names[0] or scene.names[1]:
        return False
    if min(len(x), len(y)) >= LONG_ENOUGH:
        return _swapped(x, y) and scene.tables.direction_words.isdisjoint((x, y))
    lex = scene.tables.lexicon
    common = lex.stop | lex.negations
    slip, meant = (x, y) if y in common else (y, x)
    if meant not in common or slip in common or slip in scene.tables.near_words:
        return False
    lacks = len(slip) + 1 == len(meant) and not _VOWEL.search(slip) and Indel.distance(slip, meant) == 1
    return lacks or (len(meant) > 2 and _swapped(slip, meant))


def _swapped(x: str, y: str) -> bool:
    """Say whether two neighbouring letters changed their places and nothing else did."""
    if len(x) != len(y):
        return False
    other = [at for at in range(len(x)) if x[at] != y[at]]
    if len(other) != 2 or other[1] != other[0] + 1:
        return False
    return x[other[0]] == y[other[1]] and x[other[1]] == y[other[0]]
