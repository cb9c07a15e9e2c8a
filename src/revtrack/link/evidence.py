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
from revtrack.link.words import Rarity, folded, is_number, key, keys, words
from revtrack.model import BlockKind

SERVICE = re.compile(
    r"^\W*(?:by [A-Z]|\((?:reporting|editing|updates|additional|writing)|this story will be updated|sign up|subscribe|"
    r"related:|read more|.{0,60}\bnewsletter\b|support |donate|share this)",
    re.I,
)
TOUCH = 0.05
"""Less than this of the topic and the values in a passage is no contact, unless more stands around it."""
BESIDE = 0.3
"""So much of the topic in the sentences around makes up for none in its own."""

STATED = 0.5
"""Share of a value that came or went from which the text itself is put right by a note on something outside it."""
REPLACED = 0.7
"""Agreement from which a thing of the claim's kind gave way to another, and did not only come or go."""
LONG = 24
"""Words on both sides of an edit from which on it replaced more than a value."""
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
    kin: dict[tuple[str, frozenset[str]], list[Passage]] = field(default_factory=dict)
    """The passages in which a thing of a kind gave way to another, by kind and topic."""

    @cached_property
    def lively(self) -> list[Passage]:
        """Return the passages in which a word changed that means something."""
        apart = (BlockKind.BYLINE, BlockKind.DATELINE)
        return [p for p in self.passages if not p.trivial and not p.slight and p.kind not in apart]

    @property
    def stable(self) -> bool:
        """Say whether most of the text stands."""
        return len(self.lively) <= STABLE * len(self.after.sentences)


def gather(claim: Sought, passage: Passage, scene: Scene) -> dict[str, float]:
    """Return the strength of every piece of evidence, those of strength 0 left out."""
    found = {name: test(claim, passage, scene) for name, test in TESTS.items()}
    if _respelled(claim, passage):
        found["new_inserted"] = found["old_deleted"] = 1.0
        found["new_there_before"] = 0.0
    found["both_values"] = float(found["new_inserted"] >= 0.5 and found["old_deleted"] >= 0.5)
    kind = _of_kind(claim, passage)
    reach = found["topic"] + found["old_deleted"] + found["new_inserted"]
    found["only_added"] *= not (kind and claim.type in NAMED)  # A name that was left out is put in.
    found["no_contact"] = (bool(claim.topic) and reach < TOUCH) * max(0.0, 1 - found["topic_near"] / BESIDE)
    if claim.brings or (claim.type in COUNTED and not kind):
        found["value_replaced"] = 0.0  # A value of another kind, or where nothing was wrong.
    found["slight"] *= not (kind or found["both_values"] or found["value_replaced"])
    found["trivial"] *= not (kind and claim.type in NAMED)  # One letter of a name.
    moved = max(found["old_deleted"], found["new_inserted"])  # What stood in a picture, the text may have taken over.
    outside = claim.outside or (claim.caption and passage.kind is not BlockKind.CAPTION)
    apart = kind < REPLACED or found["topic"] < TOUCH  # Another figure, in a sentence on another matter.
    if (_nameable(claim) and not moved and apart) or (outside and moved < STATED):
        found["alone"], found["few"], found["sole_kind"], found["no_contact"] = 0.0, 0.0, 0.0, 1.0
    contact = max(found["topic"] / NEAR, found["old_deleted"], found["new_inserted"], float(kind >= REPLACED))
    if claim.type in COUNTED and not kind:
        contact = 0.0  # No figure or date in it.
    for name in ("alone", "few"):  # The only change, and about something else?
        found[name] *= min(1.0, contact) if claim.topic else 1.0
    return {name: value for name, value in found.items() if value}


def _respelled(claim: Sought, passage: Passage) -> bool:
    """Say whether a word took the place of another that only its spelling tells apart: `Brandeli`, `Brandelli`."""
    if not (claim.claim.old and claim.claim.new):
        return False
    wrong, right = folded(claim.claim.old or ""), folded(claim.claim.new or "")
    wrong, right = wrong - right, right - wrong
    if set(map(key, wrong)).isdisjoint(map(key, right)):
        return False
    return any(wrong & folded(c.old) - folded(c.new) and right & folded(c.new) - folded(c.old) for c in passage.changes)


def _nameable(claim: Sought) -> bool:
    """Say whether a claim names a value of a kind that can be recognised where it comes or goes."""
    return claim.recognisable and claim.type in NAMED | COUNTED


