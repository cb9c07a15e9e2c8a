"""
Assess whether the text was mended: where the note says, and everywhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from revtrack.audit.leftover import leftovers
from revtrack.audit.rules import finding
from revtrack.audit.scene import Scene
from revtrack.model import (
    Category,
    Claim,
    Document,
    Evidence,
    FieldEdit,
    Finding,
    Link,
    LinkStatus,
    Note,
    NoteKind,
    Verdict,
)
from revtrack.text import names, numbers, sentences, stem
from revtrack.text import words as words_of

UNSEEN = {
    LinkStatus.OUT_OF_TEXT: "the error stood outside the text: a picture, a recording or another page",
    LinkStatus.TARGET_ONLY: "the sentence is known, but no earlier version was seen",
}
TOPIC_WORDS = 2
"""So many shared words make two sentences speak of one matter."""
LONGEST_STEM = 4
UNTIMED = "how long the error stood is unknown: times are missing"
DERIVED = 3
"""At most so many figures to check are listed."""


def text_changed(scene: Scene) -> Iterator[Finding]:
    """R7: yield whether a change is visible for each claim written in this step."""
    if not scene.house.applies("R7"):
        return
    first = scene.revision.before is None and not scene.past
    for note in scene.written:
        for claim, link in scene.links_of(note):
            if link.status in (LinkStatus.LINKED, LinkStatus.REMOVED):
                yield seven(
                    scene, note, claim, Verdict.PASS, "note_with_change", "the text changed where the note says", link
                )
            elif note.kind is NoteKind.RETRACTION and any(edit.after is None for edit in scene.revision.edits):
                yield seven(
                    scene, note, claim, Verdict.PASS, "note_with_change", "text was taken out, as the note says", link
                )
            elif not says_what(claim, note) and not first:
                title = "the note does not say what was changed"
                yield seven(scene, note, claim, Verdict.NOT_ASSESSABLE, "note_without_change", title, link)
            elif link.status is LinkStatus.OUT_OF_TEXT or first:
                why = UNSEEN[LinkStatus.TARGET_ONLY] if first else UNSEEN[LinkStatus.OUT_OF_TEXT]
                yield seven(scene, note, claim, Verdict.NOT_ASSESSABLE, "note_without_change", why, link)
            else:
                title = "no change in our snapshots could be joined to what the note says"
                yield seven(scene, note, claim, Verdict.FAIL, "note_without_change", title, link)


def says_what(claim: Claim, note: Note) -> bool:
    """Say whether a claim names anything a change could be known by: a value, a kind of error, a name, a figure."""
    named = claim.old or claim.new or claim.type != "unknown" or claim.scope != "body"
    return bool(named or claim.topic or names(claim.text, note.language) or numbers(claim.text, note.language))


def seven(scene: Scene, note: Note, claim: Claim, verdict: Verdict, code: str, title: str, link: Link) -> Finding:
    """Return R7's answer on one claim."""
    return finding(
        "R7", code, verdict, scene.house.severity("R7"), title, note.text, claim.text,
        evidence=(Evidence("claim", claim.text), *link.evidence[:2]),
        edits=link.edits if link.revision == -1 else (),
        note=note.id, before=link.before, after=link.after,
    )  # fmt: skip


def old_value_gone(scene: Scene) -> Iterator[Finding]:
    """R8: yield each place where the wrong value of a joined claim still stands; one pass when none does."""
    if not scene.house.applies("R8"):
        return
    for note, claim, link in scene.joined():
        places = leftovers(scene, claim, link)
        for place in places:
            where = (place.field or place.where).replace("_", " ")
            yield finding(
                "R8", "old_value_stands", Verdict.FAIL, scene.house.severity("R8") - bool(place.field),
                f"the old value “{place.value}” still stands in the {where}", place.value, place.context,
                evidence=(Evidence("claim", claim.text), Evidence("context", place.context)),
                note=note.id, field=place.field or None, after=place.span,
            )  # fmt: skip
        if not places:
            title = "the old value was found nowhere else in the article"
            yield finding("R8", "old_value_gone", Verdict.PASS, 0, title, note.text, claim.text, note=note.id)


