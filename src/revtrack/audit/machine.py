"""
Assess what the page tells machines: dates, structured corrections, the social card.
"""

from collections.abc import Iterator

from rapidfuzz import fuzz

from revtrack.audit.rules import finding
from revtrack.audit.scene import ERRORS_OWNED, Scene
from revtrack.model import FOLDABLE, Category, Document, Evidence, Finding, Materiality, NoteStatus, Verdict

ALIKE = 85
"""rapidfuzz's token-set ratio from which a structured correction counts as the visible note."""
QUIET = FOLDABLE | {Category.METADATA}
"""Changes that no reader would notice: a date that moves with nothing else moved alone."""


def modified_date(scene: Scene) -> Iterator[Finding]:
    """R17: yield whether the page's own modified date moved with the text."""
    before, after = scene.revision.before, scene.revision.after
    if before is None or not scene.house.applies("R17"):
        return
    material = any(edit.materiality >= Materiality.MATERIAL for edit in scene.revision.walk())
    changed = any(edit.category not in QUIET for edit in scene.revision.walk())
    yield from modified(before, after, material=material, changed=changed, severity=scene.house.severity("R17"))


def modified(
    before: Document, after: Document, *, material: bool, changed: bool, severity: int = 1
) -> Iterator[Finding]:
    """
    Yield R17's answer on two versions: whether `dateModified` moved with a *material* change, and only with a change.

    Nothing is yielded when words changed but nothing material: policies differ on that.
    """
    if before.modified is None or after.modified is None:
        if material:
            title = "the page gives no modified date to compare"
            yield finding("R17", "modified_date", Verdict.NOT_ASSESSABLE, 0, title, before.text, after.text)
        return
    old, new = before.modified.isoformat(), after.modified.isoformat()
    evidence = (Evidence("dateModified", f"{old} -> {new}"),)
    about = (old, new, after.text)
    if material and old == new:
        title = "a material change was made and the page's modified date stayed"
        yield finding("R17", "modified_date_stayed", Verdict.FAIL, severity, title, *about, evidence=evidence)
    elif old != new and not changed:
        title = "the page's modified date moved and nothing a reader sees changed"
        yield finding("R17", "modified_date_moved_alone", Verdict.FAIL, severity, title, *about, evidence=evidence)
    elif material:
        title = "the page's modified date moved with the change"
        yield finding("R17", "modified_date", Verdict.PASS, 0, title, *about, evidence=evidence)


def structured_correction(scene: Scene) -> Iterator[Finding]:
    """R18: yield whether a machine-readable correction equals a visible note."""
    stated = [field.value for field in scene.revision.after.fields if field.name in ("correction", "corrections")]
    if not stated or not scene.house.applies("R18"):
        return
    shown = [n.text for n in scene.notes if n.status is not NoteStatus.REMOVED and n.source != "json-ld"]
    for text in stated:
        best = max(shown, key=lambda note: fuzz.token_set_ratio(text, note), default="")
        met = bool(best) and fuzz.token_set_ratio(text, best) >= ALIKE
        says = "the structured correction equals the visible note"
        title = says if met else "no visible note says what the structured correction says"
        yield finding(
            "R18", "structured_correction", Verdict.PASS if met else Verdict.FAIL, scene.house.severity("R18"), title,
            text, evidence=(Evidence("structured", text), Evidence("visible", best)), field="correction",
        )  # fmt: skip


def social_card(scene: Scene) -> Iterator[Finding]:
    """R21: yield whether a social title still says what a corrected headline no longer says."""
    before, after = scene.revision.before, scene.revision.after
    if before is None or not scene.house.applies("R21") or before.headline == after.headline or not after.headline:
        return
    for field in after.fields:
        if "title" not in field.name:
            continue
        stale = before.headline.casefold() in field.value.casefold()
        says = "still says the earlier headline" if stale else "moved with the headline"
        title = f"the {field.name.replace('_', ' ')} {says}"
        yield finding(
            "R21", "social_card", Verdict.FAIL if stale else Verdict.PASS, scene.house.severity("R21"), title,
            field.name, field.value, evidence=(Evidence("headline", after.headline), Evidence(field.name, field.value)),
            field=field.name,
        )  # fmt: skip


def elsewhere(scene: Scene) -> Iterator[Finding]:
    """R20, R22 and R23: yield that they were asked for and cannot be assessed from one article's pages."""
    if not any(note.kind in ERRORS_OWNED for note in scene.notes):
        return
    why = {
        "R20": "copies of this story on other sites are not compared",
        "R22": "the retraction notice is another document",
        "R23": "whether readers can see earlier versions was not tried",
    }
    for rule, title in why.items():
        if scene.house.applies(rule):
            yield finding(
                rule, f"{rule.lower()}_not_assessed", Verdict.NOT_ASSESSABLE, 0, title, scene.revision.after.text
            )
