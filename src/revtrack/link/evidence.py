"""
Say what speaks for and against a passage being the one a claim means.

Every item has a name, a strength from 0 to 1, and words for the reader; what
each weighs stands in a data file, fitted on labelled revisions (see
docs/linking.md). Penalties have names of their own and negative weights.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from revtrack.link import kinds
from revtrack.link.passage import Passage
from revtrack.link.prose import Prose
from revtrack.link.sought import COUNTED, NAMED, Sought
from revtrack.link.words import Rarity, keys, words
from revtrack.model import BlockKind

SERVICE = re.compile(
    r"^\W*(?:by [A-Z]|\((?:reporting|editing|updates|additional|writing)|this story will be updated|sign up|subscribe|"
    r"related:|read more|.{0,60}\bnewsletter\b|support |donate|share this)",
    re.I,
)
TOUCH = 0.05
"""Less than this of the topic and the values in and around a passage is no contact at all."""

STATED = 0.5
"""Share of a value that came or went from which the text itself is put right by a note on something outside it."""
REPLACED = 0.7
"""Agreement from which a thing of the claim's kind gave way to another, and did not only come or go."""
NEAR = 0.2
"""Share of the topic from which one of a few changes has to do with the matter."""
STABLE = 0.25
"""Of a text in which more of the sentences changed, nothing is known by how few places changed."""


@dataclass(eq=False)
class Scene:
    """One revision as the linker sees it."""

    number: int
    before: Prose
    after: Prose
    passages: list[Passage]
    rarity: Rarity
    stood: dict[frozenset[str], float] = field(default_factory=dict)
    """How much of a right value the best sentence of the earlier version held, by value."""

    @cached_property
    def lively(self) -> list[Passage]:
        """Return the passages in which a word changed that means something."""
        apart = (BlockKind.BYLINE, BlockKind.DATELINE)
        return [p for p in self.passages if not p.trivial and not p.slight and p.kind not in apart]


def gather(claim: Sought, passage: Passage, scene: Scene) -> dict[str, float]:
    """Return the strength of every piece of evidence, those of strength 0 left out."""
    found = {name: test(claim, passage, scene) for name, test in TESTS.items()}
    found["both_values"] = float(found["new_inserted"] >= 0.5 and found["old_deleted"] >= 0.5)
    kind = _of_kind(claim, passage)
    found["typed_change"] = found["topic"] * kind
    reach = found["topic"] + found["topic_near"] + found["old_deleted"] + found["new_inserted"]
    found["only_added"] *= not (kind and claim.type in NAMED)  # A name that was left out is put in.
    found["no_contact"] = float(bool(claim.topic) and reach < TOUCH)
    found["slight"] *= not (kind or found["both_values"])
    found["trivial"] *= not (kind and claim.type in NAMED)  # One letter of a name.
    moved = max(
        found["old_deleted"], found["new_inserted"]
    )  # An error in a picture, of which the text took over a value?
    if (_untouched(claim, passage) and kind < REPLACED) or (claim.outside and moved < STATED):
        found["alone"], found["few"], found["no_contact"] = 0.0, 0.0, 1.0
    if claim.topic and not (found["topic"] or found["old_deleted"] or found["new_inserted"] or kind):
        found["alone"] = found["few"] = 0.0  # The only change, and about something else.
    contact = max(found["topic"] / NEAR, found["old_deleted"], found["new_inserted"], float(kind >= REPLACED))
    found["few"] *= min(1.0, contact)
    if claim.type in COUNTED and not kind:
        found["few"] = 0.0  # One of few, and no figure or date in it.
    return {name: value for name, value in found.items() if value}


def _untouched(claim: Sought, passage: Passage) -> bool:
    """Say whether none of the values a claim names, of a kind that can be recognised, came or went."""
    values = claim.old | claim.new
    return (
        claim.recognisable and claim.type in NAMED | COUNTED and values.isdisjoint(passage.inserted | passage.deleted)
    )


