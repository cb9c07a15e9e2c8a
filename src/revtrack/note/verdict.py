"""
Decide from the evidence whether a stretch of text is a note, and of which kind.

The rules combine kinds of evidence (who is spoken of, that something was said,
that it was wrong, what was done), never sentences, so each holds in every
language whose phrase list names those kinds.
"""

from revtrack.model import NoteKind
from revtrack.note.admission import ADMISSIONS, contrasted, figures_differ, reads_for
from revtrack.note.gate import Gate
from revtrack.note.items import ITEMS
from revtrack.note.owning import OWNINGS
from revtrack.note.reading import Hit
from revtrack.note.treatment import CHANGES, overtaken, withdrawn
from revtrack.note.versions import GOVERNED, drafted, earlier_version, erred_in, only_after, someones, stated_in
from revtrack.note.window import MARKS, OWNED, SUBJECT, THEIRS, Verdict, Window

_NONE = ("policy", "third_party", "gazette", "speech", "made_for")
"""What shows that a sentence is no note: a house rule, others' corrections, or what was made for a version."""
_NAMED_OURS = ("our_piece", "version_self", "ours_stated", "we_sorry", "masthead_regrets")
"""What names a text of ours, or us."""
_CLAUSES = 120
"""Words of a sentence, at most: terms and licences list for pages, and the longest of 600 notes read has 82."""


def bare(window: Window) -> Verdict | None:
    """Judge a sentence that carries no label."""
    if reads_for(window) and not window.has("veto", "third_party"):
        return Verdict(NoteKind.CORRECTION, ("says which words to read for which",))
    if window.has(*_NONE) or _addresses(window) or window.breaks() or window.of_others():
        return None
    if window.sentence(Hit(window.start, window.start)).length() > _CLAUSES:
        return None
    theirs = window.has(*THEIRS) and not window.has("self")  # `The article` is a law's beside its number.
    if (theirs or window.has("law_article")) and not window.has(*_NAMED_OURS):
        return None  # `as stated by mistake in its press release`
    if window.has("instance", "names_hidden") or (window.has("told_of") and not window.has("self")):
        return None
    if (
        window.opens("conditional")
        or someones(window)
        or drafted(window)
        or (window.of_making() and not window.has(*OWNED))
    ):
        return None
    if window.outdated() and not window.has("error", "error_adverb", "fixed", "apology"):
        return overtaken(window)
    if only_after(window):
        return None
    for rule in _GATE.rules(window.reading):
        verdict = rule(window)
        if verdict:
            return verdict
    return None


def _addresses(window: Window) -> bool:
    """Say whether the words speak to the reader; `your` does no harm beside what this text said at first."""
    hits = window.all("veto")
    if hits and window.has("self") and window.has("then"):
        hits = [hit for hit in hits if window.reading.at("addressed", hit.start) is None]
    return bool(hits)


def _self_fixed(window: Window) -> Verdict | None:
    if window.has("corrected_as") and window.has("own", "self", "own_print", "noun"):
        return Verdict(NoteKind.CORRECTION, ("says how this text was corrected",))
    if window.only_published("fixed", "fixes", "updated", "amended", "we_fix") and not window.has("error"):
        return None
    if window.has("repairs") and not window.has("noun", "part"):
        return None  # `This version corrects the bug that made the clock run fast` is a program's.
    if _subject(window) and window.has("fixed", "fixes"):
        if window.has("clarify") and not window.has("error", "fix") and not window.near_has("error_adverb"):
            return Verdict(NoteKind.CLARIFICATION, ("says this text was made clearer",))
        if _only_cut(window):
            return Verdict(NoteKind.AMENDMENT, ("says what was taken out of this text",))
        return Verdict(NoteKind.CORRECTION, ("says this text was corrected",))
    clarified = window.has("self", "self_lead") and window.has("clarify")
    if not clarified or not window.has("updated", "amended", "we_fix"):
        return None
    if window.near_has("error_adverb") or figures_differ(window):
        return Verdict(NoteKind.CORRECTION, ("says this text was made clearer, and that something in it was wrong",))
    return Verdict(NoteKind.CLARIFICATION, ("says this text was made clearer",))


def _only_cut(window: Window) -> bool:
    """Say whether all that was done to this text was to take something out, and nothing is said to have been wrong."""
    return window.has("cut_only") and not window.has("fix", "error", "error_adverb", "wrong", "flaw", "show")


def _subject(window: Window) -> bool:
    """Say whether this text is spoken of, and not only a place something stands in (`each case in this story`)."""
    reading = window.reading
    for hit in (*window.all("self"), *window.all("self_lead")):
        before = reading.word_before(hit.start)
        if before is None or before.start < window.start or reading.at("in_word", before.start) is None:
            return True
    return window.has("self") and window.has("error", "field")


