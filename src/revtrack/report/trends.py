"""
Draw how many there were in each month.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from revtrack.report import wording
from revtrack.report.times import MONTHS, parse


@dataclass(frozen=True, slots=True)
class Bar:
    """One month in the drawing of a trend."""

    x: str
    y: str
    width: str
    height: str
    label: str
    """The month; empty where there is no room."""
    label_x: str
    name: str
    number: str


def bars_of(stamps: Iterable[str], noun: str) -> tuple[Bar, ...]:
    """Return how many moments fell in each month, months without any included; nothing for fewer than two months."""
    months = Counter(moment.year * 12 + moment.month - 1 for at in stamps if (moment := parse(at)) is not None)
    if len(months) < 2:
        return ()
    span = range(max(min(months), max(months) - 59), max(months) + 1)
    most, width = max(months.values()), 960 / len(span)
    every = max(1, -(-len(span) // 16))
    bars = []
    for index, month in enumerate(span):
        number = months.get(month, 0)
        height = 90 * number / most
        name = f"{MONTHS[month % 12]} {month // 12}"
        x = 20 + index * width
        label = name if index % every == 0 else ""
        wide = f"{max(2.0, width - 4):.1f}"
        bars.append(
            Bar(f"{x:.1f}", f"{100 - height:.1f}", wide, f"{height:.1f}", label, f"{x + width / 2:.1f}", name,
                wording.count(number, noun))
        )  # fmt: skip
    return tuple(bars)
