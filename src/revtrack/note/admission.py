"""
Judge sentences in which a newsroom admits an error without naming an earlier version.

`In our report of Tuesday we said X; it is Y`, `X, not Y as we reported`, `Owing
to an editing error ...`, `The name has been corrected: it is X, not Y`.
"""

from revtrack.model import NoteKind
from revtrack.note.reading import Hit
from revtrack.note.window import MARKS, Verdict, Window

_STATED = ("said", "said_weak", "it_said_wrong", "we_said", "attribute", "error_adverb")
_RIGHTED = ("right_is", "wrong", "in_fact", "fixed", "we_fix", "join_not")
_RIGHT = (*_RIGHTED, "apology")
_OURS = ("we", "own", "part_lead", "printed", "erring")
_OPENING = 30
"""Code points into its sentence within which a cause or a printed article opens it."""
_CITED = 240
"""Code points into its sentence within which an article is cited: titles are long."""
_ANSWER = 12
"""Words of a sentence that does nothing but give another figure, at most."""
_BESIDE = 60
"""Code points between the wrong value's `not` and `as we reported`, at most."""
_FIGURED = 8
"""Words of a sentence that says nothing but a figure of what was cited, at most: `Termina el 30 de mayo`."""
_COLON = 4
"""Code points from an article that is spoken of to the end of its colon, at most: `On our article "X":`."""
_NAMED = 130
"""The same for a printed article named with its title or page."""


def contrasted(window: Window) -> bool:
    """Say whether the window or the next sentence sets words against words: `X, not Y`, `not X but Y`."""
    reading = window.reading
    joints = reading.all("join_not", window.start, window.near)
    if any(reading.at("not_only", hit.end + 1) is None for hit in joints) or window.near_has("join_instead"):
        return True
    return window.near_has("not_word") and window.near_has("but_right")


def reads_for(window: Window) -> bool:
    """Say whether quoted words are to be read for others, as gazettes put it: `for "X" read "Y"`."""
    pair = window.has("read_wrong") and window.has("read_right")
    return pair and (window.quotations() > 1 or window.has("gazette"))


def figures_differ(window: Window) -> bool:
    """Say whether one figure is set against another: `5, not 4`."""
    for hit in (*window.all("join_not"), *window.all("join_instead")):
        left, right = window.reading.figure_near(hit.start, -40), window.reading.figure_near(hit.end, 16)
        if left and right:
            return True
    return False


def _we_erred(window: Window) -> Verdict | None:
    promised = window.has("promise") and not window.has("error", "error_adverb", "wrong")
    if (
        not promised
        and not window.overtaken()
        and not _recalls(window)
        and any(not window.elsewhere(hit) for hit in window.all("we_said_wrong"))
    ):
        return Verdict(NoteKind.CORRECTION, ("says we published something wrong",))
    reading = window.reading
    within = [lead for lead in window.all("in_word") for hit in window.all("version") if 0 < hit.start - lead.end <= 10]
    if (
        within
        and _we_say(window)
        and not window.opens("as_lead")
        and not any(reading.at("of_word", lead.start) for lead in within)
    ):
        return Verdict(NoteKind.CORRECTION, ("says what we wrote in an earlier version",))
    printed = any(window.reading.at("that_word", hit.end + 1) is None for hit in window.all("own_print"))
    ours = printed or window.has("self", "printed", "announce") or window.near_has("fixed", "we_fix", "right_is")
    ours = ours or _in_article(window)
    if window.has("erring") and window.near_has("right_is") and _in_article(window):
        return Verdict(NoteKind.CORRECTION, ("says an article of ours gave something wrong, and puts it right",))
    if window.has("it_said_wrong") and ours:
        return Verdict(NoteKind.CORRECTION, ("says something wrong was published, and puts it right",))
    if window.has("we_said") and window.near_has("fixed_here"):
        return Verdict(NoteKind.CORRECTION, ("says what we said, and that it was put right here",))
    if window.has("we_fixed_error"):
        return Verdict(NoteKind.CORRECTION, ("says we put an error right",))
    return None


def _we_say(window: Window) -> bool:
    """Say whether we said something in so many words, and not only `what we said about it`."""
    reading = window.reading
    before = (reading.word_before(hit.start) for hit in window.all("we_said"))
    return any(word is None or reading.at("asking", word.start) is None for word in before)


