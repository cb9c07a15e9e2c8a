"""What every link promises, whatever the article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Document, LinkStatus, NoteStatus, Revision, paragraphs
from revtrack.note import find_notes, follow

BODY = (
    "The ferry to Skarn carried 41 passengers on Tuesday, the harbour master, Odile Vance, said.",
    "Divers worked through the night to raise the wreck before the spring tide.",
    "The harbour was rebuilt in 1987 after a storm broke the old pier.",
)
NOTE = "Correction: An earlier version of this story misstated the number of passengers. It was 41, not 14."


def test_evidence_is_named_and_adds_up() -> None:
    """A link shows what it rests on, strongest first, in words an editor can check."""
    before, after = Document(paragraphs((BODY[0].replace("41", "14"), *BODY[1:]))), Document(paragraphs((*BODY, NOTE)))
    (found,) = link(follow((), find_notes(after)), (diff(before, after),))
    assert found.status is LinkStatus.LINKED
    weights = [abs(item.weight) for item in found.evidence]
    assert weights == sorted(weights, reverse=True)
    assert {"both_values", "alone", "topic"} <= {item.kind for item in found.evidence}
    assert next(item.detail for item in found.evidence if item.kind == "both_values") == "14 -> 41"
    assert found.confidence > 0.95


def test_a_first_version_says_that_no_earlier_one_was_seen() -> None:
    """The answer without an earlier version names the sentence and says why there is no link."""
    after = Document(paragraphs((*BODY, NOTE)))
    (found,) = link(follow((), find_notes(after)), (Revision(None, after),))
    assert (found.status, found.after) == (LinkStatus.TARGET_ONLY, after.span(0))
    assert "no_earlier_version" in [item.kind for item in found.evidence]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: A photo caption with this story misidentified the divers.",
        "Correction: An earlier version of this story linked to the wrong timetable.",
        "Correction: Our newsletter gave the wrong number of passengers.",
        "A push alert about this story misstated the number of passengers.",
        "Correction: A chart with an earlier version of this story had the wrong number of passengers.",
    ],
)
@pytest.mark.parametrize("first", [False, True], ids=["later", "first version"])
def test_an_error_outside_what_was_read_is_answered_so(text: str, first: bool) -> None:
    """A caption where no captions are, a link, a newsletter, an alert, a chart: no edit of the text is its correction."""
    before, after = (
        Document(paragraphs((BODY[0].replace("Tuesday", "Monday"), *BODY[1:]))),
        Document(paragraphs((*BODY, text))),
    )
    step = Revision(None, after) if first else diff(before, after)
    (found,) = link(follow((), find_notes(after)), (step,))
    assert (found.status, found.edits) == (LinkStatus.OUT_OF_TEXT, ())


def test_values_an_edit_does_not_touch_keep_it_apart() -> None:
    """A misspelling that no earlier version held is not found in other words put into the sentence of the name."""
    text = "Correction: An earlier version of this story misspelled the name of the harbour master, Odile Vance."
    before = Document(paragraphs(BODY))
    later = BODY[0].replace("on Tuesday", "on Tuesday, more than ever in a week of storms")
    after = Document(paragraphs((later, *BODY[1:], text)))
    (found,) = link(follow((), find_notes(after)), (diff(before, after),))
    assert found.status is LinkStatus.TARGET_ONLY
    assert "alone" not in [item.kind for item in found.evidence]


def test_a_wrong_value_alone_keeps_edits_apart_that_do_not_touch_it() -> None:
    """A note that gives the misspelling only is not joined to the one change that leaves the name as it was."""
    text = "Odile Vance was misspelled as Odile Vanse in an earlier version of this story."
    before = Document(paragraphs(BODY))
    after = Document(paragraphs((BODY[0].replace("41 passengers", "41 passengers and a dog"), *BODY[1:], text)))
    found = link(follow((), find_notes(after)), (diff(before, after),))
    assert [item.status for item in found] == [LinkStatus.TARGET_ONLY]


def test_a_note_on_a_figure_is_not_joined_to_one_of_few_changes_without_one() -> None:
    """A note on the number of passengers finds no link in words put in about their supper."""
    text = "Correction: An earlier version of this article misstated the number of passengers aboard."
    body = (
        *BODY,
        "The engine failed in heavy seas about four miles off the head, the regulator said.",
        "“We had no warning at all,” said the first officer, who was on the bridge.",
        "A letter from the crew said that maintenance had been put off for months.",
        "The inquiry is expected to report before the end of the summer.",
        "Passengers were taken to a school in Port Ellory, where volunteers served soup.",
    )
    letter = body[5].replace("for months", "for months, and that the crew had complained")
    later = (*body[:5], letter, body[6], body[7].replace("soup", "soup and bread"), text)
    after = Document(paragraphs(later))
    (found,) = link(follow((), find_notes(after)), (diff(Document(paragraphs(body)), after),))
    assert (found.status, found.edits) == (LinkStatus.NOT_FOUND, ())


def test_nothing_comes_of_nothing() -> None:
    """No revisions or no notes, no links."""
    assert link((), ()) == ()
    assert link((), (Revision(None, Document(paragraphs(BODY))),)) == ()


def test_a_removed_note_is_not_linked_again() -> None:
    """A note that went away says nothing about the step it went away in."""
    before, after = Document(paragraphs((*BODY, NOTE))), Document(paragraphs((BODY[0].replace("41", "14"), *BODY[1:])))
    notes = follow(find_notes(before), find_notes(after))
    assert [note.status for note in notes] == [NoteStatus.REMOVED]
    assert link(notes, (diff(before, after),)) == ()


SENTENCES = st.lists(
    st.sampled_from([*BODY, BODY[0].replace("41", "14"), BODY[2].replace("1987", "1978"), "By Ada Pell", "", "¿Qué?"]),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES, st.booleans())
def test_links_stay_inside_the_texts(old: list[str], new: list[str], noted: bool) -> None:
    """Spans lie inside their texts and hold words, edits exist, confidence is a probability, claims keep their order."""
    before = Document(paragraphs(old))
    after = Document(paragraphs([*new, NOTE] if noted else new))
    revision = diff(before, after)
    notes = follow(find_notes(before), find_notes(after))
    ids = {edit.id for edit in revision.walk()} | {edit.id for edit in revision.field_edits}
    order = [claim.id for note in notes for claim in note.claims]
    links = link(notes, (revision,))
    assert [order.index(found.claim) for found in links] == sorted(order.index(found.claim) for found in links)
    for found in links:
        assert 0 <= found.confidence <= 1
        assert set(found.edits) <= ids
        assert found.before is None or found.before.of(before.text).strip()
        assert found.after is None or found.after.of(after.text).strip()
    assert links == link(notes, (revision,))
