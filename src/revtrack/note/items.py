"""
Judge the items of a corrections column: short, without a label, about an article that stands elsewhere.

`We said X (Business, 3 May). It is Y`, `On 3 May we published an article which claimed X. We
now accept Y`, `Ms Marsh has asked us to point out that Z`. What makes them notes is who speaks:
the newsroom of what it printed, with the day, page or section, and then the fact.
"""

from itertools import pairwise

from revtrack.model import NoteKind
from revtrack.note.lexicon import common
from revtrack.note.window import Verdict, Window

_OPENING = 30
"""Code points into its sentence within which a printed article is what the sentence is about."""
_NAMED = 70
"""The same for an article named by a title, a section or a page."""
_TELLING = 4
"""Letters of a word that two sentences about one thing share, at least."""
_FACT = 16
"""Words of a sentence that does no more than give the fact, at most."""


def _said_cited(window: Window) -> Verdict | None:
    """We said something, and the article is cited in a bracket behind it: `We said X (Comment, Jul 15)`."""
    if not window.has("cited") or window.has("speech") or window.opens("as_lead"):
        return None
    ours = [hit for hit in window.all("ours_stated") if window.reading.at("as_lead", hit.start) is None]
    if window.has("right_is", "join_not") and not ours:
        return Verdict(NoteKind.CORRECTION, ("sets a value right, and cites the article",))
    if any(hit.start < place.start for hit in ours[:1] for place in window.all("cited")):
        return Verdict(NoteKind.CORRECTION, ("says what we said, and cites the article",))
    return None


def _then_in_fact(window: Window) -> Verdict | None:
    """An article of ours, named by its day, did something, and the next sentence says what is so in fact."""
    placed = window.opening("printed", _OPENING) or (
        window.opens("in_word") and window.has("part") and window.has("own")
    )
    if not placed or window.has("speech", "in_press") or window.opens("as_lead"):
        return None
    if window.opening("printed", _OPENING) and window.has("amended", "fixed") and window.has("clarify", "show"):
        return Verdict(NoteKind.CLARIFICATION, ("says that an article of ours was changed to make something clear",))
    following = window.following()
    if window.end < window.near and following.opens("in_fact"):
        return Verdict(NoteKind.CORRECTION, ("says what an article of ours did, and then what is so in fact",))
    return None


def _fact_follows(window: Window) -> Verdict | None:
    """An article of ours, named by its day or page, stated something; a short last sentence takes it up."""
    following = window.following()
    places = [hit for name in ("printed", "our_place", "cited") for hit in window.all(name)]
    named = any(hit.start - window.start <= _NAMED for hit in places) and not window.opens("as_lead")
    if not named and not (window.opening("part_lead") and following.has("cited")):
        return None
    if not window.has("stated", "said") or window.has("speech", "in_press", "promise") or not _last(window):
        return None
    if following.length() > _FACT or following.has("denies", "published"):
        return None
    if "denies" not in window.reading.grammar.classes:
        return None  # Where nothing tells a fact from what somebody says to it.
    if following.opens("restate") or _shares(window, following):
        return Verdict(NoteKind.CORRECTION, ("says what an article of ours said, and then the fact",))
    return None


def _shares(window: Window, following: Window) -> bool:
    """Say whether both speak of one thing: a word of both that is no small word of the language."""
    language, known = window.reading.grammar.language, common()
    shared = window.content(_TELLING) & following.content(_TELLING)
    return any(language not in known.get(word, ()) for word in shared)


def _last(window: Window) -> bool:
    """Say whether the next sentence is the last of its block."""
    return window.end < window.near and window.near >= window.reading.stops[-1]


def _accompanied(window: Window) -> Verdict | None:
    """What an article came with is one thing and not another: `The photo accompanying "X" was taken by A, not B`."""
    if window.opening("part_lead") and window.has("accompanying") and window.has("join_not", "join_instead"):
        return Verdict(NoteKind.CORRECTION, ("says what a part of the text was, and what it was not",))
    return None


def _asked_us(window: Window) -> Verdict | None:
    """Somebody has asked us to point something out, or we say what we did not mean."""
    if window.has("asked_us"):
        we = any(window.reading.at("we", hit.start) for hit in window.all("asked_us"))
        kind = NoteKind.CORRECTION if we and not window.has("clarify") else NoteKind.CLARIFICATION
        return Verdict(kind, ("makes clear what somebody asked us to",))
    if window.opens("clarify_lead") and window.has("printed", "our_place", "self"):
        return Verdict(NoteKind.CLARIFICATION, ("clarifies an article of ours",))
    if window.opening("wish_clear") and not window.has("speech"):
        return Verdict(NoteKind.CLARIFICATION, ("says what we wish to make clear",))
    named = window.opening("printed", _OPENING) or window.opening("part_lead")
    if named and window.has("may_have") and window.near_has("restate") and not window.has("speech"):
        return Verdict(NoteKind.CLARIFICATION, ("says what an article of ours may have suggested",))
    if window.near_has("not_meant") and window.opens("clarify", "clarify_lead"):
        return Verdict(NoteKind.CLARIFICATION, ("says what we did not mean",))
    return None


