"""
A fix is found in its own step, before its note or after it, whatever the two weights of time say.

`timing.toml` holds our own histories. `earlier_step` and `later_step` were set
by hand; these cases show that no answer hangs on them.
"""

import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from revtrack.diff import diff
from revtrack.link.linker import Linker
from revtrack.link.weights import Weights, fitted
from revtrack.model import Document, LinkStatus, Note, Revision, paragraphs
from revtrack.note import find_notes, follow

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "links" / "timing.toml").read_text("utf-8"))
FLOOR = 18
"""Histories answered right, of 20; raising it is a commit, lowering it needs a reason."""


def history(case: dict[str, Any], stay: list[str]) -> tuple[tuple[Revision, ...], tuple[Note, ...]]:
    """Return the revisions of a case, oldest first, and the notes of its last version."""
    first, second, third = stay
    last = len(case["s"]) - 1
    noted = [case["n"] if number == last else case.get("was", case["n"]) for number in range(last + 1)]
    versions = [
        Document(paragraphs((first, s, second, d, third, *([noted[number]] if number >= case["from"] else []))))
        for number, (s, d) in enumerate(zip(case["s"], case["d"], strict=True))
    ]
    revisions = tuple(diff(old, new) for old, new in pairwise(versions))
    return revisions, follow(find_notes(versions[-2]), find_notes(versions[-1]))


def is_right(case: dict[str, Any], stay: list[str], weights: Weights) -> bool:
    """Say whether the last step of a case gives the link it asks for, or none."""
    revisions, notes = history(case, stay)
    found = Linker(notes, revisions, weights).links()
    joined = [one for one in found if one.status in (LinkStatus.LINKED, LinkStatus.REMOVED)]
    if "step" not in case or not joined:
        return bool(joined) == ("step" in case)
    step = revisions[joined[0].revision]
    sides = ((joined[0].before, step.before), (joined[0].after, step.after))
    block = 1 if case["side"] == "s" else 3
    inside = any(span and document and document.block_at(span.start) == block for span, document in sides)
    return inside and joined[0].revision % len(revisions) == case["step"]


@pytest.mark.parametrize("later", [0.0, -1.2, -4.0])
@pytest.mark.parametrize("earlier", [0.0, -1.5, -4.0])
def test_floor(earlier: float, later: float) -> None:
    """As many histories are answered right with the weights of the release as with none and with heavy ones."""
    evidence = {**fitted().evidence, "earlier_step": earlier, "later_step": later}
    weights = replace(fitted(), evidence=evidence)
    assert len(TABLE["case"]) >= 20
    assert sum(is_right(case, TABLE["stay"], weights) for case in TABLE["case"]) >= FLOOR
