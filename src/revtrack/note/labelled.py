"""
Decide what a stretch with a label is.

A correction's label is enough, unless the words after it talk of something
else. An update, an editor's note or a mere "Note:" is a correction only where
the words admit an error; the outlet's own label is kept beside the kind.
"""

from bisect import bisect_left
from collections.abc import Sequence

from revtrack.model import NoteKind
from revtrack.note.admission import contrasted, figures_differ
from revtrack.note.label import Label
from revtrack.note.passage import Stretch
from revtrack.note.verdict import bare
from revtrack.note.versions import says
from revtrack.note.whole import whole
from revtrack.note.window import WEAK, Verdict, Window

_NAME = 3
"""Words of a name, at most."""
_APART = (["("], ["["], ["*"], ["_"])
"""Marks that set a label apart from the text it stands in."""
_CONTEXT = 4
"""Words before a label inside a text that tell what it is about, at least."""
_OPENING = 12
"""Code points into the note within which a part of the text opens it."""
_ERRED = 20
"""Code points into the note within which its writer says that he erred, at most: `Sorry, I was mistaken`."""
_REFERS = (
    *("said", "own", "mentioned", "report", "printed", "cited", "as_said"),
    *("join_not", "join_instead", "read_right", "right_is"),
)
"""What ties a sentence to something that was published, or to a value that was wrong."""
_HERE = ("self", "version_self", "version", "own", "locator", "above")
"""What of ours a label may name: `Correction to the above`."""
_OTHERS = ("third_party", "gazette", "other_work", "program")
"""Whose correction a label may name that is none of ours."""
_TIED = tuple(name for name in (*_REFERS, "error", "wrong", "self", "version") if name != "own")
"""What shows that a line under `Corrected:` speaks of a text."""
_HELD = ("version", "contrary", "right_is", "right", "in_fact", "then")
"""What sets a fact against what was published."""
_ERRORS = ("error", "error_adverb", "wrong", "fix")
"""What a note says that clears up more than a misunderstanding."""


def _owned_at_once(window: Window, spans: Sequence[Stretch]) -> Verdict | None:
    """Judge the first of several sentences: where it owns up, `See our corrections page` behind it does no harm."""
    if len(spans) < 2:
        return None
    found = bare(Window(window.reading, max(window.start, spans[0][0]), spans[0][1], window.near))
    return found if found and found.kind is NoteKind.CORRECTION else None


def labelled(label: Label, window: Window, spans: Sequence[Stretch]) -> Verdict | None:
    """Judge a stretch that opens with *label*; the window is what follows it, *spans* are its sentences."""
    said = ("opens with the label of a " + label.kind.replace("_", " "),)
    inner = bare(window)
    if label.kind != "apology" and (inner is None or inner.kind in WEAK):
        inner = whole(window, spans, labelled=True) or inner
    veto = window.has("policy") or (window.has("veto") and not window.has("version_self", "fixed", "erred"))
    if veto and (opening := _owned_at_once(window, spans)):
        veto, inner = False, inner or opening
    voice = inner.kind if inner else None
    reasons = said + (inner.reasons if inner else ())
    swapped = window.has("read_wrong") and window.has("read_right")
    foreign = window.has("third_party") or (window.has("gazette") and not swapped)
    foreign = foreign and not window.has("version_self", "self")
    if veto or foreign:
        return Verdict(NoteKind.EDITORS_NOTE, said) if label.kind in ("editors_note",) else None
    if label.kind in ("correction", "retraction", "house"):
        if not label.bare and not inner and _in_heading(label, window):
            return None
        if not label.bare and not inner and _mere_name(window):
            return None
        if not inner and (_diagnosed(label, window) or _chore(window) or _out_of_nowhere(label, window)):
            return None
        if label.complement and not _own_complement(label, window) and not inner and not _supported(window):
            return None
        others = label.complement and window.reading.has(*_OTHERS, start=label.word[1], end=label.complement[1])
        if others and not swapped:
            return None  # `Corrigendum to the Official Journal: ...`.
        if not inner and (_unlike(window) or (window.opens("instructs") and not _sets_right(window))):
            return None
        entry = window.reading.at("label_participle", label.word[0]) and not label.dated
        if not inner and entry and not window.has(*_TIED):
            return None  # `Fixed: a crash when the file is empty` is a line of a change log.
        if label.kind == "house" and voice:
            return Verdict(voice, reasons)
        return Verdict(NoteKind.RETRACTION if label.kind == "retraction" else NoteKind.CORRECTION, reasons)
    if label.kind == "clarification" and inner and window.has("clarify") and not window.has(*_ERRORS):
        return Verdict(NoteKind.CLARIFICATION, reasons)
    if label.kind == "editors_note" and window.has("retracting"):
        return Verdict(NoteKind.RETRACTION, (*reasons, "says that an article is withdrawn"))
    if _made_plain(label, window):
        return Verdict(NoteKind.CLARIFICATION, reasons)
    ours = window.has("self") or (window.has("version_self") and not window.has("version_other"))
    if (ours and window.has("fixed")) or voice is NoteKind.CORRECTION:
        return Verdict(NoteKind.CORRECTION, reasons)
    if label.kind == "clarification":
        loose = label.complement and not _own_complement(label, window)
        # `Zur Klarstellung:` opens an argument of anybody's; `Klarstellung:` is the outlet's own label.
        aside = len(spans) > 1 and window.reading.at("label_aside", label.word[0]) and not window.has(*_REFERS)
        if (loose or aside) and not inner and not _supported(window):
            return None
        return Verdict(NoteKind.CLARIFICATION, reasons)
    if label.kind == "apology":
        ours = window.has("error", "fix", "self", "version_self", "apology") and not window.breaks()
        return Verdict(NoteKind.APOLOGY, reasons) if ours else None
    if voice in (NoteKind.CLARIFICATION, NoteKind.RETRACTION):
        return Verdict(voice, reasons)
    return _housekeeping(label, window, voice, reasons)


