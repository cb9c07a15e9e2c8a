"""
Notes are found where outlets put them, and nothing else is taken for one.
"""

from revtrack.model import Document, NoteKind, Span, paragraphs
from revtrack.note import find_notes, follow, given
from revtrack.note.stretch import Place, notes_in

BODY = (
    "The harbour board of Marle voted on Monday to widen the eastern quay.",
    "Work is to begin in spring, the board's clerk said.",
    "Three of the nine members were absent.",
)


def article(*more: str, at: int = 3) -> Document:
    """Return an invented article with *more* paragraphs set in at index *at*."""
    return Document(paragraphs((*BODY[:at], *more, *BODY[at:])))


def test_labelled_note_is_found_with_its_label_date_and_claim() -> None:
    """
    A labelled note is cut exactly, dated, and read into what was wrong and what is right.
    """
    text = "Correction, May 3, 2024: An earlier version of this story said nine members voted. Six members voted, not nine."
    document = article(text)
    (note,) = find_notes(document)
    assert note.text == text
    assert note.span is not None
    assert note.span.of(document.text) == text
    assert (note.kind, note.label, note.date, note.date_text) == (
        NoteKind.CORRECTION,
        "Correction",
        "2024-05-03",
        "May 3, 2024",
    )
    assert note.date_span is not None
    assert note.date_span.of(note.text) == "May 3, 2024"
    assert note.label_span == Span(0, 10)
    assert note.place == "end"
    (claim,) = note.claims
    assert claim.id == "n1.c1"
    assert claim.old is not None
    assert claim.new is not None
    assert (claim.new_span.of(note.text), claim.old_span.of(note.text)) == (claim.new, claim.old)  # type: ignore[union-attr]


def test_credits_glued_to_a_note_are_not_part_of_it() -> None:
    """
    A note ends where the reporters' credits begin.
    """
    document = article("(Corrects paragraph 2 to say autumn, not spring) (Reporting by Ada Quill; Editing by Ron Voss)")
    (note,) = find_notes(document)
    assert note.text == "(Corrects paragraph 2 to say autumn, not spring)"
    assert [(claim.old, claim.new, claim.locator) for claim in note.claims] == [("spring", "autumn", "paragraph 2")]


def test_label_in_a_paragraph_of_its_own_joins_the_next() -> None:
    """
    A bare label belongs to the paragraph after it.
    """
    document = article(
        "Corrections & Amplifications", "The quay is 90 meters long. An earlier version of this article said 900."
    )
    (note,) = find_notes(document)
    assert note.text.startswith("Corrections & Amplifications\n\nThe quay")
    assert note.span is not None
    assert note.span.of(document.text) == note.text


def test_body_text_with_trigger_words_is_no_note() -> None:
    """
    An earlier version of a bill, a market correction and prisons are not notes.
    """
    for text in (
        "An earlier version of the bill said fishermen would pay the toll.",
        "Shares in Marle Lines entered a correction on Tuesday, 10 percent below their peak.",
        "The Department of Corrections moved six inmates to the island.",
        "Editor's note: Ada Quill is a professor of harbour law.",
    ):
        assert [note.kind for note in find_notes(article(text)) if note.kind is not NoteKind.EDITORS_NOTE] == [], text


def test_note_lives_from_version_to_version() -> None:
    """
    A note is new, then carried, then reworded with its earlier wording kept, then removed.
    """
    first = find_notes(article("Correction: An earlier version of this story misstated the length of the quay."))
    assert [note.status for note in follow((), first)] == ["new"]
    assert [note.status for note in follow(first, first)] == ["carried"]
    second = find_notes(
        article(
            "Correction: An earlier version of this story misstated the length of the eastern quay. It is 90 meters."
        )
    )
    (reworded,) = follow(first, second)
    assert (reworded.status, reworded.previous) == ("reworded", first[0].text)
    (removed,) = follow(second, ())
    assert (removed.status, removed.span) == ("removed", second[0].span)
    (back,) = follow((), second, past=second)
    assert (back.status, back.detail) == ("new", "back")


def test_note_given_from_outside_is_read_though_it_has_no_place() -> None:
    """
    A wire advisory handed in is read into claims and has no span.
    """
    note = given("Corrects length of quay in third paragraph to 90 meters from 900 meters", 4)
    assert (note.id, note.span, note.source) == ("n4", None, "given")
    assert [(claim.id, claim.old, claim.new, claim.locator) for claim in note.claims] == [
        ("n4.c1", "900 meters", "90 meters", "third paragraph")
    ]


