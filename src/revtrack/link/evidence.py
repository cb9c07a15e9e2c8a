"""
Say what speaks for and against a passage being the one a claim means.

Every item has a name, a strength from 0 to 1, and words for the reader; what
each weighs stands in a data file, fitted on labelled revisions (see
docs/linking.md). Penalties have names of their own and negative weights.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from revtrack.link import kinds
from revtrack.link.passage import Passage
from revtrack.link.prose import Prose, Sentence
from revtrack.link.sought import Sought
from revtrack.link.words import Rarity, keys, words
from revtrack.model import BlockKind

SERVICE = re.compile(
    r"^\W*(?:by [A-Z]|\((?:reporting|editing|updates|additional|writing)|this story will be updated|sign up|subscribe|"
    r"related:|read more|.{0,60}\bnewsletter\b|support |donate|share this)",
    re.I,
)
MANY = 40
"""So many passages in a step make it a rewrite."""


@dataclass(eq=False)
class Scene:
    """One revision as the linker sees it."""

    number: int
    before: Prose
    after: Prose
    passages: list[Passage]
    rarity: Rarity

    @cached_property
    def lively(self) -> list[Passage]:
        """Return the passages in which a word changed that means something."""
        return [p for p in self.passages if not p.trivial and not p.slight]

    @cached_property
    def untouched(self) -> list[Sentence]:
        """Return the sentences of the later version that stand as they were."""
        edited = {
            k for p in self.passages if not p.trivial for c in p.changes if c.after for k in self.after.at(c.after)
        }
        return [s for k, s in enumerate(self.after.sentences) if k not in edited]


def gather(claim: Sought, passage: Passage, scene: Scene) -> dict[str, float]:
    """Return the strength of every piece of evidence, those of strength 0 left out."""
    found = {name: test(claim, passage, scene) for name, test in TESTS.items()}
    found["both_values"] = float(found["new_inserted"] >= 0.5 and found["old_deleted"] >= 0.5)
    found["values_unmoved"] = float(claim.stated and max(found["new_inserted"], found["old_deleted"]) < 0.5)
    found["topic_alone"] = found["topic"] * found["alone"]
    found["topic_typed"] = found["topic"] * found["typed"]
    reach = found["topic"] + found["topic_near"] + found["old_deleted"] + found["new_inserted"]
    found["no_contact"] = float(reach < 0.05)
    found["slight"] *= not found["typed"]
    return {name: value for name, value in found.items() if value}


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


def note_words_changed(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The changed words are words of the note."""
    return scene.rarity.share(passage.changed, claim.topic)


def rare_word_changed(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The rarest changed word that the note also has."""
    return min(1.0, max(map(scene.rarity, claim.topic & passage.changed), default=0.0) / 4)


def numbers(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A number of the note is among the changed ones."""
    return float(not claim.numbers.isdisjoint(passage.changed))


def typed(claim: Sought, passage: Passage, scene: Scene) -> float:
    """What changed is of the kind the note speaks of."""
    return max((kinds.agreement(claim.type, c, claim.topic) for c in passage.changes), default=0.0)


def locator(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It stands where the note says."""
    if claim.headline and (passage.kind in (BlockKind.HEADLINE, BlockKind.DEK) or "title" in passage.field):
        return 1.0
    if claim.caption and passage.kind is BlockKind.CAPTION:
        return 1.0
    last, best = scene.after.paragraphs, 0.0
    for place in claim.places:
        away = abs(passage.paragraph - (place if place > 0 else last + 1 + place))
        best = max(best, 1.0 if away <= 1 else 0.4 if away == 2 else 0.0)
    return best if passage.paragraph else 0.0


def off_locator(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The note names a place, and this isn't it."""
    named = [p for p in claim.places if abs(p) <= scene.after.paragraphs]
    return float(bool(named) and locator(claim, passage, scene) == 0)


def action(claim: Sought, passage: Passage, scene: Scene) -> float:
    """Words were taken out, or put in, as the note says."""
    if claim.action == "remove":
        return float(len(passage.deleted) > len(passage.inserted))
    if claim.action == "add":
        return float(len(passage.inserted) > len(passage.deleted))
    return 0.0


def alone(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's the only change of substance in the step."""
    return (1 - claim.carried) * (scene.lively == [passage])


def few(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's one of two or three changes of substance in the step."""
    return (1 - claim.carried) * (1 < len(scene.lively) <= 3 and passage in scene.lively)


def many(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The step changed many places."""
    return min(1.0, math.log1p(len(scene.lively)) / math.log(MANY))


def substance(claim: Sought, passage: Passage, scene: Scene) -> float:
    """How much meaning changed."""
    return min(1.0, scene.rarity.weigh(k for k in passage.changed if len(k) > 2) / 25)


def value_replaced(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A number, date or name gave way to another."""
    return float(any(map(kinds.value_replaced, passage.changes)))


def negation(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A denial was added or taken out."""
    return float(passage.denial)


def negation_agrees(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The note denies something, and so does one side of the change."""
    return float(passage.denial and claim.denies)


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


def still_true(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A sentence that did not change says what the note says is right."""
    return best_share(scene.untouched, claim, scene.rarity)


def best_share(sentences: Iterable[Sentence], claim: Sought, rarity: Rarity) -> float:
    """Return how well the best of *sentences* says what the claim says is right."""
    best = 0.0
    for sentence in sentences:
        value = rarity.share(sentence.keys, claim.topic)
        if claim.new:
            value = (value + rarity.share(sentence.keys, claim.new)) / 2
        best = max(best, value)
    return best


def new_there_before(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A sentence of the earlier version held the right value already."""
    return (
        max((scene.rarity.share(s.keys, claim.new) for s in scene.before.sentences), default=0.0) if claim.new else 0.0
    )


def service(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's a credit, a promotion or another service line."""
    return float(bool(SERVICE.search(passage.after or passage.before)))


def gone_not_fixed(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentence went away, though the note speaks of no removal."""
    return float(not passage.after and claim.action != "remove")


TESTS: dict[str, Callable[[Sought, Passage, Scene], float]] = {
    test.__name__: test
    for test in (
        topic, topic_near, new_inserted, old_deleted, note_words_changed, rare_word_changed, numbers, typed, locator,
        off_locator, action, alone, few, many, substance, value_replaced, negation, negation_agrees, trivial, slight,
        moved, large, carried, still_true, new_there_before, service, gone_not_fixed,
    )
}  # fmt: skip
