"""
Read one clause of a note: which words were wrong, which are right, and by which pattern.

Each reader knows one family of wording; the first that fires decides. The
connectives (`not`, `instead of`, `from`, `to`, `as`) are classes of the phrase
list, so a family read in one language is read in all.
"""

from collections.abc import Callable

from revtrack.note.attribution import attributed
from revtrack.note.clause import Clause, Values
from revtrack.note.contrasts import arrow, contrast, mistook, not_but, read_as, swapped
from revtrack.note.directions import corrected_to, moved_to
from revtrack.note.loose import meant, wrongly
from revtrack.note.naming import became, called, claim_wrong, figure_wrong, framed, made_of, slipped_figure
from revtrack.note.owed import called_right, gave, given, should_have
from revtrack.note.quoting import quoted_wrong
from revtrack.note.removals import added, left_out, removed
from revtrack.note.replaced import replaced
from revtrack.note.spelling import named_wrong, spelled
from revtrack.note.statements import contrary, denied, related, shown, stated_right

Reader = Callable[[Clause], Values | None]

READERS: tuple[Reader, ...] = (
    arrow,
    read_as,
    swapped,
    meant,
    mistook,
    not_but,
    contrast,
    denied,
    contrary,
    moved_to,
    replaced,
    added,
    left_out,
    removed,
    spelled,
    given,
    named_wrong,
    attributed,
    figure_wrong,
    claim_wrong,
    became,
    made_of,
    framed,
    called,
    should_have,
    called_right,
    stated_right,
    shown,
    corrected_to,
    quoted_wrong,
    related,
    slipped_figure,
    wrongly,
    gave,
)


def read(clause: Clause) -> Values | None:
    """Return what the first reader that understands *clause* makes of it, or None."""
    for reader in READERS:
        values = reader(clause)
        if values:
            return values
    return None
