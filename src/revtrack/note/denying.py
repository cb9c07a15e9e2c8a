"""
Judge the lines of a short block in which an article of ours is said to state something, and is denied.

`In the report it is said that X. That is a mistake`, `In the table the columns were swapped`.
"""

from itertools import pairwise

from revtrack.note.mending import ANSWER, OPENING, PLACED, TERSE
from revtrack.note.window import Window

_STATED = ("stated", "stated_p", "ours_stated")


def denied_after(lines: list[Window]) -> bool:
    """`We wrote that X. That is wrong`; `In the report it is said that X. That is a mistake`."""
    for line, following in pairwise(lines):
        terse = following.length() <= TERSE + 1 and following.has("wrong")
        terse = terse or (_denies(following) and following.goes_on("restate", "be"))
        if terse and (line.has("ours_stated") or _told_now(line)) and not line.has("as_lead"):
            return True
        right = following.opens("right_is", "in_fact") and not line.has("speech", "in_press")
        if right and _told_now(line):
            return True
        if line.has("part", "field") and line.has("wrong", "was_faulty") and _told_now(following):
            return True
        if line.has("ours_stated") and line.has(*PLACED) and following.opens("yet"):
            return True
    return False


def _denies(line: Window) -> bool:
    """Say whether a short sentence opens by calling something wrong: `That is not so, she voted against it`."""
    return line.length() <= ANSWER and line.opening("wrong", OPENING // 2) is not None


def _told_now(line: Window) -> bool:
    """Say whether an article of ours says something, in the present: `In the report it is said that`."""
    if not line.has("states", "stated", "passive_stated"):
        return False
    opening = [hit for hit in line.all("paper") if hit.start - line.start <= OPENING]
    ours = any(line.reading.at("of_word", hit.end + 1) is None for hit in opening)
    return ours or line.opening("printed") is not None


def passage_changed(lines: list[Window]) -> bool:
    """`The Courier apologises to Ann Brun. The passage was changed`."""
    for line, following in pairwise(lines):
        changed = following.has("mended", "amended", "fixed") and following.has("paper", "self")
        if line.has("sorry_now", "we_sorry") and changed and following.has("passage"):
            return True
    return False


def right_first(lines: list[Window]) -> bool:
    """`The right name is Brun: in the text it appeared as Braun`: the fact, and then what an article of ours stated."""
    for line in lines:
        right = line.opening("right_is", OPENING + OPENING)
        after = [at for at in line.colons() if right is not None and at > right.end]
        tail = Window(line.reading, after[0], line.end, line.end) if after else None
        if tail and tail.has("paper", "version", "self") and tail.has(*_STATED):
            return True
    return False


def swapped(lines: list[Window]) -> bool:
    """`In the table the columns were swapped`; `Unfortunately the magazine still gives the old price`."""
    for number, line in enumerate(lines):
        if _in_ours(line) and line.has("swapped") and line.has("passive"):
            return True
        if number and line.has("regretfully") and line.has("states") and line.has("paper", "printed", "magazine"):
            return True
        if line.opening("self") and line.has("hasty"):
            return True
    for line, following in pairwise(lines):
        if line.has("passage") and line.has("not_word") and following.has("taken_out", "we_cut"):
            return True
    return False


def _in_ours(line: Window) -> bool:
    """Say whether the sentence opens in an article or a part of one that is nobody else's: `In the table on it`."""
    hits = [hit for name in ("paper", "part") for hit in line.all(name) if hit.start - line.start <= OPENING]
    following = [hit.end + 1 for hit in hits]
    other = any(line.reading.at("of_word", at) and not line.reading.at("of_period", at) for at in following)
    return bool(hits) and line.opens("in_word") and not other


def made_of(lines: list[Window]) -> bool:
    """`On Monday's front page we made the mayor a bishop`."""
    named = ("printed", "own_print", "cited", "version")
    return any(line.has("made_of") and (line.has(*named) or _in_ours(line)) for line in lines)
