"""
Judge the lines of a short block in which an article of ours is said to state something, and is denied.

`In the report it is said that X. That is a mistake`, `In the table the columns were swapped`.
"""

from itertools import pairwise

from revtrack.note.admission import contrasted
from revtrack.note.mending import ANSWER, OPENING, PLACED, TERSE
from revtrack.note.reading import Hit
from revtrack.note.window import Window

_STEM = 8
"""Letters by which two forms of a word are known as one."""
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
        if line.opens("in_word") and in_ours(line) and line.has("swapped") and line.has("passive"):
            return True
        if number and line.has("regretfully") and line.has("states") and line.has("paper", "printed", "magazine"):
            return True
        if line.opening("self") and line.has("hasty"):
            return True
    for line, following in pairwise(lines):
        if line.has("passage") and line.has("not_word") and following.has("taken_out", "we_cut"):
            return True
    return False


def in_ours(line: Window) -> bool:
    """Say whether an article or a part of one, which is nobody else's, is named where the sentence opens."""
    hits = [hit for name in ("paper", "part") for hit in line.all(name) if hit.start - line.start <= OPENING]
    return any(_alone(line, hit) and not _longer(hit, hits) for hit in hits)


def _alone(line: Window, hit: Hit) -> bool:
    """Say whether nothing says whose it is: `the caption on page 7`, `the portrait of the week` are ours."""
    if line.reading.at("of_word", hit.end + 1) is None:
        return True
    return any(line.reading.at(name, hit.end + 1) is not None for name in ("on_page", "of_period"))


def _longer(hit: Hit, hits: list[Hit]) -> bool:
    """Say whether the name goes on: `pie` in `pie de foto`."""
    return any(other.start == hit.start and other.end > hit.end for other in hits)


def made_of(lines: list[Window]) -> bool:
    """`On Monday's front page we made the mayor a bishop`."""
    named = ("printed", "own_print", "cited", "version")
    return any(
        line.has("made_of") and (line.has(*named) or (line.opens("in_word") and in_ours(line))) for line in lines
    )


def reported_on(lines: list[Window]) -> bool:
    """`Not twelve but twenty boats took part in the race that we reported on Monday`."""
    told = (line for line in lines if line.has("ours_stated") and line.has("weekday") and not line.has("as_lead"))
    return any(map(contrasted, told))


def named_again(lines: list[Window]) -> bool:
    """`In our report Tom Rial was presented as the candidate. The candidate is Ann Brun`: one thing, told again."""
    for line, following in pairwise(lines):
        told = line.opening("printed") is not None and line.has("passive_stated", "stated") and line.has("as_word")
        short = following.length() <= ANSWER and following.has("be") and "#" not in following.content()
        if told and short and {word[:_STEM] for word in line.content()} & {w[:_STEM] for w in following.content()}:
            return True
    return False
