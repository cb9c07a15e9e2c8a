"""Nothing tracked reaches a terminal or a spreadsheet but through one gate."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.cli.output import FORMULA, csv_cell, csv_text, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07title", "\\u{1b}]0;owned\\u{7}title"),
        ("line one\nline two", "line one line two"),
        ("safe\u202egnp.exe", "safe\\u{202e}gnp.exe"),
        ("zero\u200bwidth", "zero\\u{200b}width"),
        ("Müller – “ja”", "Müller – “ja”"),
    ],
)
def test_a_terminal_sees_only_what_can_be_read(text: str, shown: str) -> None:
    """Escape sequences, bidi controls and forged lines are shown, not obeyed."""
    assert printable(text) == shown


@given(st.text())
def test_no_text_smuggles_a_control_character(text: str) -> None:
    """Whatever comes in, no control, format or line-separating character comes out."""
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in printable(text))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "|cmd", '=HYPERLINK("x")', "%0a"])
def test_a_cell_that_could_be_a_formula_is_made_text(cell: str) -> None:
    """A spreadsheet shows it and does not run it."""
    assert csv_cell(cell) == "'" + cell
    assert csv_cell("\r" + cell).startswith("'")


@given(
    st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.one_of(st.none(), st.integers(), st.text())}), max_size=5)
)
def test_csv_reads_back_with_no_cell_a_formula(rows: list[dict[str, object]]) -> None:
    """Any rows give one record each, and no text cell starts like a formula."""
    read = list(csv.reader(io.StringIO(csv_text(rows, ["a", "b"]), newline="")))
    assert read[0] == ["a", "b"]
    assert len(read) == len(rows) + 1
    for record, row in zip(read[1:], rows, strict=True):
        for cell, value in zip(record, (row["a"], row["b"]), strict=True):
            assert not (isinstance(value, str) and cell.startswith(FORMULA))
