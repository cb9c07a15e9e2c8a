"""Know changed names, titles and places."""

import re
from collections.abc import Iterator
from itertools import takewhile

from rapidfuzz.distance import Indel

from revtrack.diff.rules.fired import CRITICAL, MATERIAL, MINOR, Fired, shown, step
from revtrack.diff.rules.marking import RANK, TITLE
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.model import BlockKind, Category
from revtrack.text import Name, is_title, key, lexicon, tokens, words

SPELLED_ALIKE = 0.6
"""Similarity of letters from which two names are spellings of one."""
_SPEAKER = 4
"""Words of meaning by which a speaker is named: name, first name, role."""
_SHORTEST_FIRST = 3
"""Letters of a short first name."""
_ALIKE, _ENDING = 4, 3
"""Letters two place names begin with alike, and letters in which one goes on otherwise, at least."""

_LAST_NAME = re.compile(r"(?:\b[A-Z][\w.'’-]+ ){0,2}\b[A-Z][\w.'’-]+, $")
"""The name before a comma that a place stands behind: `in Trenholm, Ohio`."""


def people(scene: Scene) -> Iterator[Fired]:
    """Yield what changed names and titles mean."""
    if scene.old_keys and sorted(scene.old_keys) == sorted(scene.new_keys) and exchanged_names(scene):
        yield Fired(MATERIAL, Category.NAME, f"names exchanged their places: {step(scene.old, scene.new)}")
        return
    titled = scene.marks & TITLE
    ranked = scene.marks & RANK and _ranked(scene)
    if not titled and not ranked and not _has_capitals(scene.old + scene.new):
        if _in_title(scene):
            yield Fired(MATERIAL, Category.TITLE, f"title or role changed: {step(scene.old, scene.new)}")
        return
    gone, come = scene.names
    if not gone and not come and other_place(scene):
        yield Fired(MATERIAL, Category.PLACE, f"another place: {step(scene.old, scene.new)}")
    if gone and come and not scene.whole:
        yield _replaced(scene, gone[0], come[0])
    elif gone and scene.new_keys and not scene.whole:
        yield Fired(MINOR, Category.NAME, f"a name gave way to words: {step(scene.old, scene.new)}")
    elif gone and not scene.whole:
        if not scene.come and _still_named(scene, gone[0]):
            yield Fired(MINOR, Category.NAME, f"a name is given in another form: {shown(scene.old.strip())} left out")
        elif gone[0].text in scene.after.text:
            yield Fired(MINOR, Category.NAME, f"a name that stands elsewhere was taken out: {gone[0].text}")
        else:
            level = MATERIAL if _was_speaker(scene) or any(char.isdigit() for char in gone[0].text) else CRITICAL
            yield Fired(level, Category.NAME, f"a name was taken out: {gone[0].text}")
    elif come and not scene.whole:
        if _inside(scene, come[0]):
            yield Fired(MATERIAL, Category.NAME, f"a word was put into a name: {come[0].text}")
        else:
            yield Fired(MINOR, Category.NAME, f"a name was added: {come[0].text}")
    if titled or ranked:
        yield from _titles(scene, ranked=bool(ranked))


_LISTS = frozenset(["and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of"])
"""Words between names that stand side by side, in any order."""


def exchanged_names(scene: Scene) -> bool:
    """Say whether two names stand in each other's place, all else the same: `X beat Y` -> `Y beat X`."""
    if not _has_capitals(scene.old) or not _has_capitals(scene.new):
        return False
    (old, left), (new, right) = (_around_names(text, scene.tables.lexicon.code) for text in (scene.old, scene.new))
    if left != right or old == new or sorted(old) != sorted(new):
        return False
    listed = all(word in _LISTS or not word[0].isalnum() for words in left for word in words)
    return not listed or scene.kind is BlockKind.CAPTION


def _around_names(text: str, code: str) -> tuple[list[str], list[list[str]]]:
    """Return the names of *text* and the words before, between and behind them."""
    found = [token for token in tokens(text) if token.text[:1].isupper() and key(token.text) not in lexicon(code).stop]
    names: list[str] = []
    around: list[list[str]] = []
    at = end = 0
    for token in found:
        if names and not text[end : token.start].strip():
            names[-1] += " " + token.text
        else:
            names.append(token.text)
            around.append([key(word) for word in words(text[at : token.start])])
        at = end = token.end
    return names, [*around, [key(word) for word in words(text[at:])]]


