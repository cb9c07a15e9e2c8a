"""
Claims are joined to their words no worse than the floors say, and to nothing where nothing is visible.

The cases are our own: every family of wording in the handbook, each in the
company of edits its note doesn't speak of. `floors_links.json` holds what is
reached; raising a floor is a commit, lowering one needs a reason.
"""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Document, Link, LinkStatus, Revision, paragraphs
from revtrack.note import find_notes, follow

HERE = Path(__file__).parent
FLOORS: dict[str, float] = json.loads((HERE / "floors_links.json").read_text("utf-8"))
TABLE: dict[str, Any] = tomllib.loads((HERE / "links" / "cases.toml").read_text("utf-8"))
ASSERTED = (LinkStatus.LINKED, LinkStatus.REMOVED)


def step(case: dict[str, str]) -> tuple[Revision, int]:
    """Return the revision of a case and the number of its block in the new version."""
    first, second, third = TABLE["stay"]
    (one, one_new), (two, two_new), (three, three_new) = TABLE["drift"]
    before = Document(paragraphs((first, one, second, case["b"], two, third, three)))
    after = Document(
        paragraphs((first, one_new, second, case.get("a", case["b"]), two_new, third, three_new, case["n"]))
    )
    return diff(before, after), 3


def asserted(case: dict[str, str]) -> tuple[list[Link], Revision, int]:
    """Return the primary link of each claim that was joined to an edit."""
    revision, block = step(case)
    assert revision.before is not None
    notes = follow(find_notes(revision.before), find_notes(revision.after))
    primary: dict[str, Link] = {}
    for one in link(notes, (revision,)):
        primary.setdefault(one.claim, one)
    return [one for one in primary.values() if one.status in ASSERTED], revision, block


def is_right(one: Link, revision: Revision, block: int) -> bool:
    """Say whether a link names words of the corrected sentence."""
    assert revision.before is not None
    sides = ((one.before, revision.before), (one.after, revision.after))
    return any(span is not None and document.span(block).contains(span) for span, document in sides)


def measured() -> dict[str, float]:
    """Return recall, precision, false links and the calibration error over all cases."""
    count, said = Counter[str](), list[tuple[float, bool]]()
    for case in TABLE["case"]:
        links, revision, block = asserted(case)
        right = [is_right(one, revision, block) for one in links] if "a" in case else [False for _ in links]
        said += [(one.confidence, good) for one, good in zip(links, right, strict=True)]
        count.update(asserted=len(links), right=sum(right))
        count.update({"visible": 1, "hit": any(right)} if "a" in case else {"hidden": 1, "false": bool(links)})
    gap = abs(sum(confidence for confidence, _ in said) - sum(good for _, good in said)) / len(said)
    return {
        "recall": count["hit"] / count["visible"],
        "precision": count["right"] / count["asserted"],
        "no_false_links": 1 - count["false"] / count["hidden"],
        "calibrated": 1 - gap,
    }


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floor(name: str) -> None:
    """No measure falls below its floor."""
    assert measured()[name] >= FLOORS[name], measured()


def test_the_set_does_not_shrink() -> None:
    """Floors say nothing when the cases go away: at least 43, in at least nine families."""
    assert len(TABLE["case"]) >= 43
    assert len({case["f"] for case in TABLE["case"]}) >= 9
