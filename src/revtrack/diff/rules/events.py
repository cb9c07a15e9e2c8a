"""
Tell an event that went on from an error put right.

A count told as a floor ("at least 12", "12 so far") that grew beside a sign of
a later time is the next state of the event: the old statement stays true as of
its time. A count that fell, or grew without such a sign, stays a candidate for
a correction (handbook corrections.md, 5.2).
"""

from collections.abc import Iterator

from revtrack.diff.rules.fired import MINOR, Fired, step
from revtrack.diff.rules.marking import COUNT, FIGURE
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.diff.rules.tables import holds, spaced
from revtrack.model import Category, Span
from revtrack.text import Number

NEXT_DAYS = 3
"""Days within which a weekday beside a count that grew is a later one, not another."""


def went_on(scene: Scene, old: Number, new: Number) -> bool:
    """Say whether *new* is the later state of a count that *old* told, as of then."""
    return (
        new.value > old.value > 0
        and (old.kind, old.unit) == (new.kind, new.unit)
        and _open_ended(scene, old.span)
        and (_later(scene) or _tolled(scene))
    )


def running(scene: Scene, old: Number, new: Number) -> bool:
    """Say whether counts run while something is going on: votes counted, a fire contained."""
    both = scene.before_sentence.key_set & scene.after_sentence.key_set
    return old.kind == new.kind and not both.isdisjoint(scene.tables.running)


def _tolled(scene: Scene) -> bool:
    """Say whether both sentences tell of those harmed or missing."""
    toll = scene.tables.toll
    return not (toll.isdisjoint(scene.before_sentence.key_set) or toll.isdisjoint(scene.after_sentence.key_set))


def events(scene: Scene) -> Iterator[Fired]:
    """Yield that words were brought up to date around a count that grew: who says so, since when."""
    if scene.whole or scene.alone:  # numbers that the change leaves alone stand on both sides
        return
    counted = FIGURE | COUNT
    if not (scene.before_sentence.marks & counted and scene.after_sentence.marks & counted):
        return
    if not (_dropped(scene, scene.old_keys) or _told_later(scene)):
        return
    if scene.numbers[0] or scene.numbers[1] or _restated(scene) or not _count_grew(scene):
        return
    yield Fired(MINOR, Category.UPDATE, f"told as of later, beside a count that grew: {step(scene.old, scene.new)}")


def _restated(scene: Scene) -> bool:
    """Say whether the old words told more than that the count was not the last one."""
    left = spaced(scene.old_keys)
    for phrase in scene.tables.so_far:
        left = left.replace(phrase, " ")
    stop, filler = scene.tables.lexicon.stop, scene.tables.filler
    days = scene.tables.lexicon.weekdays
    return any(word not in stop and word not in filler and word not in days for word in left.split())


def _count_grew(scene: Scene) -> bool:
    old, new = scene.before_sentence.numbers, scene.after_sentence.numbers
    had, has = {n.value for n in old}, {n.value for n in new}
    gone, come = [n for n in old if n.value not in has], [n for n in new if n.value not in had]
    return bool(gone) and len(gone) == len(come) and all(map(lambda x, y: went_on(scene, x, y), gone, come))


def _open_ended(scene: Scene, place: Span) -> bool:
    """Say whether the old sentence told the count at *place* as a floor, or as not the last one."""
    lead = spaced(keys_of(scene.before_sentence.text[: place.start]))
    return lead.endswith(scene.tables.floor) or holds(scene.before_keys, scene.tables.so_far)


def _later(scene: Scene) -> bool:
    """Say whether the new sentence tells a later time: as of now still, `so far` dropped, a source or a day added."""
    return _as_of_now(scene) or _dropped(scene, scene.before_keys) or _told_later(scene)


def _as_of_now(scene: Scene) -> bool:
    """Say whether both sentences tell the count as not the last one."""
    old, new = spaced(scene.before_keys), spaced(scene.after_keys)
    return any(phrase in old and phrase in new for phrase in scene.tables.so_far)


def _dropped(scene: Scene, words: list[str]) -> bool:
    line = spaced(words)
    told = [phrase for phrase in scene.tables.so_far if phrase in line]
    if not told:
        return False
    new = spaced(scene.after_keys)
    return any(phrase not in new for phrase in told)


def _told_later(scene: Scene) -> bool:
    old, new = scene.before_sentence.signs, scene.after_sentence.signs
    gone, come = old - new, new - old
    return bool(come) and (not gone or _a_day_on(scene, gone, come))


def _a_day_on(scene: Scene, gone: frozenset[str], come: frozenset[str]) -> bool:
    """Say whether nothing but a weekday changed, to one of the next days: Monday -> Tuesday."""
    days = scene.tables.lexicon.weekdays
    if len(gone) != 1 or len(come) != 1 or not (gone | come) <= days.keys():
        return False
    return 0 < (days[min(come)] - days[min(gone)]) % 7 <= NEXT_DAYS