def _has_capitals(text: str) -> bool:
    return text != text.lower()


def _was_speaker(scene: Scene) -> bool:
    """Say whether nothing but who said it was taken out: `, Hale said`."""
    speech = scene.tables.lexicon.speech
    return len(scene.old_content) <= _SPEAKER and not speech.isdisjoint(scene.old_keys)


def _still_named(scene: Scene, name: Name) -> bool:
    """Say whether part of *name* still stands; in German, where any noun may stand before it, its last word."""
    parts = keys_of(name.text)
    return not set(parts[-1:] if scene.tables.lexicon.code == "de" else parts).isdisjoint(scene.after_keys)


def _inside(scene: Scene, name: Name) -> bool:
    """Say whether words, more than an initial, were put between those of a name that stood already."""
    start = scene.tile.b0 - scene.after_sentence.span.start
    end = start + len(scene.new.rstrip())
    lead, rest = name.text[: max(0, start - name.span.start)], name.text[max(0, end - name.span.start) :]
    stood = set(keys_of(lead + " " + rest))
    return (
        name.span.start < start and end < name.span.end and any(len(word.strip(".")) > 1 for word in scene.new_keys)
        and not any(char in scene.new for char in '“"(,') and stood <= scene.before_sentence.key_set
    )  # fmt: skip


def _replaced(scene: Scene, old: Name, new: Name) -> Fired:
    x, y = set(keys_of(old.text)), set(keys_of(new.text))
    short, long = sorted((old.text, new.text), key=len)
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    if short.replace(".", "") == initials or x < y or y < x or _is_plural(short, long):
        return Fired(MINOR, Category.NAME, f"a name is given in another form: {step(old.text, new.text)}")
    if all(is_title(word, scene.tables.lexicon) for word in x ^ y) and x - y and y - x:
        return Fired(MATERIAL, Category.TITLE, f"title or role changed: {step(old.text, new.text)}")
    if _is_short_form(old.text, new.text):
        return Fired(MINOR, Category.NAME, f"a name is given in another form: {step(old.text, new.text)}")
    if len(x - y) == len(y - x) == 1 and _of_one_meaning((x - y).pop(), (y - x).pop(), scene):
        return Fired(MINOR, Category.NAME, f"a name is given in another form: {step(old.text, new.text)}")
    kind = Category.PLACE if _is_place(scene, old) and _is_place(scene, new, after=True) else Category.NAME
    if Indel.normalized_similarity(" ".join(sorted(x - y)), " ".join(sorted(y - x))) >= SPELLED_ALIKE:
        return Fired(MATERIAL, kind, f"{kind.value} spelt differently: {step(old.text, new.text)}")
    return Fired(MATERIAL, kind, f"{kind.value} changed: {step(old.text, new.text)}")


def _of_one_meaning(old: str, new: str, scene: Scene) -> bool:
    """Say whether house style lets one word of a name take the other's place: `Privacy Policy`, `Privacy Notice`."""
    same = scene.tables.same
    return not same.get(old, frozenset()).isdisjoint(same.get(new, frozenset()))


def _is_short_form(old: str, new: str) -> bool:
    """Say whether a first name was shortened or given in full: `Ray Stokes` -> `Raymond Stokes`."""
    left, right = keys_of(old), keys_of(new)
    other = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    if len(left) != len(right) or len(other) != 1 or left[-1] != right[-1]:
        return False
    short, long = sorted(other[0], key=len)
    return len(short) >= _SHORTEST_FIRST and long.startswith(short) and len(long) > len(short) + 1


def _is_plural(short: str, long: str) -> bool:
    """Say whether a name of one word was put into the plural; a surname behind a first name is spelt otherwise."""
    return " " not in short and long.lower() == short.lower() + "s"


def _is_place(scene: Scene, name: Name, *, after: bool = False) -> bool:
    """Say whether *name* reads like a place: `in Harbour Town`, `Canal Street`, `the road of Harbour`."""
    if name.title:
        return False
    parts, tables = keys_of(name.text), scene.tables
    if parts and (parts[-1] in tables.place_words or parts[-1].endswith(tables.place_tails)):
        return True
    sentence = scene.after_sentence if after else scene.before_sentence
    lead = keys_of(_LAST_NAME.sub("", sentence.text[: name.span.start]))
    if not lead:
        return False
    if len(lead) > 1 and lead[-1] in tables.place_joints and lead[-2] in tables.place_heads:
        return True
    return lead[-1] in tables.place_before or lead[-1] in tables.place_heads


