"""
Say when an article is worth asking for again. Pure: values in, seconds out.

News is edited in bursts: the chance of the next edit falls with the time since
the last one, roughly as one over it. The curve's shape is the same for all
articles, its height is learned for each from what its looks saw. An article is
asked again once the chance that something has changed reaches `Plan.chance`:
for a given number of requests no other spacing sees more versions, since every
look is then worth the same.
"""

import math
from dataclasses import dataclass, replace

from revtrack.config import ScheduleSettings

HOUR = 3600.0
DAY = 24 * HOUR

BURST = 0.30
"""Height of the curve's falling part: expected edits for each e-fold of the time since the last edit."""
SOFT_S = 0.5 * HOUR
"""The time since the last edit below which the curve is flat: edits do not come infinitely fast."""
TAIL = 1.0 / (120 * DAY)
"""Edits a second that never stop: notes come weeks late (handbook: a slow tail for weeks)."""
WEIGHT = 1.5
"""How many expected edits the common curve is worth against an article's own record."""
HEIGHTS = (0.2, 8.0)
"""Bounds of an article's own height: no record is long enough to stop looking or to look all day."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the looks so far say about an article's habits."""

    fresh_at: float
    """Epoch seconds of the last edit known: publication, a version seen, a hint from a feed."""
    looked_at: float
    """Epoch seconds of the last look that saw the article."""
    expected: float = 0.0
    """Edits that the common curve expected over all looks, at height 1."""
    seen: float = 0.0
    """Edits that the looks saw, with those no look could tell apart (see `after_look`)."""

    @property
    def height(self) -> float:
        """Return how much livelier than the common curve this article is."""
        low, high = HEIGHTS
        return min(max((self.seen + WEIGHT) / (self.expected + WEIGHT), low), high)


def expected_edits(age_s: float, wait_s: float) -> float:
    """Return how many edits the common curve expects in *wait_s* from *age_s* after the last one."""
    age_s = max(age_s, 0.0)
    return BURST * math.log1p(wait_s / (age_s + SOFT_S)) + TAIL * wait_s


def after_look(pulse: Pulse, at: float, changed: bool) -> Pulse:
    """
    Return *pulse* after a look at epoch second *at* that saw the article, *changed* or not.

    One look tells that something changed, not how often. An interval that was expected to
    hold m edits and holds at least one holds m / (1 - e^-m) on average: counting that
    instead of 1 takes the bias out (Cho and Garcia-Molina, Estimating frequency of change, 2003).
    """
    at = max(at, pulse.looked_at)
    common = expected_edits(pulse.looked_at - pulse.fresh_at, at - pulse.looked_at)
    expected, seen = pulse.expected + common, pulse.seen
    if changed:
        own = common * pulse.height
        seen += own / -math.expm1(-own) if own > 1e-9 else 1.0
    return replace(pulse, fresh_at=at if changed else pulse.fresh_at, looked_at=at, expected=expected, seen=seen)


def wait_s(pulse: Pulse, at: float, settings: ScheduleSettings) -> float:
    """Return the seconds from *at* until a change is as likely as `settings.chance`, within its bounds."""
    target = -math.log1p(-min(max(settings.chance, 0.001), 0.95)) / pulse.height
    age = max(at - pulse.fresh_at, 0.0)
    # Newton's steps on a concave curve, from below: each lands short of the answer, so none overshoots.
    wait = 0.0
    for _ in range(20):
        short = target - expected_edits(age, wait)
        if short <= 1e-4 * target or wait > settings.max_interval_s:
            break
        wait += short / (BURST / (age + wait + SOFT_S) + TAIL)
    return min(max(wait, settings.min_interval_s), settings.max_interval_s)


def jittered(interval_s: float, seed: str, looks: int) -> float:
    """
    Return *interval_s* moved by up to a tenth either way, always alike for one article and look.

    Articles added together would otherwise be due together for ever.
    """
    import zlib

    part = zlib.crc32(f"{seed}#{looks}".encode()) / 0xFFFFFFFF
    return interval_s * (0.9 + 0.2 * part)


def after_failure_s(failures: int, retry_after_s: float | None, settings: ScheduleSettings) -> float:
    """
    Return the seconds to wait after the *failures*-th failed look in a row.

    Doubles from a quarter of an hour; never sooner than the server asked; a week at most
    unless the server asked for more.
    """
    doubled = min(15 * 60.0 * 2.0 ** min(failures - 1, 16), settings.max_interval_s)
    return max(doubled, settings.min_interval_s, retry_after_s or 0.0)


def gone_s(failures: int, settings: ScheduleSettings) -> float:
    """Return the seconds to wait after the *failures*-th look that found the article withdrawn: soon, then weekly."""
    return max(min(HOUR * 4.0 ** min(failures - 1, 6), settings.max_interval_s), settings.min_interval_s)
