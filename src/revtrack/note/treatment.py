"""
Decide from the evidence what was done to a text: withdrawn, changed, cut, brought up to date.
"""

from revtrack.model import NoteKind
from revtrack.note.admission import contrasted
from revtrack.note.window import SUBJECT, Verdict, Window

_SPOKEN = 80
"""Code points between this text and what says that it was withdrawn, at most."""
_BESIDE = 8
"""Code points between what was withdrawn and the paper it stood in, at most."""


def withdrawn(window: Window) -> Verdict | None:
    """This text itself was withdrawn, whatever else was wrong: `We have withdrawn this article, which erred`."""
    texts = window.all("self")
    for hit in window.all("retracted"):
        beside = (text for text in window.all("paper") if max(text.start - hit.end, hit.start - text.end) <= _BESIDE)
        ours = list(beside)
        if ours and window.has("we") and window.reading.at("of_word", ours[0].end + 1) is None:
            return Verdict(NoteKind.RETRACTION, ("says that an article of ours was withdrawn",))
        dated = [text for text in window.all("own") if text.start - window.start <= SUBJECT and window.has("month")]
        if any(0 <= hit.start - text.end <= _SPOKEN for text in dated) and window.near_has("error"):
            return Verdict(NoteKind.RETRACTION, ("says that an article of a day was withdrawn, and that it erred",))
        if any(0 <= text.start - hit.end <= 1 or 0 <= hit.start - text.end <= 1 for text in texts):
            return Verdict(NoteKind.RETRACTION, ("says this text was withdrawn",))
    return None


def _self_retracted(window: Window) -> Verdict | None:
    texts = [*window.all("self"), *window.all("self_lead")]
    for hit in window.all("retracted"):
        if any(max(hit.start - text.end, text.start - hit.end) <= _SPOKEN for text in texts):
            return Verdict(NoteKind.RETRACTION, ("says this text was withdrawn",))
    return None


def _self_changed(window: Window) -> Verdict | None:
    written = window.has("we") and window.has("paper") and window.has("since_wrong")
    if not (window.has("self", "self_lead") or written) or window.only_published("updated"):
        return None
    if window.has("updated", "amended") and window.has("since_wrong"):
        return Verdict(NoteKind.CORRECTION, ("says this text was changed because something in it was wrong",))
    if window.has("updated") and not (window.has("show") and window.has("join_not", "join_instead")):
        return Verdict(NoteKind.UPDATE, ("says this text was updated",))
    if window.has("grown") and not window.has("error", "join_not", "join_instead"):
        return Verdict(NoteKind.UPDATE, ("says what was added to this text",))
    if window.has("amended", "updated") and _named_text(window):
        if contrasted(window) or window.has("error", "mended_to"):
            return Verdict(
                NoteKind.CORRECTION, ("says this text was changed, and sets what is right against what was wrong",)
            )
        return Verdict(NoteKind.AMENDMENT, ("says this text was changed",))
    return None


def _named_text(window: Window) -> bool:
    """Say whether what was changed is surely a text: `The list was amended` may be anybody's."""
    if window.has("edited_by"):
        return False
    return window.has("self", "text_lead") or "text_lead" not in window.reading.grammar.classes


def _taken_from(window: Window) -> Verdict | None:
    """A passage was taken out of this text: `A reference to X was deleted from this article`."""
    cut = window.has("we_cut") and not window.has("cut_elsewhere")
    if not cut and not (window.has("removed_from") and window.has("reference", "removed_things")):
        return None
    faulty = window.has("error", "wrong") or (cut and window.has("because"))
    kind = NoteKind.CORRECTION if faulty else NoteKind.AMENDMENT
    return Verdict(kind, ("says that a passage was taken out of this text",))


def _version_did(window: Window) -> Verdict | None:
    """A sentence is about an earlier version of this text, and something was done: `It used X; I removed it`."""
    subject = any(hit.start - window.start <= SUBJECT for hit in window.all("version_self"))
    if not subject or window.has("published", "version_other", "including"):
        return None
    if window.near_has("updated") or not window.near_has(
        "wrong", "fixed", "we_fix", "taken_out", "mended", "since_added"
    ):
        return None
    if window.near_has("put_right"):
        return Verdict(
            NoteKind.CORRECTION, ("tells what an earlier version of this text did, and that it was corrected",)
        )
    return Verdict(NoteKind.AMENDMENT, ("tells what an earlier version of this text did, and what was done about it",))


def _other_shown(window: Window) -> Verdict | None:
    """The picture with this text was replaced, since the first one showed something else."""
    if window.has("self") and window.has("replaced") and window.near_has("showed_other"):
        return Verdict(NoteKind.CORRECTION, ("says that a picture was replaced, which had shown something else",))
    return None


def overtaken(window: Window) -> Verdict | None:
    """`This article first said that it would begin in May; the start was moved`: right then, brought up to date."""
    earlier = window.has("version_self") or (window.has("self") and window.has("then"))
    if earlier and window.has("said", "told_as") and window.overtaken():
        return Verdict(NoteKind.UPDATE, ("says what this text said before things changed",))
    return None


CHANGES = (_self_retracted, _other_shown, _self_changed, _taken_from, _version_did, overtaken)
"""The rules about what was changed, in order of trust; `withdrawn` goes before all others."""
