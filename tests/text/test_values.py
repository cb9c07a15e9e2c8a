"""Numbers, dates and names are read as values, in seven languages."""

from fractions import Fraction

import pytest

from revtrack.text import dates, guess_language, names, number_value, numbers

NUMBERS = [
    ("en", "four", "4 cardinal"), ("en", "4th", "4 ordinal"), ("en", "fourth", "4 ordinal"), ("en", "twenty-first", "21 ordinal"),
    ("en", "1.5m", "1500000 cardinal"), ("en", "1,500,000", "1500000 cardinal"), ("en", "$3bn", "3000000000 money USD"),
    ("en", "three billion dollars", "3000000000 money USD"), ("en", "5 per cent", "5 percent percent"), ("en", "5%", "5 percent percent"),
    ("en", "3 percentage points", "3 points points"), ("en", "one hundred and five thousand", "105000 cardinal"),
    ("en", "two dozen", "24 cardinal"), ("en", "30-year-old", "30 measure year"), ("en", "a half", "1/2 cardinal"), ("en", "−5", "-5 cardinal"),
    ("en", "12 km", "12 measure kilometre"), ("en", "second-largest", "2 ordinal"), ("de", "1.200 Euro", "1200 money EUR"),
    ("de", "1,5 Millionen", "1500000 cardinal"), ("de", "einundzwanzig", "21 cardinal"), ("de", "dreißig", "30 cardinal"), ("de", "drittgrößte", "3 ordinal"),
     ("de", "fünf Prozent", "5 percent percent"),
    ("fr", "vingt-cinq pour cent", "25 percent percent"), ("fr", "soixante-douze", "72 cardinal"), ("es", "tres millones", "3000000 cardinal"),
    ("pt", "vinte mil reais", "20000 money BRL"), ("it", "venticinque", "25 cardinal"), ("nl", "tweeëntwintig procent", "22 percent percent"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NUMBERS, ids=[f"{n[0]} {n[1]}" for n in NUMBERS])
def test_a_number_has_one_value(language: str, text: str, wanted: str) -> None:
    """Spellings of a number meet in value, kind and unit."""
    (number,) = numbers(text, language)
    assert f"{number.value} {number.kind} {number.unit}".strip() == wanted
    assert number.text == number.span.of(text)


def test_a_single_number_has_a_value() -> None:
    """`number_value` answers for a text that is one number and nothing else."""
    assert number_value("four") == 4
    assert number_value("1.5m") == Fraction(1_500_000)
    assert number_value("four men") is None


def test_ranges_give_both_ends() -> None:
    """Both ends of a range are numbers, each in its place."""
    assert [(str(n.value), n.text) for n in numbers("aged 5–10")] == [("5", "5"), ("10", "10")]


def test_dates_keep_what_the_text_says() -> None:
    """A date holds the parts given and no others."""
    found = dates("on Tuesday, May 3, 2024 at 10:30 a.m., or 4 June; he may go in 2019")
    assert [(d.year, d.month, d.day, d.weekday, d.minute) for d in found] == [
        (None, None, None, 2, None),
        (2024, 5, 3, None, None),
        (None, None, None, None, 630),
        (None, 6, 4, None, None),
        (2019, None, None, None, None),
    ]
    assert [(d.month, d.day) for d in dates("am 3. Mai 2024", "de")] == [(5, 3)]
    assert [d.minute for d in dates("Beginn um 18.30 Uhr, 18.30 Euro Eintritt", "de")] == [1110]
    assert [d.weekday for d in dates("De raad vergadert dinsdag.", "nl")] == [2]
    assert [(d.month, d.day) for d in dates("el 3 de mayo de 2024", "es")] == [(5, 3)]


def test_weekday_is_a_date_and_no_number() -> None:
    """A Dutch weekday is read without a capital, and a Portuguese one is no fifth of anything."""
    assert [(d.text, d.weekday) for d in dates("De raad stemt donderdag.", "nl")] == [("donderdag", 4)]
    assert [(d.text, d.weekday) for d in dates("A câmara vota na quinta-feira.", "pt")] == [("quinta-feira", 4)]
    assert numbers("A câmara vota na quinta-feira.", "pt") == ()


def test_names_are_runs_of_capitals() -> None:
    """Particles join a name, titles stand before it, sentence openers and weekdays are none."""
    text = "Mayor Jane Doe met Sen. J. Smith on Tuesday. The Bank of England said no. Doe left. Residents cheered."
    assert [(n.title, n.text) for n in names(text)] == [
        ("Mayor", "Jane Doe"),
        ("Sen", "J. Smith"),
        ("", "Bank of England"),
        ("", "Doe"),
    ]


def test_the_language_is_guessed_from_common_words() -> None:
    """A few common words suffice; English when nothing stands out."""
    assert guess_language("Der Bürgermeister sagte, dass die Brücke nicht vor Mai fertig wird.") == "de"
    assert guess_language("Le maire a dit que le pont ne sera pas prêt avant mai.") == "fr"
    assert guess_language("Zzz") == "en"
