"""
Judge the short blocks in which a paper or a blog owns up in the passive, or in half a sentence.

`Her title was incorrect in a story Monday`, `Fixed a mistake above, thanks to X`,
`The table published on 3 May contained an error. It has been replaced`. Such words
may be about anybody's errors: they count only at the end of an article, in a block
about nothing else.
"""

from revtrack.model import NoteKind
from revtrack.note.admission import contrasted
from revtrack.note.window import MARKS, Verdict, Window

_TERSE = 20
"""Words of a sentence that thanks for nothing but a slip, at most."""


def owned_up(window: Window) -> Verdict | None:
    """Judge the first sentences of a short block at the end of an article."""
    if window.has("speech"):
        return None
    for rule, reason in _RULES:
        if rule(window):
            return Verdict(NoteKind.CORRECTION, (f"a short block at the end that {reason}",))
    if window.opening("mended_open") is not None:
        return Verdict(NoteKind.CORRECTION, ("a short block at the end that says to what it was corrected",))
    if window.opening("cleared_to") is not None:
        return Verdict(NoteKind.CLARIFICATION, ("a short block at the end that says it was made clearer",))
    return None


def _wrong_in_print(window: Window) -> bool:
    """Say whether something was wrong in a story, and its day or page is named or the fact follows."""
    here = Window(window.reading, window.start, window.near, window.near)
    for place in here.all("in_print"):
        line = here.sentence(place)
        if line.has("speech") or not line.has("error", "error_adverb", "wrong", "was_faulty"):
            continue
        if here.reading.at("that_word", place.end + 1) is not None:
            continue
        if line.has("weekday", "days_own", "on_page"):
            return True
    return False


def _slip_mended(window: Window) -> bool:
    """Say whether a slip in the text was mended, or somebody thanked for it: `Fixed a typo, thanks to X`."""
    hit = window.reading.first("pointed_out", window.start, window.end)
    if hit is None or not window.has("slip_noun") or window.length() > _TERSE:
        return False
    return window.opens("mend_p") or (
        hit.start - window.start <= MARKS and window.has("bit", "field", "part", "locator")
    )


def _erred_and_replaced(window: Window) -> bool:
    """Say whether a table, a figure or a text is what contained an error, and was replaced."""
    opened = window.opening("part_lead") or window.opening("own")
    return opened is not None and window.has("erring") and window.near_has("replaced", "fixed")


def _revised(window: Window) -> bool:
    """Say whether figures open the sentence, and were revised to correct an error."""
    return window.opening("data_lead") is not None and window.has("fixed") and window.has("slip_noun")


def _wishes(window: Window) -> bool:
    """Say whether the authors wish to correct an error."""
    return window.opening("wish_right") is not None and window.has("error", "fix", "locator", "part")


def _text_erred(window: Window) -> bool:
    """Say whether an article opens the sentence, said something wrongly, and the next one gives the fact."""
    following = window.following()
    told = window.opening("own_release") is not None and window.has("error_adverb") and window.has("stated")
    return told and following.opens("restate", "right_is") and following.has("be")


def _dated_item(window: Window) -> bool:
    """Say whether an item of a day or page opens the sentence, and was wrong or should have said otherwise."""
    if window.opening("item_lead") is None or not window.has("weekday", "days_own", "on_page"):
        return False
    return window.has("erring", "error_adverb", "was_faulty", "should_have", "bad_thing")


def _reader_noted(window: Window) -> bool:
    """Say whether a reader noted something, and words are set against words: `Readers noted that it is X, not Y`."""
    return window.has("reader_noted") and contrasted(window)


_RULES = (
    (_reader_noted, "says what a reader put right"),
    (_dated_item, "says that an item of a day or page was wrong"),
    (_revised, "says that figures were revised to correct an error"),
    (_wishes, "says that its authors wish to correct an error"),
    (_text_erred, "says what an article wrongly said, and then the fact"),
    (_wrong_in_print, "says what was wrong in a story of ours"),
    (_slip_mended, "says that a slip was mended, or who found it"),
    (_erred_and_replaced, "says that a part of the text contained an error, and was replaced"),
)
