"""Sentences have exact offsets; abbreviations, initials and quotations do not end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.text import sentence_ends, sentences

CASES = {
    "titles and states": ["Mr. Smith went to the U.S. on Monday.", "He met Sen. J. Doe at 5 p.m.", "The talks failed."],
    "decimals and quotations": ["It cost $3.50.", "“Why?” he asked.", "“No.”", "She left..."],
    "months and numbers": ["Then came Jan. 5.", "No. 10 is big.", "Plan B.", "The end."],
    "german": ["Am 3. Mai kam Hr. Weber z.B. aus Bonn.", "Er sagte nichts.", "Dr. Kühn auch."],
    "french": ["M. Macron a dit non.", "Il part."],
    "spanish": ["El Sr. Gil llegó.", "¿Por qué?", "Nadie lo sabe."],
    "clock and zone": [
        "Posted at 4:30 p.m. ET: the fare rose.",
        "It fell at 8 a.m.",
        "The rest (9:15 a.m. PT) stayed.",
    ],
    "figures": ["It rose from $4.11.", "Error: first seen on Monday.", "We moved to 3.0.5.", "See below."],
    "small words that are abbreviations elsewhere": [
        "He left years ago.",
        "Anna Reyes stayed in the sun.",
        "She fell ill.",
        "Peter Holm wrote.",
    ],
    "german deputies": ["Wir haben sie als stellv. Vorsitzende geführt.", "Das ist falsch."],
    "a bracket after the end": ["Sales fell, it said.", "(corrects name of company)"],
    "a closing mark alone": ["Es waren 26 Millionen. )"],
    "two initials": ["John P. A. Ohlsen signed.", "It passed."],
    "a title and where it was printed": [
        "In “Who pays?” (The Voice, May 3) we named the wrong quay.",
        "It is West Quay.",
    ],
    "french marks": [
        "Dans « Qui paie le quai ? » (La Voix du 3 mai), la grue mesure 48 mètres.",
        "« Qui paie ? »",
        "Personne.",
    ],
    "initialism before a name": ["The U.S. Senate voted.", "It was close."],
}


@pytest.mark.parametrize("wanted", CASES.values(), ids=CASES)
def test_sentences_end_where_a_reader_says(wanted: list[str]) -> None:
    """Each case is cut into exactly these sentences."""
    text = " ".join(wanted)
    assert [span.of(text) for span in sentences(text)] == wanted


def test_chinese_needs_no_blanks() -> None:
    """Full-width terminators end a sentence at once."""
    text = "他说了。她走了！"
    assert [span.of(text) for span in sentences(text)] == ["他说了。", "她走了！"]


@given(st.text("Ab. !?\n”1。", max_size=60), st.integers(0, 10))
def test_sentences_tile(text: str, start: int) -> None:
    """Ends ascend strictly and the last is the end of the text."""
    start = min(start, len(text))
    ends = sentence_ends(text, start)
    assert ends == sorted(set(ends))
    assert (ends[-1:] or [start]) == [len(text)]
