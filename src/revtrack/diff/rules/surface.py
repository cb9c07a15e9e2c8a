"""Know changes that leave what is said alone: blanks, glyphs, case, spelling, house style, page furniture."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from rapidfuzz.distance import Indel

from revtrack.diff.rules.fired import NONE, STYLE, Fired, step
from revtrack.diff.rules.marking import COUNT, DATE, FIGURE, NEGATION, SERVICE, TAG
from revtrack.diff.rules.people import exchanged_names, other_place
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.model import Category
from revtrack.text import (
    Date,
    Number,
    code_points,
    dates,
    folded,
    is_title,
    key,
    numbers,
    stem,
    typographic,
    unit_of,
    visible,
)

ALIKE = 0.72
"""Similarity of letters from which one word is another spelling of the other; `health`/`wealth` lies below."""

MOST_DATED = 16
"""Words of an edit up to which it may be nothing but a date or number in other words."""

BARE = 2
"""Words of meaning up to which a line is a label, such as `Advertisement`."""

MOST_MOVED = 4
"""Words of meaning that may stand elsewhere in their sentence and say the same: a time, a place."""

LABEL = 6
"""Words of a line up to which it may be a time stamp of the page: `Last updated 10 minutes ago`."""

LONGEST_LABEL = 120
"""The same in characters, told without cutting it into words."""

MOST_TICKERS = 80
"""Characters of an edit up to which it may be nothing but tickers."""

LONG_ENOUGH = 6
"""Letters of words that are hardly two words when two neighbouring letters changed their places."""

_VOWEL = re.compile(r"[aeiouyàâäáãåèéêëìíîïòóôöõùúûü]")

POSTAL = 2
"""Letters of a state's sign on a letter, written without a full stop: `PA`."""

MOST_WRITTEN_OUT = 6
"""Words of an edit up to which it may be nothing but short forms written out."""

_TICKER = re.compile(r"(?:\s*\(?\s*[A-Za-z0-9]{1,6}\.[A-Z]{1,3}\s*\)?\s*){1,4}|\s*<[^>]{1,30}>\.?\s*")
_GLUED = re.compile(r"[^\W\d_] [^\W\d_]")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?!\w)")
_LEAD = re.compile(r"(?:[A-Z]{4,}|[A-Z][a-z]{4,}(?=:))(?:[\s-]+\d+)?\s*[-:–]\s*")


def same_text(scene: Scene) -> Fired | None:
    """Return what a change is that a typewriter would not show, or one of capital letters, else None."""
    old, new = scene.whole_texts
    x, y = old.strip(), new.strip()
    if not (x and y) and (x + y)[:1].isalpha() and (x + y)[0].isascii():
        return None  # words came or went
    if x == y:
        if ("\n" in old) != ("\n" in new):
            return Fired(NONE, Category.PARAGRAPH, "only the paragraph border changed")
        return Fired(NONE, Category.SPACE, "only blanks changed")
    if visible(x) == visible(y):
        return Fired(NONE, Category.INVISIBLE, f"only invisible characters changed: {code_points(x + y)}")
    a, b = " ".join(typographic(x).split()), " ".join(typographic(y).split())
    if a == b:
        if "\n" in x or "\n" in y:
            return Fired(NONE, Category.PARAGRAPH, "only paragraph borders or blanks changed")
        return Fired(NONE, Category.TYPOGRAPHY, f"same letters, other glyphs: {step(x, y)}")
    if a.replace(" ", "") == b.replace(" ", ""):
        if _GLUED.search(a) or _GLUED.search(b):
            return Fired(STYLE, Category.SPELLING, f"written as one word or as two: {step(x, y)}")
        return Fired(NONE, Category.SPACE, "only blanks changed")
    if a.casefold() == b.casefold() and a.lower() != b.lower():
        return Fired(STYLE, Category.SPELLING, f"spelling: {step(x, y)}")
    if a.casefold() == b.casefold():
        return Fired(STYLE, Category.CASE, f"only capitals changed: {step(x, y)}")
    if _unhyphened(a) == _unhyphened(b) and not any(char.isdigit() for char in a):
        return Fired(STYLE, Category.STYLE, f"only hyphens changed: {step(x, y)}")
    if _unapostrophed(a) == _unapostrophed(b):
        return Fired(STYLE, Category.STYLE, f"only apostrophes changed: {step(x, y)}")
    if not (a.strip("- ") or b.strip("- ")):
        return Fired(NONE, Category.TYPOGRAPHY, f"dashes set in another way: {step(x, y)}")
    if not _letters(a) and not _letters(b):
        return Fired(STYLE, Category.STYLE, f"only punctuation or signs changed: {step(x, y)}")
    return None


