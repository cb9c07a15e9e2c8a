"""Read changed numbers, units, ranks and dates as values."""

import re
from collections.abc import Iterator
from fractions import Fraction

from revtrack.diff.rules.amounts import is_converted
from revtrack.diff.rules.events import running, went_on
from revtrack.diff.rules.fired import MATERIAL, MINOR, STYLE, Fired, step
from revtrack.diff.rules.marking import COUNT, DATE, FIGURE
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.diff.rules.sentence import Sentence
from revtrack.model import Category
from revtrack.text import Date, Number, NumberKind, stem, unit_of

CLOSE = Fraction(1, 50)
"""Two values this near, relative to the larger, may be one number and its rounding."""

NEAR = Fraction(1, 20)
"""The same where the text says that the number is no exact one."""


_NUMBERING = re.compile(r"(?:\d{1,3}|[A-Z]{2})(?=[/.)]\s)")
_NUMBERED = re.compile(r"(?:\b(?:no|nr|nº|n°|núm|num)\.?\s?|#)$", re.IGNORECASE)

LAST_DAY = 31

SHORT = 6
"""Words of meaning of the old words up to which numbers are taken for each other in their order."""


def figures(scene: Scene) -> Iterator[Fired]:
    """Yield what changed numbers and dates mean."""
    units = _units(scene)
    if units is not None:
        yield units
        return
    if scene.marks & (FIGURE | COUNT):
        yield from _numbers(scene)
    if scene.marks & (FIGURE | DATE):
        yield from _dates(scene)


def numbering(scene: Scene) -> Fired | None:
    """
    Return that only the number a list's item begins with changed, came or went: `4/ The vote` -> `5/ The vote`.

    Two capitals may hold its place until the number is known: `TK/`.
    """
    if not (scene.old_marks | scene.new_marks) & FIGURE or max(len(scene.old), len(scene.new)) > LONGEST_NUMBERING:
        return None
    a, b, t = scene.before.text, scene.after.text, scene.tile
    if (t.a0 and a[t.a0 - 1] != "\n") or (t.b0 and b[t.b0 - 1] != "\n"):
        return None
    sides = [(a, t.a0, t.a1), (b, t.b0, t.b1)]
    found = [_NUMBERING.match(text, start) for text, start, end in sides if start < end]
    left = [text[match.end() : end].strip() for match, (text, _, end) in zip(found, sides, strict=False) if match]
    if None in found or any(rest not in ("", "/", ".", ")") for rest in left) or scene.dates[0] or scene.dates[1]:
        return None
    if scene.tables.lexicon.ordinal_leads and "." in a[t.a0 : t.a1 + 1]:
        return None  # 3. Platz
    return Fired(STYLE, Category.STYLE, f"the numbering of a list: {step(scene.old, scene.new)}")


LONGEST_NUMBERING = 6
"""Characters of an item's number with its mark."""


def _units(scene: Scene) -> Fired | None:
    """Return that one unit of measure gave way to another: `12 miles` -> `12 kilometres`."""
    if len(scene.old_keys) != 1 or len(scene.new_keys) != 1:
        return None
    old, new = unit_of(scene.old_keys[0]), unit_of(scene.new_keys[0])
    if not old or not new or old == new:
        return None
    return Fired(MATERIAL, Category.UNIT, f"unit changed: {step(scene.old, scene.new)}")


def _numbers(scene: Scene) -> Iterator[Fired]:
    gone, come = scene.numbers
    gone = [n for n in gone if not _is_item(scene.before.text, scene.before_sentence, n)]
    come = [n for n in come if not _is_item(scene.after.text, scene.after_sentence, n)]
    if (gone or come) and scene.marks & (FIGURE | DATE):
        dated = {part for date in (*scene.dates[0], *scene.dates[1]) for part in (date.year, date.day) if part}
        gone = [n for n in gone if n.value not in dated and not _is_time(n, scene.before_sentence.dates)]
        come = [n for n in come if n.value not in dated and not _is_time(n, scene.after_sentence.dates)]
        gone = [n for n in gone if not (scene.dates[1] and _is_day_alone(n, scene.before_sentence))]
        come = [n for n in come if not (scene.dates[0] and _is_day_alone(n, scene.after_sentence))]
    if gone and come:
        pairs = _matched(scene, gone, come)
        for old, new in pairs:
            if not _is_same_day(scene, old, new):
                yield _replaced(scene, old, new)
        gone = [n for n in gone if n not in [old for old, _ in pairs]]
        come = [n for n in come if n not in [new for _, new in pairs]]
        if pairs:
            return
    if gone and not scene.whole:
        firm = [n for n in gone if not n.loose]
        if firm:
            yield Fired(MATERIAL, Category.NUMBER, f"number taken out: {firm[0].text}")
    elif come and not scene.whole:
        firm = [n for n in come if not n.loose]
        if firm and scene.old_content:
            yield Fired(MATERIAL, Category.NUMBER, f"a number took the place of words: {step(scene.old, scene.new)}")
        elif firm:
            yield Fired(MINOR, Category.NUMBER, f"number added: {firm[0].text}")


