"""
Decide from the evidence whether a stretch of text is a note, and of which kind.

The rules combine kinds of evidence (who is spoken of, that something was said,
that it was wrong, what was done), never sentences, so each holds in every
language whose phrase list names those kinds.
"""

from bisect import bisect_left

from revtrack.model import NoteKind
from revtrack.note import lexicon
from revtrack.note.admission import ADMISSIONS, contrasted, figures_differ, reads_for
from revtrack.note.gate import Gate
from revtrack.note.items import ITEMS
from revtrack.note.owning import OWNINGS
from revtrack.note.reading import Hit, Reading
from revtrack.note.treatment import CHANGES, overtaken, withdrawn
from revtrack.note.window import MARKS, OWNED, SUBJECT, THEIRS, Verdict, Window

_GOVERNED = 40
"""Code points between an earlier version and the verb that says what it said, at most."""
_EARLY = 90
"""Code points into its sentence within which an earlier version is what the sentence is about."""
_SHORT_WORDS = 8
"""Code points between `in` and the version, at most: an article."""
_VALUE = 8
"""Code points between the verb and the version in which it stood, at least: the value and `in an`."""
_TAKEN_BACK = ("not_word", "join_not", "join_instead", "error", "error_adverb", "wrong", "right", "in_fact")
"""What shows that words `as stated in an earlier version` are not stated once more."""
_NONE = ("policy", "third_party", "gazette", "speech", "made_for")
"""What shows that a sentence is no note: a house rule, others' corrections, or what was made for a version."""
_NAMED_OURS = ("our_piece", "version_self", "ours_stated", "we_sorry", "masthead_regrets")
"""What names a text of ours, or us."""
_STOPS = frozenset(",;:")
_CLAUSES = 120
"""Words of a sentence, at most: terms and licences list for pages, and the longest of 600 notes read has 82."""
_CLAIMED = 30
"""Code points from a label to what it names as corrected, at most: `Correction to an earlier count`."""
_SMALL = 3
"""Letters of a word that is small enough to stand before it."""


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
        or _someones(window)
        or _drafted(window)
        or (window.of_making() and not window.has(*OWNED))
    ):
        return None
    if window.outdated() and not window.has("error", "error_adverb", "fixed", "apology"):
        return overtaken(window)
    if _only_after(window):
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


def _earlier_version(window: Window) -> Verdict | None:
    """An earlier version of this text said something, or something in it was wrong."""
    own = [hit for hit in window.all("version_self") if not _as_source(window, hit)]
    loose = [] if own else _standing(window)
    if not own and not loose:
        return _unnamed_version(window)
    other = window.all("version_other")
    if window.has("including") or (other and not _longer(window.reading, own, other)):
        return None
    if not own and window.has("computes"):
        return None  # `The previous version summed wrongly` is a program's.
    if own and window.opens("label_correction"):
        return Verdict(NoteKind.CORRECTION, ("calls itself a correction of an earlier version of this text",))
    error = window.has("error", "error_adverb", "wrong") or (not own and _within(window, loose))
    for hit in own or loose:
        if says(window, hit) and (own or error or window.near_has("wrong", "right", "fixed", "we_fix", "error")):
            return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this text said",))
    if own and window.has("fixed"):
        return Verdict(NoteKind.CORRECTION, ("says an earlier version of this text was corrected",))
    if any(hit.start - window.start <= SUBJECT for hit in own) and window.near_has("wrong"):
        return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this text did, and that it was wrong",))
    if window.appeared(own):
        return None
    if error:
        return Verdict(NoteKind.CORRECTION, ("says an earlier version of this text was wrong",))
    if own and window.near_has("wrong", "fixed", "taken_out", "error") and window.has("said_weak", "then"):
        return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this text held, and that it was wrong",))
    if own and window.near_has("clarify"):
        return Verdict(NoteKind.CLARIFICATION, ("says an earlier version of this text was unclear",))
    return None