def _made_plain(label: Label, window: Window) -> bool:
    """Say whether a text says under the label of a clarification that it was changed, and owns up to no error."""
    if label.kind != "clarification" or not window.has("self", "self_lead"):
        return False
    return not window.has(*_HELD, *_ERRORS) and not contrasted(window)


def _in_heading(label: Label, window: Window) -> bool:
    """Say whether a `#` alone opens the line, so that this is a heading or a comment in code."""
    before = window.reading.word_before(label.word[0])
    at = bisect_left(window.reading.starts, before.start) if before else 0
    return before is not None and window.reading.words[max(0, at - 1) : at + 1] in (["#"], ["*", "#"])


def _mere_name(window: Window) -> bool:
    """Say whether two or three words stand after the label, without a figure, a mark or a stop: a name in a list."""
    low, high = bisect_left(window.reading.starts, window.start), bisect_left(window.reading.starts, window.end)
    words = window.reading.words[low:high]
    return 0 < len(words) <= _NAME and all(word[0].isalpha() for word in words)


def _diagnosed(label: Label, window: Window) -> bool:
    """Say whether the label answers another before it, as in a report on a fault: `Cause: ... Correction: ...`."""
    return window.reading.has("diagnosis", end=label.word[0]) and not window.has("self", "version_self")


def _chore(window: Window) -> bool:
    """Say whether the words tell what to do or what broke, and nothing of a text: `Correction: cancel entry 2408`."""
    if window.opens("crash") and not window.has("self", "version_self", "paper", "part"):
        return True
    return (window.opens("chore") or window.has("chore_last")) and not window.has(*_TIED)


def _out_of_nowhere(label: Label, window: Window) -> bool:
    """Say whether a label inside a text opens words that take up nothing of what stands before it."""
    before = Window(window.reading, 0, label.word[0], label.word[0])
    at = bisect_left(window.reading.starts, label.word[0])
    apart = label.bare or label.dated or window.reading.words[at - 1 : at] in _APART
    if apart or before.length() < _CONTEXT or window.has(*_TIED) or figures_differ(window):
        return False
    return not before.content() & window.content()


def _unlike(window: Window) -> bool:
    """Say whether the words set a thing against another, and nothing against what was published: `Unlike X, Y does`."""
    return window.opens("unlike") and not window.has("contrary", *_ERRORS)


def _sets_right(window: Window) -> bool:
    """Say whether a value is set against another, or named as what to read."""
    if window.has("join_instead", "read_right"):
        return True
    return any(window.reading.at("not_value", hit.end + 1) is None for hit in window.all("join_not"))


def _own_complement(label: Label, window: Window) -> bool:
    start, end = (label.word[1], label.complement[1]) if label.complement else (0, 0)
    return window.reading.has(*_HERE, "publication", "days_own", "our_place", "earlier_claim", start=start, end=end)


def _supported(window: Window) -> bool:
    if window.has("self", "version", "version_self", "own_print", "we_fix", "fixed", "we_said_wrong"):
        return True
    if window.has("it_said_wrong"):
        return True
    if not window.has("join_not", "join_instead", "right_is"):
        return False
    return window.has("error", "wrong") or (window.has("right_is") and contrasted(window))


def _housekeeping(label: Label, window: Window, voice: NoteKind | None, reasons: tuple[str, ...]) -> Verdict | None:
    """Judge updates, editors' notes and notes: corrections only where an error is admitted."""
    topic = label.complement and window.reading.at("note_on", label.complement[0])
    if label.kind == "note" and topic and not _own_complement(label, window):
        return Verdict(voice, reasons) if voice else None  # `A note on method: this is a list of mistakes ...`
    if _admits(window) and not window.of_others():
        return Verdict(NoteKind.CORRECTION, (*reasons, "admits an error"))
    if (
        window.has("clarify")
        and window.has("self", "version", "part_lead")
        and window.has("updated", "amended", "we_fix", "fixed")
    ):
        return Verdict(NoteKind.CLARIFICATION, reasons)
    if label.kind == "editors_note":
        if window.has("apology") and window.has("error"):
            return Verdict(NoteKind.CORRECTION, reasons)
        wrote = window.has("own_writer", "we") and window.has("error_adverb") and window.has("stated")
        gone = window.has("passage") and window.has("gone_by") and window.has("because")
        if wrote or gone:
            return Verdict(NoteKind.CORRECTION, (*reasons, "says what was wrongly written, or why a passage is gone"))
        if window.opens("wire_correct") and window.has("field", "locator", "part"):
            return Verdict(NoteKind.CORRECTION, (*reasons, "opens as an agency's correction does"))
        if window.opening("we_mended") and window.has("fix", "fixed"):
            return Verdict(NoteKind.CORRECTION, (*reasons, "says that we corrected something"))
        return Verdict(voice or NoteKind.EDITORS_NOTE, reasons)
    if label.kind == "note":
        return Verdict(voice, reasons) if voice else None
    if label.kind == "addendum":
        return Verdict(NoteKind.ADDENDUM, reasons)
    amended = voice is NoteKind.AMENDMENT or window.reading.at("amend_word", label.word[0]) is not None
    return Verdict(NoteKind.AMENDMENT if amended else NoteKind.UPDATE, reasons)


