"""Know an amount that is given in another unit, and a time of day in another form."""

import re

from revtrack.diff.rules.fired import MATERIAL, MINOR, STYLE, Fired, step
from revtrack.diff.rules.marking import FIGURE
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.diff.rules.sentence import Sentence
from revtrack.model import Category
from revtrack.text import Date, Number, numbers, unit_of

CONVERSIONS = {
    ("mile", "kilometre"): 1.609,
    ("mile", "metre"): 1609,
    ("kilometre", "metre"): 1000,
    ("foot", "metre"): 0.3048,
    ("foot", "centimetre"): 30.48,
    ("yard", "metre"): 0.9144,
    ("inch", "metre"): 0.0254,
    ("inch", "centimetre"): 2.54,
    ("inch", "millimetre"): 25.4,
    ("metre", "centimetre"): 100,
    ("acre", "hectare"): 0.4047,
    ("acre", "square_metre"): 4047,
    ("hectare", "square_metre"): 10_000,
    ("square_foot", "square_metre"): 0.0929,
    ("square_mile", "square_kilometre"): 2.59,
    ("square_mile", "hectare"): 259,
    ("square_mile", "acre"): 640,
    ("square_kilometre", "hectare"): 100,
    ("mile_an_hour", "kilometre_an_hour"): 1.609,
    ("knot", "kilometre_an_hour"): 1.852,
    ("knot", "mile_an_hour"): 1.151,
    ("pound_weight", "kilogram"): 0.4536,
    ("tonne", "kilogram"): 1000,
    ("kilogram", "gram"): 1000,
    ("gallon", "litre"): 3.785,
    ("ounce", "gram"): 28.35,
    ("decade", "year"): 10,
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
FREEZING, DEGREE = 32, 1.8
"""Fahrenheit at which water freezes, and its degrees in one of Celsius."""
LONGEST_AMOUNT = 10
"""Words of an amount with its unit."""
LONGEST_TIME = 4
"""Words of a time of day with its zone."""
_SCALED = re.compile(r"(nano|micro|milli|centi|kilo|mega|giga|tera|peta)(\w{3,})")
_BRACKETS = re.compile(r"\([^()]*\)")


def conversion(scene: Scene) -> Fired | None:
    """Return that the same amount is given in another unit and nothing else changed: `1.7m sq ft`, else None."""
    if scene.whole or max(len(scene.old_keys), len(scene.new_keys)) > LONGEST_AMOUNT:
        return None
    both = scene.old_marks & scene.new_marks & FIGURE
    if len(scene.old_keys) == len(scene.new_keys) == 1:  # one part of an amount whose other part changed as well
        gone, come = scene.numbers if both or unit_of(scene.old_keys[0]) else ([], [])
        if len(gone) != 1 or len(come) != 1 or not is_converted(gone[0], come[0]):
            return None
        return Fired(MINOR, Category.UNIT, f"converted to another unit: {step(gone[0].text, come[0].text)}")
    if not both:
        return None
    (old, new), code = (scene.old, scene.new), scene.tables.lexicon.code
    left, right = numbers(old, code), numbers(new, code)
    if len(left) != 1 or len(right) != 1 or not is_converted(left[0], right[0]):
        return None
    rest = [keys_of(text[: n.span.start] + " " + text[n.span.end :]) for text, n in ((old, left[0]), (new, right[0]))]
    about = scene.tables.about
    if [word for word in rest[0] if word not in about] != [word for word in rest[1] if word not in about]:
        return None
    return Fired(MINOR, Category.UNIT, f"converted to another unit: {step(old, new)}")


def rescaled(scene: Scene) -> Fired | None:
    """Return that a unit gave way to a thousand of it or a part: `microseconds` -> `milliseconds`, else None."""
    if len(scene.old_keys) != 1 or len(scene.new_keys) != 1:
        return None
    old, new = _SCALED.fullmatch(scene.old_keys[0]), _SCALED.fullmatch(scene.new_keys[0])
    if old is None or new is None or old[2] != new[2] or old[1] == new[1]:
        return None
    return Fired(MATERIAL, Category.UNIT, f"unit changed: {step(scene.old, scene.new)}")


def same_time(scene: Scene) -> Fired | None:
    """Return that only the form of a time of day changed: `2:00 a.m.` -> `2 a.m.`, else None."""
    both = scene.old_marks & scene.new_marks & FIGURE
    if not both or max(len(scene.old_keys), len(scene.new_keys)) > LONGEST_TIME:
        return None
    old = _time_touched(scene.before_sentence, scene.tile.a0, scene.old)
    new = _time_touched(scene.after_sentence, scene.tile.b0, scene.new) if old else None
    if old is None or new is None or old.minute != new.minute or (old.zone and new.zone and old.zone != new.zone):
        return None
    return Fired(STYLE, Category.STYLE, f"the same time in another form: {step(scene.old, scene.new)}")


def _time_touched(sentence: Sentence, start: int, changed: str) -> Date | None:
    """Return the time of day that the words *changed* lie in or are, what stands behind it in brackets left out."""
    at, words = start - sentence.span.start, _BRACKETS.sub("", changed).strip()
    for date in sentence.dates:
        if date.minute is not None and date.span.start <= at <= at + len(words) <= date.span.end + 1:
            return date
    return None


_SCALED = re.compile(r"(nano|micro|milli|centi|kilo|mega|giga|tera|peta)(\w{3,})")
_BRACKETS = re.compile(r"\([^()]*\)")


def is_converted(old: Number, new: Number) -> bool:
    if not old.unit or not new.unit or old.unit == new.unit:
        return False
    if {old.unit, new.unit} == {"celsius", "fahrenheit"}:
        cold, warm = sorted((old, new), key=lambda number: number.unit)
        return abs(float(cold.value) * DEGREE + FREEZING - float(warm.value)) <= DEGREE
    for (left, right), factor in CONVERSIONS.items():
        for x, y in ((old, new), (new, old)):
            if x.unit == left and y.unit == right and y.value:
                return abs(float(x.value) * factor / float(y.value) - 1) < 0.05
    return False
