"""
Judge a short block as a whole: its sentences add up to an admission, though none makes one alone.

A statement of ours (`we wrote`, `it was printed`), a slip (`owing to a typing
error`), words set against words, a fact restated after it, a regret: two of
these that belong together are a correction in any language whose phrase list
has the small classes they are made of.
"""

from collections.abc import Sequence
from itertools import pairwise

from revtrack.model import NoteKind
from revtrack.note.admission import contrasted
from revtrack.note.denying import (
    denied_after,
    in_ours,
    made_of,
    named_again,
    passage_changed,
    reported_on,
    right_first,
    swapped,
)
from revtrack.note.gate import Gate
from revtrack.note.items import published_then
from revtrack.note.mending import ANSWER, OPENING, PLACED, changed_after, footnoted, mended, pictured
from revtrack.note.passage import Stretch
from revtrack.note.pieces import PIECES
from revtrack.note.window import OWNED, THEIRS, Verdict, Window

MOST = 5
"""Sentences of a block that are judged together, at most."""
LONGEST = 700
"""Code points of such a block, at most."""
_CHANGED = 3
"""Sentences of such a block where the first says that the text was changed."""
_CLOSE = 3
"""Code points between a statement and the end of its sentence that it closes, at most."""
_ARTICLE = 12
"""Code points between `in` and the version it names, at most."""
_SPOKEN = ("ours_stated", "passive_stated")
_OURS = ("self", "version", "version_self", "printed", "own_print", "part_lead", "part")
_DATED = ("version", "version_self", "printed", "own_print", "cited")
_ORIGIN = ("slip", "then", "version", "version_self", "self", "ours_stated", "printed", "own_print", "cited")
_ERRORS = (
    *("error", "error_adverb", "wrong", "slip", "fix", "we_sorry"),
    *("join_not", "join_instead", "right_is", "in_fact"),
)
"""What a block says that does more than clear something up."""
_NAMED = (
    "self",
    "part",
    "noun",
    "paper",
    "version",
    "ours_stated",
    "lately",
    "field",
    "above",
    "then",
    "printed",
    "own",
)
"""What shows that an error was made in something written: `I was wrong about her` may be anybody's thought."""
_STATED = ("stated", "stated_p", "ours_stated")
_TOLD = ("paper", "printed", "self")


def whole(block: Window, spans: Sequence[Stretch], labelled: bool = False) -> Verdict | None:
    """Judge the *block* that the sentences *spans* make up; under a label less is asked of it."""
    if (
        "stated" not in block.reading.grammar.classes
        or not spans
        or len(spans) > MOST
        or block.end - block.start > LONGEST
    ):
        return None
    if (
        block.has("veto", "policy", "made_for", "third_party", "gazette", "version_other", "promise")
        or block.has("hoped")
        or block.asks()
        or block.breaks()
        or block.of_others()
    ):
        return None
    if block.has("version_this") and not block.has("self", "version_self", "printed", "cited"):
        return None  # An earlier version of a test, or of whatever it is.
    theirs = block.has(*THEIRS) and not block.has("self", "we")
    if (theirs or block.has("law_article")) and not block.has("masthead_regrets", "closer", "we_sorry", "our_piece"):
        return None  # `The Lighthouse, which had printed X in its Tuesday edition, ...`
    if len(spans) == 1 and block.has("speech"):  # `We changed the course, says the coach, not the crew.`
        return None
    lines = [line for start, end in spans for line in _parts(Window(block.reading, start, end, block.end))]
    passed = any(line.outdated() for line in lines) and not block.has("error", "we_sorry", "fixed")
    passed = passed or (block.of_making() and not block.has(*OWNED))
    if passed and not labelled:
        return None  # `This article said X in 2021. It was true then.`
    if labelled and any(line.has("had_stated") or (line.has("slip") and line.has(*_SPOKEN)) for line in lines):
        return Verdict(NoteKind.CORRECTION, ("says under a label what had been published",))
    for rule in _GATE.rules(block.reading) if len(lines) <= _LINES else _REASONS:
        if rule(lines):
            clears = (block.has("clarify") and not block.has(*_ERRORS)) or block.has("clearer")
            return Verdict(NoteKind.CLARIFICATION if clears else NoteKind.CORRECTION, (_REASONS[rule],))
    return None


