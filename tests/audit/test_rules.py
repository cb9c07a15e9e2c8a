"""Each rule of the handbook answers pass, fail or not assessable, with its evidence."""

from dataclasses import replace

import pytest

from audit.steps import HEADLINE, LEAD, SECOND, THIRD, article, failures, scene, verdicts
from revtrack.audit import RULES, audit
from revtrack.config import OutletSettings
from revtrack.diff import diff
from revtrack.model import Image, Verdict

WRONG = LEAD.replace("41", "14")
NOTE = "Correction, May 3, 2026: An earlier version of this story misstated the number of people on board. It was 41, not 14."
BARE = "Correction: This story has been corrected."
BEFORE = article(WRONG, SECOND, THIRD)
FIXED = article(LEAD, SECOND, THIRD, NOTE)


def test_a_good_correction_fails_no_rule() -> None:
    """A dated note with both values, joined to the only change, meets every rule a house has not bound."""
    assert failures(scene(BEFORE, FIXED)) == []


@pytest.mark.parametrize(
    ("rule", "before", "after", "expected"),
    [
        ("R1", BEFORE, FIXED, ("note_without_error", "pass")),
        ("R1", BEFORE, article(LEAD, SECOND, THIRD, BARE), ("note_without_error", "fail")),
        ("R2", BEFORE, FIXED, ("note_without_right_value", "pass")),
        ("R2", BEFORE, article(LEAD, SECOND, THIRD, BARE), ("note_without_right_value", "fail")),
        ("R3", BEFORE, FIXED, ("note_not_self_explanatory", "pass")),
        ("R3", BEFORE, article(LEAD, SECOND, THIRD, BARE), ("note_not_self_explanatory", "fail")),
        ("R4", BEFORE, FIXED, ("label_fits", "pass")),
        (
            "R4",
            BEFORE,
            article(LEAD, SECOND, THIRD, NOTE.replace("Correction", "Clarification")),
            ("label_understates", "fail"),
        ),
        ("R5", BEFORE, FIXED, ("note_undated", "pass")),
        (
            "R5",
            BEFORE,
            article(LEAD, SECOND, THIRD, NOTE.replace(", May 3, 2026", "")),
            ("note_undated", "not_assessable"),
        ),
        ("R7", BEFORE, FIXED, ("note_with_change", "pass")),
        ("R7", article(LEAD, SECOND, THIRD), FIXED, ("note_without_change", "fail")),
        ("R7", None, FIXED, ("note_without_change", "not_assessable")),
        ("R8", BEFORE, FIXED, ("old_value_gone", "pass")),
        ("R9", BEFORE, article(LEAD, SECOND, THIRD), ("unannounced_change", "fail")),
        ("R9", BEFORE, FIXED, ("no_unannounced_change", "pass")),
        ("R12", FIXED, article(LEAD, SECOND, THIRD), ("note_removed", "fail")),
        (
            "R13",
            FIXED,
            article(LEAD, SECOND, THIRD, NOTE.replace("It was 41, not 14", "The harbour master counted 41, not 14")),
            ("note_reworded", "fail"),
        ),
    ],
)
def test_rule(rule: str, before: object, after: object, expected: tuple[str, str]) -> None:
    """The rule answers as its words say."""
    assert expected in verdicts(scene(before, after), rule)  # type: ignore[arg-type]


def test_the_old_value_in_a_headline_and_in_a_hidden_field_is_found() -> None:
    """The wrong value that still stands in the headline or in the social card is a finding with its place."""
    headline = "Ferry with 14 people on board sinks in Brackwater"
    card = {"social_title": "14 people on board as ferry sinks in Brackwater"}
    step = scene(article(WRONG, SECOND, headline=headline), article(LEAD, SECOND, NOTE, headline=headline, fields=card))
    found = [(f.code, f.title, f.field) for f in failures(step) if f.rule == "R8"]
    assert found == [
        ("old_value_stands", "the old value “14” still stands in the headline", None),
        ("old_value_stands", "the old value “14” still stands in the social title", "social_title"),
    ]


