"""Read changed numbers, units, ranks and dates as values."""

from collections.abc import Iterator
from fractions import Fraction

from revtrack.diff.rules.events import running, went_on
from revtrack.diff.rules.fired import MATERIAL, MINOR, STYLE, Fired, step
from revtrack.diff.rules.marking import COUNT, DATE, FIGURE
from revtrack.diff.rules.scene import Scene
from revtrack.model import Category
from revtrack.text import Date, Number, NumberKind

CLOSE = Fraction(1, 50)
"""Two values this near, relative to the larger, may be one number and its rounding."""

_CONVERSIONS = {
    ("mile", "kilometre"): 1.609,
    ("foot", "metre"): 0.3048,
    ("yard", "metre"): 0.9144,
    ("inch", "metre"): 0.0254,
    ("acre", "hectare"): 0.4047,
    ("pound_weight", "kilogram"): 0.4536,
    ("gallon", "litre"): 3.785,
    ("ounce", "gram"): 28.35,
}


def figures(scene: Scene) -> Iterator[Fired]:
    """Yield what changed numbers and dates mean."""
    if scene.marks & (FIGURE | COUNT):
        yield from _numbers(scene)
    if scene.marks & (FIGURE | DATE):
        yield from _dates(scene)


def _numbers(scene: Scene) -> Iterator[Fired]:
    gone, come = scene.numbers
    if (gone or come) and scene.marks & (FIGURE | DATE):
        dated = {part for date in (*scene.dates[0], *scene.dates[1]) for part in (date.year, date.day) if part}
        gone = [n for n in gone if n.value not in dated and not _is_time(n, scene.before_sentence.dates)]
        come = [n for n in come if n.value not in dated and not _is_time(n, scene.after_sentence.dates)]
    if gone and come:
        if len(gone) != len(come):  # an article that reads like a number goes with none
            gone, come = ([n for n in side if not n.loose] or side for side in (gone, come))
        for old, new in zip(gone, come, strict=False):
            yield _replaced(scene, old, new)
    elif gone and not scene.whole:
        firm = [n for n in gone if not n.loose]
        if firm:
            yield Fired(MATERIAL, Category.NUMBER, f"number taken out: {firm[0].text}")
    elif come and not scene.whole:
        firm = [n for n in come if not n.loose]
        if firm and scene.old_content:
            yield Fired(MATERIAL, Category.NUMBER, f"a number took the place of words: {step(scene.old, scene.new)}")
        elif firm:
            yield Fired(MINOR, Category.NUMBER, f"number added: {firm[0].text}")


def _is_time(number: Number, dates: tuple[Date, ...]) -> bool:
    """Say whether *number* is the figures of a time of day."""
    return any(date.minute is not None and date.span.start <= number.span.start < date.span.end for date in dates)


def _replaced(scene: Scene, old: Number, new: Number) -> Fired:
    if NumberKind.ORDINAL in (old.kind, new.kind):
        return Fired(MATERIAL, Category.RANK, f"rank changed: {step(old.text, new.text)}")
    if old.value == new.value and old.unit != new.unit:
        if not old.unit or not new.unit:
            return Fired(
                STYLE, Category.STYLE, f"the same number, its unit spelt out or left out: {step(old.text, new.text)}"
            )
        return Fired(MATERIAL, Category.UNIT, f"unit changed: {step(old.text, new.text)}")
    if _converted(old, new):
        return Fired(MINOR, Category.UNIT, f"converted to another unit: {step(old.text, new.text)}")
    if (old.scaled or new.scaled) and old.value and new.value and _power_of_ten(old.value / new.value):
        return Fired(MATERIAL, Category.UNIT, f"scale changed: {step(old.text, new.text)}")
    larger = max(abs(old.value), abs(new.value))
    if (
        larger
        and old.unit == new.unit
        and abs(old.value - new.value) <= larger * CLOSE
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


def _converted(old: Number, new: Number) -> bool:
    if not old.unit or not new.unit or old.unit == new.unit:
        return False
    for (left, right), factor in _CONVERSIONS.items():
        for x, y in ((old, new), (new, old)):
            if x.unit == left and y.unit == right and y.value:
                return abs(float(x.value) * factor / float(y.value) - 1) < 0.05
    return False


def _dates(scene: Scene) -> Iterator[Fired]:
    gone, come = scene.dates
    if gone and come:
        for old, new in zip(gone, come, strict=False):
            shared = [part for part in ("year", "month", "day", "weekday", "minute") if _both(old, new, part)]
            if any(getattr(old, part) != getattr(new, part) for part in shared):
                yield Fired(MATERIAL, Category.DATE, f"date changed: {step(old.text, new.text)}")
            else:
                yield Fired(MINOR, Category.DATE, f"the date is given in another way: {step(old.text, new.text)}")
        return
    if scene.whole or not (gone or come):
        return
    date = (gone or come)[0]
    relative = scene.tables.lexicon.relative_days & {*scene.old_keys, *scene.new_keys}
    if gone:
        yield Fired(MINOR, Category.DATE, f"date taken out: {date.text}")
    elif scene.old_content and not relative:
        yield Fired(MATERIAL, Category.DATE, f"a date took the place of words: {step(scene.old, scene.new)}")
    else:
        yield Fired(MINOR, Category.DATE, f"date added: {date.text}")


def _both(old: Date, new: Date, part: str) -> bool:
    return getattr(old, part) is not None and getattr(new, part) is not None