def _matched(scene: Scene, gone: list[Number], come: list[Number]) -> list[tuple[Number, Number]]:
    """Return which numbers gave way to which: those that count the same, and in a short change the others in order."""
    if len(gone) != len(come):  # an article that reads like a number goes with none
        gone, come = ([n for n in side if not n.loose] or side for side in (gone, come))
    short = min(len(scene.old_content), len(scene.new_content)) <= SHORT
    if short and len(gone) == len(come):
        return list(zip(gone, come, strict=True))
    found = []
    left = list(come)
    for old in gone:
        counted = _counted(scene.before_sentence.text, old)
        alike = [n for n in left if (n.kind, n.unit) == (old.kind, old.unit)]
        same = [n for n in alike if counted and _counted(scene.after_sentence.text, n) == counted]
        if same or (old.unit and len(alike) == 1):
            new = (same or alike)[0]
            left.remove(new)
            found.append((old, new))
    return found if found or not short else list(zip(gone, come, strict=False))


def _counted(text: str, number: Number) -> str:
    """Return the stem of the word behind a number, which says what it counts."""
    return next(map(stem, keys_of(text[number.span.end : number.span.end + 40])), "")


def _is_item(text: str, sentence: Sentence, number: Number) -> bool:
    """Say whether *number* is what an item of a list begins with: `4/ The vote`."""
    at, end = sentence.span.start + number.span.start, sentence.span.start + number.span.end
    return (not at or text[at - 1] == "\n") and text[end : end + 1] in ("/", ")")


def _is_time(number: Number, dates: tuple[Date, ...]) -> bool:
    """Say whether *number* is the figures of a time of day."""
    return any(date.minute is not None and date.span.start <= number.span.start < date.span.end for date in dates)


def _replaced(scene: Scene, old: Number, new: Number) -> Fired:
    if NumberKind.ORDINAL in (old.kind, new.kind) or _is_numbered(scene, old):
        return Fired(MATERIAL, Category.RANK, f"rank changed: {step(old.text, new.text)}")
    if old.value == new.value and old.unit != new.unit:
        if not old.unit or not new.unit:
            return Fired(
                STYLE, Category.STYLE, f"the same number, its unit spelt out or left out: {step(old.text, new.text)}"
            )
        return Fired(MATERIAL, Category.UNIT, f"unit changed: {step(old.text, new.text)}")
    if is_converted(old, new):
        return Fired(MINOR, Category.UNIT, f"converted to another unit: {step(old.text, new.text)}")
    if (old.scaled or new.scaled) and old.value and new.value and _power_of_ten(old.value / new.value):
        return Fired(MATERIAL, Category.UNIT, f"scale changed: {step(old.text, new.text)}")
    larger = max(abs(old.value), abs(new.value))
    if (
        larger
        and old.unit == new.unit
        and abs(old.value - new.value) <= larger * (NEAR if _is_about(scene, new) else CLOSE)
        and _rounder(old.value, new.value)
    ):
        return Fired(MINOR, Category.NUMBER, f"rounded: {step(old.text, new.text)}")
    if running(scene, old, new):
        return Fired(MINOR, Category.UPDATE, f"a running count: {step(old.text, new.text)}")
    if went_on(scene, old, new):
        return Fired(MINOR, Category.UPDATE, f"a count that grew, told as of later: {step(old.text, new.text)}")
    toll = scene.tables.toll & {*scene.before_keys, *scene.after_keys}
    if toll and new.value > old.value and not old.unit:
        return Fired(MATERIAL, Category.UPDATE, f"a rising count ({sorted(toll)[0]}): {step(old.text, new.text)}")
    return Fired(MATERIAL, Category.NUMBER, f"number changed: {step(old.text, new.text)}")


def same_day(scene: Scene) -> Fired | None:
    """Return that only the form of a date's day changed: `May 8` -> `May 8th`, else None."""
    if not scene.old_marks & scene.new_marks & FIGURE or not len(scene.old_keys) == len(scene.new_keys) == 1:
        return None
    gone, come = scene.numbers
    if len(gone) == len(come) == 1 and _is_same_day(scene, gone[0], come[0]):
        return Fired(STYLE, Category.STYLE, f"the same day in another form: {step(scene.old, scene.new)}")
    return None