def _parts(line: Window) -> list[Window]:
    """Return the sentence, cut at its semicolons."""
    cuts = [line.start, *line.semicolons(), line.end]
    return [Window(line.reading, start, end, line.near) for start, end in pairwise(cuts)]


def _slipped(lines: list[Window]) -> bool:
    """A slip stands with the statement it spoiled, and the right fact follows or it was ours."""
    for before, line, following in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        spoken = line.has(*_SPOKEN) or (line.has("field", *_DATED) and line.has("stated_p")) or _text_speaks(line)
        if line.has("slip") and (spoken or (line.has(*_OURS) and line.has("stated"))):
            right = contrasted(line) or line.has("turn", "in_fact", "right_is", "ours_stated", *_OURS)
            if right or (following is not None and _answers(following)) or _states_after_colon(line):
                return True
            if before is not None and before.has("be") and before.has("field") and line.has(*_TOLD):
                return True  # `Her name is Ann Brun. In the report she was by mistake called Ann Braun.`
    return False


def _states_after_colon(line: Window) -> bool:
    """Say whether the sentence goes on to a fact after a colon: `It was stated by mistake that X: it is Y`."""
    return any(Window(line.reading, at, line.end, line.end).has("be") for at in line.colons())


def _text_speaks(line: Window) -> bool:
    """Say whether an article, named without whose it is, opens the sentence and states something."""
    return in_ours(line) and line.has("stated", "said")


def _as_published(lines: list[Window]) -> bool:
    """One value is set against another `as we first reported`, wherever in the sentence that is said."""
    for line in lines:
        joints = [hit for name in ("join_not", "join_instead", "not_word") for hit in line.all(name)]
        for lead in line.all("as_lead") if joints else ():
            tail = Window(line.reading, lead.start, line.end, line.end)
            if joints[0].end <= lead.start and tail.has(*_STATED) and (tail.has(*_ORIGIN) or _closes(tail)):
                return True
    return False


def _closes(tail: Window) -> bool:
    """Say whether nobody is named who stated it: `as was published` ends the sentence."""
    return any(tail.end - hit.end <= _CLOSE for name in _SPOKEN for hit in tail.all(name))


def _wrong_in_version(lines: list[Window]) -> bool:
    """`The figure of X, given in an earlier version, was wrong`."""
    for line in lines:
        for hit in line.all("version") if not line.opens("as_lead") else ():
            inside = any(0 <= hit.start - lead.end <= _ARTICLE for lead in line.all("in_word"))
            other = line.reading.at("of_word", hit.end + 1)
            if inside and other is None and line.has("wrong", "error") and line.has("field", "stated_p"):
                return True
    return False


def _owned(lines: list[Window]) -> bool:
    """We erred, in so many words, and the block sets words against words or gives the fact."""
    named = any(line.has(*_NAMED, "oops") for line in lines) or "now_accept" not in lines[0].reading.grammar.classes
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        if line.has("own_error") and not line.has("speech"):
            answered = line.has("right_is", "turn", "in_fact") or (following is not None and _answers(following))
            if (answered and named) or contrasted(line) or (following is not None and contrasted(following)):
                return True
            if line.has("mistook") and line.has("part"):
                return True  # `We swapped two rows in the table`.
    return False


def _mixed_up(lines: list[Window]) -> bool:
    """`In the report of the match the score was turned round: it was 3-1, not 1-3`."""
    for line in lines:
        lead = line.opening("in_word")
        inside = lead is not None and any(0 <= hit.start - lead.end <= _ARTICLE for hit in line.all("paper"))
        if inside and line.has("error") and contrasted(line):
            return True
    return False


def _misstated(lines: list[Window]) -> bool:
    """What we stated is called wrong in the same breath, with the part it stood in: `we had misspelled her name`."""
    return any(line.has("ours_stated") and line.has("error") and line.has("field", *_OURS) for line in lines)


