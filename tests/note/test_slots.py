"""
A note's slots: who corrected it and why, when, and what its values are worth.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from revtrack.model import Document, Note, Value, paragraphs
from revtrack.note import find_notes
from revtrack.note.grammar import parse

BODY = ("The ferry board of Marle met on Tuesday.", "Many spoke for the first time.")


def only(text: str, published: datetime | None = None, modified: datetime | None = None) -> Note:
    """Return the one note of an article that ends with *text*."""
    document = replace(Document(paragraphs((*BODY, text))), published=published, modified=modified)
    (note,) = find_notes(document)
    return note


@pytest.mark.parametrize(
    ("text", "corrector", "cause"),
    [
        (
            "Correction: Corrected by: Ana Reyes-Poole @ 06/11/2014 07:11 PM. An earlier version said nine boats. It is six.",
            "Ana Reyes-Poole",
            None,
        ),
        (
            "Because of an editing error, an earlier version of this story said nine boats. There are six.",
            None,
            "Because of an editing error",
        ),
        (
            "Correction: The vote is on Tuesday, not Monday, because of wrong information from the clerk.",
            None,
            "because of wrong information from the clerk",
        ),
        (
            "Wegen eines Übersetzungsfehlers hieß es in einer früheren Version, das Boot sei gesunken. Es lief auf Grund.",
            None,
            "Wegen eines Übersetzungsfehlers",
        ),
        ("Correction: The ferry was late because of the weather, not the strike.", None, None),
    ],
)
def test_who_corrected_it_and_why_stand_where_the_note_says_so(
    text: str, corrector: str | None, cause: str | None
) -> None:
    """
    The corrector's name and the cause are slices of the note; a reason inside the story is no cause of the error.
    """
    note = only(text)
    spans = (note.corrector_span, note.cause_span)
    assert [span.of(note.text) if span else None for span in spans] == [corrector, cause]


PUBLISHED = datetime(2023, 10, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("label", "published", "modified", "date"),
    [
        ("Correction, Nov. 3", PUBLISHED, None, "2023-11-03"),
        ("Correction, Jan. 3", PUBLISHED, None, "2024-01-03"),
        ("Correction, Jan. 3", None, datetime(2024, 1, 4, tzinfo=UTC), "2024-01-03"),
        ("Correction, Nov. 3", PUBLISHED, datetime(2025, 12, 1, tzinfo=UTC), None),
        ("Correction, Jan. 3", PUBLISHED, datetime(2023, 11, 30, tzinfo=UTC), None),
        ("Correction, Nov. 3", None, None, None),
    ],
)
def test_date_without_a_year_takes_it_from_the_article_when_only_one_fits(
    label: str, published: datetime | None, modified: datetime | None, date: str | None
) -> None:
    """
    A note is written after its article and by its last change; where that leaves one year, it is the note's.
    """
    note = only(f"{label}: An earlier version of this story said nine boats. There are six.", published, modified)
    assert (note.date_text, note.date) == (label.removeprefix("Correction, "), date)


@pytest.mark.parametrize(
    ("text", "kind", "old", "new"),
    [
        (
            "Correction: The loan was $1.2 billion, not $1.2 million.",
            "unit",
            Value("money", "1200000", "USD"),
            Value("money", "1200000000", "USD"),
        ),
        ("Correction: Marle finished third, not second.", "rank", Value("rank", "2"), None),
        (
            "Correction: The vote is on Tuesday, not Monday.",
            "date",
            Value("weekday", "1"),
            Value("weekday", "2"),
        ),
        ("Correction: The fair opens on May 4, not May 3.", "date", Value("date", "--05-03"), Value("date", "--05-04")),
        (
            "Correction: Her name is Renée Dübel, not Rene Duebel.",
            "name",
            Value("name", "rene duebel", "", "duebel", "rd"),
            Value("name", "renee dubel", "", "dubel", "rd"),
        ),
        (
            "Correction: The share rose 3 percentage points, not 3 percent.",
            "unit",
            Value("percent", "3", "percent"),
            Value("points", "3", "points"),
        ),
        (
            "This story has been corrected to show that profit fell, not rose.",
            "direction",
            Value("words", "rose"),
            None,
        ),
        ("Correction: He is 42, not 24 years old.", "age", Value("measure", "24", "year"), Value("number", "42")),
    ],
)
def test_values_are_worth_what_they_say(text: str, kind: str, old: Value, new: Value | None) -> None:
    """
    A claim's values carry kind, amount, unit or name beside their words, and what differs decides the error's type.
    """
    (claim,) = only(text).claims
    assert (claim.type, claim.old_value) == (kind, old)
    assert new is None or claim.new_value == new


def test_bracket_round_more_than_one_step_is_refused() -> None:
    """
    A phrase list whose optional part would never match is an error, not a rule that sleeps.
    """
    with pytest.raises(ValueError, match="brackets hold one step each"):
        parse("richtig ist [, dass]")


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "The name of Port Ellary was misspelled as Port Ellery in an earlier version of this story.",
            "Port Ellery",
            "Port Ellary",
        ),
        (
            "Per un refuso, nel pezzo era indicata la cifra di 30 milioni invece di 20 milioni.",
            "30 milioni",
            "20 milioni",
        ),
        (
            "A causa di un errore, nell'articolo di ieri il nome del sindaco è indicato come Mario Bassi. Si chiama Marco Bassi.",
            "Mario Bassi",
            "Marco Bassi",
        ),
        (
            "Nel testo originale si affermava che l'azienda era fallita. L'informazione è errata.",
            "l'azienda era fallita",
            None,
        ),
    ],
)
def test_cause_or_original_text_makes_a_note_and_the_claim_holds_the_values_alone(
    text: str, old: str, new: str | None
) -> None:
    """A cause in the newsroom or an original text makes a note, and the claim holds the values alone."""
    (claim,) = only(text).claims
    assert (claim.old, claim.new) == (old, new)
