"""
Claims are joined to their words no worse than the floors say, and to nothing where nothing is visible.

The cases are our own: every family of wording in the handbook, each in the
company of edits its note doesn't speak of (`cases.toml`), whole stories
rewritten around their note (`rewritten.toml`), and corrections in six languages
with the category of their edit (`languages.toml`). `floors_links.json` holds
what is reached; raising a floor is a commit, lowering one needs a reason.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Document, Link, LinkStatus, paragraphs
from revtrack.note import find_notes, follow

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors_links.json").read_text("utf-8"))
TABLE: dict[str, Any] = tomllib.loads((HERE / "links" / "cases.toml").read_text("utf-8"))
REWRITTEN: dict[str, Any] = tomllib.loads((HERE / "links" / "rewritten.toml").read_text("utf-8"))
LANGUAGES: dict[str, Any] = tomllib.loads((HERE / "links" / "languages.toml").read_text("utf-8"))
ASSERTED = (LinkStatus.LINKED, LinkStatus.REMOVED)


def step(case: dict[str, str]) -> tuple[Document, Document, list[str]]:
    """Return the two versions of a short case and the paragraphs a right link touches."""
    first, second, third = TABLE["stay"]
    (one, one_new), (two, two_new), (three, three_new) = TABLE["drift"]
    now = case.get("a", case["b"])
    before = (first, one, second, case["b"], two, third, three)
    after = (first, one_new, second, now, two_new, third, three_new, case["n"])
    return Document(paragraphs(before)), Document(paragraphs(after)), [case["b"], now] if "a" in case else []


def story(case: dict[str, Any]) -> tuple[Document, Document, list[str]]:
    """Return the two versions of a rewritten story and the words a right link touches."""
    before = case["b"] + ([case["n"]] if case.get("c") else [])
    return Document(paragraphs(before)), Document(paragraphs([*case["a"], case["n"]])), case.get("t", [])


def asserted(before: Document, after: Document) -> list[Link]:
    """Return the primary link of each claim that was joined to an edit."""
    primary: dict[str, Link] = {}
    for one in link(follow(find_notes(before), find_notes(after)), (diff(before, after),)):
        primary.setdefault(one.claim, one)
    return [one for one in primary.values() if one.status in ASSERTED]


def is_right(one: Link, before: Document, after: Document, wanted: list[str]) -> bool:
    """Say whether a link touches *wanted* words on either side."""
    return any(
        span is not None and span.start < match.end() and match.start() < span.end
        for span, document in ((one.before, before), (one.after, after))
        for words in wanted
        for match in re.finditer(re.escape(words), document.text)
    )


def measured(cases: Iterable[tuple[Document, Document, list[str]]]) -> dict[str, float]:
    """Return recall, precision, false links and the calibration error over *cases*."""
    count, said = Counter[str](), list[tuple[float, bool]]()
    for before, after, wanted in cases:
        links = asserted(before, after)
        right = [is_right(one, before, after, wanted) for one in links]
        said += [(one.confidence, good) for one, good in zip(links, right, strict=True)]
        count.update(asserted=len(links), right=sum(right))
        count.update({"visible": 1, "hit": any(right)} if wanted else {"hidden": 1, "false": bool(links)})
    gap = abs(sum(confidence for confidence, _ in said) - sum(good for _, good in said)) / len(said)
    return {
        "recall": count["hit"] / count["visible"],
        "precision": count["right"] / count["asserted"],
        "no_false_links": 1 - count["false"] / count["hidden"],
        "calibrated": 1 - gap,
    }


def test_floors_of_short_cases() -> None:
    """No measure falls below its floor where a sentence changed beside others."""
    found = measured(map(step, TABLE["case"]))
    assert {name: value for name, value in found.items() if value < FLOORS["short"][name]} == {}


def test_floors_of_rewritten_stories() -> None:
    """Nor where the whole story was rewritten around the note, its own matter included."""
    found = measured(map(story, REWRITTEN["case"]))
    assert {name: value for name, value in found.items() if value < FLOORS["rewritten"][name]} == {}


def test_the_set_does_not_shrink() -> None:
    """Floors say nothing when the cases go away: at least 43 and 93, in at least nine families, enough with nothing to see."""
    assert len(TABLE["case"]) >= 43
    assert len({case["f"] for case in TABLE["case"]}) >= 9
    assert len(REWRITTEN["case"]) >= 93
    assert sum("t" not in case for case in REWRITTEN["case"]) >= 26


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrections_in_other_languages_are_linked_and_their_edits_named_no_worse_than_the_floors(
    language: str,
) -> None:
    """
    In each language a note is joined to its edit and to nothing else, and the edit has its category: a date, a name ...
    """
    table, count = LANGUAGES[language], Counter[str]()
    (first, second, third), ((one, one_new), (two, two_new)) = table["stay"], table["drift"]
    for case in table["case"]:
        now = case.get("a", case["b"])
        before = Document(paragraphs((first, one, second, case["b"], two, third)))
        after = Document(paragraphs((first, one_new, second, now, two_new, third, case["n"])))
        found = [
            is_right(one, before, after, [case["b"], now] if "a" in case else []) for one in asserted(before, after)
        ]
        kinds = {edit.category for edit in diff(before, after).edits}
        count.update(cases="a" in case, linked=any(found), wrong=found.count(False))
        count.update(named=case.get("c") in kinds)
    floor = FLOORS["languages"]
    assert count["linked"] / count["cases"] >= floor["recall"]
    assert count["named"] / count["cases"] >= floor["category"]
    assert count["wrong"] <= floor["wrong"]
