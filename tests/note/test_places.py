"""
Notes are found wherever an outlet hides them, each cut exactly.
"""

from datetime import UTC, datetime

from revtrack.model import Anchor, Block, BlockKind, Document, Mark, MarkKind, NoteKind, Span, paragraphs
from revtrack.note import find_notes

BODY = paragraphs(
    (
        "The harbour board of Marle voted on Monday to widen the eastern quay.",
        "Work is to begin in spring, the board's clerk said.",
        "Three of the nine members were absent.",
    )
)


def found(*blocks: Block, before: int = 3, wordings: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Return (kind, source, text) of each note in an article that holds *blocks* after its first *before* ones."""
    document = Document((*BODY[:before], *blocks, *BODY[before:]))
    notes = find_notes(document, wordings=wordings)
    for note in notes:
        assert note.span is not None
        assert note.span.of(document.text) == note.text
    return [(str(note.kind), note.source, note.text) for note in notes]


def test_note_in_a_caption_and_in_a_list_item() -> None:
    """
    A note inside a caption or a list item is found there, and says so.
    """
    caption = Block(BlockKind.CAPTION, "An earlier version of this caption misidentified the skipper.")
    item = Block(BlockKind.LIST_ITEM, "This item has been corrected: the toll is 3 pounds, not 4 pounds.")
    assert found(caption, item) == [
        ("correction", "caption", caption.text),
        ("correction", "list", item.text),
    ]


def test_box_needs_only_a_word_of_its_own() -> None:
    """
    What the page marks as a note is one without a label; its words decide the kind, then the hook's name.
    """
    box = Block(BlockKind.NOTE, "The clerk's name is Ronald Voss.", hook="class=correction-box")
    data = Block(BlockKind.NOTE, "The quay is 90 metres long.", hook="json-ld")
    invitation = Block(BlockKind.NOTE, "If you spot an error, tell us.", hook="class=corrections")
    assert found(box, data, invitation) == [
        ("correction", "class=correction-box", box.text),
        ("correction", "json-ld", data.text),
    ]


def test_words_struck_through_name_both_values() -> None:
    """
    Words struck through with new ones beside them are a note whose claim has both values.
    """
    text = "The board has nine six members."
    marks = (Mark(Span(14, 18), MarkKind.DELETED), Mark(Span(19, 22), MarkKind.INSERTED))
    document = Document((Block(BlockKind.PARAGRAPH, text, marks=marks), *BODY))
    (note,) = find_notes(document)
    assert (note.kind, note.source, note.text) == (NoteKind.CORRECTION, "struck through", "nine six")
    (claim,) = note.claims
    assert (claim.old, claim.new, claim.polarity) == ("nine", "six", "struck_through")
    assert (claim.old_span, claim.new_span) == (Span(0, 4), Span(5, 8))


def test_words_struck_through_alone_were_taken_back() -> None:
    """
    Words struck through with nothing beside them are a claim that they were removed.
    """
    text = "The board, which is corrupt, has six members."
    document = Document((Block(BlockKind.PARAGRAPH, text, marks=(Mark(Span(9, 27), MarkKind.DELETED),)), *BODY))
    (note,) = find_notes(document)
    assert [(claim.action, claim.old, claim.new) for claim in note.claims] == [("remove", ", which is corrupt", None)]


def test_tag_before_a_headline() -> None:
    """
    An agency's tag before the headline says that the article was corrected, updated or withdrawn.
    """
    for headline, kind, label in (
        ("CORRECTED-Marle widens quay", "correction", "CORRECTED"),
        ("REFILE-Marle widens quay", "correction", "REFILE"),
        ("UPDATE 2-Marle widens quay", "update", "UPDATE 2"),
        ("RETRACTED: Marle widens quay", "retraction", "RETRACTED"),
    ):
        document = Document((Block(BlockKind.HEADLINE, headline), *BODY))
        assert [(str(n.kind), n.label, n.place) for n in find_notes(document)] == [(kind, label, "top")], headline
    assert find_notes(Document((Block(BlockKind.HEADLINE, "Correctional officers strike"), *BODY))) == ()


def test_withdrawn_article() -> None:
    """
    An article replaced by the word that it was withdrawn is a retraction.
    """
    text = "Editors' Note: This article was published inadvertently and has been removed."
    assert found(Block(BlockKind.PARAGRAPH, text), before=0)[0] == ("retraction", "text", text)


def test_several_notes_in_one_paragraph_are_several() -> None:
    """
    A paragraph with two labels holds two notes.
    """
    first = "CORRECTION: An earlier version of this story misspelled the clerk's name."
    second = "CLARIFICATION: The toll applies to new boats only."
    assert found(Block(BlockKind.PARAGRAPH, f"{first} {second}")) == [
        ("correction", "text", first),
        ("clarification", "text", second),
    ]


def test_note_printed_twice_counts_once() -> None:
    """
    The same words under another label are the same note.
    """
    words = "An earlier version of this story misstated the length of the quay."
    notes = found(
        Block(BlockKind.PARAGRAPH, f"Correction: {words}"), Block(BlockKind.PARAGRAPH, f"CORRECTION: {words}")
    )
    assert [text for _, _, text in notes] == [f"Correction: {words}"]


def test_note_of_others_is_not_ours() -> None:
    """
    A note that the article quotes, or that the paragraph before announces as another outlet's, is none.
    """
    quoted = Block(BlockKind.QUOTE, "Correction: An earlier version of this story misstated the toll.")
    announced = paragraphs(
        (
            "The Tidewater Review added a correction:",
            "An earlier version of this story misstated the toll.",
        )
    )
    assert found(quoted) == []
    assert found(*announced) == []


def test_update_in_a_live_blog_is_no_note_unless_it_admits_an_error() -> None:
    """
    In a live blog everything is an update; only an error admitted is a note.
    """
    at = datetime(2024, 5, 3, 8, 15, tzinfo=UTC)
    news = Block(BlockKind.ENTRY, "UPDATE: The coast guard has found the boat.", time=at, entry="e1")
    error = Block(
        BlockKind.ENTRY, "UPDATE: An earlier version of this post said two were hurt. One was.", time=at, entry="e2"
    )
    assert found(news, error) == [("correction", "text", error.text)]


def test_asterisk_pairs_with_its_sentence() -> None:
    """
    A note that opens with an asterisk names the sentence that carries one.
    """
    body = Block(BlockKind.PARAGRAPH, "The quay was built in 1871.* It was widened later.")
    note = Block(BlockKind.PARAGRAPH, "*An earlier version of this article misstated when the quay was built.")
    document = Document((body, *BODY, note))
    (only,) = find_notes(document)
    assert only.anchor is not None
    assert only.anchor.of(document.text) == "The quay was built in 1871.*"


def test_house_wording_opens_a_note() -> None:
    """
    A newsroom's own label, given as a wording, opens a note like any other label.
    """
    text = "Put right: The toll is 3 pounds, not 4 pounds."
    block = Block(BlockKind.PARAGRAPH, text)
    assert found(block) == []
    assert found(block, wordings=("Put right",)) == [("correction", "text", text)]


def marked(
    text: str, old: str, new: str = "", kind: BlockKind = BlockKind.PARAGRAPH
) -> list[tuple[str | None, str | None]]:
    """Return the values of what is read where *old* is struck through in *text*, and *new* put in."""
    marks = [Mark(Span(text.index(old), text.index(old) + len(old)), MarkKind.DELETED)]
    if new:
        marks.append(Mark(Span(text.rindex(new), text.rindex(new) + len(new)), MarkKind.INSERTED))
    notes = find_notes(Document((Block(kind, text, marks=tuple(marks)), *BODY)))
    return [(claim.old, claim.new) for note in notes for claim in note.claims]


def test_words_of_one_shape_stand_for_those_struck_through_before_them() -> None:
    """
    A figure, a date or a name right after one that is struck through is what it should have been.
    """
    assert marked("The choir has 31 13 singers.", "31") == [("31", "13")]
    assert marked("It meets again on May 26 June 2.", "May 26") == [("May 26", "June 2")]
    assert marked("The clerk, Peter Paul Voss, agreed.", "Peter") == [("Peter", "Paul")]


def test_prices_jokes_done_tasks_and_code_are_not_corrections() -> None:
    """
    A lower price, a word struck through for a joke, an item that is done and a line of code correct nothing.
    """
    assert marked("Season pass: $180 $140. Buy now", "$180", "$140") == []
    assert marked("I spent the break crying admiring the chandelier.", "crying") == []
    assert marked("Write to the harbour board", "Write to the harbour board", kind=BlockKind.LIST_ITEM) == []
    assert marked("- rate = 1.2\n+ rate = 1.9", "- rate = 1.2", "+ rate = 1.9", kind=BlockKind.CODE) == []
    assert marked("The toll of $180 $140 was agreed by the board on Monday.", "$180", "$140") == [("$180", "$140")]


def test_words_that_only_look_like_a_note_are_judged_and_not_believed() -> None:
    """
    What the extractor suspects by a block's words is read like any other text, and a quotation after a colon is another's.
    """
    bill = Block(
        BlockKind.NOTE, "An earlier version of the bill incorrectly named the quay, Voss said.", hook="words 'An'"
    )
    before = Block(BlockKind.PARAGRAPH, "Two days later the Marle Sun appended this:")
    quote = Block(
        BlockKind.QUOTE, "Correction: An earlier version of this article misstated the toll.", hook="label 'C'"
    )
    assert found(bill) == found(before, quote) == []


def test_label_over_a_list_belongs_to_each_item() -> None:
    """
    Under one label each item of a list is a note of its own, without the label.
    """
    items = (
        "May 3: The article misstated the toll. It is 3 pounds.",
        "May 5: The clerk is Ronald Voss, not Robert Voss.",
    )
    blocks = (Block(BlockKind.HEADING, "Corrections"), *(Block(BlockKind.LIST_ITEM, item) for item in items))
    assert [text for _, _, text in found(*blocks)] == list(items)


def test_lines_under_one_label_are_notes_of_their_own() -> None:
    """
    Lines of one paragraph of which each tells an error are as many notes.
    """
    lines = (
        "An earlier version of this story misstated the toll.",
        "It also misspelled the clerk's name in an earlier version of this story.",
    )
    text = f"Corrections:\n{lines[0]}\n{lines[1]}"
    assert [note for _, _, note in found(Block(BlockKind.PARAGRAPH, text))] == [f"Corrections:\n{lines[0]}", lines[1]]


def test_note_goes_on_in_its_box() -> None:
    """
    Two paragraphs in one box are one note, whose claim has the value of each; a day may stand between label and words.
    """
    said = "An earlier version of this article said the board has eight members.", "The board has nine members."
    box = [Block(BlockKind.NOTE, text, hook="class=correction") for text in ("Correction", "May 3, 2024", *said)]
    assert [text for _, _, text in found(*box)] == ["\n\n".join(("Correction", "May 3, 2024", *said))]


def test_credits_are_cut_off() -> None:
    """
    Neither a picture's credit nor the line on how to reach the writer belongs to the note it is glued to.
    """
    note = "An earlier version of this caption misidentified the skipper."
    for credit in (
        "(Ida Rourke/The Post)",
        "Photograph: Ida Rourke",
        "Credit...Ida Rourke",
        "(Foto: Ida Rourke)",
        "© Ida Rourke/AFP",
    ):
        assert [text for _, _, text in found(Block(BlockKind.CAPTION, f"{note} {credit}"))] == [note], credit
    note = "Correction: An earlier version of this story misstated the toll."
    for end in (
        "Ida Rourke covers the coast. Reach her at ida@post.example.",
        "Ida Rourke can be reached at news@post.example.",
    ):
        assert [text for _, _, text in found(Block(BlockKind.PARAGRAPH, f"{note} {end}"))] == [note], end
    wire = "(Reporting by Ida Rourke; Editing by Jo Voss. This story was refiled to correct the toll in paragraph 2)"
    assert [text for _, _, text in found(Block(BlockKind.PARAGRAPH, wire))] == [wire[wire.index("This") :]]


def test_tag_before_a_headline_in_other_languages() -> None:
    """
    Agencies tag corrected stories in every language.
    """
    for tag in ("KORREKTUR: ", "CORRECCIÓN-", "CORRIGIDO-", "RECTIFICATIF - ", "RETTIFICA: ", "RECTIFICATIE: "):
        document = Document((Block(BlockKind.HEADLINE, f"{tag}Marle widens quay"), *BODY))
        assert [str(note.kind) for note in find_notes(document)] == ["correction"], tag


def test_article_published_by_mistake_was_withdrawn() -> None:
    """
    An article that was published by mistake is withdrawn, in every language.
    """
    for text in (
        "This article was published by mistake.",
        "Dieser Artikel wurde versehentlich veröffentlicht.",
        "Cet article a été publié par erreur.",
        "Este artículo fue publicado por error.",
        "Este texto foi publicado por engano.",
        "Questo articolo è stato pubblicato per errore.",
        "Dit artikel is per ongeluk gepubliceerd.",
    ):
        notes = find_notes(Document((Block(BlockKind.PARAGRAPH, text),)))
        assert [(str(note.kind), note.text) for note in notes] == [("retraction", text)]


def test_dated_line_of_a_history_is_a_note() -> None:
    """
    A line that says on which day what of the text was corrected is a note; one of a program's history is none.
    """
    for line in (
        "March 13, 10:02 a.m.: Corrected the year of the quay from 1913 to 1930.",
        "March 14: Correction of the clerk's name.",
    ):
        assert [text for _, _, text in found(Block(BlockKind.LIST_ITEM, line))] == [line]
    assert found(Block(BlockKind.LIST_ITEM, "May 3: Fixed a crash when the file is empty.")) == []


def test_the_headline_of_another_page_is_no_note() -> None:
    """
    A block that is all link is another page's headline; what a right to rectification says of readers is no note.
    """
    teaser = "Correction: Port of Lune handled nine ships, not eight."
    linked = Block(BlockKind.LIST_ITEM, teaser, links=(Anchor(Span(0, len(teaser)), "/9"),))
    right = Block(
        BlockKind.LIST_ITEM, "Correction: You have the right to correct inaccurate information we hold about you."
    )
    assert found(linked) == found(right) == []