def _in_article(window: Window) -> bool:
    """Say whether the sentence opens inside an article that is nobody else's: `In the article stood`."""
    reading = window.reading
    hit = window.opening("own")
    inside = (
        hit is not None
        and reading.at("in_word", hit.start) is not None
        and reading.has("paper", start=hit.start, end=hit.end)
    )
    return inside and hit is not None and reading.at("of_word", hit.end + 1) is None


def _printed(window: Window) -> Verdict | None:
    """An article of ours, named by its day, page or title, said something that is put right."""
    hits = [hit for hit in window.all("printed") if hit.start - window.start <= _NAMED]
    placed = window.opening("field", _OPENING) or (window.opens("in_word") and window.opening("part", _OPENING))
    paged = window.opening("on_page") or (window.has("on_page") and placed)
    if paged and window.has("erring"):
        return Verdict(NoteKind.CORRECTION, ("says that a page of ours was wrong",))
    if not hits:
        return None
    read = any(hit.start > hits[0].start for hit in window.all("read_right"))  # `Read also: our report` is none.
    if read or window.has("erring", "error_adverb", "was_faulty") or (window.has("error") and window.near_has(*_RIGHT)):
        return Verdict(NoteKind.CORRECTION, ("says that an article of ours, named here, was wrong",))
    right = _RIGHT if window.opening("apology", _OPENING) is None else _RIGHTED
    if window.has(*_STATED, "states") and window.near_has(*right) and not window.has("in_press"):
        return Verdict(NoteKind.CORRECTION, ("says what an article of ours said, and puts it right",))
    about = hits[0].start - window.start <= _OPENING and any(0 <= at - hits[0].end <= _COLON for at in window.colons())
    if (window.has("wrong") or about) and contrasted(window):
        return Verdict(NoteKind.CORRECTION, ("says that something in an article of ours was wrong, and puts it right",))
    if window.has("attribute") and window.has("said_by"):
        return Verdict(NoteKind.CORRECTION, ("says whose words an article of ours gave to another",))
    return None


def _cited(window: Window) -> Verdict | None:
    """An article is cited by its title and the day or page it was printed on, as columns of corrections do."""
    if not any(hit.start - window.start <= _CITED for hit in window.all("cited")):
        return None
    wrong = window.has("error", "error_adverb", "wrong", "erring") or window.near_has("wrong")
    stated = window.has(*_STATED, "stated_p", "states")
    righted = window.near_has("right_is", "in_fact", "error", "turn") or _answered(window)
    righted = righted or (window.near_has("apology") and not window.near_has("sympathy"))
    if wrong or (stated and righted):
        return Verdict(NoteKind.CORRECTION, ("says that an article, cited by day or page, was wrong",))
    return None


def another_figure(window: Window) -> bool:
    """Say whether the next sentence does nothing but give another figure."""
    following = window.following()
    return "#" in window.content() & following.content() and following.length() <= _ANSWER


def _answered(window: Window) -> bool:
    """Say whether the next sentence takes up what this one says, with a `but` or another figure in it."""
    following = window.following()
    shared = window.content() & following.content()
    if shared and following.has("yet"):
        return True
    return another_figure(window) and (len(shared) > 1 or following.opens("restate") or following.length() <= _FIGURED)


def _rubric(window: Window) -> Verdict | None:
    """`In a Jan. 8 Science, Ann Lee misstated X`: a column is named by its day, and one of its writers erred."""
    hit = window.opening("rubric")
    if hit is None or window.reading.has("spoken_form", start=hit.start, end=hit.end):
        return None
    if window.has("erring", "error_adverb") and (window.near_has(*_RIGHT) or _takes_up(window)):
        return Verdict(NoteKind.CORRECTION, ("says that a column, named by its day, was wrong",))
    return None


def _takes_up(window: Window) -> bool:
    """Say whether the next sentence goes on about the same thing: `It is Y`, `The governor is Y`."""
    following = window.following()
    return following.opens("restate") or bool(window.content() & following.content())


def _pointed_out(window: Window) -> Verdict | None:
    """A reader is thanked for pointing out what was wrong with this text as it was."""
    hit = window.reading.first("pointed_out", window.start, window.end)
    if hit is None:
        return None
    rest = Window(window.reading, hit.end, window.end, window.near)
    if rest.has("version_self") or (rest.has("own_first") and rest.has("error", "wrong", "faulty")):
        return Verdict(NoteKind.CORRECTION, ("says that a reader pointed out what was wrong with this text",))
    return None


def _should_have(window: Window) -> Verdict | None:
    """`This was inaccurate, and we should have referred to the act`."""
    if window.has("we_should") and window.has("wrong"):
        return Verdict(NoteKind.CORRECTION, ("says that something was wrong, and what we should have said",))
    if window.has("we_should") and window.has("printed", "own_print", "cited"):
        return Verdict(NoteKind.CLARIFICATION, ("says what an article of ours should have said",))
    return None