def _is_same_day(scene: Scene, old: Number, new: Number) -> bool:
    """Say whether both numbers are the day of one date, or of a rank that stands for it."""
    return old.value == new.value and (_is_day(old, scene.before_sentence) or _is_day(new, scene.after_sentence))


def _is_day(number: Number, sentence: Sentence) -> bool:
    """Say whether *number* is the day of a date of its sentence: `May 8`."""
    return any(
        date.day == number.value and date.span.start <= number.span.start < date.span.end for date in sentence.dates
    )


def _is_numbered(scene: Scene, number: Number) -> bool:
    """Say whether *number* is a place in an order: `No. 2`."""
    return bool(_NUMBERED.search(scene.before_sentence.text[: number.span.start])) or number.text[:1] == "#"


def _is_about(scene: Scene, number: Number) -> bool:
    """Say whether a word before the new *number* says that it is no exact one: `about 2,000`."""
    lead = keys_of(scene.after_sentence.text[: number.span.start])
    return bool(lead) and lead[-1] in scene.tables.about


def _power_of_ten(ratio: Fraction) -> bool:
    if ratio <= 0:
        return False
    ratio = ratio if ratio >= 1 else 1 / ratio
    return ratio.denominator == 1 and ratio >= 1000 and set(str(ratio.numerator)) == {"1", "0"}


def _rounder(x: Fraction, y: Fraction) -> bool:
    """Say whether one value is the other with fewer figures: 1,195 and 1,200, not 1,195 and 1,197."""
    few, many = sorted((_figures(x), _figures(y)))
    return few < many and few <= 2


def _figures(value: Fraction) -> int:
    return len(f"{float(abs(value)):.10g}".replace(".", "").strip("0"))


def _dates(scene: Scene) -> Iterator[Fired]:
    gone, come = scene.dates
    if gone and come:
        for old, new in zip(gone, come, strict=False):
            shared = [part for part in ("year", "month", "day", "weekday", "minute", "zone") if _both(old, new, part)]
            if any(getattr(old, part) != getattr(new, part) for part in shared):
                yield Fired(MATERIAL, Category.DATE, f"date changed: {step(old.text, new.text)}")
            else:
                yield Fired(MINOR, Category.DATE, f"the date is given in another way: {step(old.text, new.text)}")
        return
    if scene.whole or not (gone or come):
        return
    date, others = (gone[0], scene.after_sentence) if gone else (come[0], scene.before_sentence)
    days = _days(scene, others, came=bool(gone)) if date.day else []
    if days:
        what = step(scene.old, scene.new)
        if date.day in [day.value for day in days]:
            yield Fired(MINOR, Category.DATE, f"the date is given in another way: {what}")
        else:
            yield Fired(MATERIAL, Category.DATE, f"date changed: {what}")
        return
    relative = scene.tables.lexicon.relative_days & {*scene.old_keys, *scene.new_keys}
    if gone:
        yield Fired(MINOR, Category.DATE, f"date taken out: {date.text}")
    elif scene.old_content and not relative:
        yield Fired(MATERIAL, Category.DATE, f"a date took the place of words: {step(scene.old, scene.new)}")
    else:
        yield Fired(MINOR, Category.DATE, f"date added: {date.text}")


def _days(scene: Scene, sentence: Sentence, *, came: bool) -> list[Number]:
    """Return the ranks among the changed words of *sentence* that are the day of a month: `the 8th`."""
    t, start = scene.tile, sentence.span.start
    first, last = (t.b0, t.b1) if came else (t.a0, t.a1)
    return [n for n in sentence.numbers if first <= n.span.start + start < last and _is_day_alone(n, sentence)]


def _is_day_alone(number: Number, sentence: Sentence) -> bool:
    """Say whether *number* is the day of a month that is not named: `on the 8th`, not `the 8th floor`."""
    if number.kind is not NumberKind.ORDINAL or number.value > LAST_DAY or not number.text[:1].isdigit():
        return False
    lead, rest = keys_of(sentence.text[: number.span.start])[-1:], sentence.text[number.span.end :].lstrip(" ")
    behind = keys_of(rest[:40])[:1]
    stop = sentence.tables.lexicon.stop
    return bool(lead) and lead[0] in stop and (not rest[:1].isalnum() or behind[0] in stop)


def _both(old: Date, new: Date, part: str) -> bool:
    return getattr(old, part) is not None and getattr(new, part) is not None