def test_the_old_value_in_the_description_of_a_picture_is_found() -> None:
    """What a screen reader says of a picture is looked through as well."""
    picture = Image("ferry.jpg", "The ferry that sank with 14 people on board")
    after = replace(FIXED, lead_image=picture)
    assert [f.title for f in failures(scene(BEFORE, after)) if f.rule == "R8"] == [
        "the old value “14” still stands in the image description"
    ]


def test_the_old_value_on_another_matter_is_no_finding() -> None:
    """The same figure in a sentence on something else stands there rightly."""
    other = "Tickets for the museum cost 14 crowns."
    assert verdicts(scene(article(WRONG, other), article(LEAD, other, NOTE)), "R8") == [("old_value_gone", "pass")]


def test_a_common_word_that_was_wrong_once_may_stand_elsewhere() -> None:
    """A wrong verb isn't hunted through every sentence on shares."""
    other = "Shares of the shipyard fell in Torvik, and bonds of the port fell with them."
    before = article("Shares of Carver Mining fell 3 percent on Monday.", other)
    after = article(
        "Shares of Carver Mining rose 3 percent on Monday.", other,
        "Correction: An earlier version of this article said shares of Carver Mining fell. They rose.",
    )  # fmt: skip
    assert verdicts(scene(before, after), "R8") == [("old_value_gone", "pass")]


def test_rules_are_bound_to_the_profile() -> None:
    """A rule can be switched off, and one the outlet itself promised weighs more."""
    silent = article(LEAD, SECOND, THIRD)
    assert verdicts(scene(BEFORE, silent, rules={"R9": "off"}), "R9") == []
    undated = article(LEAD, SECOND, THIRD, NOTE.replace(", May 3, 2026", ""))
    assert [f for f in failures(scene(BEFORE, undated)) if f.rule == "R5"] == []
    (promised,) = [f.severity for f in failures(scene(BEFORE, undated, rules={"R5": "required"})) if f.rule == "R5"]
    assert promised == 2


@pytest.mark.parametrize(
    ("rule", "setting", "expected"),
    [
        ("R6", "required", ("note_without_place", "fail")),
        ("R11", "top", ("note_placement", "fail")),
        ("R11", "end", ("note_placement", "pass")),
        ("R11", "severity", ("note_placement", "pass")),
        ("R24", "avoid", ("blame_wording", "pass")),
        ("R20", "required", ("r20_not_assessed", "not_assessable")),
        ("R22", "required", ("r22_not_assessed", "not_assessable")),
        ("R23", "required", ("r23_not_assessed", "not_assessable")),
    ],
)
def test_house_rules_are_assessed_only_where_a_profile_names_them(
    rule: str, setting: str, expected: tuple[str, str]
) -> None:
    """Houses differ on place, prominence and blame, so silence of the profile means no answer."""
    assert verdicts(scene(BEFORE, FIXED), rule) == []
    assert verdicts(scene(BEFORE, FIXED, rules={rule: setting}), rule) == [expected]


def test_a_note_without_content_is_not_held_to_a_change() -> None:
    """“Revised for clarity” names nothing that could have changed, and the silent change beside it says so."""
    vague = "Editor's note: This article has been revised for clarity."
    step = scene(BEFORE, article(LEAD, SECOND, THIRD, vague))
    assert verdicts(step, "R7") == [("note_without_change", "not_assessable")]
    assert verdicts(step, "R3") == [("note_not_self_explanatory", "fail")]
    assert [found.title for found in failures(step) if found.rule == "R9"] == [
        "a number changed; no note found in our snapshots explains it"
    ]


def test_a_retraction_explains_what_it_took_back() -> None:
    """A notice in place of the article is no silent removal; it owes a reason and no right value."""
    notice = "Editor's note: This article has been retracted because the account of the ferry could not be confirmed."
    step = scene(article(LEAD, SECOND, THIRD), article(notice))
    assert failures(step) == []
    assert verdicts(step, "R16") == [("removal_without_reason", "pass")]
    assert verdicts(step, "R2") == [("note_without_right_value", "not_assessable")]
    bare = scene(article(LEAD, SECOND, THIRD), article("Editor's note: This article has been retracted."))
    assert {found.rule for found in failures(bare)} == {"R1", "R3", "R16"}


