"""
Know English words that are near in meaning: `doubtful` and `dubious`, `signed up` and `enlisted`.

Two words are near when WordNet gives them one concept, or puts the concept of
one right above that of the other (an accident, a crash), or describes both by
one adjective. Words that share no more than what stands above them (a kitchen
and a cellar are rooms) are not. The table is `data/concepts.en.txt`, written by
`benchmarks/diff/concepts.py`, and read when the first pair is asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from revtrack.text import base, key

PAIRED = 3
"""Words up to which a phrase is looked for as one: `signed up`, `came up with`."""
LIGHT = frozenset(["keep", "get", "go", "come", "around", "finally", "actually", "really"])
"""Words that carry a verb along and say little themselves: `keeps growing`, `got around to shipping`."""
NOUN = 0.6
"""Share of a word's concepts that are things, from which it is taken for a noun."""
ENDINGS = {
    "n": (("s", ""), ("ses", "s"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ies", "y"), ("men", "man")),
    "v": (("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ied", "y"), ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "r": (),
}  # fmt: skip
"""Endings of inflection and what the form in the table has instead, by part of speech (WordNet's own rules)."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """Which concepts a word has, and what stands above each."""

    of: dict[str, list[int]]
    parts: str
    """The part of speech of every concept, one letter each."""
    above: list[tuple[int, ...]]


@lru_cache(maxsize=1)
def _concepts() -> Concepts:
    data = resources.files("revtrack.diff").joinpath("data")
    of: dict[str, list[int]] = {}
    parts, above = [], []
    for number, line in enumerate(data.joinpath("concepts.en.txt").read_text("utf-8").splitlines()):
        part, *fields = line.split()
        words = [field for field in fields if not field.isdigit()]
        for word in words:
            of.setdefault(word, []).append(number)
        parts.append(part)
        above.append(tuple(map(int, fields[len(words) :])))
    return Concepts(of, "".join(parts), above)


def says_the_same(old: Sequence[str], new: Sequence[str], left_out: frozenset[str]) -> bool:
    """
    Say whether the words *new* are near in meaning to the words *old*, in their order; those *left_out* tell nothing.

    Words that stand on both sides, in whatever form, are set aside first.
    """
    for left, right in ((list(_units(old, left_out)), list(_units(new, left_out))), (list(old), list(new))):
        left, right = _unlike(left, right), _unlike(right, left)
        if not (left and right):
            left, right = (
                [word for word in side if word not in left_out and LIGHT.isdisjoint(_forms(word))]
                for side in (left, right)
            )
        if old and new and len(left) == len(right) and all(map(is_near, left, right)):
            return True
    return False


def names_another(old: str, new: str) -> bool:
    """Say whether two words name things and are not near: a *trade* source, a *government* source."""
    return all(map(_is_noun, (old, new))) and not is_near(old, new)


def _is_noun(word: str) -> bool:
    table = _concepts()
    parts = [table.parts[concept] for form in _forms(word) for concept in table.of.get(form, ())]
    return bool(parts) and parts.count("n") >= NOUN * len(parts)


def is_near(old: str, new: str) -> bool:
    """Say whether two words, in whatever form, are near in meaning."""
    return any(_related(x, y) for x in _forms(old) for y in _forms(new))


def _unlike(words: Sequence[str], others: Sequence[str]) -> list[str]:
    had = {form for other in others for form in _forms(other)}
    return [word for word in words if had.isdisjoint(_forms(word))]


def _units(words: Sequence[str], left_out: frozenset[str]) -> Iterator[str]:
    """Yield *words*, a verb with its particle as one: `signed_up`; those *left_out* only inside one."""
    at = 0
    while at < len(words):
        sizes = range(min(PAIRED, len(words) - at), 1, -1)
        size = next((n for n in sizes if is_known("_".join(words[at : at + n]))), 1)
        if size > 1 or words[at] not in left_out:
            yield "_".join(words[at : at + size])
        at += size


def is_known(word: str) -> bool:
    """Say whether a word or a phrase is in the table, in whatever form."""
    known = _concepts().of
    return any(form in known for form in _forms(word))


def is_another_verb(verb: str, old: str, new: str) -> bool:
    """Say whether a verb means something else with the particle *new* than with *old*: `called for`, `called off`."""
    left, right = f"{verb}_{old}", f"{verb}_{new}"
    return is_known(left) and is_known(right) and not is_near(left, right)


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    """Return the words of the table that *word* may be a form of, or itself; of a phrase the first word bends."""
    head, joint, rest = key(word).partition("_")
    table = _concepts()
    found = [head, base(head)]
    for endings in ENDINGS.values():
        for end, instead in endings:
            if head.endswith(end) and len(head) > len(end) + 1:
                cut = head[: -len(end)] + instead
                found.append(cut)
                if not instead and cut[-1:] == cut[-2:-1]:  # planned
                    found.append(cut[:-1])
    known = [form + joint + rest for form in dict.fromkeys(found) if form + joint + rest in table.of]
    return tuple(known) or (head + joint + rest,)


def _related(x: str, y: str) -> bool:
    if x == y:
        return True
    table = _concepts()
    mine, theirs = set(table.of.get(x, ())), set(table.of.get(y, ()))
    over_mine = {up for concept in mine for up in table.above[concept]}
    over_theirs = {up for concept in theirs for up in table.above[concept]}
    if mine & (theirs | over_theirs) or over_mine & theirs:
        return True
    return any(table.parts[up] == "a" for up in over_mine & over_theirs)
