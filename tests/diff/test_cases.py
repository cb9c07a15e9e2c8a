"""Each case file is read aloud: what stood, what stands, what is shown and what it is taken for."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from revtrack.diff import apply, diff
from revtrack.model import Block, BlockKind, Document, Edit, Revision

FOLDER = Path(__file__).parent.parent / "cases" / "diff"
KINDS = {"# ": BlockKind.HEADLINE, "> ": BlockKind.CAPTION, "! ": BlockKind.NOTE}


class Case(NamedTuple):
    name: str
    before: Document
    after: Document
    edits: list[str]


def read(path: Path) -> list[Case]:
    """Return the cases of a file."""
    found = []
    for part in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        sections = dict(
            re.findall(
                r"^(language|before|after|edits):\s*\n?(.*?)(?=^(?:language|before|after|edits):|\Z)", rest, re.M | re.S
            )
        )
        language = sections.get("language", "en").strip()
        texts = [document(sections[side], language) for side in ("before", "after")]
        found.append(
            Case(
                f"{path.stem}: {name.strip()}",
                *texts,
                [line for line in sections["edits"].strip().splitlines() if line],
            )
        )
    return found


def document(text: str, language: str) -> Document:
    return Document(tuple(block(line) for line in text.splitlines() if line), language=language)


def block(line: str) -> Block:
    entry = None
    if line.startswith("@"):
        entry, _, line = line[1:].partition(" ")
    kind = KINDS.get(line[:2], BlockKind.PARAGRAPH)
    return Block(kind, line[2:] if line[:2] in KINDS else line, entry=entry)


def told(revision: Revision, edit: Edit) -> str:
    old, new = (" ".join(words.split()) or "-" for words in revision.words(edit))
    return f"{edit.kind} {edit.category} {int(edit.materiality)}: {old} -> {new}"


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_is_shown_as_a_reader_expects(case: Case) -> None:
    """The edits, their kinds, categories, materiality and words are exactly those of the case."""
    revision = diff(case.before, case.after)
    assert [told(revision, edit) for edit in revision.edits] == case.edits
    assert apply(case.before.text, revision) == case.after.text
    assert all(edit.reasons for edit in revision.edits)
