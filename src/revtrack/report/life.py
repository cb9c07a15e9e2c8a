"""
Draw an article's life: versions, notes, changes without a note, stretches nobody saw.

Everything here is also said in the table that stands beside it.
"""

import math
from dataclasses import dataclass, replace

from revtrack.model import ArticleState, NoteStatus, Version
from revtrack.report import times, vocabulary, wording
from revtrack.report.axis import (
    LEFT,
    LETTER,
    LINE,
    RIGHT,
    GapLabel,
    Label,
    Line,
    gap_labels,
    number,
    place_of_moment,
    placed,
    positions,
    stretches,
)
from revtrack.report.keys import every_edit
from revtrack.report.story import Story


@dataclass(frozen=True, slots=True)
class Dot:
    """A version on the line."""

    x: str
    label: str
    """The version's number, empty where there is no room."""
    tone: str
    """`noted`, `open` or empty."""
    r: str
    ring: str
    """Its radius and that of the ring around it, smaller where versions stand close; no ring where there is no room."""


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One line of the table that says the same."""

    version: str
    href: str
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Life:
    """The drawing and the table that says the same."""

    description: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    gaps: tuple[GapLabel, ...]
    end: str
    """What is so at the right end: `unchanged since 4 Nov 2026`."""
    end_x: str
    end_anchor: str
    top: str
    """Where the drawing begins: no lane stays empty above."""
    height: str
    rows: tuple[LifeRow, ...]


RING_ROOM = 8.0
"""Versions closer than this have no room for a ring each: there the dots themselves are coloured."""


def life_of(story: Story, hrefs: dict[int, str]) -> Life:
    """Return the drawing of *story*; *hrefs* are the pages of its steps by version."""
    versions = story.timeline.versions
    xs = positions(versions, story.timeline.last_check)
    room = (RIGHT - LEFT) / max(1, len(versions))
    every = max(1, math.ceil(26 / room)) if room < 26 else 1
    dots: list[Dot] = []
    labels = _states(story, xs)
    happened = {version.number: events(story, version.number) for version in versions}
    for index, version in enumerate(versions):
        found = happened[version.number]
        name = str(version.number) if index % every == 0 or index == len(versions) - 1 else ""
        near = min([abs(x - xs[index]) for x in xs[max(0, index - 1) : index + 2] if x != xs[index]], default=30.0)
        tone = found[0][0] if found else ""
        dots.append(
            Dot(
                number(xs[index]),
                name,
                tone,
                number(min(5.5, max(1.4, near / 3))),
                number(min(9.5, near / 2)) if near >= RING_ROOM else "",
            )
        )
        labels += [(xs[index], tone, text) for tone, text in found if tone][:2]
    named = _spread_numbers(dots)
    above = placed(labels)
    top = min([float(label.y) for label in above], default=LINE) - 16
    newest = versions[-1]
    end = "unchanged since " + times.day(newest.first_seen) if newest.first_seen else ""
    state = story.timeline.article.state
    if state in ("gone", "blocked", "moved"):
        end = "" if any(label.tone == "state" for label in above) else vocabulary.STATE[state].split(":")[0]
    return Life(
        _describe(story),
        named,
        stretches(versions, xs, story.timeline.last_check),
        above,
        gap_labels(story, xs),
        end if xs[-1] < RIGHT - len(end) * LETTER - 24 else "",
        number(RIGHT),
        "end",
        number(top),
        number(112 - top),
        tuple(_row(version, happened[version.number], hrefs) for version in reversed(versions)),
    )


def events(story: Story, number: int) -> list[tuple[str, str]]:
    """Return what happened at a version as (tone, words), what matters first."""
    step = story.steps[number]
    out: list[tuple[str, str]] = []
    for note in step.notes:
        kind = wording.note_kind(note.kind)
        if note.status in (NoteStatus.NEW, NoteStatus.REWORDED, NoteStatus.REMOVED):
            verb = {"new": "", "reworded": " reworded", "removed": " removed"}[note.status]
            values = next((f": {c.old} → {c.new}" for c in note.claims if c.old and c.new), "")
            out.append(("noted", f"{kind}{verb}{values if not verb else ''}"))
    waiting = [edit for edit in every_edit(step) if (number, edit.id) in story.open]
    if waiting:
        said = wording.happened(waiting[0]) if len(waiting) == 1 else wording.count(len(waiting), "change")
        out.append(("open", f"{said}, no note seen"))
    reverted = story.versions[number].revert_to
    if reverted:
        out.append(("", f"back to the text of version {reverted}"))
    return out


def _states(story: Story, xs: list[float]) -> list[tuple[float, str, str]]:
    """Return where the article went away, was blocked or moved, and where it came back."""
    out = []
    for change in story.timeline.states:
        if change.after in TELLING or change.before in TELLING:
            x = place_of_moment(story, xs, change.at)
            words = vocabulary.STATE[ArticleState(change.after)].split(":")[0]
            out += [(x, "state", words if change.after in TELLING else "there again")] if x is not None else []
    return out


TELLING = frozenset({ArticleState.GONE, ArticleState.BLOCKED, ArticleState.MOVED})
"""States that a reader of the article would notice."""


def _spread_numbers(dots: list[Dot]) -> tuple[Dot, ...]:
    """Return the dots with numbers only where they do not meet."""
    out: list[Dot] = []
    last = -100.0
    for dot in dots:
        x = float(dot.x)
        if dot.label and x - last < 16:
            dot = replace(dot, label="")
        if dot.label:
            last = x
        out.append(dot)
    return tuple(out)


def _describe(story: Story) -> str:
    """Return the drawing in words, for those who do not see it."""
    versions = story.timeline.versions
    first, last = versions[0].first_seen, versions[-1].first_seen
    said = [f"{wording.count(len(versions), 'version')}, {times.day(first)} to {times.day(last)}"]
    said += [wording.count(len(story.notes), "note")] if story.notes else []
    said += [f"{wording.count(len(story.open), 'material change')} without a note seen"] if story.open else []
    said += [f"{wording.count(len(story.timeline.gaps), 'stretch', 'stretches')} nobody looked"] * bool(
        story.timeline.gaps
    )
    return "; ".join(said) + "."


def _row(version: Version, happened: list[tuple[str, str]], hrefs: dict[int, str]) -> LifeRow:
    words = "; ".join(text for _, text in happened) or ("first seen" if version.number == 1 else "changed")
    when = (
        times.between(version.not_before, version.first_seen) if version.number > 1 else times.clock(version.first_seen)
    )
    return LifeRow(str(version.number), hrefs.get(version.number, ""), when, words)
