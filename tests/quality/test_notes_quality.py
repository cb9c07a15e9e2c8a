"""
Notes are found and read no worse than the floors say, in every language.

The cases are our own: an invented press, one file a language, in every family
of wording that the handbook of corrections names. `wordings.toml` holds more in
six languages, half of them never looked at while the grammar was written: what
they reach is what unseen wordings may. `floors_notes.json` holds what is
reached; raising a floor is a commit, lowering one needs a reason.
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


def wordings(language: str, half: str) -> dict[str, Any]:
    """Return the cases of one *half* of `wordings.toml` in the shape of a case file; news and housekeeping stand apart."""
    table = tomllib.loads((HERE / "notes" / "wordings.toml").read_text("utf-8"))[language]
    notes = [case for case in table["note"] if case["half"] == half]
    own = [case for case in notes if case["k"] in NOTE_KINDS]
    aside = [case for case in notes if case["k"] not in NOTE_KINDS]
    others = [case["t"] for case in table["other"] if case["half"] == half] + [case["t"] for case in aside]
    return {"note": own, "other": others, "aside": aside, "body": cases(language)["body"]}


def read(text: str, body: list[str]) -> tuple[Note, ...]:
    """Return the notes found in an article that ends with *text*."""
    return find_notes(Document(paragraphs((*body, text))))


def plain(value: str | None) -> str:
    """Return a value without case, outer marks and spacing."""
    return " ".join((value or "").split()).strip(" .,;:\"'“”‘’«»„").casefold()


def score(table: dict[str, Any]) -> Counter[str]:
    """Return counts of notes, found, kind right, values exact and near, texts wrongly taken for notes."""
    count = Counter[str]()
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
    count, floor = score(cases(language)), FLOORS[language]
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


@pytest.mark.parametrize("half", ["read", "kept"])
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_wordings_that_were_kept_apart_are_read_no_worse_than_the_floors(language: str, half: str) -> None:
    """
    In six languages, read while writing the grammar or never: notes found, values near, updates and addenda told apart.
    """
    table = wordings(language, half)
    count, floor = score(table), FLOORS["wordings"][half][language]
    told = [any(note.kind == case["k"] for note in read(case["t"], table["body"])) for case in table["aside"]]
    reached = {
        "found": count["found"] / count["notes"],
        "old_near": count["old_near"] / count["old"],
        "new_near": count["new_near"] / count["new"],
        "aside": sum(told) / len(told),
    }
    below = {name: (round(value, 3), floor[name]) for name, value in reached.items() if value < floor[name]}
    assert not below, f"{language}, {half}: (reached, floor) of {below}"
    assert count["flagged"] <= floor["flagged"]