def _slip_arose(window: Window) -> Verdict | None:
    """An error arose in what we published, and was put right."""
    if window.has("slip_arose") and window.near_has("fixed", "we_fix"):
        return Verdict(NoteKind.CORRECTION, ("says that an error arose in what was published, and was put right",))
    return None


def _own_slip(window: Window) -> Verdict | None:
    """The cause given is one that only a newsroom has: an editing error, a transcription error."""
    if window.opening("own_slip", _OPENING) and window.has(*_STATED, *_OURS):
        return Verdict(NoteKind.CORRECTION, ("names a slip of the newsroom as the cause",))
    return None


def _recalls(window: Window) -> bool:
    """Say whether the sentence opens with what we said before and goes on from it: `As I previously said, X`."""
    return window.opens("as_lead") and not window.near_has("error", "error_adverb", "wrong", "fixed", "we_fix")


def _repeats(window: Window, hit: Hit) -> bool:
    """Say whether the sentence opens with it, and so only says once more what was right: `As we wrote, X, not Y`."""
    wrongly = window.reading.has("error", "error_adverb", start=hit.start, end=hit.end)
    return hit.start - window.start <= MARKS and not wrongly


def _as_said(window: Window) -> Verdict | None:
    """One value is set against another `as we reported`."""
    joints = [hit for name in ("join_not", "join_instead", "not_word") for hit in window.all(name)]
    names = ("of_word", "by_word")  # `as announced by the mayor`
    spoken = [hit for hit in window.all("as_said") if not any(window.reading.at(name, hit.end + 1) for name in names)]
    spoken = [hit for hit in spoken if not _repeats(window, hit)]
    if any(abs(said.start - joint.end) <= _BESIDE for said in spoken for joint in joints):
        return Verdict(NoteKind.CORRECTION, ("sets the right value against what was reported",))
    return None


def _put_right(window: Window) -> Verdict | None:
    """Something was put right, and the words are set against each other: `The name has been corrected: X, not Y`."""
    if window.has("published") or not window.near_has("mended"):
        return None
    text = window.has("part_lead", "scope_headline") or (window.has("own") and window.has("paper", "part", "noun"))
    named = window.has("field") or (window.has("mended") and text)
    if named and contrasted(window):
        return Verdict(NoteKind.CORRECTION, ("says what was put right, and sets it against what was wrong",))
    return None


def _updated_against(window: Window) -> Verdict | None:
    """We changed the text to say one thing rather than another: `We've updated the headline to reflect ...`."""
    text = window.has("field", "part", "paper", "self") and window.has("show", "clarify")
    if text and window.opening("updated") and window.has("join_not", "join_instead"):
        return Verdict(NoteKind.CORRECTION, ("says we changed the text, and sets one thing against another",))
    return None


def _stated_wrong(window: Window) -> Verdict | None:
    """`The statement that X was wrong. It is Y. We have corrected this.`"""
    if window.has("stated_wrong") and window.near_has("right_is", "we_fix", "fixed"):
        return Verdict(NoteKind.CORRECTION, ("says a statement was wrong, and puts it right",))
    return None


def _bulletin(window: Window) -> Verdict | None:
    """A report of figures puts an earlier figure right: an error, a figure against a figure, no article named."""
    if window.has("right_is") and window.has("report") and window.figure_after("right_is"):
        return Verdict(NoteKind.CORRECTION, ("gives the right figure for a reported one",))
    if window.has("announce") and window.has("report") and window.has("error", "error_adverb", "fix"):
        return Verdict(NoteKind.CORRECTION, ("announces that a reported figure was wrong",))
    if not window.has("error", "error_adverb"):
        return None
    if window.has("announce", "report", "report_time") and figures_differ(window):
        return Verdict(NoteKind.CORRECTION, ("puts a reported figure right",))
    if window.has("report") and (window.has("fixed") or window.near_has("right_is")):
        return Verdict(NoteKind.CORRECTION, ("says that a reported figure was wrong, and puts it right",))
    return None


ADMISSIONS = (
    _we_erred,
    _printed,
    _cited,
    _rubric,
    _pointed_out,
    _should_have,
    _slip_arose,
    _own_slip,
    _as_said,
    _put_right,
    _updated_against,
    _stated_wrong,
    _bulletin,
)
"""The rules of this module, in order of trust."""