def _stated_instead(lines: list[Window]) -> bool:
    """A place in our pages held one value instead of another, or an article of ours called someone what he is not."""
    for line in lines:
        placed = line.has("self", "printed", "own_print", "cited", "locator", "version") or line.opening(
            "part", OPENING
        )
        if placed and line.has(*_STATED, "passive_stated") and line.has("join_instead"):
            return True
        if (_text_speaks(line) or (line.has("version") and line.has("stated"))) and line.has("turn"):
            return True
    return False


def _read_for(lines: list[Window]) -> bool:
    """`Read "X", not "Y"`."""
    return any(
        line.has("read_right")
        and contrasted(line)
        and (line.quotations() > 0 or line.has(*_OURS, "paper", "locator") or line.opens("read_right"))
        for line in lines
    )


def _sorry(lines: list[Window]) -> bool:
    """The newsroom regrets what a sentence before says was stated, or its error and sets words against words."""
    if any(line.overtaken() for line in lines):
        return False
    return any(line.has("we_sorry") and line.has("slip_noun", "readers") and contrasted(line) for line in lines) or any(
        after.has("we_sorry")
        and any(
            before.has("said_that", *PLACED, "stated", "slip", "paper", "erring", "press_said", "on_page")
            or contrasted(before)
            for before in lines[:number]
        )
        for number, after in enumerate(lines)
    )


def _sorry_readers(lines: list[Window]) -> bool:
    """The newsroom apologises to its readers, as nobody else would."""
    return any(line.has("we_sorry") and line.has("readers") for line in lines)


def _told_us(lines: list[Window]) -> bool:
    """A reader pointed out to us that it is one thing and not another."""
    return any(line.has("readers") and line.has("told_us") and contrasted(line) for line in lines)


def _asked(lines: list[Window]) -> bool:
    """We are glad, or were asked, to make clear what an article of ours left unclear."""
    spoken = any(
        line.has("ours_stated", "printed", "self", "we_sorry", "version", "own_print", "our_piece")
        or _text_speaks(line)
        or (line.has("own") and line.has("stated"))
        for line in lines
    )
    return any(line.has("asked") and (spoken or line.has("paper", "self")) for line in lines)


def _restated(lines: list[Window]) -> bool:
    """What we stated, with a word on when or where, and then a sentence that only gives the fact."""
    for line, following in pairwise(lines):
        dated = line.has("then", "printed", "own_print", "version", "self", "lately")
        ours = _we_stated(line) and (dated or line.has("cited"))
        spoken = line.has("said_here") or (_text_speaks(line) and line.has("then"))
        spoken = spoken or (_text_speaks(line) and _short_right(following) and not line.has("speech"))
        if (ours or spoken) and (_answers(following) or (ours and _figured(line, following))):
            return True
        named = line.has("self", "version", "printed", "locator")
        if named and line.has(*_SPOKEN, "stated") and following.opens("right_is"):
            return True
        told = _we_stated(line)
        if told and (following.opens("right_is", "in_fact") or _short_fact(line, following)):
            return True
    return False


def _we_stated(line: Window) -> bool:
    """Say whether we stated something, and not only `as we stated`."""
    stated, leads = line.first("ours_stated"), line.first("as_lead")
    return stated is not None and (leads is None or leads.start > stated.start)


def _short_right(line: Window) -> bool:
    """Say whether a short sentence only says what should have stood there: `It should have been 20 ml`."""
    long = line.length() > (2 * ANSWER if line.has("clearer") else ANSWER)
    return line.opens("right_is") and not long


def _short_fact(line: Window, following: Window) -> bool:
    """Say whether a short sentence takes up what the *line* says with `actually`: `The score was actually 11-3`."""
    return following.has("in_fact") and following.length() <= ANSWER and bool(line.content() & following.content())


def _figured(line: Window, following: Window) -> bool:
    """Say whether a short sentence gives a figure for a figure."""
    return "#" in line.content() & following.content() and following.length() <= ANSWER


