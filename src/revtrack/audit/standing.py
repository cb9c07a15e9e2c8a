"""
Assess where notes stand and how long: prominence, permanence, silent rewording.
"""

from collections.abc import Iterator

from revtrack.audit.rules import finding
from revtrack.audit.scene import ERRORS_OWNED, Scene
from revtrack.audit.silence import in_headline
from revtrack.model import Edit, Evidence, Finding, Materiality, Note, NoteStatus, Verdict


def lasting(scene: Scene) -> Iterator[Finding]:
    """R12 and R13: yield what became of each note that stood in the version before."""
    for note in scene.notes:
        if note.kind not in ERRORS_OWNED:
            continue
        if note.status is NoteStatus.REMOVED:
            yield from kept(scene, note, "note_removed", "a note no longer stands in the article")
        elif note.status is NoteStatus.MOVED:
            yield from moved(scene, note)
        elif note.status is NoteStatus.REWORDED and note.detail == "shortened":
            yield from kept(scene, note, "note_shortened", "a note was shortened")
        elif note.status is NoteStatus.REWORDED:
            yield from reworded(scene, note)


def kept(scene: Scene, note: Note, code: str, title: str) -> Iterator[Finding]:
    """Yield R12's failure on one note."""
    if scene.house.applies("R12"):
        removed = note.status is NoteStatus.REMOVED
        yield finding(
            "R12", code, Verdict.FAIL, scene.house.severity("R12"), title, note.text, note.previous or "",
            evidence=(Evidence("note", note.previous or note.text),), note=note.id,
            before=note.span if removed else None, after=None if removed else note.span,
        )  # fmt: skip


def moved(scene: Scene, note: Note) -> Iterator[Finding]:
    """Yield R12 on a note that moved: down to the end it fails, elsewhere it passes."""
    if scene.house.applies("R12"):
        down = note.place == "end"
        title = "a note moved to the end of the article" if down else "a note moved within the article"
        verdict = Verdict.FAIL if down else Verdict.PASS
        place = Evidence("place", note.place or "unknown")
        yield finding(
            "R12", "note_moved", verdict, 1, title, note.text, evidence=(place,), note=note.id, after=note.span
        )


def reworded(scene: Scene, note: Note) -> Iterator[Finding]:
    """Yield R13 on a note whose words changed: a new date says so, silence does not."""
    if scene.house.applies("R13"):
        said = note.detail == "redated"
        title = "a note was reworded and dated anew" if said else "a note was reworded; its date did not change"
        verdict = Verdict.PASS if said else Verdict.FAIL
        yield finding(
            "R13", "note_reworded", verdict, scene.house.severity("R13"), title, note.text, note.previous or "",
            evidence=(Evidence("before", note.previous or ""), Evidence("after", note.text)),
            note=note.id, after=note.span,
        )  # fmt: skip


def prominent(scene: Scene) -> Iterator[Finding]:
    """R10 and R11: yield whether each note written in this step stands where its error asks for."""
    for note in scene.written:
        if not note.place:
            continue
        where = Evidence("place", note.place)
        if scene.house.applies("R10") and headline_error(scene, note):
            met = note.place == "top"
            title = "the error was in the headline; the note stands at the " + note.place
            verdict = Verdict.PASS if met else Verdict.FAIL
            yield finding(
                "R10", "headline_error_not_on_top", verdict, scene.house.severity("R10"), title, note.text,
                evidence=(where,), note=note.id, after=note.span,
            )  # fmt: skip
        if scene.house.applies("R11"):
            yield placed(scene, note, where)


def placed(scene: Scene, note: Note, where: Evidence) -> Finding:
    """Return R11's answer: `top`, `end` or `any` as the profile says; `severity` asks for the top when it matters."""
    wanted = scene.house.setting("R11")
    if wanted == "severity":
        worst = max((edit.materiality for _, link in scene.links_of(note) for edit in scene.edits_of(link)), default=0)
        wanted = "top" if worst >= Materiality.CRITICAL else "any"
    met = wanted in ("any", note.place)
    title = f"the note stands at the {note.place}" + ("" if met else f"; the profile asks for the {wanted}")
    verdict = Verdict.PASS if met else Verdict.FAIL
    severity = scene.house.severity("R11")
    return finding(
        "R11", "note_placement", verdict, severity, title, note.text, evidence=(where,), note=note.id, after=note.span
    )  # fmt: skip


def headline_error(scene: Scene, note: Note) -> bool:
    """Say whether the note, or the edit joined to it, is about the headline."""
    if any(claim.scope == "headline" for claim in note.claims):
        return True
    edits = [edit for _, link in scene.links_of(note) if link.revision == -1 for edit in scene.edits_of(link)]
    return any(isinstance(edit, Edit) and in_headline(scene, edit) for edit in edits)
