"""
Draw an article's life: versions, notes, changes without a note, stretches nobody saw.

Time runs left to right and is stretched where things happened: the width of an
interval grows with the logarithm of its length, so a busy hour and a quiet year
share one line. Everything here is also said in the table that stands beside it.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from revtrack.model import NoteStatus, Version
from revtrack.report import times, wording
from revtrack.report.story import Story, every_edit

LEFT, RIGHT, LINE, LANES = 14.0, 986.0, 74.0, (16.0, 34.0, 52.0)
LETTER = 6.1
"""Width of a label's letter in the drawing's units, measured on 11 px system sans with room to spare."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A version on the line."""

    x: str
    label: str
    """The version's number, empty where there is no room."""
    tone: str
    """`noted`, `open` or empty."""
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the line."""

    x1: str
    x2: str
    seen: bool
    """Whether somebody looked; False is drawn dotted."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words above the line, with a stem down to it."""

    x: str
    y: str
    text: str
    anchor: str
    tone: str
    stem: str
    """Where the stem ends, from the top."""
    text_x: str


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
    end: str
    """What is so at the right end: `unchanged since 4 Nov 2026`."""
    end_x: str
    end_anchor: str
    top: str
    """Where the drawing begins: no lane stays empty above."""
    height: str
    rows: tuple[LifeRow, ...]


def life_of(story: Story, hrefs: dict[int, str]) -> Life:
    """Return the drawing of *story*; *hrefs* are the pages of its steps by version."""
    versions = story.timeline.versions
    xs = positions(versions, story.timeline.last_check)
    room = (RIGHT - LEFT) / max(1, len(versions))
    every = max(1, math.ceil(26 / room)) if room < 26 else 1
    dots, labels = [], []
    happened = {version.number: events(story, version.number) for version in versions}
    for index, version in enumerate(versions):
        found = happened[version.number]
        name = str(version.number) if index % every == 0 or index == len(versions) - 1 else ""
        dots.append(Dot(_n(xs[index]), name, found[0][0] if found else "", hrefs.get(version.number, "")))
        labels += [(xs[index], tone, text) for tone, text in found if tone][:2]
    named = _spread_numbers(dots)
    placed = _placed(labels)
    top = min([float(label.y) for label in placed], default=LINE) - 16
    newest = versions[-1]
    end = "unchanged since " + times.day(newest.first_seen) if newest.first_seen else ""
    state = story.timeline.article.state
    if state in ("gone", "blocked", "moved"):
        end = wording.STATE[state].split(":")[0]
    return Life(
        _describe(story),
        named,
        _lines(versions, xs, story.timeline.last_check),
        placed,
        end if xs[-1] < RIGHT - len(end) * LETTER - 24 else "",
        _n(RIGHT),
        "end",
        _n(top),
        _n(112 - top),
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


def positions(versions: tuple[Version, ...], last_check: str | None) -> list[float]:
    """Return the place of each version on the line, first at the left end; room for the last look at the right."""
    seen = [version.first_seen for version in versions]
    lengths = [times.seconds(first, second) for first, second in pairwise([*seen, last_check])]
    weights = [0.6 + math.log1p((length if length is not None else 3600) / 600) for length in lengths]
    if not last_check:
        weights[-1] = 0.5
    scale = (RIGHT - LEFT) / sum(weights)
    xs, at = [], LEFT
    for weight in weights:
        xs.append(at)
        at += weight * scale
    return xs


def _lines(versions: tuple[Version, ...], xs: list[float], last_check: str | None) -> tuple[Line, ...]:
    """Return the line in stretches: seen from a version's first look to its last, unseen from there to the next."""
    out = []
    for index, version in enumerate(versions):
        start, end = xs[index], xs[index + 1] if index + 1 < len(xs) else RIGHT
        following = versions[index + 1].first_seen if index + 1 < len(versions) else last_check
        last = version.last_seen or (versions[index + 1].not_before if index + 1 < len(versions) else last_check)
        whole, part = times.seconds(version.first_seen, following), times.seconds(version.first_seen, last)
        share = 1.0 if not whole or part is None else min(1.0, part / whole)
        middle = start + (end - start) * share
        if middle - start > 0.5:
            out.append(Line(_n(start), _n(middle), True))
        if end - middle > 0.5:
            out.append(Line(_n(middle), _n(end), False))
    return tuple(out)


def _placed(labels: list[tuple[float, str, str]]) -> tuple[Label, ...]:
    """Return the labels in lanes where they do not meet; those without room are left to the table."""
    taken: list[list[tuple[float, float]]] = [[] for _ in LANES]
    out = []
    for x, tone, full in sorted(labels, key=lambda label: (label[1] != "noted", label[0])):
        text = full if len(full) <= 44 else full[:43].rstrip() + "…"
        width = len(text) * LETTER + 16
        right = x + width > RIGHT + 10
        start, end = (x - width, x) if right else (x, x + width)
        for lane in reversed(range(len(LANES))):
            if start < 0 or any(start < b and a < end for a, b in taken[lane]):
                continue
            taken[lane].append((start, end))
            y = LANES[lane]
            out.append(
                Label(_n(x), _n(y), text, "end" if right else "start", tone, _n(y - 8), _n(x - 7 if right else x + 7))
            )
            break
    return tuple(out)


def _spread_numbers(dots: list[Dot]) -> tuple[Dot, ...]:
    """Return the dots with numbers only where they do not meet."""
    out: list[Dot] = []
    last = -100.0
    for dot in dots:
        x = float(dot.x)
        if dot.label and x - last < 16:
            dot = Dot(dot.x, "", dot.tone, dot.href)
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


def _n(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