def _taken_back(lines: list[Window]) -> bool:
    """One sentence says what we stated, and then the fact: `Yesterday we wrote X, in fact it is Y`."""
    for line in lines:
        ours = line.has("ours_stated") and not line.has("as_lead")
        if ours and line.has("right_is") and line.has(*_OURS, "locator", "on_page", "vers"):
            return True  # `In number 12 we gave 1.36, it should be 13.6.`
        if ours and (
            line.goes_on("in_fact") or line.has("turn") or (line.has("then") and line.goes_on("restate", "be"))
        ):
            return True
        named = line.reading.first("we", line.start, line.end)
        stated = line.reading.first("stated", line.start, line.end)
        close = named is not None and stated is not None and 0 <= stated.start - named.end <= 1
        writer = named is not None and line.reading.at("own_writer", named.start) is not None
        if close and line.has("turn") and (not writer or line.has("then", *_OURS)):
            return True
    return False


def _fact_first(lines: list[Window]) -> bool:
    """A fact, and then what we had stated before: `The limit is 80. Earlier we gave 100.`"""
    return any(line.has("ours_stated") and line.opens("then") and not line.has("as_lead") for line in lines[1:])


def _loose_version(lines: list[Window]) -> bool:
    """`An earlier version placed it in X. It was in Y`: two sentences about one thing, and nothing else."""
    if len(lines) == _CHANGED and lines[0].has("self") and lines[0].has("amended", "updated"):
        lines = lines[1:]  # `This article was amended on Monday.` says nothing of it.
    if len(lines) != 2 or not lines[0].has("stated") or lines[1].length() > ANSWER:
        return False
    line, following = lines
    alone = [hit for hit in line.all("version") if line.reading.at("of_word", hit.end + 1) is None]
    answers = bool(line.content() & following.content()) or (following.opens("restate") and not following.has("denies"))
    return any(hit.start - line.start <= _ARTICLE for hit in alone) and answers


def _answers(line: Window) -> bool:
    """Say whether a sentence does nothing but give the right fact."""
    if line.has("right_is", "in_fact"):
        return True
    return line.opens("restate", "be") and line.length() <= ANSWER and not line.has("still")


_RULES = (
    (_slipped, "names a slip in what was published"),
    (_as_published, "sets the right value against what was published"),
    (_wrong_in_version, "says that something given in an earlier version was wrong"),
    (_loose_version, "says what an earlier version said, and then the fact"),
    (_read_for, "says which words to read for which"),
    (mended, "says what we put right"),
    (footnoted, "says, at an asterisk, what was put right"),
    (changed_after, "sets words against words, and says that the text was changed"),
    (_owned, "says that we erred, and gives the fact"),
    (_mixed_up, "says that something was mixed up in an article, and sets words against words"),
    (swapped, "says what was out of place in an article of ours"),
    (made_of, "says what we made of somebody, on a page of ours"),
    (pictured, "says what a picture showed, and that it was replaced"),
    (_misstated, "says that we stated something wrong"),
    (_stated_instead, "says that one value stood in place of another"),
    (_sorry, "regrets what was published"),
    (_told_us, "says what a reader pointed out to us, and sets it against what was wrong"),
    (_asked, "makes clear, as we were asked to, what was published"),
    (_taken_back, "says what we published, and in the same breath the fact"),
    (published_then, "says what we published, and takes it back"),
    (_restated, "says what we published, and then the fact"),
    (denied_after, "says what we published, and that it is wrong"),
    (passage_changed, "apologises, and says that a passage was changed"),
    (right_first, "gives the right fact, and then what was published"),
    (_fact_first, "gives the fact, and then what we had published"),
    (reported_on, "sets words against words of what we reported, and when"),
    (named_again, "says what an article of ours said, and the same anew"),
    (_sorry_readers, "apologises to our readers"),
    *PIECES,
)
_REASONS = dict(_RULES)
_LINES = 8
"""Lines up to which rules are left out that would find nothing."""
_GATE = Gate(tuple(_REASONS), lambda window: [[window] * count for count in range(1, _LINES + 1)])
