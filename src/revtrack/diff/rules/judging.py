"""
Give an edit its category and materiality, with every reason that fired.

The strongest rule names the category; all reasons are kept, strongest first.
Changes of the surface end the matter. Where an edit stands has the last word:
a headline weighs more than a paragraph, a note box is the outlet's own word
about the text and not an edit of it.
"""

from revtrack.diff.rules.amounts import conversion, rescaled, same_time
from revtrack.diff.rules.events import events
from revtrack.diff.rules.figures import figures, numbering, same_day
from revtrack.diff.rules.fired import CRITICAL, MATERIAL, MINOR, NONE, STYLE, Fired
from revtrack.diff.rules.furniture import furniture
from revtrack.diff.rules.glyphs import same_text
from revtrack.diff.rules.passages import NEAR, near_in_meaning, passages, replaced
from revtrack.diff.rules.people import people
from revtrack.diff.rules.progress import progress
from revtrack.diff.rules.quoting import quotes
from revtrack.diff.rules.roles import roles
from revtrack.diff.rules.scene import Scene
from revtrack.diff.rules.spelling import slip
from revtrack.diff.rules.statements import other_verb, statements
from revtrack.diff.rules.surface import abbreviation, function_words, house_style
from revtrack.model import BlockKind, Category, Materiality

EMBEDDED = 8
"""Words of an embed up to which it is an address or a title, and no words of somebody's."""
ADDED = ("words were added", "a name was added")
"""How reasons begin of what leaves the headline saying what it said."""
COUNTED = 2
"""Words of meaning taken out, up to which a number among them is what they told."""
Judgement = tuple[Category, Materiality, tuple[str, ...]]


def judge(scene: Scene) -> Judgement:
    """Return category, materiality and reasons of the change in *scene*."""
    surface = same_text(scene)
    if surface is not None:
        return surface.category, surface.materiality, (surface.reason,)
    if scene.kind is BlockKind.NOTE:
        return Category.NOTE, STYLE, ("the outlet's own note changed",)
    if scene.kind in (BlockKind.BYLINE, BlockKind.DATELINE):
        return Category.METADATA, STYLE, (f"the {scene.kind.value} changed",)
    if "://" in scene.old + scene.new and len(scene.old.split()) == len(scene.new.split()) == 1:
        return Category.LINK, MINOR, ("an address in the text changed",)
    if scene.kind is BlockKind.EMBED and not scene.old_content[EMBEDDED:] and not scene.new_content[EMBEDDED:]:
        return Category.LINK, MINOR, ("something embedded came, went or changed",)
    about_page = furniture(scene)
    if about_page is not None:
        return about_page.category, about_page.materiality, (about_page.reason,)
    return _placed(scene, _fired(scene))


def judge_alone(scene: Scene) -> Judgement:
    """Return what the changed words tell without the sentence around them: for when there are too many to read."""
    surface = same_text(scene)
    if surface is not None:
        return surface.category, surface.materiality, (surface.reason,)
    if any(char.isdigit() for char in scene.old[:200]) and any(char.isdigit() for char in scene.new[:200]):
        return Category.NUMBER, MATERIAL, ("figures changed; not read in their sentence",)
    return Category.WORDING, MINOR, ("not read in its sentence",)


def _fired(scene: Scene) -> list[Fired]:
    """Return the rules that fired, strongest first, those of the surface only when nothing else did."""
    if scene.whole:
        return sorted(passages(scene), key=lambda rule: -rule.materiality) or [
            Fired(STYLE, Category.STYLE, "only function words or punctuation changed")
        ]
    short = abbreviation(scene) or numbering(scene) or same_day(scene) or same_time(scene)
    short = short or rescaled(scene) or slip(scene)
    short = short or conversion(scene)
    if short is not None:
        return [short]
    later = next(progress(scene), None)
    if later is not None:
        return [later]
    if scene.unrelated:
        return sorted([*replaced(scene), *quotes(scene)], key=lambda rule: -rule.materiality)
    found = [*events(scene), *figures(scene), *statements(scene), *people(scene)]
    if found and found[0].category is Category.UPDATE:
        found = [rule for rule in found if rule.category not in (Category.DATE, Category.ATTRIBUTION)]
    material = any(rule.materiality >= MATERIAL for rule in found)
    light = None if material else house_style(scene)
    if light is not None:
        return [light]
    if not found:
        light = other_verb(scene) or function_words(scene)
        if light is not None:
            return [light]
    found += [*quotes(scene), *(() if material else roles(scene))]
    plain = list(passages(scene))
    if any(rule.materiality >= MATERIAL for rule in found):
        plain = [rule for rule in plain if rule.materiality >= MATERIAL]
    found += plain
    aside = Category.NUMBER if not scene.new_keys and len(scene.old_content) > COUNTED else None
    if not found:
        return [Fired(MINOR, Category.WORDING, f"{NEAR} in meaning" if near_in_meaning(scene) else "other words")]
    return sorted(found, key=lambda rule: (-rule.materiality, rule.category is aside))


def _placed(scene: Scene, found: list[Fired]) -> Judgement:
    """Return the judgement, with what the place of the edit adds."""
    first = found[0]
    reasons = tuple(dict.fromkeys(rule.reason for rule in found))
    if scene.kind is BlockKind.HEADLINE and first.materiality > STYLE:
        turned = first.category in (Category.NEGATION, Category.DIRECTION, Category.LEGAL)
        same = first.reason.startswith(NEAR) or (not scene.old_content and first.reason.startswith(ADDED))
        level = CRITICAL if turned else first.materiality if same else max(first.materiality, MATERIAL)
        return Category.HEADLINE, level, ("the headline changed", *reasons)
    if scene.kind is BlockKind.CAPTION and first.materiality > NONE:
        return Category.CAPTION, first.materiality, ("a caption changed", *reasons)
    return first.category, first.materiality, reasons
