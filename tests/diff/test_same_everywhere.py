"""What an edit means depends on the two texts alone: not on their length, nor on the process that asks."""

import os
import subprocess
import sys

import pytest

from revtrack.diff import diff
from revtrack.model import Category, Document, EditKind, paragraphs

STOOD = "The harbour board met on Tuesday."
ADDED = [
    f"The {n}th pier was not named in the papers, the board said. “We will read them again,” Anna Berg told reporters."
    for n in range(4, 40)
]


@pytest.mark.parametrize("count", [2, 12, 18, 36])
def test_passages_that_were_added_are_one_addition_however_long(count: int) -> None:
    """Two paragraphs and thirty-six read alike: not as a negation or a number that got into the paragraph before."""
    before = Document(paragraphs([STOOD]), language="en")
    after = Document(paragraphs([STOOD, *ADDED[:count]]), language="en")
    (edit,) = diff(before, after).edits
    assert (edit.kind, edit.category) == (EditKind.INSERT, Category.EXPANSION)
    assert edit.reasons == ("a passage was added that carries a quotation, a number, a name",)


PROGRAM = """
from revtrack.diff import diff
from revtrack.model import Document, paragraphs
before = Document(paragraphs(["Every strong boat and all small boats and each ferry on the entire coast must pay, said the board."]))
after = Document(paragraphs(["Strong boats and small boats that carry more than ten and ferries on the coast must pay, said the board."]))
print(diff(before, after).edits)
"""


def test_the_same_reasons_are_given_in_every_process() -> None:
    """The order of a process's hash tables, which differs from run to run, decides nothing."""
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "1234"
    }
    assert len(told) == 1
