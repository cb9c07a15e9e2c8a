"""The list of hostile inputs is held: every row by a habit of the hostile server or a test that is there."""

import re
from pathlib import Path

import pytest

from hostile.rows import ROWS, habits_of
from hostile.server import EXPECTED, HABITS

TESTS = Path(__file__).parents[1]
HELPERS = {"/n6/loop2", "/n6/slug"}
"""Habits that are part of another one, or no trouble at all."""


@pytest.mark.parametrize("row", ROWS)
def test_the_row_is_held(row: str) -> None:
    """Each of its habits has a code to come to, each of its tests exists, and there is at least one of them."""
    habits, (_, tests) = habits_of(row), ROWS[row]
    assert habits or tests
    assert [path for path in habits if path not in EXPECTED and path not in HELPERS] == []
    for name in tests:
        file, _, function = name.partition("::")
        assert re.search(rf"^def {function}\(", (TESTS / file).read_text(), re.MULTILINE), name


def test_the_list_is_complete() -> None:
    """All forty rows are there."""
    assert list(ROWS) == [f"N{number}" for number in range(1, 41)]


def test_no_habit_is_without_a_row() -> None:
    """Every habit of the hostile server belongs to a row of the list."""
    named = {path for row in ROWS for path in habits_of(row)}
    assert {path for path in HABITS if re.match(r"/n\d+/", path)} == named
