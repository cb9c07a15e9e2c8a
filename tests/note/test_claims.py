"""
What a note says is read into claims: what was wrong, what is right, where, and what was done.
"""

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from revtrack.model import Document, Note, note_dict, paragraphs
from revtrack.note import find_notes, given

CASES = [
    ("(Corrects paragraph 3 to say autumn, not spring)", "x_not_y", "spring", "autumn", "paragraph 3", "body"),
    ("(Corrects toll in headline to 3 pounds from 4 pounds)", "to_from", "4 pounds", "3 pounds", None, "headline"),
    (
        "Correction: An earlier version of this story incorrectly referred to gargoyles, not spires.",
        "x_not_y_reversed",
        "gargoyles",
        "spires",
        None,
        "body",
    ),
    (
        "Correction: An earlier version of this story mistook the harbour board for the school board.",
        "mistook",
        "the school board",
        "the harbour board",
        None,
        "body",
    ),
    ('(Refiles to add dropped word "not" in second paragraph)', "added_word", None, "not", "second paragraph", "body"),
    (
        "Correction: An earlier version of this story said the quay is 900 metres long. It is 90 metres long.",
        "restated",
        "900 metres",
        "90 metres",
        None,
        "body",
    ),
    (
        "Correction: Where the third paragraph says «spring» it should say «autumn».",
        "read_as",
        "spring",
        "autumn",
        "third paragraph",
        "body",
    ),
    (
        "Correction: A photo caption in an earlier version of this story misstated the year.",
        "topic_only",
        None,
        None,
        None,
        "caption",
    ),
]


@pytest.mark.parametrize(("text", "polarity", "old", "new", "locator", "scope"), CASES, ids=[c[1] for c in CASES])
def test_pattern_decides_which_value_is_right(
    text: str, polarity: str, old: str | None, new: str | None, locator: str | None, scope: str
) -> None:
    """
    Each family of wording is read with its polarity, place and field.
    """
    (claim,) = given(text, 1).claims
    if polarity != "restated":
        assert claim.polarity == polarity
    assert (claim.locator, claim.scope) == (locator, scope)
    if polarity == "restated":
        assert claim.old is not None
        assert claim.new is not None
        assert "900" in claim.old
        assert "90" in claim.new
    else:
        assert (claim.old, claim.new) == (old, new)


def test_note_with_several_corrections_makes_several_claims() -> None:
    """
    A list of corrections is cut into one claim each.
    """
    note = given(
        "(Corrects paragraph 2 to say six boats, not nine boats; corrects paragraph 8 to remove reference to tolls)", 1
    )
    assert [(claim.id, claim.action, claim.locator) for claim in note.claims] == [
        ("n1.c1", "replace", "paragraph 2"),
        ("n1.c2", "remove", "paragraph 8"),
    ]


def test_topic_holds_what_the_claim_is_about() -> None:
    """
    The topic's words are the claim's own, without its values and the talk about correcting.
    """
    (claim,) = given("Correction: An earlier version of this story misstated the number of ferry inspectors.", 1).claims
    assert claim.type == "number"
    assert {"ferry", "inspectors"} <= set(claim.topic)
    assert not {"version", "story", "misstated", "earlier"} & set(claim.topic)


