"""Linking an article that was written anew costs time in proportion to its length."""

import random
import time

from revtrack.audit import unannounced
from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Document, Revision, paragraphs
from revtrack.note import find_notes, follow

NOTE = "Correction: An earlier version of this story misstated the number of passengers. It was 41, not 14."


def rewrite(sentences: int) -> Revision:
    """Return a revision in which most of so many sentences are new ones."""
    pick = random.Random(7)
    words = ["".join(pick.choices("abdefgiklmnoprstu", k=pick.randint(3, 9))) for _ in range(2_000)]

    def sentence() -> str:
        return " ".join(pick.choices(words, k=16)).capitalize() + f" {pick.randint(1, 999)}."

    old = [sentence() for _ in range(sentences)]
    new = [sentence() if pick.random() < 0.6 else text.replace(" ", " very ", 1) for text in old]
    return diff(Document(paragraphs(old)), Document(paragraphs([*new, NOTE])))


def spent(revision: Revision) -> float:
    """Return the seconds of processor time that notes, links and what is unannounced take."""
    start = time.process_time()
    notes = follow((), find_notes(revision.after))
    unannounced(revision, notes, link(notes, (revision,)))
    return time.process_time() - start


def test_a_rewrite_costs_no_more_than_its_length() -> None:
    """Eight times the sentences take nowhere near the sixty-four times that comparing all with all would."""
    small, large = rewrite(150), rewrite(1_200)
    assert spent(large) < 30 * max(spent(small), 0.005)
