"""
Notes are found wherever a page prints them, each cut exactly and once, and nothing on a page that only looks like one.

`pages/` holds pages of our own in the mark-up of 38 content systems, with menus, rails, sign-ups, comments and footers:
notes in every place outlets use, in seven languages, and pages with comments, teasers, standing lines, embedded posts
and struck-through prices that are none. `floors_pages.json` holds what is reached; raising a floor is a commit,
lowering one needs a reason.
"""

import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from revtrack.extract import extract
from revtrack.model import Document, Note, NoteKind
from revtrack.note import find_notes
from revtrack.pipeline.analysing import analyse

HERE = Path(__file__).parent
FLOORS: dict[str, float] = json.loads((HERE / "floors_pages.json").read_text("utf-8"))
SHELLS, STORIES, CASES = (
    tomllib.loads((HERE / "pages" / f"{name}.toml").read_text("utf-8")) for name in ("shells", "stories", "cases")
)
PAGES: list[dict[str, Any]] = CASES["page"]
PLACE = re.compile(r"\[\[(\w+)\]\]")
ASIDE = (NoteKind.EDITORS_NOTE, NoteKind.UPDATE)
"""What a page without a correction may hold: the outlet's own words about something else."""
RELATED = (
    ("Library hours cut in two branches", "A mural for the mill"),
    ("The board picks a chair", "The last cobbler"),
)
"""What stands in the rail on the first visit, and on the second."""


def markup(case: dict[str, Any], *, later: bool = True) -> str:
    """Return the page of *case*, or the one that was there before its note."""
    story, shell = STORIES[case["story"]], SHELLS[case["shell"]]
    told = later or case["id"].startswith("trap")
    lines = case.get("lines", story["lines"]) if told else story["lines"]
    if told and "sub" in case:
        lines = [line.replace(*case["sub"]) for line in lines]
    for change in () if told else (case[name] for name in ("was", "fix") if name in case):
        lines = [line.replace(*change) for line in lines]
    lines = [line.replace("& ", "&amp; ") for line in lines]
    slots = case.get("slots", {}) if told else case.get("before", {})
    related = "".join(f"<li><a href='/r/{at}'>{text}</a></li>" for at, text in enumerate(RELATED[later]))
    places = {
        "lang": story["language"],
        "h": (case.get("headline", story["headline"]) if told else story["headline"]).replace("& ", "&amp; "),
        "dek": story["dek"],
        "by": story["author"],
        "date": story["date"],
        "iso": f"{story['date']}T08:00:00+00:00",
        "outlet": "The Tidewater Post",
        "rel": f"<ul>{related}{slots.get('rel_extra', '')}</ul>",
        "n": "31" if later else "12",
        "ago": "1 day ago" if later else "2 hours ago",
        "body": "\n".join(shell["paragraph"].replace("{}", line) for line in lines),
        **{f"p{number}": line for number, line in enumerate(lines, 1)},
        **slots,
    }
    page = PLACE.sub(lambda at: places.get(at[1], ""), shell["page"])
    return PLACE.sub(lambda at: places.get(at[1], ""), page)


@cache
def read(number: int, *, later: bool = True) -> Document:
    """Return the document of case *number*."""
    return extract(markup(PAGES[number], later=later), url=f"https://news.example/{PAGES[number]['id']}")


def squeezed(text: str | None) -> str:
    """Return *text* with single spaces."""
    return " ".join((text or "").split())


def listed(value: str | list[str]) -> list[str]:
    """Return one value or several as several."""
    return [value] if isinstance(value, str) else value


def near(value: str, claimed: str | None) -> bool:
    """Say whether one value holds the other, case and outer marks aside."""
    want, have = (squeezed(text).strip(" .,;:“”\"'").casefold() for text in (value, claimed))
    return bool(have) and (have in want or want in have)


def is_note(wanted: dict[str, Any], note: Note) -> bool:
    """Say whether *note* is the one that is *wanted*, wherever it was cut."""
    have = squeezed(note.text)
    if wanted.get("loose"):  # Words struck through: both of them, or the old ones.
        return near(wanted["old"], note.claims[0].old) if note.source == "struck through" else False
    return any(have == text or text in have or (len(have) > 12 and have in text) for text in listed(wanted["text"]))


def count_notes(number: int, count: Counter[str]) -> None:
    """Count for one page which notes are found, cut, read, and what else is taken for one."""
    case = PAGES[number]
    left = list(find_notes(read(number)))
    for wanted in case.get("note", ()):
        hits = [note for note in left if is_note(wanted, note)]
        hits.sort(key=lambda note: squeezed(note.text) not in listed(wanted["text"]))
        count["notes"] += 1
        if not hits:
            continue
        note = hits[0]
        left.remove(note)
        count["found"] += 1
        count["cut"] += wanted.get("loose", False) or squeezed(note.text) in listed(wanted["text"])
        count["kind"] += str(note.kind) in listed(wanted["kind"])
        for slot in ("old", "new"):
            if slot in wanted:
                count[slot] += 1
                count[f"{slot} near"] += any(near(wanted[slot], getattr(claim, slot)) for claim in note.claims)
    trap = case["id"].startswith("trap")
    count["other"] += sum(
        squeezed(note.text) not in case.get("also", ()) and not (trap and note.kind in ASIDE) for note in left
    )
    count["traps"] += trap
    count["sprung"] += trap and any(note.kind not in ASIDE for note in left)


def count_links(number: int, count: Counter[str]) -> None:
    """Count for one page whether the words put right are joined to the note, and whether anything else is named."""
    case = PAGES[number]
    found = analyse(read(number, later=False), read(number), audited=False)
    count["pairs"] += 1
    count["silent"] += not found.unannounced
    if "fix" not in case:
        return
    at = found.revision.after.text.find(case["fix"][0])
    linked = [link.after for link in found.links if str(link.status) == "linked" and link.after]
    count["fixes"] += 1
    count["linked"] += any(span.start < at + len(case["fix"][0]) and at < span.end for span in linked)


def measured() -> dict[str, float]:
    """Return the share of each promise that is kept."""
    count = Counter[str]()
    for number in range(len(PAGES)):
        count_notes(number, count)
        count_links(number, count)
    return {
        "found": count["found"] / count["notes"],
        "cut": count["cut"] / count["notes"],
        "kind": count["kind"] / count["found"],
        "old": count["old near"] / count["old"],
        "new": count["new near"] / count["new"],
        "nothing_else": 1 - count["other"] / count["notes"],
        "traps_seen": 1 - count["sprung"] / count["traps"],
        "linked": count["linked"] / count["fixes"],
        "silent": count["silent"] / count["pairs"],
    }


def test_floors() -> None:
    """No measure falls below its floor."""
    found = measured()
    assert {name: found[name] for name in FLOORS if found[name] < FLOORS[name]} == {}, found


def test_the_set_does_not_shrink() -> None:
    """Floors say nothing when the pages go away, or when all are of one system or language."""
    traps = [case for case in PAGES if case["id"].startswith("trap")]
    assert len(PAGES) - len(traps) >= 186
    assert len(traps) >= 67
    assert {case["shell"] for case in PAGES} == set(SHELLS)
    assert {STORIES[case["story"]]["language"] for case in PAGES} == {"en", "de", "fr", "es", "pt", "it", "nl"}