def test_two_errors_named_as_a_number_are_to_be_itemised() -> None:
    """“Misstated two figures” speaks of two errors and names neither."""
    note = "Correction: An earlier version of this story misstated two figures."
    assert verdicts(scene(BEFORE, article(LEAD, SECOND, THIRD, note)), "R27") == [("errors_not_itemised", "fail")]


def test_blame_is_found_where_the_house_avoids_it() -> None:
    """A house that names no culprit hears of a note that does."""
    note = NOTE.replace("An earlier", "Because of an editing error, an earlier")
    step = scene(BEFORE, article(LEAD, SECOND, THIRD, note), rules={"R24": "avoid"})
    assert verdicts(step, "R24") == [("blame_wording", "fail")]


def test_the_silent_window_of_a_house_is_honoured() -> None:
    """A minor fix within the hours in which the policy allows silence passes, with the reason shown."""
    silent = article(LEAD, SECOND, THIRD)
    fresh = type(silent)(
        silent.blocks, headline=silent.headline, language="en", published=_time("2026-05-03T08:00:00Z")
    )
    profile = OutletSettings(silent_window_h=16, silent_severity_max=4)
    seen = (("2026-05-03T09:00:00Z", "2026-05-03T10:00:00Z"),)
    step = scene(BEFORE, fresh, seen=seen, profile=profile)
    assert verdicts(step, "R9") == [("unannounced_change", "pass")]
    late = scene(BEFORE, fresh, seen=(("2026-05-05T09:00:00Z", "2026-05-05T10:00:00Z"),), profile=profile)
    assert verdicts(late, "R9") == [("unannounced_change", "fail")]


def _time(text: str):  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime.fromisoformat(text)


def test_time_to_correct_is_an_interval() -> None:
    """The error stood at least from its first sight to its last, at most from one unseen moment to the next."""
    first = article("A ferry sank at its berth in Brackwater on Tuesday.", SECOND, THIRD)
    past = (diff(first, BEFORE),)
    seen = (
        ("2026-05-03T08:00:00+00:00", "2026-05-03T09:00:00+00:00"),
        ("2026-05-03T12:00:00+00:00", "2026-05-03T13:00:00+00:00"),
    )
    step = scene(BEFORE, FIXED, past=past, seen=seen)
    (found,) = [f for f in audit(step) if f.rule == "R14"]
    assert found.title == "the error stood between 3.0 and 5.0 hours"
    assert verdicts(scene(BEFORE, FIXED, past=past, seen=seen, rules={"R14": "2"}), "R14") == [
        ("time_to_correct", "fail")
    ]
    assert verdicts(scene(BEFORE, FIXED), "R14") == [("time_to_correct", "not_assessable")]


def test_error_of_the_first_version_seen_stood_for_at_least_what_was_seen() -> None:
    """What stood before the first look is unknown, but for the page's own day of publication; times were seen."""
    later = article(WRONG, SECOND.replace("spring", "next spring"), THIRD)
    seen = (
        ("2026-05-03T08:00:00+00:00", "2026-05-03T09:00:00+00:00"),
        ("2026-05-03T12:00:00+00:00", "2026-05-03T13:00:00+00:00"),
    )
    past = (diff(BEFORE, later),)
    fixed = article(LEAD, SECOND.replace("spring", "next spring"), THIRD, NOTE)
    found = {
        (str(one.verdict), one.title)
        for limit in ("", "3", "6")
        for one in audit(scene(later, fixed, past=past, seen=seen, rules={"R14": limit}))
        if one.rule == "R14"
    }
    assert found == {
        ("not_assessable", "the error stood from the first version seen on, at least 4.0 hours"),
        ("fail", "the error stood from the first version seen on, at least 4.0 hours"),
    }
    published = replace(BEFORE, published=_time("2026-05-03T06:30:00+00:00"))
    step = scene(later, fixed, past=(diff(published, later),), seen=seen)
    assert [(str(one.verdict), one.title) for one in audit(step) if one.rule == "R14"] == [
        ("pass", "the error stood between 4.0 and 6.5 hours, the latter counted from publication")
    ]


