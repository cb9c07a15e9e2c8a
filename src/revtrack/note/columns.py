"""
Tell the entries of a corrections column from the prose around them.

An entry needs no label and no words about itself: the whole page is about
errors. What it says of an article is read like any other note.
"""

from revtrack.model import Claim
from revtrack.note.find import given
from revtrack.note.lexicon import grammar
from revtrack.note.reading import Reading

ADMITS = ("error", "error_adverb", "wrong", "right", "join_not", "join_instead", "we_fix", "fixed", "we_said_wrong")

OURS = ("noun", "part", "we")
"""Ways to speak of what was published: an article, a caption, we."""


def entry_claims(text: str, *, cites: bool = False) -> tuple[Claim, ...]:
    """
    Return what *text* corrects, when it reads like an entry of a corrections column; else nothing.

    An entry that *cites* an article need not say that anything was wrong: "an article said X. It is Y."
    """
    note = given(text, 1)
    reading = Reading(text, grammar(note.language))
    if reading.has("veto") and not any(claim.old and claim.new for claim in note.claims):
        return ()
    admits = reading.has(*ADMITS) or any(claim.old for claim in note.claims)
    told = cites and reading.has(*OURS) and reading.has("said")
    return note.claims if admits or told else ()