PARTS = st.sampled_from(
    [
        *(
            "Correction: ",
            "An earlier version of this story ",
            "said ",
            "incorrectly ",
            "not ",
            ", not ",
            "“",
            "”",
            "(",
            ")",
        ),
        *(
            "to 3 from 4 ",
            "instead of ",
            "Ada Quill",
            "’s name ",
            "in paragraph 3 ",
            ". ",
            "; ",
            "It is ",
            "Update: ",
            "*",
        ),
        *(
            "Eine frühere Fassung dieses Artikels ",
            "hieß es, ",
            "statt ",
            "cet article ",
            "au lieu de ",
            "\n\n",
            "->",
            "1,200 ",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@drawn(st.lists(PARTS, max_size=24))
def test_every_slot_lies_where_it_says(parts: list[str]) -> None:
    """
    Whatever the text, a note is a slice of the document, and every slot a slice of the note.
    """
    blocks = [block for block in "".join(parts).split("\n\n") if block]
    document = Document(paragraphs(blocks))
    notes = find_notes(document)
    assert [note.id for note in notes] == [f"n{number}" for number in range(1, len(notes) + 1)]
    for note in notes:
        assert note.span is not None
        assert note.span.of(document.text) == note.text
        for span, words in ((note.label_span, note.label), (note.date_span, note.date_text)):
            assert span is None or span.of(note.text) == words
        for claim in note.claims:
            assert claim.span is not None
            assert claim.span.of(note.text) == claim.text
            for span, value in (
                (claim.old_span, claim.old),
                (claim.new_span, claim.new),
                (claim.locator_span, claim.locator),
            ):
                assert (span.of(note.text) if span else None) == value


def test_the_json_of_a_note_says_where_each_slot_stands() -> None:
    """What the comparison prints of a note gives offsets of label, date and field beside their words."""
    text = "Correction, May 3, 2026: A photo caption in an earlier version of this story misstated the year."
    out = note_dict(given(text, 1))
    (claim,) = out["claims"]
    words = [text[slice(*out["label_span"])], text[slice(*out["date_span"])], text[slice(*claim["scope_span"])]]
    assert (words, out["place"]) == (["Correction", "May 3, 2026", "caption"], "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Correction: An earlier version of this story said the bridge opened in 1911, "
            "and that the toll was four pence.",
            [("the bridge opened in 1911", None), ("the toll was four pence", None)],
        ),
        (
            "Correction: This story has been updated to reflect that the ferry carries 40 cars, "
            "and that the new pier will cost 3 million crowns.",
            [(None, "the ferry carries 40 cars"), (None, "the new pier will cost 3 million crowns")],
        ),
        (
            "Clarification: This article has been updated to make clear that Ada Quill told the board that costs would "
            "double, but said the figure was a rough estimate.",
            [(None, "Ada Quill told the board that costs would double"), (None, "the figure was a rough estimate")],
        ),
        (
            "Correction: An earlier version of this article misstated the age of Ada Quill, and misidentified her "
            "brother as Ron Voss. He is Rob Voss.",
            [(None, None), ("Ron Voss", "Rob Voss")],
        ),
        (
            "(Corrects title of Quill to chairwoman in paragraph 20, departure of Voss to Nov. 4 in paragraph 21)",
            [(None, "chairwoman"), (None, None)],
        ),
        (
            "Corrección: Una versión anterior de este artículo decía que el puente se abrió en 1911 y que el peaje "
            "costaba cuatro reales.",
            [("el puente se abrió en 1911", None), ("el peaje costaba cuatro reales", None)],
        ),
        (
            "Rectificatif : une version précédente de cet article indiquait que le pont avait ouvert en 1911 et que le "
            "péage coûtait quatre sous.",
            [("le pont avait ouvert en 1911", None), ("le péage coûtait quatre sous", None)],
        ),
        (
            "Correctie: in een eerdere versie van dit artikel stond dat de brug in 1911 openging en dat de tol vier "
            "stuivers kostte.",
            [("de brug in 1911 openging", None), ("de tol vier stuivers kostte", None)],
        ),
    ],
)
def test_two_facts_in_one_sentence_are_two_claims(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    """A sentence that goes on to a second fact makes a second claim, which begins with words, not with a comma."""
    claims = given(text, 1).claims
    assert [(claim.old, claim.new) for claim in claims] == expected
    assert all(claim.text[0].isalpha() for claim in claims)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "Errata corrige: invece di diminuire di 5 punti, l'indice è salito di 3 punti.",
            "diminuire di 5 punti",
            "l'indice è salito di 3 punti",
        ),
        (
            "Correctie: in dit artikel werd Ron Voss per abuis havenmeester genoemd. Hij is loods.",
            "havenmeester",
            "loods",
        ),
        ("Corrección: el voto fue el martes y no, como decía una versión anterior, el lunes.", "lunes", "martes"),
        (
            "Correction: The vote was on Tuesday, and not, as an earlier version of this story said, on Monday.",
            "on Monday",
            "on Tuesday",
        ),
        (
            "ERRATA: diferentemente do que foi publicado, Ada Quill é vice-prefeita de Marle, e não prefeita.",
            "prefeita",
            "vice-prefeita de Marle",
        ),
        (
            "Rectificatie: Ada Quill is wethouder van Marle, niet burgemeester, zoals eerder in dit artikel stond.",
            "burgemeester",
            "wethouder van Marle",
        ),
    ],
)
def test_both_values_are_read_in_every_order(text: str, old: str, new: str) -> None:
    """An aside after "not", a wrong value put first, and a role with its place are read whole, in any language."""
    (claim,) = given(text, 1).claims
    assert (claim.old, claim.new) == (old, new)


