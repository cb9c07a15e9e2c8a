"""Read sentences that came, went or were rewritten."""

from collections import Counter
from collections.abc import Iterator

from revtrack.diff.rules.concepts import names_another, says_the_same
from revtrack.diff.rules.fired import CRITICAL, MATERIAL, MINOR, STYLE, Fired, shown, step
from revtrack.diff.rules.marking import CAPITAL, COUNT, FIGURE, NEGATION, REACHING
from revtrack.diff.rules.quoting import QUOTED
from revtrack.diff.rules.scene import LONGEST, Scene, keys_of
from revtrack.diff.rules.tables import holds
from revtrack.model import BlockKind, Category
from revtrack.text import has_name, lexicon, numbers, opens_with_name, words

LONG = 6
"""Words of meaning from which a passage that came or went is a statement of its own."""

CLAIM = 5
"""The same for a whole sentence that was taken out: who did what with what."""


NEAR = "words near"
"""How the reason begins by which words of one meaning are no isolated change."""

ANOTHER = "another thing is named"
"""How the reason begins by which other words are no copy-editing, whatever else was edited."""

PARAPHRASE = 6
"""Words of a change up to which it may be the same in other words."""

LINE = 6
"""Words of a line that is no sentence and tells a figure, at most."""

POINTER = 20
"""The same of one that tells none: the headline of another article."""

DENIED = 3
"""The degree of certainty of what someone denied or refused."""

FACTS = 600
"""Characters of a passage in which names and numbers in words are looked for."""


LONGEST_TEXT = 50_000
"""Characters of a text up to which a short passage that came or went is looked for elsewhere in it."""


def passages(scene: Scene) -> Iterator[Fired]:
    """Yield what a passage that came, went or was replaced means."""
    old, new = scene.old_content, scene.new_content
    if scene.whole and scene.kind is BlockKind.HEADLINE and _stands_elsewhere(scene):
        yield Fired(STYLE, Category.MOVED, f"the headline stands elsewhere: {shown(scene.old or scene.new)}")
    elif scene.whole and scene.kind is BlockKind.PARAGRAPH and (_stands_elsewhere(scene) or _told_beside(scene)):
        kind = Category.REMOVAL if old else Category.CONTEXT
        yield Fired(MINOR, kind, f"the passage stands elsewhere as well: {shown(scene.old or scene.new)}")
    elif old and not new:
        yield from _removed(scene)
    elif new and not old:
        yield from _added(scene)
    elif old and new:
        gone, come = set(old) - set(new), set(new) - set(old)
        if len(gone) >= 3 and len(come) >= 2 and len(set(old) & set(new)) <= 0.4 * len(set(old)):
            yield Fired(MATERIAL, Category.WORDING, f"a statement was replaced: {step(scene.old, scene.new)}")
        elif len(gone) >= LONG:
            yield Fired(MATERIAL, Category.REMOVAL, f"much of a statement was taken out: {shown(scene.old)}")
        elif gone and come:
            what = f"{NEAR} in meaning" if near_in_meaning(scene) else ANOTHER if _is_another(scene) else "other words"
            yield Fired(MINOR, Category.WORDING, f"{what}: {step(scene.old, scene.new)}")


def near_in_meaning(scene: Scene) -> bool:
    """Say whether a few words gave way to words near in meaning; known of English only."""
    old, new = scene.old_keys, scene.new_keys
    if scene.tables.lexicon.code != "en" or max(len(old), len(new)) > PARAPHRASE or scene.marks & (COUNT | FIGURE):
        return False
    return says_the_same(old, new, scene.tables.lexicon.stop | scene.tables.filler)


def _is_another(scene: Scene) -> bool:
    """Say whether one noun gave way to another thing's; known of English only."""
    old, new = scene.old_keys, scene.new_keys
    if scene.tables.lexicon.code != "en" or scene.marks & (REACHING | COUNT):
        return False
    return len(old) == len(new) == 1 and names_another(old[0], new[0])