def time_to_correct(scene: Scene) -> Iterator[Finding]:
    """R14: yield how long the error stood, as an interval; a failure only where the profile sets a limit in hours."""
    if not scene.house.applies("R14"):
        return
    for note, claim, link in scene.joined():
        stood = interval(scene, link)
        verdict = Verdict.NOT_ASSESSABLE if stood is None else promptly(stood, scene.house.setting("R14"))
        yield finding(
            "R14", "time_to_correct", verdict, scene.house.severity("R14"),
            UNTIMED if stood is None else f"the error stood {stood.words}",
            note.text, claim.text,
            evidence=(Evidence("interval", stood.words),) if stood else (), note=note.id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stood:
    """How long an error stood, in hours, as far as the snapshots tell."""

    least: float
    most: float | None
    """None where it stood in the first version seen, and the page names no day of publication."""
    words: str


def promptly(stood: Stood, limit: str) -> Verdict:
    """
    Return whether an error was corrected within the *limit* that a profile sets in hours; without one it informs.

    Where the limit lies inside the interval nothing is held against the outlet.
    """
    if limit.isdigit() and stood.least > float(limit):
        return Verdict.FAIL
    return Verdict.PASS if stood.most is not None else Verdict.NOT_ASSESSABLE


def interval(scene: Scene, link: Link) -> Stood | None:
    """Return the least and the most hours in which our snapshots held the old words, or None without times."""
    if len(scene.seen) != len(scene.past) + 1:
        return None
    fixed = len(scene.past) if link.revision == -1 else link.revision
    old, _ = scene.words(link)
    steps = [*scene.past, scene.revision]
    first = fixed
    while first > 0 and old in (before.text if (before := steps[first - 1].before) else ""):
        first -= 1
    gone_after, gone_by = scene.seen[fixed]
    if not (gone_after and gone_by):
        return None
    if first == 0:
        return since_first(scene, steps[0].before, gone_after, gone_by)
    born_after, born_by = scene.seen[first - 1]
    if not born_by:
        return None
    least, most = max(0.0, hours(born_by, gone_after)), hours(born_after or born_by, gone_by)
    return Stood(least, most, f"between {least:.1f} and {most:.1f} hours")


def since_first(scene: Scene, oldest: Document | None, gone_after: str, gone_by: str) -> Stood:
    """Return how long an error stood that the first version seen held: the page's own day of publication bounds it."""
    seen = scene.seen[0][0]
    least = max(0.0, hours(seen, gone_after)) if seen else 0.0
    words = "from the first version seen on" + (f", at least {least:.1f} hours" if least else "")
    if oldest is None or oldest.published is None:
        return Stood(least, None, words)
    most = hours(oldest.published.isoformat(), gone_by)
    if most < least:  # A page that was dated anew.
        return Stood(least, None, words)
    return Stood(least, most, f"between {least:.1f} and {most:.1f} hours, the latter counted from publication")


def hours(start: str, end: str) -> float:
    """Return the hours from one RFC 3339 time to another."""
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 3600


def derived_figures(scene: Scene) -> Iterator[Finding]:
    """R26: list other figures on the same matter as a corrected one: whether they follow from it, a person must say."""
    if not scene.house.applies("R26"):
        return
    for note, claim, link in scene.joined():
        if not any(edit.category in (Category.NUMBER, Category.RANK) for edit in scene.edits_of(link)):
            continue
        figures = related_figures(scene, link)
        if figures:
            title = "other figures on the same matter stand unchanged; whether they follow from it was not assessed"
            evidence = [Evidence("figure", text) for text in figures]
            unknown = Verdict.NOT_ASSESSABLE
            yield finding(
                "R26", "derived_figures", unknown, 0, title, note.text, claim.text, evidence=evidence, note=note.id
            )  # fmt: skip


def related_figures(scene: Scene, link: Link) -> list[str]:
    """Return unchanged sentences with a figure that share words with the corrected sentence."""
    if link.after is None or any(isinstance(edit, FieldEdit) for edit in scene.edits_of(link)):
        return []
    text = scene.revision.after.text if link.revision in (-1, len(scene.past)) else scene.step(link).after.text
    spans = sentences(text)
    mine = next((span for span in spans if span.start <= link.after.start < max(span.end, link.after.end)), None)
    if mine is None:
        return []
    topic = long_stems(mine.of(text))
    notes = [note.span for note in scene.notes if note.span]
    related = (
        span.of(text)
        for span in spans
        if not span.overlaps(mine)
        and not any(span.overlaps(note) for note in notes)
        and len(topic & long_stems(span.of(text))) >= TOPIC_WORDS
        and any(not number.loose for number in numbers(span.of(text), scene.revision.after.language or "en"))
    )
    return list(islice(related, DERIVED))


def long_stems(text: str) -> frozenset[str]:
    """Return the stems of the longer words of *text*."""
    return frozenset(stem(word) for word in words_of(text) if len(word) > LONGEST_STEM)
