"""
Say which edits of a passage carry a claim, and where else the same fix was made.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from revtrack.link import kinds
from revtrack.link.passage import Change, Passage
from revtrack.link.sought import Sought
from revtrack.link.words import keys
from revtrack.model import Span

MORE = 3
"""Further places linked on their own evidence; exact repeats of the same change are all linked."""
MORE_AT = 0.8
MOVED = 0.5
"""Half of a value, or of the topic with a change of its kind."""


class Weighed(Protocol):
    """A passage with its evidence and confidence."""

    @property
    def confidence(self) -> float: ...
    @property
    def passage(self) -> Passage: ...
    @property
    def found(self) -> dict[str, float]: ...


C = TypeVar("C", bound=Weighed)


def carrying(claim: Sought, passage: Passage) -> list[Change]:
    """
    Return the edits that carry the claim: with its words or its kind of change, else all that say something.

    Where one of them moves a value the note states, another that has no word of the note is another matter.
    """
    lively = [change for change in passage.changes if not change.trivial] or passage.changes
    stated = [change for change in lively if moved_keys(change) & (claim.old | claim.new)]
    if stated:
        lively = [change for change in lively if change in stated or moved_keys(change) & claim.topic]
    marks = [mark(claim, change) for change in lively]
    top = max(marks)
    if top < 1:
        return lively
    return [change for change, value in zip(lively, marks, strict=True) if value >= max(1.0, top / 2)]


def moved_keys(change: Change) -> frozenset[str]:
    """Return the keys that stand on one side of an edit only."""
    old, new = keys(change.old), keys(change.new)
    return frozenset((new - old) + (old - new))


def mark(claim: Sought, change: Change) -> float:
    """Return how much of the claim one edit carries."""
    return len(claim.topic & moved_keys(change)) + 2 * kinds.agreement(claim.type, change, claim.topic)


def further(claim: Sought, best: C, ranked: Sequence[C]) -> list[C]:
    """Return the other places of the fix: the same words changed alike, or the values moved there as well."""
    others = [c for c in ranked if c is not best and c.passage.revision == best.passage.revision]
    alike = [c for c in others if same_change(best.passage, c.passage)]
    own = [c for c in others if c.confidence >= MORE_AT and moves_values(claim, c) and c not in alike][:MORE]
    return sorted(own + alike, key=lambda c: -c.confidence)


def moves_values(claim: Sought, candidate: Weighed) -> bool:
    """Say whether the values themselves change there, or a thing of their kind: not only words of the topic."""
    found = candidate.found
    kind = max(kinds.agreement(claim.type, change, claim.topic) for change in candidate.passage.changes)
    stated = max(found.get(name, 0.0) for name in ("new_inserted", "old_deleted", "sole_kind"))
    return max(stated, found.get("topic", 0.0) * kind) >= MOVED


def same_change(one: Passage, other: Passage) -> bool:
    """Say whether the same old words gave way to the same new ones."""
    return bool(replaced(one) & replaced(other))


def replaced(passage: Passage) -> set[tuple[str, str]]:
    """Return the (old, new) words of its replacements, without case."""
    return {(c.old.casefold(), c.new.casefold()) for c in passage.changes if not c.trivial and c.old and c.new}


def span_of(spans: Sequence[Span | None]) -> Span | None:
    """Return the stretch from the first to the last of *spans*."""
    there = [span for span in spans if span is not None]
    return Span(min(s.start for s in there), max(s.end for s in there)) if there else None
