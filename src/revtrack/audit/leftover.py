"""
Find where a wrong value still stands: other sentences, captions, the headline, the social card, the address.

The same words often stand elsewhere rightly (in one corrected article of five),
so the sentence or field must also speak of the claim's matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revtrack.audit.scene import Scene
from revtrack.model import BODY_KINDS, BlockKind, Claim, Field, Link, LinkStatus, Span
from revtrack.text import lexicon, sentences, stem, tokens

LONGEST = 8
"""An old value of more words is a paraphrase: looking for it literally finds nothing."""
SHARED = 2
"""Words of the matter that a sentence must share; a headline or a hidden field, which is short, needs one."""
SHARED_BY_ONE_WORD = 3
"""The same for a value of one word, which stands rightly in more places."""
THIN = 3
"""Fewer topic words don't say what a claim is about."""
NAMES = {BlockKind.HEADLINE: "headline", BlockKind.DEK: "standfirst", BlockKind.CAPTION: "caption"}
ADDRESS = frozenset({"url", "slug", "canonical"})


@dataclass(frozen=True, slots=True)
class Leftover:
    """A place where the old value still stands."""

    value: str
    context: str
    where: str
    """What the block is to a reader: headline, caption, text."""
    field: str = ""
    span: Span | None = None


def leftovers(scene: Scene, claim: Claim, link: Link) -> list[Leftover]:
    """Return the places where the wrong value of *claim* still stands after the step, in reading order."""
    value, new = old_value(scene, claim, link)
    if not value:
        return []
    matter = matter_of(scene, claim, link) - stems(value)
    return [*in_text(scene, value, new, matter), *in_fields(scene, value, matter)]


def old_value(scene: Scene, claim: Claim, link: Link) -> tuple[str, str]:
    """Return the wrong and the right value: as the note words them, else the words the joined edit changed."""
    if link.status is LinkStatus.REMOVED and not claim.old:
        return "", ""
    if claim.type == "attribution" or claim.action == "reattribute":
        return "", ""  # Who was wrongly credited with one thing rightly stands with others.
    changed_old, changed_new = scene.words(link)
    old, new = claim.old or changed_old, claim.new or changed_new
    old = old.strip(" .,;:“”\"'‘’")
    if not old or len(old.split()) > LONGEST or not re.search(r"\w", old) or is_function(old):
        return "", ""
    return old, new


def is_function(value: str) -> bool:
    """Say whether *value* is made of function words alone."""
    return all(token.text.lower() in lexicon("en").stop for token in tokens(value))


def matter_of(scene: Scene, claim: Claim, link: Link) -> frozenset[str]:
    """Return the words that say what the claim is about: its topic; where that is thin, the corrected sentence too."""
    words = " ".join(claim.topic) or claim.text
    step = scene.step(link)
    if link.after is not None and len(stems(words)) < THIN:
        text = step.after.text
        for span in sentences(text):
            if span.start <= link.after.start <= span.end:
                words += " " + span.of(text)
                break
    return stems(words)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of *text* that mean something."""
    stop = lexicon("en").stop
    return frozenset(stem(t.text) for t in tokens(text) if len(t.text) > 3 and t.text.lower() not in stop)


def in_text(scene: Scene, value: str, new: str, matter: frozenset[str]) -> Iterator[Leftover]:
    """Yield the sentences of the newest version, notes apart, that hold the old value and speak of the matter."""
    document = scene.revision.after
    notes = [note.span for note in scene.notes if note.span is not None]
    touched = [edit.after for edit in scene.revision.walk() if edit.after is not None]
    for match in pattern(value).finditer(document.text):
        found = Span(*match.span())
        block = document.blocks[document.block_at(found.start)]
        if block.kind is BlockKind.NOTE or any(found.overlaps(note) for note in notes):
            continue
        if any(found.overlaps(span) for span in touched) or is_within(document.text, found, new):
            continue
        start = document.starts[document.block_at(found.start)]
        sentence = next(
            s for s in sentences(document.text, start, start + len(block.text)) if s.start <= found.start < s.end
        )
        needed = 1
        if block.kind in BODY_KINDS:
            needed = SHARED if len(value.split()) > 1 or any(map(str.isdigit, value)) else SHARED_BY_ONE_WORD
        if len(stems(sentence.of(document.text)) & matter) >= needed:
            where = NAMES.get(block.kind, "text")
            yield Leftover(value, sentence.of(document.text), where, span=found)


def is_within(text: str, found: Span, new: str) -> bool:
    """Say whether what was found is part of the right value: `Smith` inside `Smithson & Smith`."""
    at = new.find(found.of(text)) if new else -1
    return at >= 0 and text[max(0, found.start - at) :].startswith(new)


def in_fields(scene: Scene, value: str, matter: frozenset[str]) -> Iterator[Leftover]:
    """Yield the hidden fields and descriptions of pictures that hold the old value."""
    document = scene.revision.after
    pictures = [document.lead_image, *(block.image for block in document.blocks)]
    described = [Field("image description", picture.alt) for picture in pictures if picture is not None and picture.alt]
    for field in (*document.fields, *described):
        text = field.value.replace("-", " ") if field.name in ADDRESS else field.value
        wanted = value.replace("-", " ") if field.name in ADDRESS else value
        if pattern(wanted).search(text) and stems(text) & matter:
            yield Leftover(value, field.value, "", field=field.name)


def pattern(value: str) -> re.Pattern[str]:
    """Return what finds *value* as whole words, whatever the case and spacing."""
    words = r"\s+".join(map(re.escape, value.split()))
    return re.compile(rf"(?<![\w.,]){words}(?!\w|[.,]\d)", re.IGNORECASE)
