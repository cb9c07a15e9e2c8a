"""What looks like an error put right stands before a story that grew, went on or was rewritten."""

import pytest

from audit.steps import HEADLINE, LEAD, SECOND, THIRD, article, failures, scene

GROWN = "“We will raise her before the spring tide,” said Odile Vance, who has led the port since 2011."
LATER = (
    "The owner of the ferry, Carver Lines, said on Thursday that it would pay for the work and the divers.",
    "Insurers from two countries are expected at the berth next week, and the pilots of the port will be heard.",
    "Three fishing boats lay beside the ferry when she went down, and none of them was damaged in the night.",
)
CLERK = "A clerk of the port watched from the pier and later wrote down what she had seen that night."
REWRITE = (LEAD.replace("sank", "sank slowly"), LATER[0], SECOND.replace("Divers", "Divers and a tug"), *LATER[1:])


def severities(*sides: tuple[str, ...], headlines: tuple[str, str] = (HEADLINE, HEADLINE)) -> list[int]:
    """Return how severe the failures of a step are, the most severe first."""
    before, after = (article(*side, headline=top) for side, top in zip(sides, headlines, strict=True))
    return [found.severity for found in failures(scene(before, after))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param((LEAD, SECOND, THIRD), (LEAD, SECOND, THIRD.replace("1987", "1978")), [3], id="a year"),
        pytest.param((LEAD, SECOND, THIRD), (LEAD, SECOND, GROWN, THIRD), [], id="nothing but a quotation added"),
        pytest.param((LEAD, SECOND, THIRD, CLERK), (LEAD, SECOND, THIRD), [3], id="a passage gone"),
        pytest.param((LEAD, SECOND, CLERK), REWRITE, [2, 2, 2], id="a passage gone in a rewrite"),
        pytest.param((LEAD, THIRD), (LEAD.replace("41", "14"), THIRD, *LATER), [3, 2], id="a number in a rewrite"),
    ],
)
def test_an_isolated_change_of_fact_stands_before_what_was_added_or_rewritten(
    before: tuple[str, ...], after: tuple[str, ...], expected: list[int]
) -> None:
    """A value keeps its weight everywhere, a passage taken out only where the story stands, words added never."""
    assert severities(before, after) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [("Brackwater ferry goes down in the harbour", 2), ("Ferry to Brackwater sinks, 3 hurt", 3)],
)
def test_a_headline_in_other_words_stands_behind_one_with_other_figures(headline: str, expected: int) -> None:
    """A headline that says the same another way is of less weight than one that names another figure."""
    assert severities((LEAD, SECOND), (LEAD, SECOND), headlines=(HEADLINE, headline)) == [expected]


def test_why_a_change_stands_behind_is_told() -> None:
    """The evidence of a finding of less weight says why."""
    _, found = failures(scene(article(LEAD, THIRD), article(LEAD.replace("41", "14"), GROWN, THIRD)))
    assert [item.detail for item in found.evidence if item.kind == "ranked"] == ["words were added to what stays"]