def _part_erred(window: Window) -> bool:
    """Say whether a part of the text opens the sentence, and was wrong at first: `A caption originally misnamed`."""
    if window.opening("part_lead") is None:
        return False
    return window.has("then") and window.has("error") and not window.has("published", "version_other")


def _first_said(window: Window) -> bool:
    """Say whether a verb of saying stands beside `originally`, or a value was given `when this went live`."""
    if window.overtaken():
        return False
    then = window.all("then")
    if any(abs(hit.start - verb.end) <= GOVERNED for hit in then for verb in window.all("told_as")):
        return True
    return any(
        verb.start - hit.end <= GOVERNED and hit.start - verb.end <= MARKS
        for hit in then
        for verb in window.all("said")
    )


def _self_erred(window: Window) -> Verdict | None:
    if _part_erred(window):
        return Verdict(NoteKind.CORRECTION, ("says a part of the text was wrong at first",))
    if window.opening("error_lies") and window.has("printed", "self"):
        return Verdict(NoteKind.CORRECTION, ("says there was an error in an article of ours",))
    told = window.has("error", "error_adverb") or window.near_has("taken_out", "we_cut", "fixed", "we_fix")
    if window.has("after_published") and told:
        return Verdict(NoteKind.CORRECTION, ("says that after publication this text was found to be wrong",))
    if (
        window.has("said_here")
        and not window.overtaken()
        and window.near_has("wrong", "fixed", "we_fix", "error", "mend_p", "right_is")
    ):
        return Verdict(NoteKind.CORRECTION, ("says what stood here, and that it was wrong",))
    if window.has("self") and window.has("at_first") and window.has("said"):
        return Verdict(NoteKind.CORRECTION, ("says what this text said at first",))
    if window.has("published") or not window.has("self"):
        return Verdict(NoteKind.CORRECTION, ("says this text erred",)) if window.has("erred") else None
    if window.has("then") and (window.has("error") or _first_said(window)):
        return Verdict(NoteKind.CORRECTION, ("says what this text said at first",))
    if window.has("then") and (
        window.has("wrong") or (window.has("said_weak", "told_how") and window.near_has("wrong"))
    ):
        return Verdict(NoteKind.CORRECTION, ("says that something in this text was wrong at first",))
    if window.has("error_adverb") and window.has("said"):
        return Verdict(NoteKind.CORRECTION, ("says this text said something wrong",))
    if window.has("erring") and window.opening("part_lead"):
        return Verdict(NoteKind.CORRECTION, ("says a part of this text was wrong",))
    if window.has("was_faulty") and contrasted(window):
        return Verdict(NoteKind.CORRECTION, ("says something in this text was wrong, and sets it right",))
    if window.has("error") and window.near_has("fixed", "we_fix"):
        return Verdict(NoteKind.CORRECTION, ("says something in this text was wrong, and was put right",))
    if window.has("erred"):
        return Verdict(NoteKind.CORRECTION, ("says this text erred",))
    texts = [hit for hit in window.all("self") if hit.start - window.start <= SUBJECT]
    stated = [verb for name in ("stated", "stated_p") for verb in window.all(name)]
    if window.near_has("wrong") and any(0 <= verb.start - hit.end <= GOVERNED for hit in texts for verb in stated):
        return Verdict(NoteKind.CORRECTION, ("says what this text stated, and that it was wrong",))
    return None


def _taken_back(window: Window) -> Verdict | None:
    """`I take back what I wrote in an earlier version of this post`."""
    if window.has("take_back") and window.has("self", "version", "version_self", "ours_stated", "own_print", "printed"):
        return Verdict(NoteKind.CORRECTION, ("takes back what was written",))
    return None


def _contrary(window: Window) -> Verdict | None:
    if any(not window.elsewhere(hit) for hit in window.all("contrary")):
        return Verdict(NoteKind.CORRECTION, ("says the fact is contrary to what was published",))
    return None


def _read_as(window: Window) -> Verdict | None:
    if window.has("read_wrong") and window.has("read_right"):
        return Verdict(NoteKind.CORRECTION, ("says which words to read for which",))
    return None


def _apologises(window: Window) -> Verdict | None:
    """Regrets what an article of ours said, or is glad to make something clear and apologises."""
    if window.near_has("third_party", "policy"):
        return None
    if window.has("apology") and window.has("self", "version_self", "own_print", "printed", "announce"):
        if window.near_has("right_is", "in_fact", "join_not"):
            return Verdict(NoteKind.CORRECTION, ("apologises for an article of ours, and puts it right",))
        return Verdict(NoteKind.APOLOGY, ("apologises for an article of ours",))
    return None


_RULES = (
    withdrawn,
    _contrary,
    _read_as,
    earlier_version,
    _self_fixed,
    erred_in,
    stated_in,
    _self_erred,
    _taken_back,
    *ADMISSIONS,
    *OWNINGS,
    *ITEMS,
    _apologises,
    *CHANGES,
)

_GATE = Gate(_RULES, lambda window: [window])
