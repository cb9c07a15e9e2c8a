"""Know text about the page rather than the story: promotion, credits, time stamps, tickers, wire tags."""

import re

from revtrack.diff.rules.fired import STYLE, Fired
from revtrack.diff.rules.marking import DATE, FIGURE, SERVICE, TAG
from revtrack.diff.rules.scene import Scene
from revtrack.model import BlockKind, Category
from revtrack.text import key

BARE = 2
"""Words of meaning up to which a line is a label, such as `Advertisement`."""

LABEL = 6
"""Words of a line up to which it may be a time stamp of the page: `Last updated 10 minutes ago`."""

LONGEST_LABEL = 120
"""The same in characters, told without cutting it into words."""

MOST_TICKERS = 80
"""Characters of an edit up to which it may be nothing but tickers."""

_TICKER = re.compile(r"(?:\s*\(?\s*[A-Za-z0-9]{1,6}\.[A-Z]{1,3}\s*\)?\s*){1,4}|\s*<[^>]{1,30}>\.?\s*")

_COUNT = re.compile(
    r"\W{0,3}(?:(?:photo|image|picture|slide|bild|foto|imagen|immagine|imagem|diapo) )?"
    r"\d{1,3} ?(?:of|/|von|sur|de|di|van) ?\d{1,3}\b ?(?:[|:–—-]|\n|$)",
    re.I,
)
"""Where a picture stands in a gallery."""

_DATED = re.compile(
    r"\W*(?:©|copyright\b|(?:(?:last|first|originally) )?(?:modified|updated|reviewed|revised|published|posted)\b)",
    re.I,
)
"""Opens a line that dates the page, beside what extraction takes for one."""

_LEAD = re.compile(r"(?:[A-Z]{4,}|[A-Z][a-z]{4,}(?=:))(?:[\s-]+\d+)?\s*[-:–]\s*")


def furniture(scene: Scene) -> Fired | None:
    """Return what a change of text about the page is: promotion, credits, tickers, wire tags."""
    phrase = _service(scene) if scene.marks & SERVICE else None
    if phrase is not None:
        return Fired(STYLE, Category.STYLE, f"text about the page: {phrase.strip()}")
    if scene.old_marks & scene.new_marks & (FIGURE | DATE) and (_stamp(scene) or _dated_line(scene)):
        return Fired(STYLE, Category.STYLE, "a time stamp of the page")
    if scene.old_marks & scene.new_marks & FIGURE and _counts_pictures(scene):
        return Fired(STYLE, Category.STYLE, "how many pictures a gallery has")
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


def _counts_pictures(scene: Scene) -> bool:
    """Say whether only the count of a gallery changed, which stands before its captions: `1 of 6 | The hall`."""
    was, now = _COUNT.match(scene.before_sentence.text), _COUNT.match(scene.after_sentence.text)
    if was is None or now is None:
        return False
    return scene.before_sentence.text[was.end() :] == scene.after_sentence.text[now.end() :]


def _stamp(scene: Scene) -> bool:
    """Say whether the change stands in a line that says how long ago the page was renewed."""
    if len(scene.before_sentence.text) > LONGEST_LABEL:
        return False
    tables, line = scene.tables, scene.before_keys
    told = scene.before_sentence.key_set & scene.after_sentence.key_set
    return len(line) <= LABEL and not tables.tags.isdisjoint(line[:2]) and not tables.service_words.isdisjoint(told)


def _dated_line(scene: Scene) -> bool:
    """Say whether nothing but the date changed in a line that dates the page: `Last modified: May 3`, `© 2025`."""
    old, new = scene.before_sentence.text.strip(), scene.after_sentence.text.strip()
    if scene.kind is BlockKind.HEADLINE or max(len(old), len(new)) > LONGEST_LABEL or not _DATED.match(new):
        return False
    return bool(_DATED.match(old)) and len(scene.after_keys) <= LABEL + LABEL and new[-1] not in ".!?"


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
