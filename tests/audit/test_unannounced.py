"""What matters and no note explains is named; what a note explains, and style, is not."""

import pytest

from audit.steps import LEAD, SECOND, THIRD, article, failures, scene

NOTE = "Correction: An earlier version of this story misstated the number of people on board. It was 41, not 14."
MOVED = "The harbour master of Brackwater did not say on Tuesday who had steered the ferry when it left its berth."
WRONG = LEAD.replace("41", "14")


def left(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the (old, new) words of what no note explains."""
    step = scene(article(*before), article(*after))
    edits = [edit for edit in step.revision.edits if edit.id in step.unannounced]
    return [tuple(words.strip() for words in step.revision.words(edit)) for edit in edits]  # type: ignore[misc]


def test_a_silent_number_is_named() -> None:
    """A number that changed with no note is unannounced."""
    assert left((WRONG, SECOND), (LEAD, SECOND)) == [("14", "41")]


def test_a_number_the_note_explains_is_not() -> None:
    """The change a note was joined to is announced."""
    assert left((WRONG, SECOND), (LEAD, SECOND, NOTE)) == []


def test_a_silent_change_beside_a_note_is_named() -> None:
    """A note explains its own change and no other."""
    later = THIRD.replace("1987", "1978")
    assert left((WRONG, SECOND, THIRD), (LEAD, SECOND, later, NOTE)) == [("1987", "1978")]


def test_the_same_change_in_another_place_is_explained() -> None:
    """One note covers the same fix wherever it was made."""
    again = "Of the 14 people on board, all were rescued by the pilot boat."
    assert left((WRONG, again), (LEAD, again.replace("14", "41"), NOTE)) == []


def test_a_note_in_the_plural_covers_its_kind() -> None:
    """A note that corrects several figures explains the figures that changed, and nothing else."""
    note = "Correction: This story has been updated to correct figures on the people on board the ferry."
    berth, master = "The berth cost 300 crowns a day.", "Odile Vance runs the harbour."
    before = (WRONG, berth, master)
    after = (LEAD, berth.replace("300", "200"), master.replace("Odile Vance", "Ines Okafor"), note)
    assert left(before, after) == [("Odile Vance", "Ines Okafor")]


def test_a_note_explains_a_new_value_only_by_naming_it() -> None:
    """A figure that stands in the note for another reason explains no change of a like figure."""
    note = NOTE + " The pilot had been in the job for three months."
    clerks = "The port has had three deputy clerks in two years."
    assert left((WRONG, clerks), (LEAD, clerks.replace("three", "four"), note)) == [("three", "four")]


def test_a_statement_dropped_with_a_corrected_one_is_named() -> None:
    """A note joined to an edit explains what it says, not another statement cut in the same stroke."""
    gone = "A ferry with 14 people sank. Odile Vance was fined for bribery in the spring of 2019."
    step = scene(article(SECOND, gone, THIRD), article(SECOND, "The boat held 41 people when it sank.", THIRD, NOTE))
    (edit,) = (edit for edit in step.revision.edits if edit.id in step.unannounced)
    assert "fined for bribery" in step.revision.words(edit)[0]
    assert [found.title for found in failures(step)] == [
        "a passage was removed; the note joined to this change says nothing of a statement in it"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The wreck was towed to Brackwater.", "The wreck was towed to Brackwater ."),
        ("The “wreck” was towed.", 'The "wreck" was towed.'),
        ("Ten per cent of the berths were closed.", "Ten percent of the berths were closed."),
    ],
    ids=["space", "quotes", "house style"],
)
def test_style_is_never_named(old: str, new: str) -> None:
    """Typography and house style are nobody's correction."""
    assert left((LEAD, old), (LEAD, new)) == []


def test_a_sentence_that_moved_is_not_named() -> None:
    """Words that stand elsewhere now were neither added nor removed."""
    assert left((LEAD, SECOND, THIRD), (LEAD, THIRD, SECOND)) == []


def test_the_note_itself_is_not_named() -> None:
    """The appearance of a note is no change of what the article says."""
    assert left((LEAD, SECOND), (LEAD, SECOND, NOTE)) == []


def test_nothing_is_unannounced_in_the_first_version() -> None:
    """Without an earlier version there is nothing to compare with."""
    assert scene(None, article(LEAD, NOTE)).unannounced == ()


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        (
            (LEAD, SECOND, THIRD, MOVED),
            (LEAD, MOVED.replace("not ", ""), SECOND, THIRD),
            "a statement was turned round",
        ),
        ((LEAD, "The wreck cost $40."), (LEAD, "The wreck cost $40 million."), "a unit was added"),
        ((LEAD, "Vance forged the log."), (LEAD, "Vance allegedly forged the log."), "how sure a statement is changed"),
    ],
    ids=["moved", "unit", "hedge"],
)
def test_a_finding_is_titled_in_words_an_editor_would_use(
    before: tuple[str, ...], after: tuple[str, ...], title: str
) -> None:
    """The category's own name is no noun everywhere: not "a moved", "an unit", "a modality"; what changed inside a move counts."""
    assert title in [found.title.partition(";")[0] for found in failures(scene(article(*before), article(*after)))]


GROWN = "“We will raise her before the spring tide,” said Odile Vance, who has led the port since 2011."


def test_a_passage_that_only_came_is_named_beside_what_changed_and_not_by_itself() -> None:
    """What was added alone leaves what was said as it was; in a step that changed something it may stand for it."""
    assert left((LEAD, THIRD), (LEAD, GROWN, THIRD)) == []
    assert left((WRONG, THIRD), (LEAD, GROWN, THIRD)) == [("14", "41"), ("", GROWN)]


def test_an_accusation_is_named_though_nothing_else_changed() -> None:
    """What a text holds against somebody is no background."""
    accused = "Prosecutors accuse the pilot of bribery."
    assert left((LEAD, THIRD), (LEAD, accused, THIRD)) == [("", accused)]
