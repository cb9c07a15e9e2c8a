"""
Compute rates with their intervals: how often, out of how many, and how sure that is.

Wilson's score interval (Wilson 1927), which stays sound for small counts; the
median of times that are themselves intervals is an interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from revtrack.report.times import Stretch

Z = 1.959963985
"""The 97.5 % point of the normal distribution: two-sided 95 % intervals."""


def wilson(hits: int, total: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a proportion; None without a denominator. *hits* beyond *total* counts as all."""
    if total <= 0:
        return None
    share = min(hits, total) / total
    middle = share + Z * Z / (2 * total)
    reach = Z * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    low = 0.0 if hits <= 0 else (middle - reach) / scale
    high = 1.0 if hits >= total else (middle + reach) / scale
    return max(0.0, low), min(1.0, high)


@dataclass(frozen=True, slots=True)
class Whisker:
    """A rate drawn: its interval as a line, itself as a dot, on a scale of 0 to 100."""

    low: str
    middle: str
    high: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many."""

    hits: int
    total: int

    def per_thousand(self) -> str:
        """Return `11.6 (6.9 to 19.4)`: out of a thousand, with the 95 % interval."""
        return self._words(1000, "")

    def percent(self) -> str:
        """Return `62 % (51 to 72)`: the share with its 95 % interval."""
        return self._words(100, " %")

    def _words(self, of: int, sign: str) -> str:
        bounds = wilson(self.hits, self.total)
        if bounds is None:
            return "not known"
        share = of * min(self.hits, self.total) / self.total
        # A decimal says something below a tenth of a thousand, and nothing above.
        digits = 1 if of == 1000 and of * bounds[1] < 100 else 0
        return f"{share:,.{digits}f}{sign} ({of * bounds[0]:,.{digits}f} to {of * bounds[1]:,.{digits}f})"


def whiskers(rates: Sequence[Rate]) -> tuple[Whisker | None, ...]:
    """Return the rates drawn on one scale, which ends where the highest interval does; None for one not known."""
    bounds = [wilson(rate.hits, rate.total) for rate in rates]
    most = max((high for found in bounds if found for high in found[1:]), default=0) or 1.0
    out: list[Whisker | None] = []
    for rate, found in zip(rates, bounds, strict=True):
        if found is None:
            out.append(None)
            continue
        stops = (found[0], min(rate.hits, rate.total) / rate.total, found[1])
        out.append(Whisker(*(f"{100 * value / most:.1f}" for value in stops)))
    return tuple(out)


def median_stretch(stretches: Sequence[tuple[float, float | None]]) -> Stretch | None:
    """Return the interval in which the median of times known as intervals lies; open where too many have no end."""
    if not stretches:
        return None
    least = median_low([low for low, _ in stretches])
    most = median_low([math.inf if high is None else high for _, high in stretches])
    return Stretch(least, None if math.isinf(most) else most)