def _stands_elsewhere(scene: Scene) -> bool:
    """Say whether whole sentences that came or went stand as often in the other version, too short to be a move."""
    a, b, told = scene.before.text, scene.after.text, (scene.old or scene.new).strip()
    document, at = (scene.before, scene.tile.a0) if scene.old else (scene.after, scene.tile.b0)
    if document.blocks[document.block_at(at)].entry is not None:
        return False  # another entry of a live blog has words of its own
    if not told or max(len(a), len(b)) > LONGEST_TEXT or max(len(scene.old), len(scene.new)) > MOST_MOVED:
        return False
    had, has = a.count(told), b.count(told)
    return has >= had if scene.old else had >= has


def _told_beside(scene: Scene) -> bool:
    """Say whether a sentence that came or went is told by a clause of its paragraph: `who was elected`."""
    told, document = scene.old_content or scene.new_content, scene.before if scene.old else scene.after
    if (
        len(told) < CLAUSE
        or len(told) >= LONG
        or scene.marks & NEGATION
        or not scene.before.blocks
        or not scene.after.blocks
    ):
        return False
    if not scene.tables.accusations.isdisjoint(scene.old_keys or scene.new_keys):
        return False
    stems = []
    for side, at in ((scene.before, scene.tile.a0), (scene.after, scene.tile.b0)):
        text = side.texts[side.block_at(at)][:LONGEST]
        stems.append(Counter(told for _, _, told in scene.tables.marks.of(words(text))[2]))
    with_it, without = stems if document is scene.before else stems[::-1]
    return all(without[word] >= max(1, with_it[word]) for word in told)


CLAUSE = 2
"""Words of meaning of such a sentence at least."""

MOST_MOVED = 200
"""Characters of such a passage."""


def replaced(scene: Scene) -> Iterator[Fired]:
    """Yield that a statement gave way to another one, and what it held against someone."""
    accused = _accused(scene)
    if accused:
        yield Fired(CRITICAL, Category.REMOVAL, f"an accusation was taken out: {accused[0]}")
    yield Fired(MATERIAL, Category.WORDING, f"a statement was replaced: {step(scene.old, scene.new)}")


def _accused(scene: Scene) -> list[str]:
    """Return the words taken out that held something against someone."""
    tables, kept = scene.tables, scene.after_sentence.key_set
    found = [word for word in scene.old_keys if word in tables.accusations and word not in kept]
    return [word for word in found if not tables.only_prices(word, scene.before_keys)]


def _held_against(scene: Scene, keys: list[str]) -> list[str]:
    """Return the words of an added passage that hold something against someone else than the writer."""
    tables = scene.tables
    denied = not tables.lexicon.negations.isdisjoint(keys)
    found = []
    for at, word in enumerate(keys):
        own = tables.lexicon.code == "en" and not OURSELVES.isdisjoint(keys[max(0, at - OWN) : at])
        if word in tables.accusations and (word not in tables.topics or denied) and not own:
            found.append(word)
    return [word for word in sorted(set(found)) if not tables.only_prices(word, keys)]


OURSELVES = frozenset(["i", "we"])
OWN = 2
"""Words before a verb among which the writer who owns up stands: `I misled`, `we have misled`."""


def _facts(text: str, marks: int, code: str, where: str) -> list[str]:
    """Return what a passage of the text *where* carries, in words."""
    found = []
    if any(len(q) > 14 for q in QUOTED.findall(text)):
        found.append("a quotation")
    adverbs = lexicon(code).adverbs
    if marks & FIGURE or (
        marks & COUNT and any(not n.loose and n.text.lower() not in adverbs for n in numbers(text[:FACTS], code))
    ):
        found.append("a number")
    if marks & CAPITAL and (has_name(text[:FACTS], code) or opens_with_name(text, where, code)):
        found.append("a name")
    return found


