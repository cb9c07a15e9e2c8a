"""Know changes that say the same in other words: house style, order, dates and numbers spelt out, short forms."""

import re
from collections import Counter
from collections.abc import Sequence

from revtrack.diff.rules.fired import STYLE, Fired, step
from revtrack.diff.rules.marking import COUNT, DATE, FIGURE, NEGATION
from revtrack.diff.rules.people import exchanged_names, other_place
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.diff.rules.spelling import respelt
from revtrack.model import Category
from revtrack.text import Date, Number, dates, is_title, numbers, stem, unit_of

INITIALS = 8
"""Words before a bracket among which those stand whose first letters it holds."""

MOST_DATED = 16
"""Words of an edit up to which it may be nothing but a date or number in other words."""

MOST_MOVED = 4
"""Words of meaning that may stand elsewhere in their sentence and say the same: a time, a place."""

POSTAL = 2
"""Letters of a state's sign on a letter, written without a full stop: `PA`."""

INFLECTED = 3
"""Letters by which two forms of one word differ in length: `cites`, `citing`."""

MOST_WRITTEN_OUT = 6
"""Words of an edit up to which it may be nothing but short forms written out."""


def house_style(scene: Scene) -> Fired | None:
    """Return what a change is that says the same in other words: spelling, hyphens, synonyms, word order."""
    old, new, counted = scene.old_keys, scene.new_keys, FIGURE | COUNT | DATE
    if "".join(old).replace("-", "") == "".join(new).replace("-", ""):
        return Fired(STYLE, Category.STYLE, f"same words, hyphens or marks changed: {step(scene.old, scene.new)}")
    if len(old) == len(new) and sorted(old) == sorted(new) and not exchanged_names(scene):
        return Fired(STYLE, Category.STYLE, "same words in another order")
    if _elsewhere_in_sentence(scene):
        return Fired(STYLE, Category.STYLE, f"words stand elsewhere in the sentence: {step(scene.old, scene.new)}")
    may = scene.old_marks & counted and scene.new_marks & counted and max(len(old), len(new)) <= MOST_DATED
    if may and _dated_alike(scene):
        return Fired(STYLE, Category.STYLE, f"the same date or number in other words: {step(scene.old, scene.new)}")
    old, new = scene.tables.joined(old), scene.tables.joined(new)
    if _same_words(old, new, scene) or _same_words(_telling(old, scene), _telling(new, scene), scene):
        return Fired(STYLE, Category.STYLE, f"house style: {step(scene.old, scene.new)}")
    return respelt(scene, old, new)


def _elsewhere_in_sentence(scene: Scene) -> bool:
    """Say whether a few words left their place for another in the sentence: `Hier, le conseil a` -> `a voté hier`."""
    told, marks = scene.old_content or scene.new_content, scene.marks
    if not told or len(told) > MOST_MOVED or marks & NEGATION:
        return False
    if scene.old_content and scene.new_content and not _time_moved(scene):
        return False
    told = [*scene.old_content, *scene.new_content]
    old, new = Counter(scene.before_sentence.stems), Counter(scene.after_sentence.stems)
    return all(old[word] == new[word] for word in told) and not (scene.names[0] or scene.names[1])


def _time_moved(scene: Scene) -> bool:
    """Say whether one word gave way to one, of which one is a day: `Vrijdag demonstreerden boeren`."""
    lex = scene.tables.lexicon
    days = lex.weekdays.keys() | lex.relative_days
    return len(scene.old_keys) == len(scene.new_keys) == 1 and not days.isdisjoint((*scene.old_keys, *scene.new_keys))


def abbreviation(scene: Scene) -> Fired | None:
    """Return that the same is named by its first letters or in full, titles as well as names, else None."""
    initials = _abbreviated(scene.old, scene.new) or _abbreviated(scene.new, scene.old) or _behind_its_words(scene)
    if initials or _written_out(scene):
        return Fired(STYLE, Category.STYLE, f"an abbreviation and its words: {step(scene.old, scene.new)}")
    return None


def _written_out(scene: Scene) -> bool:
    """Say whether short forms of titles and places gave way to their words, or came for them: `Gov.`, `Phila.`."""
    old, new, shortened = scene.old_keys, scene.new_keys, scene.tables.shortened
    if not (old and new) or max(len(old), len(new)) > MOST_WRITTEN_OUT or shortened.keys().isdisjoint((*old, *new)):
        return False
    beside = scene.before.text[scene.tile.a0 : scene.tile.a1 + 1], scene.after.text[scene.tile.b0 : scene.tile.b1 + 1]
    at, to = 0, 0
    while at < len(old) and to < len(new):
        if old[at] == new[to]:
            at, to = at + 1, to + 1
        elif size := _spelt_out(old[at], new[to:], beside[0], scene):
            at, to = at + 1, to + size
        elif size := _spelt_out(new[to], old[at:], beside[1], scene):
            at, to = at + size, to + 1
        else:
            return False
    return at == len(old) and to == len(new)


