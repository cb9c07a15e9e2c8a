"""
Tell a story that went on from a statement put right.

What was to come has come (`is expected to vote` -> `voted`), what went on is
over (`are searching` -> `found`), the market closed. The old sentence stays
true as of its time. A value, name or date that gave way to another in the same
stroke is still a candidate for a correction, and so is what became less sure.
"""

from collections.abc import Iterator

from revtrack.diff.rules.fired import MINOR, Fired, step
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.model import Category

LEAD = 6
"""Words between `as of` and the changed part of a time, at most, those two included."""
DATED = 4
"""Words of a changed time, at most."""


def progress(scene: Scene) -> Iterator[Fired]:
    """Yield that the sentence is told as of later, where nothing else in the change speaks of an error."""
    if scene.whole or not scene.before_keys or not scene.after_keys:
        return
    old, new = " ".join(scene.before_keys), " ".join(scene.after_keys)
    tables = scene.tables
    went = tables.ahead.search(old) and not tables.ahead.search(new)
    if _as_of(scene):
        yield Fired(MINOR, Category.UPDATE, f"told as of another time: {step(scene.old, scene.new)}")
    elif tables.session.search(old) and tables.closed.search(new) and not tables.closed.search(old):
        yield Fired(MINOR, Category.UPDATE, f"told as of the market's close: {step(scene.old, scene.new)}")
    elif went and _kept(scene) and not _doubted(scene):
        yield Fired(MINOR, Category.UPDATE, f"what was to come is told as having come: {step(scene.old, scene.new)}")


def _as_of(scene: Scene) -> bool:
    """Say whether only the time changed as of which something is told: `as of 3 p.m. Tuesday`."""
    gone, come = scene.dates
    if not ((gone and come) or (scene.numbers[0] and scene.numbers[1])) or max(map(len, _sides(scene))) > DATED:
        return False
    lead = keys_of(scene.before_sentence.text[: max(0, scene.tile.a0 - scene.before_sentence.span.start)])[-LEAD:]
    return any(phrase in " ".join(["", *lead, ""]) for phrase in scene.tables.as_of)


def _sides(scene: Scene) -> tuple[list[str], list[str]]:
    return scene.old_keys, scene.new_keys


def _kept(scene: Scene) -> bool:
    """Say whether the two sentences speak of the same thing, as far as a word of meaning tells."""
    shared = scene.before_sentence.key_set & scene.after_sentence.key_set
    return bool(shared - scene.tables.lexicon.stop)


def _doubted(scene: Scene) -> bool:
    """Say whether a value gave way to another, or the new sentence is unsure or denies."""
    if any(gone and come for gone, come in (scene.numbers, scene.names, scene.dates)):
        return True
    come = (scene.after_sentence.key_set - scene.before_sentence.key_set) | (set(scene.new_keys) - set(scene.old_keys))
    return not come.isdisjoint(scene.tables.unsure) or not set(scene.come).isdisjoint(scene.tables.lexicon.negations)
