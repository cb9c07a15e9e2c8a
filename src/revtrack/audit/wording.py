"""
Assess what a note says: what was wrong, what is right, where, when, under which label.
"""

import re
from collections.abc import Iterator

from revtrack.audit.rules import finding
from revtrack.audit.scene import Scene
from revtrack.model import Category, Evidence, Finding, Materiality, Note, NoteKind, Verdict
from revtrack.text import names, numbers

FACTUAL = frozenset(
    {Category.NUMBER, Category.UNIT, Category.RANK, Category.DATE, Category.NAME, Category.TITLE, Category.PLACE}
    | {Category.QUOTE, Category.ATTRIBUTION, Category.NEGATION, Category.DIRECTION, Category.LEGAL}
)
"""Categories of edit that change a fact; calling such a fix a clarification is what AP forbids."""
SOFT_LABEL = re.compile(
    r"clarif|update|editor|amplif|klarstell|anmerkung|hinweis|aktualisi|précision|mise à jour|aclaraci|actualiz|"
    r"esclarec|atualiza|precisaz|aggiorn|verduidelijk|aanvulling",
    re.I,
)
"""Labels for something less than an error, in the languages we read."""
ERROR_LABEL = re.compile(
    r"correct|korrekt|berichtig|richtigstell|rectif|errat|fe de erro|correç|corriger|rettific", re.I
)
BLAME = re.compile(
    r"\b(?:editing|reporting|production|transcription|typing|reporter['’]s|editor['’]s) (?:error|mistake)", re.I
)
CAUSE = re.compile(
    r"\b(?:because|after|since|due to|owing to|following|as it|at the request|weil|nachdem|wegen|aufgrund|parce que|"
    r"en raison|à la suite|porque|tras|debido|por causa|após|perché|dopo|a causa|omdat|wegens|vanwege)\b",
    re.I,
)
SEVERAL = re.compile(
    r"\b(?:several|multiple|various|numerous|mehrere|plusieurs|varios|vários|diversi|meerdere|"
    r"(?:two|three|four|five) (?:figures|numbers|statistics|names|dates|titles|quotes|facts|errors|mistakes))\b",
    re.I,
)


def note_wording(scene: Scene) -> Iterator[Finding]:
    """Yield what rules R1 to R6, R16, R24 and R27 say of each note written in this step."""
    for note in scene.written:
        for rule, test in TESTS.items():
            if scene.house.applies(rule):
                yield from test(scene, note)


def answer(scene: Scene, note: Note, rule: str, code: str, met: bool, title: str, *evidence: Evidence) -> Finding:
    """Return the verdict of *rule* on *note*."""
    verdict = Verdict.PASS if met else Verdict.FAIL
    severity = scene.house.severity(rule)
    return finding(rule, code, verdict, severity, title, note.text, evidence=evidence, note=note.id, after=note.span)


def says_what_was_wrong(scene: Scene, note: Note) -> Iterator[Finding]:
    """R1: the old value, or at least the nature of the error."""
    old = [claim.old for claim in note.claims if claim.old]
    nature = [claim.type for claim in note.claims if claim.type != "unknown"]
    reason = CAUSE.search(note.text) if note.kind is NoteKind.RETRACTION else None
    met = bool(old or nature or reason)
    title = "the note says what was wrong" if met else "the note does not say what was wrong"
    evidence = [Evidence("old_value", value) for value in old] or [Evidence("nature", value) for value in nature]
    evidence += [Evidence("reason", reason.group())] if reason else []
    yield answer(scene, note, "R1", "note_without_error", met, title, *evidence)


def says_what_is_right(scene: Scene, note: Note) -> Iterator[Finding]:
    """R2: the new value, or that something was taken out; an article taken back has no right value."""
    if note.kind is NoteKind.RETRACTION:
        title = "the article was taken back: there is no right value to give"
        yield finding(
            "R2", "note_without_right_value", Verdict.NOT_ASSESSABLE, 0, title, note.text, note=note.id, after=note.span
        )
        return
    new = [claim.new for claim in note.claims if claim.new]
    removed = [claim.text for claim in note.claims if claim.action == "remove"]
    met = bool(new or removed)
    title = "the note says what is right" if met else "the note does not say what is right"
    evidence = [Evidence("new_value", value) for value in new] or [Evidence("removed", value) for value in removed]
    yield answer(scene, note, "R2", "note_without_right_value", met, title, *evidence)