def _unhyphened(text: str) -> str:
    """Return *text* without case, its hyphens as blanks."""
    return text.casefold().replace("-", " ")


def _unapostrophed(text: str) -> str:
    """Return *text* without case and without the apostrophes in its words and behind a plural; quotation marks stay."""
    return _APOSTROPHE.sub("", text.casefold())


def _letters(text: str) -> bool:
    return any(char.isalnum() for char in text)


def furniture(scene: Scene) -> Fired | None:
    """Return what a change of text about the page is: promotion, credits, tickers, wire tags."""
    phrase = _service(scene) if scene.marks & SERVICE else None
    if phrase is not None:
        return Fired(STYLE, Category.STYLE, f"text about the page: {phrase.strip()}")
    if scene.old_marks & scene.new_marks & FIGURE and _stamp(scene):
        return Fired(STYLE, Category.STYLE, "a time stamp of the page")
    if scene.marks & TAG and _tags_changed(scene):
        return Fired(STYLE, Category.STYLE, "a tag before the headline changed")
    if len(scene.new + scene.old) > MOST_TICKERS:
        return None
    if (scene.new and not scene.old and _TICKER.fullmatch(scene.new)) or (
        scene.old and not scene.new and _TICKER.fullmatch(scene.old)
    ):
        return Fired(STYLE, Category.STYLE, "a ticker or wire reference")
    return None


def _service(scene: Scene) -> str | None:
    """Return what tells that the words are about the page, None where those of one side tell of something else."""
    if len(scene.old) + len(scene.new) >= 2_000:
        return None
    sides = []
    if scene.old_content:
        sides.append(scene.old.lower())
    if scene.new_content:
        sides.append(scene.new.lower())
    found = [next((phrase for phrase in scene.tables.service if phrase in words), None) for words in sides]
    if None in found:
        return _spoken_to(scene)
    return next(iter(found), None)


def _stamp(scene: Scene) -> bool:
    """Say whether the change stands in a line that says how long ago the page was renewed."""
    if len(scene.before_sentence.text) > LONGEST_LABEL:
        return False
    tables, line = scene.tables, scene.before_keys
    told = scene.before_sentence.key_set & scene.after_sentence.key_set
    return len(line) <= LABEL and not tables.tags.isdisjoint(line[:2]) and not tables.service_words.isdisjoint(told)


def _spoken_to(scene: Scene) -> str | None:
    """Return the word by which whole lines ask something of the reader or name a part of the page, else None."""
    if not scene.whole:
        return None
    tables, told = scene.tables, scene.old_keys or scene.new_keys
    hints = sorted({word for word in told if word in tables.service_words})
    story = tables.accusations | tables.lexicon.speech
    if not hints or not story.isdisjoint(told):
        return None
    bare = len([word for word in scene.old_content or scene.new_content if word.isalpha()]) <= BARE
    asks = told[0] in tables.calls or not tables.addressed.isdisjoint(told)
    return hints[0] if bare or asks else None


def _tags_changed(scene: Scene) -> bool:
    """Say whether nothing but tags before a headline changed."""
    tagged = [word.rstrip(":").split("-")[0] in scene.tables.tags for word in scene.old_keys + scene.new_keys]
    figures = [word.isdigit() for word in scene.old_keys + scene.new_keys]
    if any(tagged) and all(map(max, tagged, figures)):
        return True
    return _untagged(scene.old, scene) == _untagged(scene.new, scene)


