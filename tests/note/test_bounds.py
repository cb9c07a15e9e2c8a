"""
Hostile text costs time in proportion to its length, and never a crash.
"""

import time

import pytest

from revtrack.model import Document, paragraphs
from revtrack.note import find_notes, given

OPENING = "Correction: An earlier version of this story was wrong about "
NEAR_MISSES = [
    "corrected to ",
    "(Corrects ",
    "an earlier version of “",
    ", not ",
    "Correction, ",
    "a.b.",
    "to X from Y; ",
]


def cost(size: int, near_miss: str) -> float:
    """Return the processor seconds that *size* code points of near misses in blocks of 10,000 take."""
    block = (OPENING + near_miss * 10_000)[:10_000]
    document = Document(paragraphs([f"{block}{number}" for number in range(size // 10_000)]))
    start = time.process_time()
    find_notes(document)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("near_miss", NEAR_MISSES)
def test_near_misses_cost_no_more_than_their_length(near_miss: str) -> None:
    """
    Eight times the near misses cost about eight times the time, not sixty-four.
    """
    small, large = cost(20_000, near_miss), cost(160_000, near_miss)
    assert large < 8 * small * 3 + 0.5


@pytest.mark.parametrize("near_miss", NEAR_MISSES)
def test_megabyte_without_a_paragraph_is_read_at_its_ends_only(near_miss: str) -> None:
    """
    A megabyte in one block, and a given note as long, are read within bounds, and a note at its end is still found.
    """
    note = "Correction: An earlier version of this story said nine boats. There were six boats."
    text = near_miss * (1_000_000 // len(near_miss)) + "\n" + note
    document = Document(paragraphs([text]))
    found = find_notes(document)
    assert all(item.span is not None and item.span.of(document.text) == item.text for item in found)
    assert given(text, 1).span is None
