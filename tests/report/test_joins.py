"""A note's card says each change once, with every place where it was made, in the values the note names."""

from dataclasses import replace

from report.builder import CAPTION, NOTE, H, Life, P, document
from revtrack.model import Category, FieldEdit, JoinedLink, Materiality, Timeline
from revtrack.report.cards import note_card
from revtrack.report.joins import Join
from revtrack.report.story import Story

WORDS = "Correction: An earlier version misstated the cost of the bridge. It is $48.2 million, not $84.2 million."


def corrected(old: str | None = "$84.2 million", new: str | None = "$48.2 million") -> Timeline:
    """Return an article whose figure was put right in a paragraph, in a caption and in the picture's description."""
    life = Life()
    texts = ("The budget of ${} million was too low, opponents said.", "Replacing the bridge will cost ${} million.")
    for at, figure in (("2026-11-02T21:04:00Z", "84.2"), ("2026-11-03T19:04:00Z", "48.2")):
        blocks = [(H, "Council approves bridge"), (P, texts[0].format(figure)), (CAPTION, texts[1].format(figure))]
        if figure == "48.2":
            blocks.append((NOTE, WORDS))
        life.version(at, document(*blocks), after="2026-11-03T11:04:00Z" if figure == "48.2" else None)
    life.note(WORDS, old=old, new=new, edit="e1")
    step = life.steps[-1]
    described = FieldEdit(
        "f1", "image.alt", texts[1].format("84.2"), texts[1].format("48.2"), Category.CAPTION, Materiality.MATERIAL
    )
    first = step.links[0].link
    caption = next(edit for edit in step.revision.edits if edit.id == "e2")
    more = (
        replace(first, edits=("e2",), before=caption.before, after=caption.after),
        replace(first, edits=("f1",), before=None, after=None),
    )
    life.steps[-1] = replace(
        step,
        revision=replace(step.revision, field_edits=(described,)),
        links=(*step.links, *(JoinedLink(link, 2) for link in more)),
    )
    return life.timeline()


def joins(timeline: Timeline) -> tuple[Join, ...]:
    """Return what the card of the only note was joined to."""
    story = Story(timeline)
    ((note, first, last),) = story.notes
    return note_card(story, note, first, last).card.joins


def said(join: Join) -> tuple[str, str]:
    """Return the words before and since."""
    return "".join(piece.text for piece in join.old), "".join(piece.text for piece in join.new)


def test_one_value_corrected_in_three_places_is_said_once() -> None:
    """The card says both values whole, as the note does, and names paragraph, caption and picture description."""
    (join,) = joins(corrected())
    assert said(join) == ("$84.2 million", "$48.2 million")
    assert [(place.words, place.href) for place in join.places] == [
        ("paragraph 1", "#m-n1.c1"), ("caption", "#m-n1.c1-1"), ("picture description", "1-2.html#f1"),
    ]  # fmt: skip
    assert join.stood == "at least 14 h"
    assert join.stood_in == "version 1"
    assert (
        "".join(piece.text for piece in join.context) == "The budget of $84.248.2 million was too low, opponents said."
    )


def test_a_value_is_widened_only_where_both_sides_have_the_same_words_around() -> None:
    """When the note names more than the number on one side only, the card says just what changed."""
    (join,) = joins(corrected(old="$84.2 million was too low"))
    assert said(join) == ("84.2", "48.2")


def test_what_is_not_known_is_not_said() -> None:
    """Words seen once, in a first version without a date, stood for a time that nobody knows."""
    timeline = corrected()
    first = replace(timeline.versions[0], last_seen=None)
    second = replace(timeline.versions[1], not_before=timeline.versions[0].first_seen)
    (join,) = joins(replace(timeline, versions=(first, second)))
    assert (join.stood, join.stood_in) == ("", "version 1")
