"""
Judge what only its place makes a note: a bracket, the page's own note box, a short block, the end of the article.
"""

from bisect import bisect_left

from revtrack.model import NoteKind
from revtrack.note.inprint import owned_up
from revtrack.note.label import skip_date
from revtrack.note.reading import Hit
from revtrack.note.verdict import bare
from revtrack.note.versions import says
from revtrack.note.window import MARKS, Verdict, Window

_SUBJECT = 8
"""Code points of the `it was` that may stand before what was done, at most."""
_NEAR = 60
"""Code points between a part of the text and the verb that says it was corrected, at most."""
_DATED = 16
"""Words of a sentence that says nothing but what was corrected and when, at most."""
_DAY = 5
"""Words from the verb to the month, at most: `has been corrected on 3`; one more would name who corrected it."""
_YEAR = 3
"""Words from the month to the end, at most: the day, the year, and a German or Dutch verb."""
_DATE = 24
"""Code points of a date and of the verb after it, at most."""
_NAMED = 24
"""Code points of a newsroom's name before what it did, at most."""
_DETAIL = 8
"""Code points of an article or a pronoun before the detail that was corrected, at most."""
_OPENS = 40
"""Code points into its sentence within which the text that was corrected is named, at most."""
_FIGURE_ONLY = 7
"""Words of a sentence that does nothing but give a figure, at most."""
_FEW = 3
"""Sentences of a block that is short enough to be a note as a whole."""
_OTHERS = ("policy", "third_party", "gazette")
"""What shows that somebody else's corrections are told of, or how they are made."""
_DATELINE = 12
"""Code points of a dateline, at most: `DEN HAAG - `."""
_LATE = 0.6
"""How far into the article, as a share of its blocks, a sentence may stand that only its place makes a note."""


def bracketed(window: Window) -> Verdict | None:
    """Judge a bracketed stretch: it stands apart from the text, so less is asked of it."""
    if window.has("veto", "third_party") or window.breaks():
        return None
    if window.has("self", "own", "locator") and window.has("fixed"):
        return Verdict(NoteKind.CORRECTION, ("a bracket that says the text was corrected",))
    if window.has("version_self") and window.has("error", "fix", "said", "said_weak", "wrong"):
        faulty = window.has("error", "fix", "wrong")
        if not faulty and not any(says(window, hit) for hit in window.all("version_self")):
            return None  # `(also featured in an earlier version of this newsletter)`
        kind = NoteKind.CORRECTION if faulty else NoteKind.AMENDMENT
        return Verdict(kind, ("a bracket about an earlier version of this text",))
    return None


def hooked(window: Window, hook: str) -> Verdict | None:
    """Judge what the page itself marks as a note by *hook*: its words decide the kind, else the hook's name."""
    if window.has("veto", "third_party") or window.breaks():
        return None
    reasons = (f"stands where the page keeps its notes: {hook}",)
    voice = bare(window)
    if voice:
        return Verdict(voice.kind, (*reasons, *voice.reasons))
    if window.has("error", "fix", "fixed", "wrong", "said", "version"):
        return Verdict(NoteKind.CORRECTION, reasons)
    if window.has("clarify"):
        return Verdict(NoteKind.CLARIFICATION, reasons)
    if window.has("retracted"):
        return Verdict(NoteKind.RETRACTION, reasons)
    return Verdict(_named(hook.casefold()), reasons)


def _named(hook: str) -> NoteKind:
    """Return the kind a hook's own name tells."""
    for stem, kind in _HOOKS:
        if stem in hook:
            return kind
    return NoteKind.AMENDMENT


_HOOKS = (
    ("clarif", NoteKind.CLARIFICATION),
    ("retract", NoteKind.RETRACTION),
    ("correct", NoteKind.CORRECTION),
    ("corrig", NoteKind.CORRECTION),
    ("korrek", NoteKind.CORRECTION),
    ("rectif", NoteKind.CORRECTION),
    ("errat", NoteKind.CORRECTION),
    ("json-ld", NoteKind.CORRECTION),
    ("update", NoteKind.UPDATE),
    ("editor", NoteKind.EDITORS_NOTE),
)