def other_place(scene: Scene) -> bool:
    """
    Say whether one German noun where a place stands gave way to another: `bei Reichenau`, `in Bremen`, `Lindenstraße`.

    Every German noun has a capital, so that such a name is none by itself. It reads like a place behind `in` without
    an article when it ends like one or begins like the other; endings of inflection are no other word.
    """
    old, new = scene.old.strip(), scene.new.strip()
    if scene.tables.lexicon.code != "de" or not (old.isalpha() and new.isalpha() and old[0].isupper()):
        return False
    sides = key(old), key(new)
    tables, sentence = scene.tables, scene.before_sentence
    if min(len(side) for side in sides) > _ALIKE and all(side.endswith(tables.place_tails) for side in sides):
        return True
    lead = keys_of(sentence.text[: max(0, scene.tile.a0 - sentence.span.start)])
    if not lead or lead[-1] not in tables.place_before:
        return False
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if alike >= _ALIKE and max(len(old), len(new)) - alike >= _ENDING:
        return True
    placed = [side in tables.place_names or side.endswith(tables.place_endings) for side in sides]
    return any(placed) and not any(side.endswith(tables.no_place_endings) for side in sides)


def _titles(scene: Scene, *, ranked: bool) -> Iterator[Fired]:
    old, new = ([w for w in side if is_title(w, scene.tables.lexicon)] for side in (scene.gone, scene.come))
    if (old and new) or ranked or ((old or new) and _beside_a_name(scene)):
        yield Fired(MATERIAL, Category.TITLE, f"title or role changed: {step(scene.old, scene.new)}")
    elif (old or new) and scene.old_content and scene.new_content:
        stop = scene.tables.lexicon.stop
        named = any(w[0].isupper() and key(w) not in stop for w in words(scene.old + " " + scene.new))  # `Holm`
        kind, what = (Category.NAME, "someone is named") if named else (Category.TITLE, "title or role changed")
        yield Fired(MINOR, kind, f"{what}: {step(scene.old, scene.new)}")


def _beside_a_name(scene: Scene) -> bool:
    """Say whether one word gave way to one right before a name that stays, or between two words of one title."""
    if len(scene.old_keys) != 1 or len(scene.new_keys) != 1 or scene.old_keys == scene.new_keys:
        return False
    behind = scene.after.text[scene.tile.b1 : scene.tile.b1 + 40].lstrip(" ")
    return behind[:1].isupper() and behind.split(None, 1)[0] in scene.before_sentence.text


def _in_title(scene: Scene) -> bool:
    """Say whether one word within a title gave way to another: `chief financial officer`, `chief operating officer`."""
    if len(scene.old_keys) != 1 or len(scene.new_keys) != 1:
        return False
    a, t, lex = scene.before_sentence, scene.tile, scene.tables.lexicon
    if not a.marks & TITLE:
        return False
    lead, rest = keys_of(a.text[: t.a0 - a.span.start]), keys_of(a.text[t.a1 - a.span.start :])
    return bool(lead and rest) and is_title(lead[-1], lex) and is_title(rest[0], lex)


def _ranked(scene: Scene) -> bool:
    """Say whether a word of rank came to a title or left it: `deputy mayor`, `mayor`."""
    return any(
        _rank_of(word, words, others, scene)
        for changed, words, others in (
            (scene.gone, scene.before_keys, scene.after_sentence.key_set),
            (scene.come, scene.after_keys, scene.before_sentence.key_set),
        )
        for word in changed
    )


def _rank_of(word: str, words: list[str], others: frozenset[str], scene: Scene) -> bool:
    """Say whether *word* of *words* lends rank to a title that *others* have without it."""
    lex, bare = scene.tables.lexicon, word.rpartition("'")[2]
    if any(word.startswith(p) and is_title(word[len(p) :].lstrip("-"), lex) for p in scene.tables.rank_prefixes):
        return any(word.startswith(p) and word[len(p) :].lstrip("-") in others for p in scene.tables.rank_prefixes)
    if bare not in scene.tables.rank_words or word not in words:
        return False
    at = words.index(word)
    beside = {*words[max(0, at - 1) : at], *words[at + 1 : at + 3]} - scene.tables.rank_words
    return any(is_title(other, lex) and other in others for other in beside)
