"""
Read labelled revisions, run the real stages on them, and say which passages are right.

A case line holds `id, source, before, after, notes?` and `gold`, as the linking
scorer reads it. Nothing here is imported by revtrack.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from revtrack.link.evidence import Scene, gather
from revtrack.link.linker import carried
from revtrack.link.passage import Passage
from revtrack.link.scenes import Scenes
from revtrack.link.sought import Sought, sought
from revtrack.model import BlockKind, Document, Note, NoteStatus, Revision, Span, paragraphs
from revtrack.pipeline.analysing import analyse

WRITTEN = (NoteStatus.NEW, NoteStatus.REWORDED)


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled revision, with what the stages before linking made of it."""

    id: str
    source: str
    revision: Revision
    notes: tuple[Note, ...]
    gold: dict


@dataclass(frozen=True, slots=True)
class Question:
    """One claim with every candidate: its evidence, and whether it is right."""

    case: Case
    claim: Sought
    scene: Scene
    candidates: tuple[tuple[Passage, dict[str, float], bool], ...]

    @property
    def answerable(self) -> bool:
        """Say whether one of the candidates is right."""
        return any(right for _, _, right in self.candidates)


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases in *path* that have an earlier version."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            if raw["before"] is not None:
                yield prepare(raw)


def prepare(raw: dict) -> Case:
    """Return a case with its revision and its notes, as the pipeline finds them."""
    before, after = (Document(paragraphs(raw[side].split("\n\n"))) for side in ("before", "after"))
    found = analyse(before, after, known=raw.get("notes") or (), audited=False)
    return Case(raw["id"], raw.get("source", ""), found.revision, found.notes, raw["gold"])


def questions(case: Case) -> Iterator[Question]:
    """Yield the claims of the labelled note, each with its candidates."""
    scenes = Scenes([case.revision], case.notes)
    scene = scenes.last
    where = find(case.revision.after.text, case.gold.get("note_quote"), None)
    if scene is None or not case.gold["is_note"]:
        return
    for note in case.notes:
        mine = note.span is None or (where is not None and note.span.overlaps(where))
        if note.status not in WRITTEN or not mine:
            continue
        for claim in note.claims:
            wanted = sought(note, claim, carried(note, claim, case.notes))
            if wanted.idle:
                continue
            spots = gold_spots(case, claim.text, lone=len(note.claims) == 1)
            candidates = (
                (p, gather(wanted, p, scene), touches(p, spots, case.revision))
                for p in scene.passages
                if p.kind is not BlockKind.BYLINE
            )
            yield Question(case, wanted, scene, tuple(candidates))


def gold_spots(case: Case, text: str, *, lone: bool) -> list[dict]:
    """
    Return the labelled spots of the gold claim most like *text*.

    Of all of them when the note was read as one claim, or when the gold claims can't be told apart.
    """
    linked = [c for c in case.gold["claims"] if c["status"] == "linked"]
    if lone or len(set(map(gold_words, case.gold["claims"]))) == 1:
        return [spot for claim in linked for spot in claim["spans"]]
    best = max(case.gold["claims"], key=lambda c: fuzz.token_set_ratio(gold_words(c), text.lower()))
    return best["spans"] if best["status"] == "linked" else []


def gold_words(claim: dict) -> str:
    """Return what a gold claim says, in lower case."""
    return " ".join(str(claim.get(name) or "") for name in ("what", "old", "new")).lower()


def touches(passage: Passage, spots: list[dict], revision: Revision) -> bool:
    """Say whether an edit of *passage* covers or touches one of the labelled *spots*."""
    return any(hit(c.before, c.after, spot, revision) for c in passage.changes for spot in spots)


def hit(before: Span | None, after: Span | None, spot: dict, revision: Revision) -> bool:
    """Say whether a pair of spans meets the labelled words on either side."""
    sides: tuple[tuple[Span | None, Document | None, str], ...] = (
        (before, revision.before, "before"),
        (after, revision.after, "after"),
    )
    for span, document, side in sides:
        if span is None or document is None or not spot.get(f"{side}_core"):
            continue
        there = find(document.text, spot.get(side), spot[f"{side}_core"])
        if there and span.start <= there.end and there.start <= span.end:
            return True
    return False


def find(text: str, quote: str | None, core: str | None) -> Span | None:
    """Return where *core* stands inside the first occurrence of *quote* in *text*, white space apart."""
    if not quote:
        return None
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if not match:
        return None
    inner = match.group().find(core) if core else -1
    if inner < 0 or core is None:
        return Span(*match.span())
    return Span(match.start() + inner, match.start() + inner + len(core))
