"""
Judge the lines of a short block that say what was put right in a text, though none of them makes a note alone.

`We have changed the name of the clerk. It was given as X`, `* The spelling has been corrected`.
"""

from itertools import pairwise

from revtrack.note.admission import contrasted
from revtrack.note.window import Window

ANSWER = 12
"""Words of a sentence that does nothing but restate a fact, at most."""
OPENING = 24
"""Code points into a sentence within which the article that speaks opens it."""
TERSE = 5
"""Words of a sentence that says nothing but that something was changed, at most: `This has been changed`."""
PLACED = ("printed", "own_print", "self")
"""What names a place in our pages."""
_OBJECT = ("self", "field", "part", "locator", "paper")


def mended(lines: list[Window]) -> bool:
    """We put something of the text right, in a block about nothing else."""
    if len(lines) > 3:
        return False
    for number, line in enumerate(lines):
        named = line.has(*_OBJECT) or line.quotations() > 1 or (line.has("own") and line.has("swap_for"))
        if line.has("we_mended") and (named or (line.length() <= ANSWER and any(map(contrasted, lines[:number])))):
            return not line.has("published", "updated")
        lead = line.opening("we_mended")
        announced = lead is not None and line.reading.has("put_right_now", start=lead.start, end=lead.end)
        announced = announced and (line.has(*PLACED) or (lead is not None and line.reading.next_is(":", lead.end)))
        if announced and contrasted(line):
            return True  # `We correct: the film is shown on Wednesday, not on Tuesday.`
        if line.has("be_right") and line.quotations() > 1:
            return True
        if line.has("swap_verb") and line.has("swap_for") and line.has("locator") and line.has("field", "self", "part"):
            return True
    if _renamed(lines):
        return True
    opened = (lines[0].opens("mended") and lines[0].has("that_word") and not lines[0].has("we_mended")) or (
        lines[0].opens("mend_p") and lines[0].has("field")
    )
    return opened and contrasted(lines[0])


def _renamed(lines: list[Window]) -> bool:
    """Say whether a name or figure was put right, and it is told how it was given."""
    first = lines[0]
    if not first.has("field") or not first.has("mend_p"):
        return False
    if first.opens("we", "have_we") and len(lines) > 1 and lines[1].opens("passive_stated", "said_here"):
        return True  # `We have changed the name of the clerk. It was given as X.`
    return first.opens("mend_p") and first.has("stated") and first.has("as_word")  # `Corrected the name, given as X`.


def footnoted(lines: list[Window]) -> bool:
    """
    An asterisk leads to a line that says no more than what was put right: `* The spelling has been corrected`.

    A name that was changed and not its spelling is somebody's who must not be known.
    """
    line = lines[0]
    if line.reading.words[:1] != ["*"] or len(lines) > 1 or line.length() > ANSWER or line.has("published"):
        return False
    hidden = line.has("type_name") and not line.has("spelled")
    return line.has("mended", "fixed") and line.has("fix") and line.has("field", "part", "self") and not hidden


def changed_after(lines: list[Window]) -> bool:
    """Words are set against each other, and a sentence after it says that the text was changed."""
    for number, line in enumerate(lines):
        told = line.has("self", "paper", "version_self") or line.length() <= TERSE
        told = told or line.opening("field", OPENING) is not None
        changed = line.has("amended", "mended", "fixed", "we_fix") and told
        told = any(contrasted(before) or _writer_told(before) for before in lines[:number])
        if changed and told and not line.has("speech"):
            return True
    return False


def _writer_told(line: Window) -> bool:
    """Say whether the sentence says what the writer of this text stated at first."""
    return line.opens("own_writer") and line.has("then") and line.has("stated", "stated_p")


def pictured(lines: list[Window]) -> bool:
    """`The photo with the article showed X. We have replaced it.`"""
    for line, following in pairwise(lines):
        hits = [hit for hit in line.all("scope_photo") if hit.start - line.start <= OPENING]
        if hits and line.has("showed") and following.has("replaced") and following.length() <= TERSE + 1:
            return True
    return False