def test_the_label_of_a_short_note_tells_its_language() -> None:
    """Six words are too few to tell Spanish from French, but `Fe de erratas` is Spanish."""
    note = given("Fe de erratas: Donde dice 1998 debe decir 1989.", 1)
    assert (note.language, note.label, [(claim.old, claim.new) for claim in note.claims]) == (
        "es",
        "Fe de erratas",
        [("1998", "1989")],
    )


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Korrektur: Im Text war zunächst »Nordkai« durch »Südkai« ersetzt worden.", "Nordkai", "Südkai"),
        ("Correctie: het bedrag van 300 euro is gewijzigd in 3.000 euro.", "300 euro", "3.000 euro"),
        ("Nota de corrección: se ha cambiado 300 euros por 3.000 euros.", "300 euros", "3.000 euros"),
        ("Rettifica: la cifra di 300 euro è stata sostituita con 3.000 euro.", "300 euro", "3.000 euro"),
    ],
)
def test_exchange_of_one_value_for_another_gives_both(text: str, old: str, new: str) -> None:
    """
    What was replaced, changed or exchanged is wrong; what it was replaced by is right, wherever the verb stands.
    """
    assert [(claim.old, claim.new) for claim in given(text, 1).claims] == [(old, new)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Rectificación: son siete los molinos y no cinco.", "cinco", "siete"),
        ("Errata: o porto é o terceiro do país, não o quarto.", "quarto", "terceiro"),
        ("Rectificatif : il a passé seize mois en mer, et non six mois.", "six mois", "seize mois"),
    ],
)
def test_number_in_words_is_answered_by_a_number_in_words(text: str, old: str, new: str) -> None:
    """
    A number in words set against another is answered by the number, not by the words that end the phrase.
    """
    assert [(claim.old, claim.new) for claim in given(text, 1).claims] == [(old, new)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "Correction : le bac pèse 12 tonnes. Le chiffre de 120 tonnes, donné dans une version initiale, est faux.",
            "120 tonnes",
            "12 tonnes",
        ),
        (
            "Corrección: la barca pesa 12 toneladas. La cifra de 120 toneladas que dimos era incorrecta.",
            "120 toneladas",
            "12 toneladas",
        ),
    ],
)
def test_figure_said_to_be_wrong_after_the_right_one_is_the_old_value(text: str, old: str, new: str) -> None:
    """
    `The figure of X was wrong` names the wrong value, and the fact before it the right one.
    """
    assert [(claim.old, claim.new) for claim in given(text, 1).claims] == [(old, new)]