def explains_itself(scene: Scene, note: Note) -> Iterator[Finding]:
    """R3: at least one name, number or value besides label and date."""
    text = note.text.removeprefix(note.label or "")
    text = text.replace(note.date_text, " ") if note.date_text else text
    named = [name.text for name in names(text, note.language)]
    figures = [number.text for number in numbers(text, note.language) if not number.loose]
    values = [value for claim in note.claims for value in (claim.old, claim.new) if value]
    reason = CAUSE.search(text) if note.kind is NoteKind.RETRACTION else None
    found = [*named, *figures, *values, *([reason.group()] if reason else [])]
    title = "the note explains itself" if found else "the note names no person, place, figure or value"
    yield answer(
        scene, note, "R3", "note_not_self_explanatory", bool(found), title, *(Evidence("names", x) for x in found[:3])
    )


def label_fits(scene: Scene, note: Note) -> Iterator[Finding]:
    """R4: a changed fact is called a correction."""
    if not note.label:
        return
    facts = [
        edit
        for _, link in scene.links_of(note)
        for edit in scene.edits_of(link)
        if edit.category in FACTUAL and edit.materiality >= Materiality.MATERIAL
    ]
    soft = bool(SOFT_LABEL.search(note.label)) and not ERROR_LABEL.search(note.label)
    evidence = [Evidence("label", note.label), *(Evidence("fact_changed", str(edit.category)) for edit in facts[:2])]
    if not soft:
        yield answer(scene, note, "R4", "label_fits", True, "the label fits what was changed", *evidence)
    elif facts:
        title = f"a changed fact is labelled “{note.label.strip(' :')}”"
        yield answer(scene, note, "R4", "label_understates", False, title, *evidence)
    else:
        title = "no edit was joined to the note, so its label cannot be judged"
        yield finding("R4", "label_fits", Verdict.NOT_ASSESSABLE, 0, title, note.text, note=note.id, after=note.span)


def is_dated(scene: Scene, note: Note) -> Iterator[Finding]:
    """R5: the day it was made; houses differ in asking for it, so only a house that does can fail it."""
    met = bool(note.date or note.date_text)
    if not met and not scene.house.setting("R5"):
        title = "the note bears no date, and the outlet's profile asks for none"
        yield finding("R5", "note_undated", Verdict.NOT_ASSESSABLE, 0, title, note.text, note=note.id, after=note.span)
        return
    title = "the note is dated" if met else "the note bears no date"
    evidence = (Evidence("date", note.date or note.date_text or ""),) if met else ()
    yield answer(scene, note, "R5", "note_undated", met, title, *evidence)


def names_the_place(scene: Scene, note: Note) -> Iterator[Finding]:
    """R6: the paragraph, or the field."""
    places = [claim.locator or claim.scope for claim in note.claims if claim.locator or claim.scope != "body"]
    title = "the note names the place" if places else "the note does not name the place of the error"
    yield answer(scene, note, "R6", "note_without_place", bool(places), title, *(Evidence("place", p) for p in places))


def gives_the_reason(scene: Scene, note: Note) -> Iterator[Finding]:
    """R16: why something was removed."""
    removes = note.kind is NoteKind.RETRACTION or any(claim.action == "remove" for claim in note.claims)
    if removes:
        reason = CAUSE.search(note.text)
        title = "the note gives a reason for the removal" if reason else "the note gives no reason for the removal"
        evidence = (Evidence("reason", reason.group()),) if reason else ()
        yield answer(scene, note, "R16", "removal_without_reason", bool(reason), title, *evidence)


def blames_as_the_house(scene: Scene, note: Note) -> Iterator[Finding]:
    """R24: whether notes may name an editing error is a matter of house style."""
    blame = BLAME.search(note.text)
    met = not (blame and scene.house.setting("R24") == "avoid")
    title = "the note's words on blame follow the house" if met else "the note names who erred; the profile avoids it"
    yield answer(
        scene, note, "R24", "blame_wording", met, title, *([Evidence("words", blame.group())] if blame else [])
    )


def itemises(scene: Scene, note: Note) -> Iterator[Finding]:
    """R27: several errors, several claims."""
    several = SEVERAL.search(note.text)
    if several or len(note.claims) > 1:
        met = len(note.claims) > 1
        title = "the note itemises its errors" if met else "the note speaks of several errors and names one"
        count = Evidence("claims", str(len(note.claims)))
        yield answer(scene, note, "R27", "errors_not_itemised", met, title, count)


TESTS = {
    "R1": says_what_was_wrong,
    "R2": says_what_is_right,
    "R3": explains_itself,
    "R4": label_fits,
    "R5": is_dated,
    "R6": names_the_place,
    "R16": gives_the_reason,
    "R24": blames_as_the_house,
    "R27": itemises,
}
