"""
Know what somebody is, and who says something, where no list knows the word.

`the surgeon Paul Moss` and `Paul Moss, a former nurse,` say what Moss is;
`residents said` and `according to residents` say who speaks. That the words
stand there tells it, whatever they are.
"""

import re
from collections.abc import Iterator

from revtrack.diff.rules.fired import MATERIAL, Fired, step
from revtrack.diff.rules.marking import CAPITAL, DATE, FIGURE
from revtrack.diff.rules.scene import Scene, keys_of
from revtrack.model import Category
from revtrack.text import key

LONGEST = 3
"""Words of meaning by which a speaker or role without a name is told."""
BESIDE = 40
"""Characters beside a change in which the words next to it stand."""
_INVERTED = re.compile(r"(?:^|[,;:”\"»)]\s*)([\w'’]+)(\s+[\w'’]+)?\s*$")
"""A word behind a mark, an article or `to` behind it perhaps, before the change: `, said the`, `According to`."""
_APART = ',;:.!?)”"»'
"""Marks that part what is said of someone from what follows."""


def roles(scene: Scene) -> Iterator[Fired]:
    """Yield that what somebody is, or who says something, gave way to another, told by words that are no names."""
    if scene.whole or not (0 < len(scene.old_content) <= LONGEST and 0 < len(scene.new_content) <= LONGEST):
        return
    no_names = CAPITAL if scene.tables.lexicon.code != "de" else 0
    if scene.marks & (FIGURE | DATE | no_names) or not set(scene.old_content).isdisjoint(scene.new_content):
        return
    text, t, start = scene.after.text, scene.tile, scene.after_sentence.span.start
    before, behind = text[max(start, t.b0 - BESIDE) : t.b0], text[t.b1 : t.b1 + BESIDE]
    if _speaks(scene, before, behind):
        yield Fired(MATERIAL, Category.ATTRIBUTION, f"another speaker: {step(scene.old, scene.new)}")
    elif _is_beside_name(scene, before, behind):
        yield Fired(MATERIAL, Category.TITLE, f"title or role changed: {step(scene.old, scene.new)}")


def _speaks(scene: Scene, before: str, behind: str) -> bool:
    """Say whether the changed words stand right before a verb of speech, or behind one that a mark parts off."""
    lex = scene.tables.lexicon
    following = keys_of(behind)[:1]
    if following and following[0] in lex.speech and behind[:1] == " ":
        return True
    match = _INVERTED.search(before)
    if match is None or behind.lstrip()[:1] not in ("", *_APART):
        return False
    verb = key(match[1])
    return (
        verb in lex.speech and verb not in scene.tables.listened and (not match[2] or key(match[2].strip()) in lex.stop)
    )


def _is_beside_name(scene: Scene, before: str, behind: str) -> bool:
    """Say whether one word stands between an article and a name, or a few words are all that is said between commas."""
    articles, lead, following = scene.tables.articles, keys_of(before), behind.split()
    if len(scene.old_keys) == len(scene.new_keys) == 1 and lead and lead[-1] in articles and behind[:1] == " ":
        names = 2 if scene.tables.lexicon.code == "de" else 1  # any German noun has a capital
        named = following[:names]
        if all(word[:1].isupper() for word in named) and " ".join(named) in scene.before_sentence.text:
            return len(named) == names
    name, comma, article = before.rpartition(",")
    return (
        bool(comma) and behind[:1] in (",", ".") and name[-1:].isalpha() and set(keys_of(article)) <= articles
        and len(name.split()) > 1 and name.split()[-1][:1].isupper()
    )  # fmt: skip