def _other_pictured(window: Window) -> Verdict | None:
    """A picture with an article of ours showed somebody else."""
    if window.opening("printed", _OPENING) and window.has("showed_other", "other_photo"):
        return Verdict(NoteKind.CORRECTION, ("says that a picture with an article of ours showed another",))
    return None


def _printed_wrong(window: Window) -> Verdict | None:
    """What a page of ours or an issue said is wrong, and the next sentence gives the fact."""
    if (
        not window.has("printed", "on_page")
        or not window.has("wrong", "was_faulty", "is_wrong")
        or window.has("speech")
    ):
        return None
    following = window.following()
    if window.end < window.near and window.content() & following.content():
        return Verdict(NoteKind.CORRECTION, ("says that something printed is wrong, and then the fact",))
    return None


def _writer_slipped(window: Window) -> Verdict | None:
    """A writer names a slip in a column of his own, or what he should have written."""
    if window.has("speech"):
        return None
    if window.has("slip_in_ours") and (window.near_has("we_should", "join_not", "restate") or window.has("lately")):
        return Verdict(NoteKind.CORRECTION, ("says that we slipped in a text of ours",))
    if window.has("must_correct", "sorry_for"):
        return Verdict(NoteKind.CORRECTION, ("says that something of ours has to be corrected",))
    if window.has("when_should") and window.has("stated", "ours_stated"):
        return Verdict(NoteKind.CORRECTION, ("says what we wrote and what we should have written",))
    return None


def _in_our_place(window: Window) -> Verdict | None:
    """A place in our pages held something wrong: `in Saturday's police log`, `on the cover of our last issue`."""
    if window.has("speech", "in_press") or window.opens("as_lead"):
        return None
    if window.has("on_page") and window.has("it_said_wrong"):
        return Verdict(NoteKind.CORRECTION, ("says that something was given wrong on a page of ours",))
    if any(window.reading.has("error", start=hit.start, end=hit.end) for hit in window.all("we_published")):
        return Verdict(NoteKind.CORRECTION, ("says that we published something wrong",))
    if not window.has("our_place"):
        return None
    if window.opening("slip_noun", _OPENING) or window.has(
        "error", "error_adverb", "was_faulty", "faulty", "erring", "should_have_said", "is_wrong"
    ):
        return Verdict(NoteKind.CORRECTION, ("says that a place in our pages was wrong",))
    return None


def _told_wrong(window: Window) -> Verdict | None:
    """Wrong information was supplied for an article of ours, or we have become aware of an error in it."""
    ran = window.has("bad_info_ran") and window.has("our_place", "press", "outlet", "on_page")
    if (window.has("wrong_info") or ran) and not window.has("speech"):
        return Verdict(NoteKind.CORRECTION, ("says that wrong information was supplied for an article",))
    if window.has("after_published") and window.has("aware") and window.has("error", "wrong"):
        return Verdict(NoteKind.CORRECTION, ("says that after publication an error was found",))
    if window.has("taken_to_mean") and window.has("printed", "self", "our_place", "part"):
        return Verdict(NoteKind.CLARIFICATION, ("says how readers may have taken an article of ours",))
    return None


def _tweet_gone(window: Window) -> Verdict | None:
    """A post of ours elsewhere was deleted for what was wrong in it."""
    if window.has("speech") or not window.has("tweet_gone"):
        return None
    if window.near_has("error", "flaw", "wrong", "shared_again"):
        return Verdict(NoteKind.CORRECTION, ("says that a post of ours was deleted for an error",))
    return None


def _with_others(window: Window) -> Verdict | None:
    """Others, and an earlier version of this text among them, say something that is not so."""
    if window.has("with_ours") and window.has("claims") and window.near_has("not_word", "wrong", "error", "in_fact"):
        return Verdict(NoteKind.CORRECTION, ("says what others and an earlier version of this text said wrongly",))
    return None


ITEMS = (
    *(_said_cited, _then_in_fact, _asked_us, _other_pictured, _printed_wrong, _accompanied),
    *(_writer_slipped, _in_our_place, _told_wrong, _tweet_gone, _with_others, _fact_follows),
)
"""The rules about one sentence and the next, in order of trust."""


def published_then(lines: list[Window]) -> bool:
    """Say whether we published something, and a later sentence takes it back: `We now accept that X did not`."""
    for number, line in enumerate(lines[:-1]):
        if not line.has("we_published", "paper_described") or line.opens("as_lead"):
            continue
        for before, after in pairwise(lines[number:]):
            if after.has("now_accept", "on_our_part") or after.opens("in_fact"):
                return True
            if after.has("wrong") and after.opens("restate") and before.has("stated", "said", "whereby", "saying"):
                return True
    return False
