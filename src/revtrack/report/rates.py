"""
Compute rates with their intervals: how often, out of how many, and how sure that is.

Wilson's score interval (Wilson 1927), which stays sound for small counts; the
median of times that are themselves intervals is an interval.
"""

import math
from collections.abc import Sequence
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


def per_thousand(hits: int, total: int) -> str:
    """Return `11.6 (6.9 to 19.4)`: out of a thousand, with the 95 % interval."""
    bounds = wilson(hits, total)
    if bounds is None:
        return "not known"
    return f"{1000 * min(hits, total) / total:.1f} ({1000 * bounds[0]:.1f} to {1000 * bounds[1]:.1f})"


def percent(hits: int, total: int) -> str:
    """Return `62 % (51 to 72)`: the share with its 95 % interval."""
    bounds = wilson(hits, total)
    if bounds is None:
        return "not known"
    return f"{100 * min(hits, total) / total:.0f} % ({100 * bounds[0]:.0f} to {100 * bounds[1]:.0f})"


def median_stretch(stretches: Sequence[tuple[float, float | None]]) -> Stretch | None:
    """Return the interval in which the median of times known as intervals lies; open where too many have no end."""
    if not stretches:
        return None
    least = median_low([low for low, _ in stretches])
    most = median_low([math.inf if high is None else high for _, high in stretches])
    return Stretch(least, None if math.isinf(most) else most)