def noted(text: str) -> tuple[Note, ...]:
    """Return the notes of a short story that ends in *text*."""
    return find_notes(
        Document(paragraphs(("Marle pumps its marsh dry", "The pump ran all night, Ada Quill said.", text)))
    )


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Correction: Nobody was fined. A sentence that said so was cut from this story.", ["remove"]),
        (
            "An earlier version of this story said two were fined. No one was, and the passage has been deleted.",
            ["remove"],
        ),
        ("Correction: This story no longer says that two drivers were fined.", ["remove"]),
        ("A reference to the fines was deleted from this article on 4 May.", ["remove"]),
        (
            "A previous version of this story incorrectly attributed the email to the mayor. It came from Lou.",
            ["reattribute"],
        ),
        ("This article was corrected: the fine was 40 crowns, not 14. Everyone paid.", ["replace"]),
    ],
)
def test_a_passage_that_is_gone_is_a_removal_wherever_the_note_says_so(text: str, actions: list[str]) -> None:
    """In the claim's own sentence or in another one of the note."""
    assert [claim.action for note in noted(text) for claim in note.claims] == actions


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("UPDATE: This story was updated to include the cost of the pump.", 1),
        ("UPDATE: The mayor on Friday turned down the pump.", 0),
    ],
)
def test_an_update_makes_a_claim_only_of_what_was_done_to_the_text(text: str, claims: int) -> None:
    """News that came since says nothing of the text."""
    assert [len(note.claims) for note in noted(text)] == [claims]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "Correction: A previous version of this story incorrectly identified Tam Corrie’s employer. "
            "He works for the Harbour Trust of Marle.",
            None,
            "Harbour Trust of Marle",
        ),
        (
            "An earlier version of this post said boats must carry two anchors. That only holds for barges. "
            "Boats carry one anchor.",
            "two anchors",
            "one anchor",
        ),
        (
            "Note: Gas was allowed in Marle in May, but was accidentally left out of the original version of this post.",
            None,
            "Gas was allowed in Marle in May",
        ),
        (
            'An earlier version of this post used the term "drift" for the loss, but I\'ve changed it to "leeway", '
            'since "drift" means more.',
            "drift",
            "leeway",
        ),
        (
            "Correction: An earlier version of this post incorrectly had quay.cfg in that slot. It should be pier.cfg.",
            "quay.cfg in that slot",
            "pier.cfg",
        ),
        ("Correction: Holm, not Brack, saw its fleet grow by a tenth.", "Brack", "Holm"),
        (
            "A piece on the wall (The wall, 9 March, p 7) said that the work had cost £3m. That should have been £13m.",
            "£3m",
            "£13m",
        ),
        ("CORRECTED AFTER REVIEW. I originally wrote that the tide turns at six.", "the tide turns at six", None),
        ("Correction: An earlier version of this story gave the score as 11 – 2. It was 11 – 3.", "11 – 2", "11 – 3"),
    ],
)
def test_values_are_what_the_note_says_was_wrong_and_right(text: str, old: str | None, new: str | None) -> None:
    """A sentence that judges, a denial of a reason, and dashes in scores are no values."""
    claim = given(text, 1).claims[0]
    assert (claim.old, claim.new) == (old, new)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "We said the rally was organized by the Green Club. It was organized by the River Club.",
            "Green Club",
            "River Club",
        ),
        ("An earlier version of this story said the lake is in Norland. It is in Suderland.", "Norland", "Suderland"),
        ("We incorrectly reported that the mayor had resigned. She has not.", "the mayor had resigned", "She has not"),
        (
            "An article on Sunday referred incorrectly to the ferry's capacity. It holds 300 passengers; it does not hold 900.",
            "hold 900",
            "holds 300 passengers",
        ),
        (
            "An earlier version of this story misidentified Ada Marsh's employer. She works for the bridge.",
            None,
            "the bridge",
        ),
        ("We incorrectly blamed the jam on a protest. It was caused by a crash.", "the jam on a protest", "a crash"),
        (
            "A note in this story gave the wrong impression that the pier is shut. The pier is open.",
            "shut",
            "open",
        ),
    ],
)
def test_a_fact_is_laid_beside_the_statement_it_puts_right(text: str, old: str | None, new: str) -> None:
    """What differs behind shared words, or is said of the same subject, are the values; a mere denial keeps the whole statement."""
    claim = given(text, 1).claims[0]
    assert (claim.old, claim.new) == (old, new)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Correction: An earlier version of this story misstated the age of Ada Pell and the name of her boat.",
            [("age", None), ("name", None)],
        ),
        (
            "Correction: A previous version of this story misidentified the first barge of the yard. "
            "Also, the Lund, not the Skarn, was sold in May.",
            [("identity", None), ("unknown", "Lund")],
        ),
        ("Correction: The third paragraph of this post named the wrong county.", [("place", None)]),
        ("Correction: An earlier version of this story gave the wrong first day of the fair.", [("date", None)]),
        ("Correction: An earlier version misstated the number of counties with a harbour.", [("number", None)]),
    ],
    ids=["two kinds", "also", "own words", "an ordinal", "first named"],
)
def test_a_claim_is_of_the_kind_named_first_and_another_kind_is_another_claim(
    text: str, read: list[tuple[str, str | None]]
) -> None:
    """`the age of A and the name of B` are two claims; `this post` and `third paragraph` name no kind."""
    assert [(claim.type, claim.new) for claim in given(text, 1).claims] == read


def test_a_pointer_to_the_corrections_page_is_no_part_of_a_note() -> None:
    """A labelled note that owns up in its first sentence is one, whatever it tells readers to see; that's no value."""
    text = (
        "Correction: This article originally stated that the mill opened in 1910. See our corrections page for details."
    )
    (note,) = find_notes(Document(paragraphs(["The mill of Zell opened in 1901, its owner says.", text])))
    assert [(claim.old, claim.new) for claim in note.claims] == [("the mill opened in 1910", None)]