def lead(window: Window, count: int, position: float) -> Verdict | None:
    """Judge the first sentence of a short block by what only such a place allows: `The caption has been corrected.`"""
    if window.has("veto", *_OTHERS, "published", "version_other", "speech") or window.breaks():
        return None
    if window.of_others() or window.has("hoped"):
        return None
    fixed = window.all("fixed")
    noun = window.opening("noun")  # Without an article, as in headlines: `Story has been ...`.
    noun = None if window.opens("definite") else noun
    parts = [hit for hit in window.all("own") if hit.start - window.start <= _OPENS and not _told(window, hit)]
    parts = [*([] if _in_another(window) else parts), *([noun] if noun else ())]
    fixed = [fix for fix in fixed if not _told_of(window, fix)]  # `a text that was corrected`
    if count <= _FEW and any(0 <= fix.start - hit.end <= _NEAR for hit in parts for fix in fixed):
        return Verdict(NoteKind.CORRECTION, ("a short block that says a part of the text was corrected",))
    if opens_mended(window) and count <= _FEW:
        return Verdict(NoteKind.CORRECTION, ("a short block that says something was corrected",))
    if count == 1 and window.opening("made_right") and window.has("month") and window.length() <= _DATED // 2:
        return Verdict(NoteKind.CORRECTION, ("a short block that says when a correction was made",))
    if count == 1 and _history(window):
        return Verdict(NoteKind.CORRECTION, ("a line that says on which day what was corrected",))
    if position <= _LATE:
        return None
    return (_short_end(window, count == 1) if count <= _FEW else None) or _regrets(window)


def _told(window: Window, hit: Hit) -> bool:
    """Say whether somebody tells it of the text at *hit*: `The judge noted that the article had been corrected`."""
    before = window.reading.word_before(hit.start)
    said = ("that_word", "told_that", "stated")
    return before is not None and any(window.reading.at(name, before.start) for name in said)


def _in_another(window: Window) -> bool:
    """Say whether the article stands in something that is not ours: `The article in Nature was corrected in 2021`."""
    own, reading = window.first("own"), window.reading
    inside = (
        own is not None
        and reading.at("in_word", own.end + 1) is not None
        and reading.at("of_word", own.end + 1) is None
    )
    return inside and not window.has("self", "printed", "our_place", "days_own", "locator", "part", "month", "weekday")


def _told_of(window: Window, fix: Hit) -> bool:
    """Say whether it is only told of a text, in a clause that leans on it, that it was corrected."""
    before = window.reading.word_before(fix.start)
    return before is not None and window.reading.at("who_did", before.start) is not None


def _history(window: Window) -> bool:
    """Say whether a line of the text's history tells a correction: `May 3: Corrected the number from 8 to 9.`"""
    reading = window.reading
    first = bisect_left(reading.starts, window.start)
    verb = skip_date(reading, first)
    if verb == first or verb >= len(reading.starts) or not window.has("field", "locator", "part"):
        return False
    at = reading.starts[verb]
    if window.length() <= _DATED and any(reading.at(name, at) for name in ("wire_correct", "label_correction")):
        return True
    if reading.at("fix", at) is None:
        return False
    return window.has("join_not", "join_instead") or (window.has("from_word") and window.has("to_word"))


def _short_end(window: Window, alone: bool) -> Verdict | None:
    """Judge the first sentence of a short block towards the article's end; *alone* is its only one."""
    if _made_clear(window):
        return Verdict(NoteKind.CLARIFICATION, ("makes clear what an earlier version did not",))
    named = window.reading.at("masthead", window.start)
    if named and (window.reading.next_is(":", named.end) or _of_late(window)):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says a newspaper erred",))
    if window.opening("writer_erred") and not window.has("speech"):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says its writer erred",))
    if window.reading.at("press_then", window.start) and _other_figure(window):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that gives another figure for one reported",))
    if owned := owned_up(window):
        return owned
    if window.opening("press_said", _DATELINE) and _of_late(window):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says what a newspaper wrongly reported",))
    if alone and (_dated_fix(window) or _dated_entry(window)):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says what was corrected, and when",))
    if alone and _detail_fixed(window):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says which detail was corrected",))
    if window.opening("air_wrong", _NAMED) and _taken_up(window):
        return Verdict(
            NoteKind.CORRECTION, ("a short block at the end that says what was wrongly reported, and the fact",)
        )
    if _cut_because(window):
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says why a passage was taken out",))
    if _told_wrong(window):
        return Verdict(NoteKind.CORRECTION, ("a short block that says wrong information led to an error",))
    return None


def _of_late(window: Window) -> bool:
    """Say whether a day, a page or the right value is named beside what was wrong, or an omission is regretted."""
    if window.near_has("right_is", "in_fact", "join_not", "join_instead", "we_sorry", "apology", "fixed"):
        return True
    following = window.following()
    if window.end < window.near and following.opens("restate", "possessive", "definite"):
        return True
    return window.near_has("weekday", "days_own", "printed", "cited") and not window.near_has("and_on", "speech")


