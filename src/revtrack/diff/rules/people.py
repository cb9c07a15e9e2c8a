"""Know changed names, titles, places, quoted words and speakers."""

import re
from collections.abc import Iterator
from itertools import takewhile

from rapidfuzz.distance import Indel

from revtrack.diff.rules.fired import CRITICAL, MATERIAL, MINOR, Fired, shown, step
from revtrack.diff.rules.marking import RANK, TITLE
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.model import Category, Document
from revtrack.text import Name

SPELLED_ALIKE = 0.6
"""Similarity of letters from which two names are spellings of one."""
_ALIKE, _ENDING = 4, 3
"""Letters two place names begin with alike, and letters in which one goes on otherwise, at least."""

_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^«»]*(?:»|$)|„[^„“”]*(?:[“”]|$)|「[^」]*(?:」|$)")

_OPENING = '“"«„「'


def people(scene: Scene) -> Iterator[Fired]:
    """Yield what changed names and titles mean."""
    titled = scene.marks & TITLE
    ranked = scene.marks & RANK and _ranked(scene)
    if not titled and not ranked and not _has_capitals(scene.old + scene.new):
        return
    gone, come = scene.names
    if not gone and not come and other_place(scene):
        yield Fired(MATERIAL, Category.PLACE, f"place spelt differently: {step(scene.old, scene.new)}")
    if gone and come and not scene.whole:
        yield _replaced(scene, gone[0], come[0])
    elif gone and scene.new_keys and not scene.whole:
        yield Fired(MINOR, Category.NAME, f"a name gave way to words: {step(scene.old, scene.new)}")
    elif gone and not scene.whole:
        if not scene.come and not set(keys_of(gone[0].text)).isdisjoint(scene.after_keys):
            yield Fired(MINOR, Category.NAME, f"a name is given in another form: {shown(scene.old.strip())} left out")
        elif gone[0].text in scene.after.text:
            yield Fired(MINOR, Category.NAME, f"a name that stands elsewhere was taken out: {gone[0].text}")
        else:
            yield Fired(CRITICAL, Category.NAME, f"a name was taken out: {gone[0].text}")
    elif come and not scene.whole:
        if _inside(scene, come[0]):
            yield Fired(MATERIAL, Category.NAME, f"a word was put into a name: {come[0].text}")
        else:
            yield Fired(MINOR, Category.NAME, f"a name was added: {come[0].text}")
    if titled or ranked:
        yield from _titles(scene, ranked=bool(ranked))


def _has_capitals(text: str) -> bool:
    return text != text.lower()


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
    if short.replace(".", "") == initials or x < y or y < x or long.lower() == short.lower() + "s":
        return Fired(MINOR, Category.NAME, f"a name is given in another form: {step(old.text, new.text)}")
    kind = Category.PLACE if _is_place(scene, old) and _is_place(scene, new, after=True) else Category.NAME
    if Indel.normalized_similarity(" ".join(sorted(x - y)), " ".join(sorted(y - x))) >= SPELLED_ALIKE:
        return Fired(MATERIAL, kind, f"{kind.value} spelt differently: {step(old.text, new.text)}")
    return Fired(MATERIAL, kind, f"{kind.value} changed: {step(old.text, new.text)}")


def _is_place(scene: Scene, name: Name, *, after: bool = False) -> bool:
    """Say whether *name* reads like a place: `in Harbour Town`, `Canal Street`, `the road of Harbour`."""
    if name.title:
        return False
    words = keys_of(name.text)
    if words and words[-1] in scene.tables.place_words:
        return True
    sentence = scene.after_sentence if after else scene.before_sentence
    lead = keys_of(sentence.text[: name.span.start])
    if len(lead) > 1 and lead[-1] in scene.tables.place_joints and lead[-2] in scene.tables.place_heads:
        return True
    return bool(lead) and lead[-1] in scene.tables.place_before


def other_place(scene: Scene) -> bool:
    """
    Say whether one German noun where a place stands gave way to another that begins alike: `bei Reichenau`, `-bach`.

    Every German noun has a capital, so that such a name is none by itself; endings of inflection are no other word.
    """
    old, new = scene.old.strip(), scene.new.strip()
    if scene.tables.lexicon.code != "de" or not (old.isalpha() and new.isalpha() and old[0].isupper()):
        return False
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if alike < _ALIKE or max(len(old), len(new)) - alike < _ENDING:
        return False
    sentence = scene.before_sentence
    lead = keys_of(sentence.text[: max(0, scene.tile.a0 - sentence.span.start)])
    return bool(lead) and lead[-1] in scene.tables.place_before


def _titles(scene: Scene, *, ranked: bool) -> Iterator[Fired]:
    titles = scene.tables.lexicon.titles
    old, new = [w for w in scene.gone if w.rstrip(".") in titles], [w for w in scene.come if w.rstrip(".") in titles]
    if (old and new) or ranked:
        yield Fired(MATERIAL, Category.TITLE, f"title or role changed: {step(scene.old, scene.new)}")
    elif (old or new) and scene.old_content and scene.new_content:
        yield Fired(MINOR, Category.TITLE, f"title or role changed: {step(scene.old, scene.new)}")


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
    titles, bare = scene.tables.lexicon.titles, word.rpartition("'")[2]
    if any(word.startswith(p) and word[len(p) :] in titles & others for p in scene.tables.rank_prefixes):
        return True
    if bare not in scene.tables.rank_words or word not in words:
        return False
    at = words.index(word)
    beside = {*words[max(0, at - 1) : at], *words[at + 1 : at + 2]} - scene.tables.rank_words
    return not beside.isdisjoint(titles & others)


def quotes(scene: Scene) -> Iterator[Fired]:
    """Yield that words inside quotation marks were altered, put in or taken out."""
    if scene.whole:
        return
    t = scene.tile
    if inside_quotation(scene.before, t.a0, t.a1) and inside_quotation(scene.after, t.b0, t.b1):
        yield Fired(CRITICAL, Category.QUOTE, f"words inside quotation marks changed: {step(scene.old, scene.new)}")
        return
    lost = [q for q in _QUOTED.findall(scene.old) if len(q) > 14 and q.strip('“”"«»„') not in scene.after.text]
    if lost and scene.new.strip():
        yield Fired(MATERIAL, Category.QUOTE, f"a quotation was taken out: {shown(lost[0])}")


def inside_quotation(document: Document, start: int, end: int) -> bool:
    """Say whether `start:end` of the text lies within quotation marks of its block."""
    if not document.blocks:
        return False
    span = document.span(document.block_at(start))
    if span.length > 20_000 or end > span.end:
        return False
    if not any(document.text.find(mark, span.start, start) >= 0 for mark in _OPENING):
        return False
    text = span.of(document.text)
    return any(
        span.start + match.start() < start and end <= span.start + match.end() - 1 for match in _QUOTED.finditer(text)
    )