def _admits(window: Window) -> bool:
    if window.has("own_first") and window.has("error", "wrong", "faulty"):
        return True  # `Edit: my original method was broken`.
    if window.has("own_misread") or (window.has("error", "faulty") and window.has("fixed_here")):
        return True  # `Edit: I misread the chart`, `Edit: the figures were wrong, fixed now`.
    if _mends_fault(window) or _was_told(window) or window.opening("own_error", _ERRED):
        return True
    if window.has("thanks_for") and window.has("wrong", "error"):
        return True  # `Update: I had written X. That is not so, thanks to Theo for telling me.`
    subject = window.has("self", "own", "version", "version_self", "then", "we")
    done = window.has("fixed", "we_fix")
    error = window.has("error", "error_adverb")
    foreign = window.has("version_other") and not window.has("version_self")
    if subject and error and (done or window.has("version", "version_self")) and not foreign:
        return True
    if any(says(window, hit) for hit in window.all("version")):
        return True
    if window.has("right_is") and window.has("join_not", "join_instead", "told_as"):
        return True
    if window.has("bit", "part") and window.has("above", "below") and window.has("was_faulty"):
        return True  # `Note: the code above was wrong until 3 May`
    if window.has("flaw") and window.has("locator") and not window.has("told_how", "version_other"):
        return True  # `Note added 3 May: the argument in section 3 is flawed`
    if window.has("passage") and window.has("error") and window.has("we_fix"):
        return True  # `Update: the claim about X turned out to be wrong. I've removed it.`
    if window.has("passage_gone") and window.has("whereby"):
        return True  # `Updated: the statement that X was removed`.
    if window.has("told_as") and window.has("self", "own") and not window.has("published"):
        return True  # `The hostel, described in the text as closed, is open.`
    if window.opens("wire_correct") or (window.opens("label_correction") and window.has("field", "self", "part")):
        return True  # `Update: correction of the number of seats`.
    if window.has("thanks", "we_fix") and contrasted(window) and not window.has("advice"):
        return True
    if window.opens("fix") and window.has("field"):
        return True  # `Update: Fixed the author's name.`
    if (figures_differ(window) and not window.has("now_is")) or _wrong_beside(window):
        return True
    if done and window.has("field") and (window.has("fixed") or (window.has("from_word") and window.has("to_word"))):
        return True
    if window.has("published"):
        return False
    if done and window.has("self", "own") and window.has("stated"):
        return True  # `Update: the post said X, but only Y works. I have put it right.`
    return (window.has("own") and done and window.has("fix", "error")) or _part_wrong(window)


def _mends_fault(window: Window) -> bool:
    """Say whether the words open with what we put right, and say what was the matter: `Fixed the wrong link`."""
    if window.opening("first_used") and window.has("error", "flaw", "not_word", "wrong", "fixed"):
        return True  # `I originally used X, which does not know Y`
    if window.has("version_self") and window.has("flaw") and not window.has("told_how", "version_other"):
        return True
    opened = window.opens("mend_p", "we_mended", "we_fix")
    return opened and window.has("error", "error_adverb", "flaw", "pointed_out")


def _was_told(window: Window) -> bool:
    """Say whether a reader is said to have pointed out a fact, or is thanked for what was changed."""
    if window.has("advice") or window.has("now_is"):
        return False
    if window.has("points_out") and (contrasted(window) or window.has("in_fact")):
        return True
    return window.has("pointed_out") and window.opening("change_verb") is not None and window.has("to_word")


def _wrong_beside(window: Window) -> bool:
    """Say whether an error is named, and words are set against words that are no advice to the reader."""
    return window.has("error") and window.has("join_not", "join_instead") and not window.has("advice")


def _part_wrong(window: Window) -> bool:
    """Say whether a part of the text opens the sentence, and was wrong: `A quote in the ninth paragraph was ...`."""
    parts = [hit for name in ("self", "own", "part_lead", "field", "days_own") for hit in window.all(name)]
    opens = any(hit.start - window.start <= _OPENING for hit in parts)
    return opens and window.has("erring", "error_adverb", "fixed", "wrong")
