"""
Notes are found and read no worse than the floors say, in every language.

The cases are our own: an invented press, one file a language, in every family
of wording that the handbook of corrections names. `floors_notes.json` holds
what is reached; raising a floor is a commit, lowering one needs a reason.
"""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from revtrack.model import Document, Note, NoteKind, paragraphs
from revtrack.note import find_notes

HERE = Path(__file__).parent
FLOORS: dict[str, Any] = json.loads((HERE / "floors_notes.json").read_text("utf-8"))
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
NOTE_KINDS = frozenset(
    {NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.AMENDMENT, NoteKind.RETRACTION, NoteKind.APOLOGY}
)


def cases(language: str) -> dict[str, Any]:
    """Return the case file of *language*: notes with what they say, texts that are none, body text between them."""
    loaded: dict[str, Any] = tomllib.loads((HERE / "notes" / f"{language}.toml").read_text("utf-8"))
    return loaded


def read(text: str, body: list[str]) -> tuple[Note, ...]:
    """Return the notes found in an article that ends with *text*."""
    return find_notes(Document(paragraphs((*body, text))))


def plain(value: str | None) -> str:
    """Return a value without case, outer marks and spacing."""
    return " ".join((value or "").split()).strip(" .,;:\"'“”‘’«»„").casefold()


def score(language: str) -> Counter[str]:
    """Return counts of notes, found, kind right, values exact and near, texts wrongly taken for notes."""
    table, count = cases(language), Counter[str]()
    for case in table["note"]:
        notes = [note for note in read(case["t"], table["body"]) if note.kind in NOTE_KINDS]
        count.update(notes=1, found=bool(notes), kind=bool(notes) and notes[0].kind == case["k"])
        count.update(cut=bool(notes) and notes[0].text == case["t"])
        for slot, key in (("old", "o"), ("new", "n")):
            if key in case:
                want = plain(case[key])
                have = {plain(getattr(claim, slot)) for note in notes for claim in note.claims} - {""}
                near = any(value in want or want in value for value in have)
                count.update({slot: 1, f"{slot}_exact": want in have, f"{slot}_near": near})
    for text in table["other"]:
        wrong = [note for note in read(text, table["body"]) if note.kind in NOTE_KINDS]
        count.update(others=1, flagged=bool(wrong))
    return count


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_are_found_and_read_no_worse_than_the_floors(language: str) -> None:
    """
    In each language: notes found, kinds right, cut exactly, values near and exact; hardly any other text taken for a note.
    """
    count, floor = score(language), FLOORS[language]
    reached = {
        "found": count["found"] / count["notes"],
        "kind": count["kind"] / count["found"],
        "cut": count["cut"] / count["notes"],
        **{
            f"{slot}_{how}": count[f"{slot}_{how}"] / count[slot]
            for slot in ("old", "new")
            for how in ("near", "exact")
        },
    }
    below = {name: (round(value, 3), floor[name]) for name, value in reached.items() if value < floor[name]}
    assert not below, f"{language}: (reached, floor) of {below}"
    assert count["flagged"] <= floor["flagged"]


def test_case_files_do_not_shrink() -> None:
    """
    The gate keeps at least as many cases as the floors name: 120 notes and 80 other texts over seven languages.
    """
    notes = sum(len(cases(language)["note"]) for language in LANGUAGES)
    others = sum(len(cases(language)["other"]) for language in LANGUAGES)
    assert notes >= FLOORS["cases"]["notes"] >= 120
    assert others >= FLOORS["cases"]["others"] >= 80