def _removed(scene: Scene) -> Iterator[Fired]:
    tables = scene.tables
    size = len(scene.old_content)
    accused = _accused(scene) if scene.whole or size >= 3 else []
    if accused:
        yield Fired(CRITICAL, Category.REMOVAL, f"an accusation was taken out: {accused[0]}")
        return
    if scene.whole and holds(scene.old_keys, tables.no_answer):
        yield Fired(MINOR, Category.UPDATE, f"that no answer had come yet was taken out: {shown(scene.old)}")
    elif scene.whole and _is_line(scene):
        yield Fired(MINOR, Category.REMOVAL, f"a line that is no sentence was taken out: {shown(scene.old)}")
    elif scene.whole:
        facts = _facts(scene.old, scene.old_marks, tables.lexicon.code, scene.before.text)
        if facts and (size > 1 or facts != ["a name"]):
            yield Fired(MATERIAL, Category.REMOVAL, f"a passage was taken out that carried {', '.join(facts)}")
        else:
            told = set(scene.old_keys) & (tables.lexicon.speech | tables.lexicon.negations)
            told |= {word for word in scene.old_keys if tables.modality.get(word) == DENIED}
            level = MATERIAL if size >= CLAIM or told else MINOR
            yield Fired(level, Category.REMOVAL, f"a passage was taken out: {shown(scene.old)}")
    elif _about_someone(scene):
        yield Fired(MATERIAL, Category.REMOVAL, f"what was said of someone was taken out: {shown(scene.old)}")
    elif size >= 3 or (size == 2 and scene.old_keys[0] in tables.lexicon.joiners):
        yield Fired(MATERIAL, Category.REMOVAL, f"words were taken out: {shown(scene.old)}")
    else:
        yield Fired(MINOR, Category.REMOVAL, f"words were taken out: {shown(scene.old)}")


def _is_line(scene: Scene) -> bool:
    """Say whether what came or went is one line of a few words without an end: a heading, a pointer to another page."""
    line = (scene.old or scene.new).strip()
    lone = scene.kind is BlockKind.PARAGRAPH and "\n" not in line and line[-1:].isalnum()
    return lone and len(line.split()) <= (LINE if scene.marks & FIGURE else POINTER)


def _about_someone(scene: Scene) -> bool:
    """Say whether a clause between commas that says something of a person or group was taken out."""
    words, tables = scene.old.strip(), scene.tables
    told = scene.old_keys
    if not scene.old_content or "," not in (words[0], words[-1]) or told[0] not in tables.about_opens:
        return False
    lead = keys_of(scene.before_sentence.text[: scene.tile.a0 - scene.before_sentence.span.start])
    return bool(lead) and lead[-1] in tables.people


def _added(scene: Scene) -> Iterator[Fired]:
    tables = scene.tables
    words = set(scene.new_keys)
    if scene.whole:
        denial = [word for word in scene.new_keys if tables.modality.get(word) == DENIED]
        accused = _held_against(scene, scene.new_keys)
        if accused:
            yield Fired(MATERIAL, Category.CONTEXT, f"an accusation was added: {accused[0]}")
        elif denial:
            yield Fired(MATERIAL, Category.CONTEXT, f"a denial or refusal was added: {denial[0]}")
        elif words & tables.update and words & (tables.lexicon.relative_days | tables.lexicon.weekdays.keys()):
            level = MATERIAL if QUOTED.search(scene.new) else MINOR
            yield Fired(level, Category.UPDATE, f"later events were added: {shown(scene.new)}")
        else:
            facts = _facts(scene.new, scene.new_marks, tables.lexicon.code, scene.after.text)
            kind = Category.EXPANSION if len(scene.new_content) >= LONG else Category.CONTEXT
            if "a quotation" in facts or (facts and len(scene.new_content) >= LONG):
                yield Fired(MATERIAL, kind, f"a passage was added that carries {', '.join(facts)}")
            else:
                yield Fired(MINOR, kind, f"a passage was added: {shown(scene.new)}")
    else:
        spoken = len(scene.new_content) >= LONG and words & tables.lexicon.speech
        own = spoken and _facts(scene.new, scene.new_marks, tables.lexicon.code, scene.after.text)
        level = MATERIAL if own else MINOR
        yield Fired(level, Category.CONTEXT, f"words were added: {shown(scene.new)}")
