"""
Judge sentences in which writers own up in words of their own: no set form, but this text and a fault in it.

`An earlier version of this post had a flawed proof`, `I was wrong to say that X`, `the
caption should have named Y`, `this is a corrected version of a story`. Each rule asks for
a text of ours and for what was the matter with it, as blogs, journals and newsletters word both.
"""

from revtrack.model import NoteKind
from revtrack.note.admission import another_figure
from revtrack.note.window import OWNED, Verdict, Window

_LEAD = 24
"""Code points into its sentence within which an earlier version is what the sentence is about: `This is where the`."""
_FAULTS = ("error", "error_adverb", "fixed", "fix", "now")
"""What an earlier version had that was more than not there."""
_SUBJECT = 12
"""The same for a version of something that need not be ours."""


def _flawed(window: Window) -> Verdict | None:
    """What an earlier version of this text held was broken, missing or misleading, or a reader says so."""
    mended = window.near_has("fixed", "we_fix", "mended", "amended")
    if mended and window.has("flaw_in") and not window.has("published"):
        return Verdict(NoteKind.CORRECTION, ("says that faults in an earlier version of this text were mended",))
    hit = window.opening("version_self", _LEAD)
    if hit is None or window.has("version_other", "told_how") or not window.has("noun", "part"):
        return None
    if window.reading.has("draft", start=hit.start, end=hit.end):
        return None
    if hit.start - window.start > _SUBJECT and not window.reading.has("this", start=hit.start, end=hit.end):
        return None  # `The archive holds an earlier version of the map`
    if window.appeared([hit]) or window.overtaken():
        return None
    if window.near_has("since_added") and not window.near_has(*_FAULTS):
        return Verdict(NoteKind.AMENDMENT, ("says what was added to an earlier version of this text",))
    withdrawn = window.has("said") and window.near_has("gone_by", "retracted")
    if withdrawn or window.near_has("flaw"):
        return Verdict(NoteKind.CORRECTION, ("says what was the matter with an earlier version of this text",))
    following = window.following()
    if following.has("points_out", "pointed_out") and following.near_has("not_word", "in_fact", "that_word"):
        return Verdict(NoteKind.CORRECTION, ("says that a reader corrected an earlier version of this text",))
    return None


def _reader_caught(window: Window) -> Verdict | None:
    """Somebody is thanked for pointing something out, and we put it right at once."""
    hit = window.first("pointed_out")
    following = window.following()
    if hit and window.opens("thanks") and following.opens("we_fix", "we_mended") and not window.has("third_party"):
        return Verdict(NoteKind.CORRECTION, ("thanks a reader for what was put right",))
    return None


def _should_have(window: Window) -> Verdict | None:
    """A text of ours should have said, shown or named something: `In this article, X should have read Y`."""
    if window.has("should_have_said") and window.has("self", "version_self", "printed") and not window.has("speech"):
        return Verdict(NoteKind.CORRECTION, ("says what this text should have said",))
    return None


def _wrong_to_say(window: Window) -> Verdict | None:
    """`I was wrong to say X`, and the text was changed."""
    changed = ("self", "fixed", "we_fix", "amended", "updated", "locator", "apology")
    if window.has("wrong_to_say") and window.near_has(*changed):
        return Verdict(NoteKind.CORRECTION, ("says that it was wrong to say something, and the text was changed",))
    return None


def _it_was_stated(window: Window) -> Verdict | None:
    """An article of ours, cited by its day, stated something, and the next sentence gives another figure."""
    stated = window.has("it_was_stated", "said_that", "stated") and not window.has("speech", "in_press")
    if not stated or window.opens("as_lead") or not window.has("printed", "cited", "our_place"):
        return None
    following = window.following()
    taken_up = following.opens("restate") or len(window.content() & following.content()) > 1
    if (another_figure(window) and taken_up) or (
        window.has("it_was_stated") and following.opens("restate", "right_is")
    ):
        return Verdict(NoteKind.CORRECTION, ("says what an article of ours stated, and then the fact",))
    return None


def _reissued(window: Window) -> Verdict | None:
    """This is the corrected version of a text of ours, or one revised because of what stood in the first."""
    hit = window.first("reissued")
    if hit is None:
        return None
    if window.reading.has("fix", start=hit.start, end=hit.end):
        return Verdict(NoteKind.CORRECTION, ("says that this is a corrected version",))
    if window.near_has("flaw", *OWNED):
        return Verdict(NoteKind.AMENDMENT, ("says that this is a revised version of a text that was faulty",))
    return None


def _rewritten(window: Window) -> Verdict | None:
    """We rewrote this text, or the steps an earlier version listed have been changed."""
    if window.has("published"):
        return None
    if window.has("we_rewrote"):
        return Verdict(NoteKind.AMENDMENT, ("says that we rewrote this text",))
    return None


def _made_precise(window: Window) -> Verdict | None:
    """`We have also added a clarification about X`."""
    if window.has("we_clarified") and not window.has("error", "speech"):
        return Verdict(NoteKind.CLARIFICATION, ("says that we added a clarification",))
    return None


OWNINGS = (
    *(_flawed, _reader_caught, _should_have, _wrong_to_say),
    *(_it_was_stated, _reissued, _rewritten, _made_precise),
)
"""The rules of this module, in order of trust."""