def test_a_bracket_at_the_start_of_a_long_paragraph_is_read_alone() -> None:
    """What stands after the bracket closes no label inside it."""
    text = "(Please note the language) By Ruth Ames NEW MARROW (MP) - Prosecutors on Thursday used a phone tap."
    assert find_notes(article(text)) == ()


def test_a_label_and_its_date_in_a_paragraph_of_their_own_belong_to_the_next_one() -> None:
    """The note is one, whichever way round label and date are printed; its date is the label's."""
    for label in (
        "Correction: November 3, 2026",
        "Correction, Nov. 3, 2026, at 10:10 p.m. ET:",
    ):
        (note,) = find_notes(article(label, "An earlier version of this article misstated the length of the quay."))
        assert note.text.startswith(label)
        assert note.text.endswith("the quay.")
        assert (note.date or "")[:10] == "2026-11-03"


def test_a_note_behind_an_unpunctuated_bullet_is_cut_exactly() -> None:
    """
    What stands before a bullet inside the line is not part of the note behind it.
    """
    note = "This article was amended on 3 May 2024. An earlier version said the quay is 900 metres long. It is 90."
    document = article(f"Photograph by Ron Voss/HARBOUR PRESS • Filed under TIDES • {note}")
    (found,) = find_notes(document)
    assert (found.text, found.date) == (note, "2024-05-03")
    assert found.span is not None
    assert found.span.of(document.text) == note


def test_a_template_for_notes_is_no_note() -> None:
    """
    Guidelines that show how to word a note, with words to be filled in, are not taken for one.
    """
    template = "Correction [date]: An earlier version of this article said [wrong claim]. In fact, [right claim]."
    filled = 'Correction: An earlier version of this article misquoted the clerk. She said "it [the quay] is long."'
    linked = "Correction: Our account of [last week][letter seven] confused [the new quay][quay plan] with the old."
    assert find_notes(article(template)) == ()
    assert len(find_notes(article(linked))) == 1
    assert len(find_notes(article(filled))) == 1


def test_a_note_printed_again_behind_who_made_it_counts_once() -> None:
    """
    The same wording with a line on who corrected it, and when, before it is the same note.
    """
    note = "CORRECTION: An earlier version of this report misstated the length of the quay. It is 90 metres, not 900."
    signed = f"Corrected by: Ada Quill @ 06/11/2014 07:11 PM {note}"
    assert len(find_notes(article(note, signed))) == 1
    assert len(find_notes(article(note, note.replace("quay", "pier")))) == 2


def test_what_was_overtaken_by_a_change_of_plan_is_an_update() -> None:
    """It was right when it was said, so nothing is corrected; the text was brought up to date, and says so."""
    for text in (
        "The opening of the quay has been moved to June. This article originally said it would open in May.",
        "This article originally said the quay would open in May. The opening has been moved to June.",
    ):
        (note,) = find_notes(article(text))
        assert (note.kind, note.evidence) == (NoteKind.UPDATE, ("says what this text said before things changed",))


def test_a_text_that_opens_like_an_agencys_correction_and_goes_on_otherwise_is_read() -> None:
    """
    `This corrects the article DOI: ...` ends before the words an agency's correction would have, and is a note as well.
    """
    lines = ("The ferry sails at noon.", "This corrects the article DOI: 10.1000/tide.2024.14.")
    notes = find_notes(Document(paragraphs(lines)))
    assert [note.kind for note in notes] == [NoteKind.CORRECTION]


def test_a_version_that_others_put_right_is_theirs() -> None:
    """An earlier version after which somebody else mended his own text is no version of this one."""
    for language, text in (
        (
            "es",
            "El ministerio rectificó el dato, después de que una versión anterior del informe recogiera por error 78.",
        ),
        (
            "pt",
            "O ministério corrigiu o dado, depois que uma versão anterior do relatório trazia por engano 78 milhões.",
        ),
    ):
        assert notes_in(text, Place(language)) == ()
    assert notes_in("This story was corrected after an earlier version said he was dead.", Place("en"))
    assert notes_in("An earlier version of this essay was read aloud at the club in June.", Place("en")) == ()
