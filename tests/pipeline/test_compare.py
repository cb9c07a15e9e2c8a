"""The stages meet: two texts in; edits, notes, links and what no note explains out."""

import json

from revtrack.model import Comparison, LinkStatus, NoteStatus
from revtrack.pipeline import compare, compare_line
from revtrack.pipeline.lines import parse

BEFORE = """Estrel Has Been Promised A Flood Wall By The People It Sued

ESTREL — The river authority has offered to build a flood wall for the city, days after a judge dismissed its claim.

If the city takes up the offer, it will have to find a third of the money. Estrel has the third-highest number of flood claims in the country, and its insurers are bracing for another wet winter.

“We will give it what it needs,” Minister Adela Quist promised."""

NOTE = (
    "Correction: Estrel has the fourth-highest number of flood claims of any city in the country. "
    "This statistic was misstated in an earlier version of this post."
)
AFTER = BEFORE.replace("third-highest", "fourth-highest") + "\n\n" + NOTE


def run(before: str | None, after: str, *notes: str) -> Comparison:
    old = None if before is None else parse(before, "text")
    return compare(old, parse(after, "text"), notes=notes)


def test_a_restated_statistic_is_joined_to_the_words_it_corrects() -> None:
    """Right value first, the error named after it, the old value never given: the note still finds its words."""
    result = run(BEFORE, AFTER)
    (link,) = [link for link in result.links if link.status is LinkStatus.LINKED]
    before, after = result.revision.before, result.revision.after
    assert before is not None
    assert link.before is not None
    assert link.after is not None
    assert "third-highest" in link.before.of(before.text)
    assert "fourth-highest" in link.after.of(after.text)
    assert link.evidence
    assert result.unannounced == ()


def test_with_one_version_the_sentence_is_named_and_no_earlier_version_is_claimed() -> None:
    """The linker points at the sentence and says that it has seen no change."""
    result = run(None, AFTER)
    assert [note.status for note in result.notes] == [NoteStatus.NEW]
    (link,) = result.links
    assert link.status is LinkStatus.TARGET_ONLY
    assert link.after is not None
    assert (
        "fourth-highest number of flood claims in the country"
        in result.revision.after.text[link.after.start - 60 : link.after.end + 60]
    )
    assert link.edits == ()


def test_a_note_that_stood_before_its_words_were_put_right_finds_them() -> None:
    """Both versions carry the note and only one the right value: the fix came after its note."""
    result = run(BEFORE + "\n\n" + NOTE, AFTER)
    assert [str(note.status) for note in result.notes] == ["carried"]
    (link,) = result.links
    assert (link.status, link.edits) == (LinkStatus.LINKED, ("e1",))
    assert result.unannounced == ()


def test_a_number_changed_with_no_note_is_unannounced() -> None:
    """No note, a material change: it is listed, and nothing is linked."""
    result = run(BEFORE, BEFORE.replace("third-highest", "fourth-highest"))
    assert result.links == ()
    (edit,) = result.revision.edits
    assert result.unannounced == (edit.id,)


def test_a_note_known_from_elsewhere_is_linked_though_it_stands_nowhere() -> None:
    """A wire advisory given by hand has no span, and joins the same words."""
    result = run(BEFORE, BEFORE.replace("third-highest", "fourth-highest"), NOTE)
    (note,) = result.notes
    assert note.span is None
    assert [link.status for link in result.links] == [LinkStatus.LINKED]
    assert result.unannounced == ()


def test_the_note_is_a_difference_but_not_a_change_of_the_article() -> None:
    """The inserted note is covered by an edit of category `note`, so that the edits still tile."""
    for before, after in ((BEFORE, AFTER), (BEFORE + "\n\nSkip to footer", AFTER + "\n\nSkip to footer")):
        edits = run(before, after).revision.edits
        assert [str(edit.category) for edit in edits] == ["rank", "note"]


def test_bad_lines_are_answered_and_the_rest_go_on() -> None:
    """Each bad line gives its id and a stable code."""
    good = json.dumps({"id": "a", "before": None, "after": "One paragraph."})
    assert compare_line(good)["id"] == "a"
    answers = [
        compare_line(line)
        for line in ("{", "[]", '{"id": "b"}', '{"id": "c", "after": 3}', '{"id": "d", "after": "x", "format": "pdf"}')
    ]
    assert [(answer["id"], answer["error"]["code"]) for answer in answers] == [
        (None, "bad_json"),
        (None, "bad_line"),
        ("b", "bad_line"),
        ("c", "bad_line"),
        ("d", "bad_line"),
    ]