@pytest.mark.parametrize(
    ("old", "new", "after", "expected"),
    [
        ("2026-05-03T08:00:00Z", "2026-05-03T08:00:00Z", LEAD, ("modified_date_stayed", "fail")),
        ("2026-05-03T08:00:00Z", "2026-05-03T09:00:00Z", LEAD, ("modified_date", "pass")),
        ("2026-05-03T08:00:00Z", "2026-05-03T09:00:00Z", WRONG, ("modified_date_moved_alone", "fail")),
        (None, None, LEAD, ("modified_date", "not_assessable")),
    ],
)
def test_modified_date(old: str | None, new: str | None, after: str, expected: tuple[str, str]) -> None:
    """`dateModified` is to move with a material change, and only then."""
    step = scene(article(WRONG, SECOND, modified=old), article(after, SECOND, modified=new))
    assert verdicts(step, "R17") == [expected]


def test_a_structured_correction_is_held_against_the_visible_note() -> None:
    """What JSON-LD calls the correction is to be what a reader sees."""
    same = article(LEAD, SECOND, NOTE, fields={"correction": NOTE})
    other = article(LEAD, SECOND, NOTE, fields={"correction": "The name of the pilot was misspelled."})
    assert verdicts(scene(article(WRONG, SECOND), same), "R18") == [("structured_correction", "pass")]
    assert verdicts(scene(article(WRONG, SECOND), other), "R18") == [("structured_correction", "fail")]


def test_the_social_card_is_held_against_the_headline() -> None:
    """A card that still says the headline an outlet has given up is a finding."""
    new = "Ferry to Brackwater runs aground"
    before = article(LEAD, SECOND, fields={"social_title": HEADLINE})
    stale = article(LEAD, SECOND, headline=new, fields={"social_title": HEADLINE})
    moved = article(LEAD, SECOND, headline=new, fields={"social_title": new})
    assert verdicts(scene(before, stale), "R21") == [("social_card", "fail")]
    assert verdicts(scene(before, moved), "R21") == [("social_card", "pass")]


def test_a_reversed_headline_has_a_code_of_its_own() -> None:
    """A headline that now says the opposite is found as such, in words that accuse nobody."""
    before = article(LEAD, SECOND, headline="Court finds harbour master guilty")
    after = article(LEAD, SECOND, headline="Court finds harbour master not guilty")
    (found,) = failures(scene(before, after))
    assert (found.code, found.severity) == ("headline_reversed", 4)
    assert found.title == "the headline changed its meaning; no correction note found in our snapshots"


def test_altered_quotation_has_a_code_of_its_own() -> None:
    """Words changed inside quotation marks without a note answer to the rule on quotations."""
    before = article(LEAD, "“We never counted the passengers on that deck,” said the harbour master, Odile Vance.")
    after = article(LEAD, "“We always counted the passengers on that deck,” said the harbour master, Odile Vance.")
    assert ("quotation_altered", "fail") in verdicts(scene(before, after), "R25")


def test_keys_are_made_of_words() -> None:
    """A finding keeps its key when offsets and ids move, so that decisions hang on after a rederive."""
    plain = {f.key for f in failures(scene(BEFORE, article(LEAD, SECOND, THIRD)))}
    longer = {
        f.key
        for f in failures(
            scene(article("By Ada Pell", WRONG, SECOND, THIRD), article("By Ada Pell", LEAD, SECOND, THIRD))
        )
    }
    assert plain == longer != set()


def test_every_rule_of_the_handbook_is_known() -> None:
    """R1 to R27 each have words and someone who asks for it."""
    assert list(RULES) == [f"R{n}" for n in range(1, 28)]
    assert all(rule.words and rule.asked_by for rule in RULES.values())


def test_failures_come_first() -> None:
    """An editor reads what failed before what passed."""
    found = [f.verdict for f in audit(scene(BEFORE, article(LEAD, SECOND, THIRD, BARE)))]
    assert found == sorted(found, key=[Verdict.FAIL, Verdict.NOT_ASSESSABLE, Verdict.PASS].index)
