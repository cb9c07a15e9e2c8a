"""
Judge sentences that speak of an earlier version of this text: what it said, what was wrong in it, what stood there.
"""

from bisect import bisect_left

from revtrack.model import NoteKind
from revtrack.note import lexicon
from revtrack.note.reading import Hit, Reading
from revtrack.note.window import MARKS, SUBJECT, Verdict, Window

GOVERNED = 40
"""Code points between an earlier version and the verb that says what it said, at most."""
_EARLY = 90
"""Code points into its sentence within which an earlier version is what the sentence is about."""
_SHORT_WORDS = 8
"""Code points between `in` and the version, at most: an article."""
_VALUE = 8
"""Code points between the verb and the version in which it stood, at least: the value and `in an`."""
_TAKEN_BACK = ("not_word", "join_not", "join_instead", "error", "error_adverb", "wrong", "right", "in_fact")
"""What shows that words `as stated in an earlier version` are not stated once more."""
_STOPS = frozenset(",;:")
_CLAIMED = 30
"""Code points from a label to what it names as corrected, at most: `Correction to an earlier count`."""
_SMALL = 3
"""Letters of a word that is small enough to stand before it."""


def earlier_version(window: Window) -> Verdict | None:
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


def someones(window: Window) -> bool:
    """Say whether every version is somebody's (`the suspect's first version of the story`), and none of this text."""
    hits = window.all("version_self") or window.all("version")
    before = (window.reading.word_before(hit.start) for hit in hits)
    owned = [word is not None and window.reading.at("someones", word.start) is not None for word in before]
    return bool(owned) and all(owned) and not window.has("self")


def drafted(window: Window) -> bool:
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
        if any(0 <= verb.start - hit.end <= GOVERNED or 0 <= hit.start - verb.end <= _SHORT_WORDS for verb in verbs):
            return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this said, and that it was wrong",))
    return None


def only_after(window: Window) -> bool:
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
        0 <= verb.start - hit.end <= GOVERNED or (likened and 0 <= hit.start - verb.end <= 12)
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


def erred_in(window: Window) -> Verdict | None:
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


def stated_in(window: Window) -> Verdict | None:
    """A value is told that stood in an earlier version: `Tannery Road was called Tanner Road in an earlier version`."""
    if window.has("including", "version_other", "published") or window.overtaken():
        return None
    for hit in window.all("version_self"):
        placed = any(0 <= hit.start - word.end <= _SHORT_WORDS for word in window.all("in_word"))
        if placed and any(hit.start - verb.end > _VALUE for verb in window.all("passive_stated")):
            return Verdict(NoteKind.CORRECTION, ("says what stood in an earlier version of this text",))
    return None
