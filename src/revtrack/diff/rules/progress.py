"""
Tell a story that went on from a statement put right.

What was to come has come (`is expected to vote` -> `voted`), what went on is
over (`are searching` -> `found`), the market closed. The old sentence stays
true as of its time. A value, name or date that gave way to another in the same
stroke is still a candidate for a correction, and so is what became less sure.
"""

from collections.abc import Iterator

from revtrack.diff.rules.fired import MINOR, Fired, step
from revtrack.diff.rules.marking import PROGRESS
from revtrack.diff.rules.scene import LONGEST, Scene, keys_of
from revtrack.diff.rules.tables import holds, spaced
from revtrack.model import Category
from revtrack.text import words

LEAD = 6
"""Words between `as of` and the changed part of a time, at most, those two included."""
DATED = 4
"""Words of a changed time, at most."""


def progress(scene: Scene) -> Iterator[Fired]:
    """Yield that the sentence is told as of later, where nothing else in the change speaks of an error."""
    if scene.whole:
        return
    if _as_of(scene):
        yield Fired(MINOR, Category.UPDATE, f"told as of another time: {step(scene.old, scene.new)}")
        return
    if scene.old_keys and _answered(scene):
        yield Fired(MINOR, Category.UPDATE, f"an answer came where none had come yet: {step(scene.old, scene.new)}")
        return
    if not _concerned(scene) or not scene.before_keys or not scene.after_keys:
        return
    old, new = " ".join(scene.before_keys), " ".join([*scene.after_keys, *_split_off(scene)])
    tables = scene.tables
    ahead = tables.ahead.search(old)
    went = ahead and not tables.ahead.search(new) and not _stands_still(scene, ahead[0])
    if tables.session.search(old) and tables.closed.search(new) and not tables.closed.search(old):
        yield Fired(MINOR, Category.UPDATE, f"told as of the market's close: {step(scene.old, scene.new)}")
    elif went and _kept(scene) and not _doubted(scene):
        yield Fired(MINOR, Category.UPDATE, f"what was to come is told as having come: {step(scene.old, scene.new)}")


BESIDE = 80
"""Characters before a changed time in which `as of` stands, if it does."""


def _concerned(scene: Scene) -> bool:
    """
    Say whether the change may concern words of what is to come, or of a market.

    Where nothing else in the sentence changed, a phrase that went had one of
    the old words, or the new ones were put into it.
    """
    if not scene.by_itself or (scene.old_marks | scene.new_marks) & PROGRESS:
        return True
    at = scene.tile.a0
    beside = scene.before.text[max(0, at - BESIDE // 2) : at + BESIDE // 2]
    return not scene.old_keys and bool(scene.tables.marks.of(words(beside))[1] & PROGRESS)


def _answered(scene: Scene) -> bool:
    """Say whether the change took out that no answer had come yet, and says what it was."""
    phrases = scene.tables.no_answer
    old, new = (spaced(words) for words in (scene.before_keys, scene.after_keys))
    return any(phrase in old for phrase in phrases) and not any(phrase in new for phrase in phrases) and _kept(scene)


def _stands_still(scene: Scene, phrase: str) -> bool:
    """Say whether *phrase*, gone from the sentence, stands in another of the paragraph: as often there as before."""
    if not scene.before.blocks or not scene.after.blocks:
        return False
    old = scene.before.blocks[scene.before.block_at(scene.tile.a0)]
    new = scene.after.blocks[scene.after.block_at(scene.tile.b0)]
    counts = [f" {' '.join(keys_of(block.text[:LONGEST]))} ".count(f" {phrase} ") for block in (old, new)]
    return counts[0] <= counts[1]


TAIL = 12
"""Characters at a sentence's end by which it is found again where it was split."""


def _split_off(scene: Scene) -> list[str]:
    """Return the words between the new sentence and where the old one's end stands now: it was split there."""
    tail = scene.before_sentence.text.rstrip()[-TAIL:]
    end = scene.after_sentence.span.end
    at = scene.after.text.find(tail, end, end + len(scene.before_sentence.text)) if len(tail) == TAIL else -1
    return keys_of(scene.after.text[end : at + TAIL]) if at >= 0 else []


def _as_of(scene: Scene) -> bool:
    """Say whether only the time changed as of which something is told: `as of 3 p.m. Tuesday`."""
    at, phrases = scene.tile.a0, scene.tables.as_of
    beside = scene.before.text[max(0, at - BESIDE) : at].lower()
    if not any(phrase.strip() in beside for phrase in phrases) or max(map(len, _sides(scene))) > DATED:
        return False
    gone, come = scene.dates
    if not ((gone and come) or (scene.numbers[0] and scene.numbers[1])):
        return False
    lead = keys_of(scene.before_sentence.text[: max(0, scene.tile.a0 - scene.before_sentence.span.start)])[-LEAD:]
    return holds(lead, phrases)


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
