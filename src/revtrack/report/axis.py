"""
Place what happened on the line of an article's life: stretches seen and unseen, words above and below.

Time runs left to right and is stretched where things happened: the width of an
interval grows with the logarithm of its length, so a busy hour and a quiet year
share one line.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from revtrack.model import Version
from revtrack.report import times
from revtrack.report.story import Story

LEFT, RIGHT, LINE, LANES = 14.0, 986.0, 74.0, (16.0, 34.0, 52.0)
LETTER = 6.1
"""Width of a label's letter in the drawing's units, measured on 11 px system sans with room to spare."""


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
    """`noted`, `open`, or `state` for what became of the article itself."""
    stem: str
    """Where the stem ends, from the top."""
    text_x: str


@dataclass(frozen=True, slots=True)
class GapLabel:
    """Words under a stretch in which nobody looked."""

    x: str
    text: str


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


def stretches(versions: tuple[Version, ...], xs: list[float], last_check: str | None) -> tuple[Line, ...]:
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
            out.append(Line(number(start), number(middle), True))
        if end - middle > 0.5:
            out.append(Line(number(middle), number(end), False))
    return tuple(out)


def placed(labels: list[tuple[float, str, str]]) -> tuple[Label, ...]:
    """Return the labels in lanes where they do not meet; those without room are left to the table."""
    taken: list[list[tuple[float, float]]] = [[] for _ in LANES]
    stems: list[tuple[float, int]] = []
    out = []
    for x, tone, full in _told(labels):
        text = full if len(full) <= 44 else full[:43].rstrip() + "…"
        width = len(text) * LETTER + 16
        right = x + width > RIGHT + 10
        start, end = (x - width, x) if right else (x, x + width)
        for lane in reversed(range(len(LANES))):
            crossed = any(start < stem < end and above < lane for stem, above in stems)
            crosses = any(a < x < b for below in taken[lane + 1 :] for a, b in below)
            if start < 0 or crossed or crosses or any(start < b and a < end for a, b in taken[lane]):
                continue
            taken[lane].append((start, end))
            stems.append((x, lane))
            y = LANES[lane]
            out.append(
                Label(
                    number(x),
                    number(y),
                    text,
                    "end" if right else "start",
                    tone,
                    number(y - 8),
                    number(x - 7 if right else x + 7),
                )
            )
            break
    return tuple(out)


TOLD = 6
"""How many changes without a note, and notes said in the same words, the drawing names; the table has all."""


def _told(labels: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Return the labels in the order in which they get room: notes and what became of the article first."""
    first = sorted(label for label in labels if label[1] != "open")
    alike = {text: [label for label in first if label[2] == text] for _, _, text in first}
    told = sorted(label for lot in alike.values() for label in _spread(lot))
    return told + _spread(sorted(label for label in labels if label[1] == "open"))


def _spread(labels: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Return at most `TOLD` of the labels, evenly spread."""
    return labels[:: max(1, -(-len(labels) // TOLD))]


def place_of_moment(story: Story, xs: list[float], moment: str) -> float | None:
    """Return where on the line a moment lies; None when the times around it are not known."""
    stops = [*((version.first_seen, x) for version, x in zip(story.timeline.versions, xs, strict=True)),
             (story.timeline.last_check, RIGHT)]  # fmt: skip
    for (start, left), (end, right) in pairwise(stops):
        whole, part, rest = (times.seconds(a, b) for a, b in ((start, end), (start, moment), (moment, end)))
        if whole and part and rest is not None and part <= whole and part + rest <= whole + 1:
            return left + (right - left) * part / whole
    return None


def gap_labels(story: Story, xs: list[float]) -> tuple[GapLabel, ...]:
    """Return what to write under the stretches in which nobody looked, where there is room."""
    out = []
    for gap in story.timeline.gaps:
        left, right = place_of_moment(story, xs, gap.start), place_of_moment(story, xs, gap.end)
        text = f"nobody looked for {times.duration(times.seconds(gap.start, gap.end) or 0)}"
        if left is not None and right is not None and right - left > len(text) * LETTER + 24:
            out.append(GapLabel(number((left + right) / 2), text))
    return tuple(out)


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