def _other_figure(window: Window) -> bool:
    """Say whether the next sentence does nothing but give another figure: `He is 8`."""
    following = window.following()
    figured = "#" in window.content() & following.content()
    return figured and following.opens("restate") and following.length() <= _FIGURE_ONLY


def _regrets(window: Window) -> Verdict | None:
    """Judge an apology towards the article's end."""
    if not window.has("apology") or window.has("speech"):
        return None
    if window.has("slip_noun") and window.has("days_own", "printed"):
        return Verdict(NoteKind.CORRECTION, ("apologises for a slip in an issue of ours",))
    if window.has("clarify") and not window.has("chamber"):
        return Verdict(NoteKind.APOLOGY, ("makes something clear, and apologises",))
    named = window.has("self", "part") or (window.has("own") and window.has("noun", "paper"))
    if window.has("error") and window.near_has("fixed", "we_fix", "we_mended", "replaced"):
        return Verdict(NoteKind.CORRECTION, ("regrets an error and says it was put right",))
    if window.has("error") and named:
        return Verdict(NoteKind.APOLOGY, ("regrets an error in a text of ours",))
    return None


def opens_mended(window: Window) -> bool:
    """Say whether a sentence opens with what was done: `Updated at 4 p.m. to correct`, `It was amended to fix`."""
    return window.opening("mended_to", MARKS + _SUBJECT) is not None


def _made_clear(window: Window) -> bool:
    """Say whether the sentence opens by making something clear, and an earlier version is spoken of beside it."""
    return window.opening("clarify") is not None and window.near_has("version", "version_self")


def _dated_fix(window: Window) -> bool:
    """Say whether a sentence only names a detail and the day it was put right: `Her age was corrected on 2 April`."""
    fields, fixes = window.all("field"), window.all("mended")
    if not fixes or not window.has("put_right") or window.length() > _DATED:
        return False
    slip = window.opening("slip_noun", _SUBJECT) is not None and window.has("locator", "part", "noun")
    if not slip and not any(field.start < fixes[0].start for field in fields):
        return False
    reading, end = window.reading, window.end
    return any(
        fixes[0].start < day.start
        and Window(reading, fixes[0].start, day.start, end).length() <= _DAY
        and Window(reading, day.end, end, end).length() <= _YEAR
        for day in window.all("month")
    )


def _detail_fixed(window: Window) -> bool:
    """Say whether a short sentence says nothing but that a detail was corrected: `Her age has been corrected`."""
    fixes = [hit for hit in window.all("mended") if window.reading.has("put_right", start=hit.start, end=hit.end)]
    fields = [hit for hit in window.all("field") if hit.start - window.start <= _DETAIL]
    return bool(fields and fixes) and fields[0].start < fixes[0].start and window.end - fixes[0].end <= MARKS


def _taken_up(window: Window) -> bool:
    """Say whether the next sentence, short and the last of its block, goes on about the same thing."""
    following = window.following()
    last = window.end < window.near and window.near >= window.reading.stops[-1]
    return last and following.length() <= _DATED and bool(window.content() & following.content())


def _dated_entry(window: Window) -> bool:
    """Say whether a line of dates says which part was corrected: `3 May 2024: Figure 4 corrected`."""
    if not (window.reading.figure_near(window.start, 1) or window.opens("month")) or window.length() > _DATED:
        return False
    parts = [hit for name in ("locator", "part", "scope_headline", "scope_caption") for hit in window.all(name)]
    opened = window.reading.has("mend_p", start=window.start, end=window.start + _DATE)
    if opened and (parts or window.has("bit", "field")):
        return True  # `2024-05-03: fixed the formula for the variance`
    return any(0 <= fix.start - part.end <= 1 for part in parts for fix in window.all("mend_p"))


def _cut_because(window: Window) -> bool:
    """Say whether a passage of the text opens the sentence, and was taken out for a reason."""
    if window.opening("passage_lead") is None or window.has("speech", "cut_elsewhere"):
        return False
    return any(why.start >= cut.end for cut in window.all("remove") for why in window.all("because"))


def _told_wrong(window: Window) -> bool:
    """Say whether wrong information is given as the cause, and an error as what came of it."""
    cause = window.opening("told_wrong")
    if cause is None:
        return False
    if window.has("erring", "it_said_wrong"):
        return True
    ours = window.has("we", "own", "self", "part", "paper", "field", "printed")
    return ours and window.reading.has("error", start=cause.end, end=window.end)