def _someones(window: Window) -> bool:
    """Say whether every version is somebody's (`the suspect's first version of the story`), and none of this text."""
    hits = window.all("version_self") or window.all("version")
    before = (window.reading.word_before(hit.start) for hit in hits)
    owned = [word is not None and window.reading.at("someones", word.start) is not None for word in before]
    return bool(owned) and all(owned) and not window.has("self")


def _drafted(window: Window) -> bool:
    """Say whether only a draft is spoken of, which nobody has read, and nothing was put right or regretted."""
    versions = window.all("version_self") or window.all("version")
    drafts = [window.reading.has("draft", start=hit.start, end=hit.end) for hit in versions]
    return (
        bool(drafts)
        and all(drafts)
        and not window.near_has("fixed", "we_fix", "mended", "apology", "pointed_out", "error_adverb")
    )


def _as_source(window: Window, hit: Hit) -> bool:
    """Say whether somebody's report is only cited by its version: `According to a first version of the report`."""
    if window.reading.at("version_this", hit.start):
        return False
    return any(0 <= hit.start - lead.end <= _SHORT_WORDS for lead in window.all("source_lead"))


def _unnamed_version(window: Window) -> Verdict | None:
    """`An earlier version of this log said X: that was wrong`, whatever this is; a test or a plan states nothing."""
    if window.has("including") or not window.near_has("wrong", "error_adverb", "right_is"):
        return None
    if window.has("version_other") and not window.near_has("wrong"):
        return None
    stated = window.all("said_that")
    for hit in window.all("version_this"):
        verbs = window.all("stated") if stated else []
        if any(0 <= verb.start - hit.end <= _GOVERNED or 0 <= hit.start - verb.end <= _SHORT_WORDS for verb in verbs):
            return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this said, and that it was wrong",))
    return None


def _only_after(window: Window) -> bool:
    """Say whether a version is only what an act of others followed: `mended after an earlier version said it`."""
    leads = window.all("told_after")
    if not leads or window.has("self", "we"):
        return False
    versions = [*window.all("version"), *window.all("version_self")]
    inner = [lead for lead in leads if lead.start > window.start + MARKS]
    return bool(versions) and all(any(0 <= hit.start - lead.end <= 1 for lead in inner) for hit in versions)


def _within(window: Window, versions: list[Hit]) -> bool:
    """Say whether the sentence opens inside an earlier version: `In a previous version it was said ...`."""
    opened = window.opening("in_word")
    if opened is None:
        return False
    near = [hit for hit in versions if 0 <= hit.start - opened.end <= _SHORT_WORDS]
    return any(window.reading.has("vers", "whole_vers", start=hit.start, end=hit.end) for hit in near)


def _longer(reading: Reading, own: list[Hit], other: list[Hit]) -> bool:
    """Say whether an earlier version of this text is named, beside or rather than one of something else."""
    here = [hit for hit in own if reading.at("version_this", hit.start)]
    rather = any(foreign.start == hit.start and foreign.end <= hit.end for hit in here for foreign in other)
    return rather or any(all(hit.start != foreign.start for foreign in other) for hit in own)


def _standing(window: Window) -> list[Hit]:
    """
    Return versions that speak without "of this story", early in their sentence (`A previous version said`).

    A version of something else (`of the plan`) is none, nor one that somebody in the text speaks of.
    """
    reading = window.reading
    early = (hit for hit in window.all("version") if hit.start - window.start <= _EARLY)
    return [hit for hit in early if reading.at("of_word", hit.end + 1) is None and _leads(reading, window.start, hit)]


def _leads(reading: Reading, start: int, hit: Hit) -> bool:
    """Say whether nothing but small words, or a clause with its comma, stands between *start* and the version."""
    common = lexicon.common()
    low, high = bisect_left(reading.starts, start), bisect_left(reading.starts, hit.start)
    for word in reversed(reading.words[low:high]):
        if word in _STOPS:
            return True
        if word[0].isalnum() and reading.grammar.language not in common.get(word, ()) and len(word) > _SMALL:
            return False
    return True


