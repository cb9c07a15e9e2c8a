"""
What matters and no note explains is named no less often than the floors say, and style, background and progress no more.

`silent.toml` holds revisions without a note in eleven styles and seven
languages, `beside.toml` notes whose sentence changed in more than the note
says; all are our own. `floors_silent.json` holds what is reached; raising a
floor is a commit, lowering one needs a reason.
"""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from revtrack.model import Block, BlockKind, Document
from revtrack.pipeline.analysing import analyse

HERE = Path(__file__).parent
FLOORS: dict[str, float] = json.loads((HERE / "floors_silent.json").read_text("utf-8"))
SILENT: dict[str, Any] = tomllib.loads((HERE / "links" / "silent.toml").read_text("utf-8"))
BESIDE: dict[str, Any] = tomllib.loads((HERE / "links" / "beside.toml").read_text("utf-8"))


def document(stay: list[str], line: str, *more: str) -> Document:
    """Return the text of a style with *line* in it: `# ` a headline, `> ` a caption, else a paragraph."""
    first, second, third = (Block(BlockKind.PARAGRAPH, text) for text in stay)
    head = [Block(BlockKind.HEADLINE, line[2:])] if line.startswith("# ") else []
    kind = BlockKind.CAPTION if line.startswith("> ") else BlockKind.PARAGRAPH
    own = [Block(kind, line.removeprefix("> "))] if line and not head else []
    last = [Block(BlockKind.PARAGRAPH, text) for text in more]
    return Document((*head, first, second, *own, third, *last), headline=line[2:] if head else "")


def is_flagged(style: str, before: str, after: str) -> bool:
    """Say whether something is named in the step from *before* to *after*."""
    stay = SILENT["stay"][style]
    return bool(analyse(document(stay, before), document(stay, after), audited=False).unannounced)


def is_right(case: dict[str, Any]) -> bool:
    """Say whether exactly what a note leaves unexplained is named."""
    found = analyse(document(BESIDE["stay"], case["b"]), document(BESIDE["stay"], case["a"], case["n"]), audited=False)
    left = [" ".join(found.revision.words(edit)) for edit in found.revision.edits if edit.id in found.unannounced]
    wanted = case.get("open", [])
    return bool(left) == bool(wanted) and all(any(word in words for words in left) for word in wanted)


def measured() -> dict[str, float]:
    """Return how much that matters is named, how much that doesn't is left alone, and how many notes are read right."""
    count = Counter[str]()
    for verdict, cases in SILENT["cases"].items():
        count[verdict] = len(cases)
        count[f"{verdict} flagged"] = sum(is_flagged(style, before, after) for style, _, before, after in cases)
    return {
        "material_found": count["material flagged"] / count["material"],
        "clean_left_alone": 1 - count["clean flagged"] / count["clean"],
        "beside_a_note": sum(map(is_right, BESIDE["case"])) / len(BESIDE["case"]),
    }


def test_floors() -> None:
    """No measure falls below its floor."""
    found = measured()
    assert {name: found[name] for name in FLOORS if found[name] < FLOORS[name]} == {}, found


@pytest.mark.parametrize(("verdict", "least"), [("material", 205), ("clean", 222)])
def test_the_set_does_not_shrink(verdict: str, least: int) -> None:
    """Floors say nothing when the cases go away, or when they are all of one style."""
    cases = SILENT["cases"][verdict]
    assert len(cases) >= least
    assert {style for style, *_ in cases} == set(SILENT["stay"])
    assert len(BESIDE["case"]) >= 22
