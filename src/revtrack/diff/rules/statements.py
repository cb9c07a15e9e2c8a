"""Know words that turn a statement: negation, certainty, direction, legal status, who says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from revtrack.diff.rules.concepts import is_another_verb
from revtrack.diff.rules.fired import CRITICAL, MATERIAL, MINOR, Fired, shown, step
from revtrack.diff.rules.marking import COUNT, DIRECTION, FIGURE, LEGAL, MODALITY, NEGATION, REACHING, SPEECH
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.diff.rules.tables import spaced
from revtrack.model import Category
from revtrack.text import stem, words

BEHIND = 3
"""Words within which a superlative speaks of what follows it."""
BOUNDS = frozenset(["at"])
"""Words that make a bound of a superlative behind them: `at least`."""
SHORT = 60
"""Characters of what came or went behind it: more is another statement."""


def statements(scene: Scene) -> Iterator[Fired]:
    """Yield what changed words do to the statement they stand in."""
    if not (scene.old.strip() and scene.new.strip()) and len(scene.old + scene.new) <= SHORT:
        yield from _range(scene)
    if scene.new_content and not scene.whole:
        yield from _narrowed(scene)
    if scene.old_content or scene.new_content or scene.marks & DIRECTION:
        yield from _opposed(scene)
        yield from _prefixed(scene)
    marks = scene.marks
    if not marks & (NEGATION | DIRECTION | LEGAL | MODALITY | REACHING | SPEECH | COUNT) or scene.whole:
        return
    if marks & NEGATION:
        yield from _negation(scene)
        yield from _not_alone(scene)
    if scene.old_marks & scene.new_marks & DIRECTION:
        yield from _direction(scene)
    if marks & LEGAL:
        yield from _legal(scene)
    if marks & MODALITY:
        yield from _modality(scene)
    if marks & (REACHING | COUNT):
        yield from _reach(scene)
        yield from _one_of(scene)
    if marks & SPEECH:
        yield from _speech(scene)


PHRASE = 5
"""Words of a change up to which a phrase in it has taken the place of another."""

DENIABLE = 5
"""Letters of a word from which a prefix may deny it; `form` and `inform` are two words."""

_ENDED = re.compile(r"[.!?…][\"”’)]*\s")

OWN = 2
"""Words of meaning from which what was added behind a comma or joiner is a clause of its own."""
CLAUSE = 12
"""Words from which a changed stretch is a statement of its own: a negation in it does not turn the old one round."""


def _negation(scene: Scene) -> Iterator[Fired]:
    old, new = _denying(scene, scene.old_keys), _denying(scene, scene.new_keys)
    if bool(old) == bool(new):
        return
    before, after = _denying(scene, scene.before_keys), _denying(scene, scene.after_keys)
    if bool(before) != bool(after):
        what = f"negation added: {sorted(new)[0]}" if new else f"negation taken out: {sorted(old)[0]}"
        own = len(scene.new_keys if new else scene.old_keys) > CLAUSE or _own_clause(scene)
        yield Fired(MATERIAL if own else CRITICAL, Category.NEGATION, what)
    elif _only_denies(scene, old or new):
        yield Fired(MATERIAL, Category.NEGATION, f"negation {'taken out' if old else 'added'}: {min(old or new)}")


def other_verb(scene: Scene) -> Fired | None:
    """Return that the particle of a verb gave way to one that makes another verb of it: `put forward`, `put off`."""
    if scene.tables.lexicon.code != "en" or len(scene.old_keys) != 1 or len(scene.new_keys) != 1:
        return None
    lead = keys_of(scene.before_sentence.text[: max(0, scene.tile.a0 - scene.before_sentence.span.start)])[-1:]
    if not lead or not is_another_verb(lead[0], scene.old_keys[0], scene.new_keys[0]):
        return None
    return Fired(MATERIAL, Category.WORDING, f"another verb: {lead[0]} {step(scene.old, scene.new)}")


def _only_denies(scene: Scene, denying: set[str]) -> bool:
    """Say whether nothing but a negation came or went, in a sentence that denies something else: `did`, `did not`."""
    short, long = sorted((scene.old_keys, scene.new_keys), key=len)
    if len(long) != 1 or not denying or (short and not long[0].startswith(short[0])):
        return False
    sentence, at = (
        (scene.before_sentence, scene.tile.a0) if scene.old.strip() else (scene.after_sentence, scene.tile.b0)
    )
    start = at - sentence.span.start
    beside = {*keys_of(sentence.text[:start])[-1:], *keys_of(sentence.text[start:])[1:2]}
    return beside.isdisjoint(denying)


def _denying(scene: Scene, told: list[str]) -> set[str]:
    """Return the words of negation among those *told* that do deny something."""
    denying = scene.tables.lexicon.negations
    found = {word for word in told if word in denying}
    if found:
        line = spaced(told)
        for phrase in scene.tables.no_negation:
            line = line.replace(phrase, " ")
        found = found.intersection(line.split())
    return found


def _not_alone(scene: Scene) -> Iterator[Fired]:
    """Yield that a statement held for more than what it names, or does now: `not only covers` -> `covers`."""
    old, new = (spaced(line) for line in (scene.before_keys, scene.after_keys))
    for phrase in scene.tables.not_alone:
        told = [phrase in spaced(line) for line in (scene.old_keys, scene.new_keys)]
        if any(told) and (phrase in old) != (phrase in new) and set(scene.gone + scene.come) <= set(phrase.split()):
            what = "taken out" if told[0] else "added"
            yield Fired(MATERIAL, Category.MODALITY, f"how far it goes changed: {phrase.strip()} {what}")
            return


def _own_clause(scene: Scene) -> bool:
    """
    Say whether a clause of its own was added to the sentence, which leaves what stood as it was: `, but no ...`.

    So it is with words that came or went in which a sentence ends.
    """
    words = scene.new.strip()
    if not (words and scene.old.strip()) and _ENDED.search(words or scene.old.strip()):
        return True
    if scene.old.strip() or len(scene.new_content) < OWN:
        return False
    return words[0] in ",;—–(" or scene.new_keys[0] in scene.tables.lexicon.joiners


def _direction(scene: Scene) -> Iterator[Fired]:
    gone, come = set(scene.told_gone), set(scene.told_come)
    for left, right in scene.tables.directions:
        for x, y in ((left, right), (right, left)):
            old, new = gone & x, come & y
            if old and new and not gone & y and not come & x:
                yield Fired(CRITICAL, Category.DIRECTION, f"turned round: {sorted(old)[0]} -> {sorted(new)[0]}")
                return


def _prefixed(scene: Scene) -> Iterator[Fired]:
    """Yield that a word gave way to the same with a prefix that denies it: `approval` -> `disapproval`."""
    if len(scene.old_keys) != 1 or len(scene.new_keys) != 1:
        return
    short, long = sorted((scene.old_keys[0], scene.new_keys[0]), key=len)
    if len(short) >= DENIABLE and long.endswith(short) and long[: -len(short)] in scene.tables.denying_prefixes:
        yield Fired(CRITICAL, Category.DIRECTION, f"turned round: {scene.old_keys[0]} -> {scene.new_keys[0]}")


def _opposed(scene: Scene) -> Iterator[Fired]:
    """Yield that a phrase gave way to its opposite: in favour of -> against."""
    old, new = scene.old_keys, scene.new_keys
    if not 0 < min(len(old), len(new)) <= max(len(old), len(new)) <= PHRASE:
        return
    x, y = spaced(old), spaced(new)
    bounds = () if scene.marks & (FIGURE | COUNT) else scene.tables.bounds
    for left, right in (*scene.tables.opposites, *bounds):
        for had, has in ((left, right), (right, left)):
            if had in x and has in y and has not in x and had not in y:
                yield Fired(CRITICAL, Category.DIRECTION, f"turned round: {had.strip()} -> {has.strip()}")
                return


def _stages(words: list[str], table: Mapping[str, int]) -> dict[int, str]:
    return {table[word]: word for word in words if word in table}


def _legal(scene: Scene) -> Iterator[Fired]:
    tables = scene.tables
    old, new = (
        _stages([word for word in changed if not tables.only_prices(word, line)], tables.legal)
        for changed, line in ((scene.told_gone, scene.before_keys), (scene.told_come, scene.after_keys))
    )
    if old and new:
        if set(old) != set(new):
            yield Fired(
                CRITICAL,
                Category.LEGAL,
                f"legal status changed: {step(next(iter(old.values())), next(iter(new.values())))}",
            )
        return
    plain = [word for word in (*old.values(), *new.values()) if word not in tables.legal_or_not]
    if plain:
        what = "taken out" if old else "added"
        yield Fired(MATERIAL, Category.LEGAL, f"word of legal status {what}: {plain[0]}")


def _modality(scene: Scene) -> Iterator[Fired]:
    modality = scene.tables.modality
    old, new = (
        _stages(_no_months(scene, scene.told_gone), modality),
        _stages(_no_months(scene, scene.told_come), modality),
    )
    old, new = _no_nouns(scene, old, scene.before_keys), _no_nouns(scene, new, scene.after_keys)
    forms = {stem(word) for word in scene.old_keys}, {stem(word) for word in scene.new_keys}
    old = {stage: word for stage, word in old.items() if stem(word) not in forms[1]}
    new = {stage: word for stage, word in new.items() if stem(word) not in forms[0]}
    if set(old) == set(new) or _recoloured(scene, [*old.values(), *new.values()]):
        return
    if old and new:
        yield Fired(
            MATERIAL,
            Category.MODALITY,
            f"how sure it is changed: {step(next(iter(old.values())), next(iter(new.values())))}",
        )
    elif old:
        yield Fired(MATERIAL, Category.MODALITY, f"hedge or claim word taken out: {next(iter(old.values()))}")
    else:
        yield Fired(MATERIAL, Category.MODALITY, f"hedge or claim word added: {next(iter(new.values()))}")


def _no_nouns(scene: Scene, hedges: dict[int, str], line: Sequence[str]) -> dict[int, str]:
    """Return *hedges* without verbs of saying that are nouns in the sentence *line*: to file a claim claims nothing."""
    if not hedges:
        return hedges
    articles, said = scene.tables.articles, {stem(word) for word in scene.tables.speech}
    nouns = {word for before, word in pairwise(line) if before in articles}
    return {stage: word for stage, word in hedges.items() if word not in nouns or stem(word) not in said}


def _recoloured(scene: Scene, hedges: list[str]) -> bool:
    """Say whether *hedges* are but another verb for what someone said: `said` -> `claimed`."""
    old, new = _stages(scene.told_gone, scene.tables.speech), _stages(scene.told_come, scene.tables.speech)
    return bool(old and new) and set(old) != set(new) and {*old.values(), *new.values()}.issuperset(hedges)


def _no_months(scene: Scene, found: list[str]) -> list[str]:
    """Return *found* without names of months: the primary of May is sure."""
    months = scene.tables.lexicon.months
    return [word for word in found if word not in months or word.title() not in words(scene.old + " " + scene.new)]


def _reach(scene: Scene) -> Iterator[Fired]:
    """Yield that a statement now holds for more or fewer, or binds more or less: all -> most, should -> must."""
    gone, come = scene.gone, scene.come
    for ladder in scene.tables.ladders:
        old, new = _stages(gone, ladder), _stages(come, ladder)
        if old and new and set(old) != set(new):
            what = step(next(iter(old.values())), next(iter(new.values())))
            yield Fired(MATERIAL, Category.MODALITY, f"how far it goes changed: {what}")
            return
    limits = scene.tables.limits
    if not gone and len(come) == 1 and come[0] in limits:
        yield Fired(MATERIAL, Category.MODALITY, f"a word of limit added: {come[0]}")
    elif not come and len(gone) == 1 and gone[0] in limits - scene.tables.lexicon.stop:
        yield Fired(MATERIAL, Category.MODALITY, f"a word of limit taken out: {gone[0]}")


def _one_of(scene: Scene) -> Iterator[Fired]:
    """Yield that what was the first of its kind is one of several now, or the other way round: the largest."""
    top = scene.tables.superlatives | scene.tables.most
    if top.isdisjoint(scene.before_sentence.key_set) or top.isdisjoint(scene.after_sentence.key_set):
        return
    old, new = (spaced(words) for words in (scene.before_keys, scene.after_keys))
    for phrase in scene.tables.one_of:
        if (phrase in old) != (phrase in new):
            yield Fired(MATERIAL, Category.MODALITY, f"one of several or the only one: {phrase.strip()}")
            return


def _narrowed(scene: Scene) -> Iterator[Fired]:
    """Yield that what held for all now holds for those described: all households -> households earning more."""
    tables = scene.tables
    if set(scene.new_content) <= set(scene.old_content) or not tables.everyone.search(scene.before_sentence.text):
        return
    words, start = scene.before_keys, scene.tile.b0 - scene.after_sentence.span.start
    rungs = tables.ladders[0]
    lost = [w for w in words if rungs.get(w) == 0 and w not in scene.after_sentence.key_set]
    if not lost:
        return
    lead = keys_of(scene.after_sentence.text[: max(0, start)] + (scene.new if scene.old_content else ""))
    at = words.index(lost[0])
    described = [w for w in words[at + 1 : at + 3] if w in lead and w not in tables.lexicon.stop]
    if described and (lead[-1] == described[0] or described[0] in scene.old_keys):
        what = step(f"{lost[0]} {described[0]}", f"{described[0]} {scene.new.strip()}")
        yield Fired(MATERIAL, Category.MODALITY, f"what held for all was narrowed: {what}")


def _range(scene: Scene) -> Iterator[Fired]:
    """Yield that a word came or went behind a superlative: the first cases is more than the first local cases."""
    if not 0 < len(scene.old_content) + len(scene.new_content) <= BEHIND or "\n" in scene.old + scene.new:
        return
    if scene.dates[0] or scene.dates[1]:
        return  # first elected in 2018
    sentence, at = (
        (scene.after_sentence, scene.tile.b0) if scene.new.strip() else (scene.before_sentence, scene.tile.a0)
    )
    superlatives = scene.tables.superlatives
    if sentence.key_set.isdisjoint(superlatives):
        return
    lead = keys_of(sentence.text[: at - sentence.span.start])[-BEHIND - 1 :]
    top = [
        word for before, word in pairwise(["", *lead][-BEHIND - 1 :]) if word in superlatives and before not in BOUNDS
    ]
    if top:
        what = shown(scene.new.strip() or scene.old.strip())
        yield Fired(MATERIAL, Category.MODALITY, f"what “{top[-1]}” ranges over changed: {what}")


def _inside(scene: Scene) -> set[str]:
    """Return the changed words but those that open a sentence: a capital there makes no name."""
    old, new = words(scene.old), words(scene.new)
    if scene.tile.a0 == scene.before_sentence.span.start:
        old = old[1:]
    if scene.tile.b0 == scene.after_sentence.span.start:
        new = new[1:]
    return {*old, *new}


def _speech(scene: Scene) -> Iterator[Fired]:
    tables = scene.tables
    old, new = _stages(scene.told_gone, tables.speech), _stages(scene.told_come, tables.speech)
    if old and new and set(old) != set(new):
        yield Fired(
            MATERIAL,
            Category.ATTRIBUTION,
            f"verb of speech coloured: {step(next(iter(old.values())), next(iter(new.values())))}",
        )
        return
    if len(scene.old_keys) == len(scene.new_keys) == 1 and _told_otherwise(scene):
        yield Fired(MINOR, Category.ATTRIBUTION, f"said in another way: {step(scene.old, scene.new)}")
        return
    verbs, named = tables.lexicon.speech, set[str]() if tables.lexicon.code == "de" else _inside(scene)
    had, has = ([w for w in side if w in verbs and w.title() not in named] for side in (scene.gone, scene.come))
    anywhere = any(w in verbs for w in scene.before_keys), any(w in verbs for w in scene.after_keys)
    if had and not anywhere[1]:
        yield Fired(MATERIAL, Category.ATTRIBUTION, f"attribution taken out: {had[0]}")
    elif has and not anywhere[0]:
        yield Fired(MINOR if not scene.old_content else MATERIAL, Category.ATTRIBUTION, f"attribution added: {has[0]}")


def _told_otherwise(scene: Scene) -> bool:
    """Say whether one verb of speech gave way to another, in whatever form: `saying` -> `tweeting`."""
    (old,), (new,) = scene.old_keys, scene.new_keys
    verbs = scene.tables.lexicon.speech
    return old in verbs and new in verbs and stem(old) != stem(new)