def says(window: Window, hit: Hit) -> bool:
    """Say whether a verb of saying belongs to the version at *hit*: right after it, or before it (`as implied by`)."""
    if window.overtaken():
        return False
    likened = (window.has("as_lead") and window.has(*_TAKEN_BACK)) or window.near_has("wrong")
    made = [*window.all("published"), *window.all("told_how")]  # `It was written in 1987` says nothing of what it said.
    return any(
        0 <= verb.start - hit.end <= _GOVERNED or (likened and 0 <= hit.start - verb.end <= 12)
        for verb in window.all("said")
        if window.reading.at("by_word", verb.end + 1) is None  # `The original was reported by the site of X`.
        if not _related(window.reading, verb, hit)
        if not any(verb.start < birth.end and birth.start < verb.end for birth in made)
    )


def _related(reading: Reading, verb: Hit, version: Hit) -> bool:
    """Say whether the verb belongs to a clause about another thing: `was a draft that I had written on the train`."""
    before = reading.word_before(verb.start)
    if before is not None and reading.at("we", before.start):
        before = reading.word_before(before.start)
    related = before is not None and reading.at("that_word", before.start) is not None
    return related and before is not None and before.start - version.end > MARKS


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
    wrong = window.near_has("error_adverb") or figures_differ(window)
    if clarified and window.has("updated", "amended", "we_fix") and wrong:
        return Verdict(NoteKind.CORRECTION, ("says this text was made clearer, and that something in it was wrong",))
    if clarified and window.has("updated", "amended", "we_fix"):
        return Verdict(NoteKind.CLARIFICATION, ("says this text was made clearer",))
    return None


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
    if any(abs(hit.start - verb.end) <= _GOVERNED for hit in then for verb in window.all("told_as")):
        return True
    return any(
        verb.start - hit.end <= _GOVERNED and hit.start - verb.end <= MARKS
        for hit in then
        for verb in window.all("said")
    )


def _erred_in(window: Window) -> Verdict | None:
    """An error stood in an earlier version: `The name was misspelled in an earlier version`."""
    reading = window.reading
    hits = [hit for hit in window.all("error_in") if reading.at("of_word", hit.end + 1) is None]
    if hits and not window.has("version_other", "including"):
        return Verdict(NoteKind.CORRECTION, ("says what was wrong in an earlier version",))
    mended = window.has("fixed") and window.has("version_this") and not window.has("program", "including")
    if mended and window.has("error_in"):
        return Verdict(NoteKind.CORRECTION, ("says what was wrong in an earlier version of this, and was put right",))
    if window.opens("label_correction") and window.opening("earlier_claim", _CLAIMED):
        return Verdict(NoteKind.CORRECTION, ("calls itself a correction of an earlier claim",))
    return None


def _stated_in(window: Window) -> Verdict | None:
    """A value is told that stood in an earlier version: `Tannery Road was called Tanner Road in an earlier version`."""
    if window.has("including", "version_other", "published") or window.overtaken():
        return None
    for hit in window.all("version_self"):
        placed = any(0 <= hit.start - word.end <= _SHORT_WORDS for word in window.all("in_word"))
        if placed and any(hit.start - verb.end > _VALUE for verb in window.all("passive_stated")):
            return Verdict(NoteKind.CORRECTION, ("says what stood in an earlier version of this text",))
    return None


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
    if window.near_has("wrong") and any(0 <= verb.start - hit.end <= _GOVERNED for hit in texts for verb in stated):
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
    _earlier_version,
    _self_fixed,
    _erred_in,
    _stated_in,
    _self_erred,
    _taken_back,
    *ADMISSIONS,
    *OWNINGS,
    *ITEMS,
    _apologises,
    *CHANGES,
)
_GATE = Gate(_RULES, lambda window: [window])