def _spelt_out(short: str, long: list[str], text: str, scene: Scene) -> int:
    """Return how many of the first words of *long* the form *short* of *text* stands for, 0 if it does for none."""
    pointed = "." in short or is_title(short, scene.tables.lexicon) or f"{short}." in text.lower()
    pointed = pointed or (len(short) == POSTAL and short.upper() in text)
    found = scene.tables.shortened.get(short, ()) if pointed else ()
    return next((len(whole) for whole in found if tuple(long[: len(whole)]) == whole), 0)


def _same_words(old: list[str], new: list[str], scene: Scene) -> bool:
    """Say whether every word gave way to one that says the same."""
    if not old or len(old) != len(new):
        return False
    others = [(x, y) for x, y in zip(old, new, strict=True) if not _same_word(x, y, scene)]
    if not others:
        return True
    reworded = any(stem(x) != stem(y) for x, y in zip(old, new, strict=True))
    return reworded and all(_is_inflected(x, y) for x, y in others)


def _is_inflected(x: str, y: str) -> bool:
    """Say whether both are forms of one word: `cite several`, `cited a number of`."""
    return stem(x) == stem(y) and abs(len(x) - len(y)) <= INFLECTED and not _digits(x + y)


def _telling(words: list[str], scene: Scene) -> list[str]:
    """Return *words* without function words and filler."""
    stop, filler = scene.tables.lexicon.stop, scene.tables.filler
    return [word for word in words if word not in stop and word not in filler]


def _abbreviated(short: str, long: str) -> bool:
    """Say whether *short* is made of the first letters of the words of *long*."""
    letters = short.strip(" ().").replace(".", "")
    if not letters.isupper() or len(letters) < 2:
        return False
    spelt = [word for word in re.findall(r"[^\W\d_]+", long.replace(f"({letters})", " ")) if len(word) > 3]
    return letters == "".join(word[0].upper() for word in spelt)


def _behind_its_words(scene: Scene) -> bool:
    """Say whether the first letters of the words before them came or went, in brackets: `the Harbour Board (HB)`."""
    short = (scene.old + scene.new).strip(" ,.")
    if (scene.old.strip() and scene.new.strip()) or not (short.startswith("(") and short.endswith(")")):
        return False
    sentence, start = (
        (scene.before_sentence, scene.tile.a0) if scene.old.strip() else (scene.after_sentence, scene.tile.b0)
    )
    lead = sentence.text[: start - sentence.span.start].split()[-INITIALS:]
    return any(_abbreviated(short, " ".join(lead[at:])) for at in range(len(lead)))


def _dated_alike(scene: Scene) -> bool:
    """Say whether only the spelling of dates or numbers changed: `November 29` and `Nov. 29`, `2` and `two`."""
    code = scene.tables.lexicon.code
    old, new = dates(scene.old, code), dates(scene.new, code)
    if old and new:
        values = [[(d.year, d.month, d.day, d.weekday, d.minute, d.zone) for d in side] for side in (old, new)]
        return values[0] == values[1] and _rest(scene.old, old) == _rest(scene.new, new)
    x, y = numbers(scene.old, code), numbers(scene.new, code)
    if not x or not y:
        return False
    same = [[(n.value, n.kind, n.unit) for n in side] for side in (x, y)]
    rest = [[w for w in _rest(*side) if w not in scene.tables.about] for side in ((scene.old, x), (scene.new, y))]
    return same[0] == same[1] and rest[0] == rest[1]


def _rest(text: str, found: Sequence[Date] | Sequence[Number]) -> list[str]:
    """Return the words of *text* outside what was *found* in it."""
    out, at = [], 0
    for item in found:
        out.append(text[at : item.span.start])
        at = item.span.end
    return keys_of(" ".join([*out, text[at:]]))


def _digits(text: str) -> list[str]:
    """Return the digits of *text*, sorted: `under-12s` and `under-16s` are no two forms of a word."""
    return sorted(char for char in text if char.isdigit())


def function_words(scene: Scene) -> Fired | None:
    """Return a change of words that carry little meaning by themselves, else None."""
    if scene.old_content or scene.new_content:
        same = sorted(scene.old_content) == sorted(scene.new_content) and _digits(scene.old) == _digits(scene.new)
        if same and not other_place(scene):
            return Fired(STYLE, Category.STYLE, "the same words in other forms")
        return None
    return Fired(STYLE, Category.STYLE, "only function words or punctuation changed")


def _same_word(x: str, y: str, scene: Scene) -> bool:
    if x == y:
        return True
    months = scene.tables.lexicon.months
    if x.rstrip(".") in months and months[x.rstrip(".")] == months.get(y.rstrip(".")):
        return True
    if unit_of(x) and unit_of(x) == unit_of(y):
        return True
    same = scene.tables.same
    if (same.get(x) or same.get(stem(x), frozenset())) & (same.get(y) or same.get(stem(y), frozenset())):
        return True
    if x[:2] != y[:2]:  # two spellings of one word begin alike
        return False
    pairs, most = scene.tables.spelling_pairs, min(len(x), len(y))
    return any((x[at:], y[at:]) in pairs and x[:at] == y[:at] for at in range(2, most))