def topic(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentence holds the note's words, rare ones counting more."""
    return scene.rarity.share(passage.own, claim.topic)


def topic_near(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentences around it hold more of the note's words."""
    return scene.rarity.share(passage.own | passage.around, claim.topic) - topic(claim, passage, scene)


def told(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The words that came and went are the note's own, values misread included."""
    changed = passage.inserted if claim.action == "add" else passage.changed  # What was left out can only come.
    return scene.rarity.share(claim.topic, changed)


def new_inserted(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The right value was put in."""
    if not claim.new:
        return 0.0
    found = _moved(claim.new, passage.inserted, passage.after, scene)
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
    return _moved(claim.old, passage.deleted, passage.before, scene) if claim.old else 0.0


def _moved(value: frozenset[str], moved: frozenset[str], side: str, scene: Scene) -> float:
    """Return how much of a *value* is among the *moved* words; nothing of `9 to 3` where no 9 stands beside the 3."""
    share = scene.rarity.share(moved, value)
    figures = frozenset(filter(is_number, value))
    return 0.0 if share and len(figures) > 1 and not figures <= frozenset(keys(side)) else share


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
    return (1 - claim.carried) * (1 < len(scene.lively) <= 3 and scene.stable and passage in scene.lively)


def value_replaced(claim: Sought, passage: Passage, scene: Scene) -> float:
    """A number, date or name gave way to another; of statements that gave way to statements most hold one."""
    replaced = (change for change in passage.changes if kinds.value_replaced(change))
    return max((min(1.0, LONG / len(words(f"{c.old} {c.new}"))) for c in replaced), default=0.0)


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
    if not claim.pointed or claim.once or claim.new & passage.inserted & passage.deleted:  # The two changed places.
        return 0.0
    if claim.new not in scene.stood:
        scene.stood[claim.new] = max((_holds(claim, s.keys, scene.rarity) for s in scene.before.sentences), default=0.0)
    return scene.stood[claim.new]


def _holds(claim: Sought, sentence: frozenset[str], rarity: Rarity) -> float:
    """Return how much of the right value a sentence holds; a lone figure counts something else where it's elsewhere."""
    share = rarity.share(sentence, claim.new)
    matter = claim.topic - claim.new - claim.old
    if share and matter and len(claim.new) == 1 and all(map(is_number, claim.new)):
        share *= min(1.0, rarity.share(sentence, matter) / NEAR)
    return share


def sole_kind(claim: Sought, passage: Passage, scene: Scene) -> float:
    """
    The note names a kind and no value, and this is the only change of that kind, or one of as many as it speaks of.

    In a step that changed much it says half as much.
    """
    if claim.old or claim.new:
        return 0.0
    asked = claim.type, claim.topic
    if asked not in scene.kin:
        scene.kin[asked] = [p for p in scene.passages if _gave_way(claim, p) >= REPLACED]
    same = scene.kin[asked]
    if passage not in same or not claim.speaks_of(len(same)):
        return 0.0
    return _gave_way(claim, passage) * (1.0 if scene.stable else 0.5)


def _gave_way(claim: Sought, passage: Passage) -> float:
    changes = (change for change in passage.changes if change.old and change.new)
    return max((kinds.agreement(claim.type, change, claim.topic) for change in changes), default=0.0)


def only_added(claim: Sought, passage: Passage, scene: Scene) -> float:
    """Words were put in and nothing was taken back, though the note speaks of an error and not of an omission."""
    if claim.action == "add" or claim.brings or passage.denial or not passage.before:
        return 0.0
    changes = (change for change in passage.changes if change.new and not change.trivial and not change.styled)
    replaced = any(keys(change.old) - keys(change.new) for change in changes)
    return float(not passage.deleted and bool(passage.inserted) and not replaced)  # `35` -> `69, for 35 of those`.


def _of_kind(claim: Sought, passage: Passage) -> float:
    return max((kinds.agreement(claim.type, change, claim.topic) for change in passage.changes), default=0.0)


def service(claim: Sought, passage: Passage, scene: Scene) -> float:
    """It's a credit, a promotion or another service line."""
    lively = [change for change in passage.changes if not change.trivial]
    return float(all(SERVICE.search(change.new or change.old) for change in lively))


def gone_not_fixed(claim: Sought, passage: Passage, scene: Scene) -> float:
    """The sentence went away, though the note speaks of no removal; or words only went, though some were left out."""
    lost = claim.action == "add" and bool(passage.deleted) and not passage.inserted
    return float((not passage.after and claim.action != "remove") or lost)


TESTS: dict[str, Callable[[Sought, Passage, Scene], float]] = {
    test.__name__: test
    for test in (
        topic, topic_near, told, new_inserted, old_deleted, locator, off_locator, alone, few, value_replaced, trivial,
        slight, moved, large, carried, new_there_before, service, gone_not_fixed, only_added, sole_kind,
    )
}  # fmt: skip