def topic(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentence holds the note's words, rare ones counting more."""
    return scene.rarity.share(passage.own, claim.topic)


def topic_near(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentences around it hold more of the note's words."""
    return scene.rarity.share(passage.own | passage.around, claim.topic) - topic(claim, passage, scene)


def new_inserted(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The right value was put in."""
    if not claim.new:
        return 0.0
    found = scene.rarity.share(passage.inserted, claim.new)
    if claim.action == "add" and found and not short_insertion(claim, passage):
        found *= 0.3
    return found


def short_insertion(claim: Sought, passage: Passage) -> bool:
    """Say whether one edit inserts the added words and little else."""
    return any(
        claim.new <= frozenset(keys(c.new)) and len(words(c.new)) <= 4 + 2 * len(claim.new) for c in passage.changes
    )


def old_deleted(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The wrong value was taken out."""
    return scene.rarity.share(passage.deleted, claim.old) if claim.old else 0.0


def locator(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It stands where the note says."""
    if claim.headline and (passage.kind in (BlockKind.HEADLINE, BlockKind.DEK) or "title" in passage.field):
        return 1.0
    if claim.caption and passage.kind is BlockKind.CAPTION:
        return 1.0
    if not scene.after.in_paragraphs:
        return 0.0
    last, best = scene.after.paragraphs, 0.0
    for place in claim.places:
        away = abs(passage.paragraph - (place if place > 0 else last + 1 + place))
        best = max(best, 1.0 if away <= 1 else 0.4 if away == 2 else 0.0)
    return best if passage.paragraph else 0.0


def off_locator(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The note names a place, and this isn't it."""
    named = scene.after.in_paragraphs and any(abs(place) <= scene.after.paragraphs for place in claim.places)
    return float(named and locator(claim, passage, scene) == 0)


def alone(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's the only change of substance in the step."""
    return (1 - claim.carried) * (scene.lively == [passage])


def few(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's one of two or three changes of substance in a text that otherwise stands."""
    stable = len(scene.lively) <= STABLE * len(scene.after.sentences)
    return (1 - claim.carried) * (1 < len(scene.lively) <= 3 and stable and passage in scene.lively)


def value_replaced(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A number, date or name gave way to another."""
    return float(any(map(kinds.value_replaced, passage.changes)))


def trivial(claim: Sought, passage: Passage, scene: Scene) -> float:
    """Only typography changed."""
    return float(passage.trivial)


def slight(claim: Sought, passage: Passage, scene: Scene) -> float:
    """Only function words or house style changed."""
    return float(not passage.trivial and passage.slight)


def moved(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentence only moved."""
    return float(passage.moved)


def large(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The passage is long: more words meet by chance."""
    return min(1.0, len(passage.before + passage.after) / 1500)


def carried(claim: Sought, passage: Passage, scene: Scene) -> float:
    """An earlier wording of the note said this already."""
    return claim.carried


def new_there_before(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A sentence of the earlier version held the right value already."""
    if not claim.pointed:
        return 0.0
    if claim.new not in scene.stood:
        shares = (scene.rarity.share(s.keys, claim.new) for s in scene.before.sentences)
        scene.stood[claim.new] = max(shares, default=0.0)
    return scene.stood[claim.new]


def only_added(claim: Sought, passage: Passage, scene: Scene) -> float:
    """Words were put in and nothing was taken back, though the note speaks of an error and not of an omission."""
    if claim.action == "add" or claim.brings or passage.denial or not passage.before:
        return 0.0
    return float(not passage.deleted and bool(passage.inserted))


def _of_kind(claim: Sought, passage: Passage) -> float:
    return max((kinds.agreement(claim.type, change, claim.topic) for change in passage.changes), default=0.0)


def service(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's a credit, a promotion or another service line."""
    lively = [change for change in passage.changes if not change.trivial]
    return float(all(SERVICE.search(change.new or change.old) for change in lively))


def gone_not_fixed(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentence went away, though the note speaks of no removal."""
    return float(not passage.after and claim.action != "remove")


TESTS: dict[str, Callable[[Sought, Passage, Scene], float]] = {
    test.__name__: test
    for test in (
        topic, topic_near, new_inserted, old_deleted, locator, off_locator, alone, few, value_replaced, trivial, slight,
        moved, large, carried, new_there_before, service, gone_not_fixed, only_added,
    )
}  # fmt: skip
