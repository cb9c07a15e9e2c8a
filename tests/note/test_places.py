"""
Notes are found wherever an outlet hides them, each cut exactly.
"""

from datetime import UTC, datetime

from revtrack.model import Block, BlockKind, Document, Mark, MarkKind, NoteKind, Span, paragraphs
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
