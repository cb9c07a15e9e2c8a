"""A recording that a note only tells of is no place outside the text."""

import pytest

from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Document, LinkStatus, paragraphs
from revtrack.note import find_notes, follow

STAY = (
    "The council of Brackwater met on Monday to discuss the harbour.",
    "Snow is expected in the hills above Lund, where two roads were closed.",
    "A spokesman for the port said that the work would go on through the winter.",
)


def joined(before: str, after: str, note: str) -> list[tuple[LinkStatus, str, str]]:
    """Return how the first claim of *note* was answered, with the old and new words of its link."""
    now = tuple(line.replace("Snow", "Heavy snow").replace("go on", "continue") for line in STAY)
    now = (*now, "Anglers may use the pier again from May on.", "The ferry to Arvik is late.")
    old, new = Document(paragraphs((*STAY, before))), Document(paragraphs((*now, after, note)))
    found = link(follow(find_notes(old), find_notes(new)), (diff(old, new),))[:1]
    return [
        (one.status, one.before.of(old.text) if one.before else "", one.after.of(new.text) if one.after else "")
        for one in found
    ]


@pytest.mark.parametrize(
    ("before", "after", "note", "words"),
    [
        pytest.param(
            "Vey's video on the pool came on the same day as the vote of the council.",
            "Vey's video on the pool came the day before the vote of the council.",
            "Correction: This article originally said Dora Vey's video about the pool was released the same day the "
            "vote was announced. It has been corrected to reflect that the video was released the day before.",
            "day before",
            id="a video told of",
        ),
    ],
)
def test_a_claim_is_joined_to_the_words_it_means(before: str, after: str, note: str, words: str) -> None:
    """A recording in the article's own sentence is no place outside it."""
    ((status, _, new),) = joined(before, after, note)
    assert status is LinkStatus.LINKED
    assert words in new


def test_a_recording_that_held_the_error_stays_outside() -> None:
    """A note on what a video said has nothing to join in the text."""
    note = "Correction: A video that went with this article misstated the age of Dora Vey. She is 44."
    assert joined("The choir sang.", "The choir sang twice.", note)[0][0] is LinkStatus.OUT_OF_TEXT