def _untagged(words: str, scene: Scene) -> str:
    """Return *words* without the tags a wire service puts before them: `CORRECTED-UPDATE 1-`."""
    words = words.strip()
    while (match := _LEAD.match(words)) and key(match[0].strip("-:– ").split("-")[0].split()[0]) in scene.tables.tags:
        words = words[match.end() :]
    return words


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
    if len(old) == len(new) and all(
        x == y or _respelled(x, y, scene) or _mistyped(x, y, scene) for x, y in zip_longest(old, new, fillvalue="")
    ):
        return Fired(STYLE, Category.SPELLING, f"spelling: {step(scene.old, scene.new)}")
    return None


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
    initials = _abbreviated(scene.old, scene.new) or _abbreviated(scene.new, scene.old)
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


def slip(scene: Scene) -> Fired | None:
    """Return that nothing but slips of the keys were mended or made, those in a `not` too, else None."""
    old, new = scene.old_keys, scene.new_keys
    if not 0 < len(old) == len(new) <= MOST_WRITTEN_OUT or old == new:
        return None
    if all(x == y or _mistyped(x, y, scene) for x, y in zip(old, new, strict=True)):
        return Fired(STYLE, Category.SPELLING, f"spelling: {step(scene.old, scene.new)}")
    return None


def _same_words(old: list[str], new: list[str], scene: Scene) -> bool:
    """Say whether every word gave way to one that says the same."""
    return bool(old) and len(old) == len(new) and all(_same_word(x, y, scene) for x, y in zip(old, new, strict=True))


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


def _respelled(x: str, y: str, scene: Scene) -> bool:
    """Say whether two lower-case words look like two spellings of one word rather than two words."""
    if not (x.isalnum() and y.isalpha()) or x[:1].isdigit() or min(len(x), len(y)) < 3:
        return False
    if min(len(x), len(y)) == 3:  # One letter more at the end: band -> ban, las -> last.
        alike = abs(len(x) - len(y)) == 1 and (x.startswith(y) or y.startswith(x))
    else:
        alike = x[0] == y[0] and Indel.normalized_similarity(folded(x), folded(y)) >= ALIKE
    if not alike or scene.names[0] or scene.names[1] or other_place(scene):
        return False
    tables = scene.tables
    legal = tables.legal.keys() - tables.legal_or_not
    forms = any(x in side and y in side for pair in tables.directions for side in pair)  # file -> filed
    special = (
        frozenset[str]() if forms else tables.direction_words,
        tables.lexicon.numbers,
        legal,
        tables.lexicon.negations,
    )
    return not (any(x in words or y in words for words in special) or scene.dates[0] or scene.dates[1])


def _mistyped(x: str, y: str, scene: Scene) -> bool:
    """
    Say whether a slip of the keys made one of two words of the other: `hte` and `the`, `th` and `the`, `ocmmittee`.

    Short words are near each other too often, so that one must be among the commonest and the other no word that
    any list knows; without a vowel it may lack a letter.
    """
    if not (x.isalpha() and y.isalpha()) or scene.names[0] or scene.names[1]:
        return False
    if min(len(x), len(y)) >= LONG_ENOUGH:
        return _swapped(x, y) and scene.tables.direction_words.isdisjoint((x, y))
    lex = scene.tables.lexicon
    common = lex.stop | lex.negations
    slip, meant = (x, y) if y in common else (y, x)
    if meant not in common or slip in common or slip in scene.tables.near_words:
        return False
    lacks = len(slip) + 1 == len(meant) and not _VOWEL.search(slip) and Indel.distance(slip, meant) == 1
    return lacks or (len(meant) > 2 and _swapped(slip, meant))


def _swapped(x: str, y: str) -> bool:
    """Say whether two neighbouring letters changed their places and nothing else did."""
    if len(x) != len(y):
        return False
    other = [at for at in range(len(x)) if x[at] != y[at]]
    if len(other) != 2 or other[1] != other[0] + 1:
        return False
    return x[other[0]] == y[other[1]] and x[other[1]] == y[other[0]]
