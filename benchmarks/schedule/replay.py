"""
Replay real version histories against a virtual clock: versions seen for each request.

    python benchmarks/schedule/replay.py HISTORY.jsonl.gz ... [--days 365] [--stretch 4 2 1 0.5] [--chance 0.12]

Ways of spending requests on the same articles over the same time:
- `ladder`: the fixed steps of the NewsDiffs scraper, by the time since the last
  change it saw: 15 minutes in the first 3 hours, 1 hour in the first day, 3 hours
  in the first week, 3 days in the first month, then monthly.
- `uniform`: one interval for all, chosen to make as many requests as the ladder.
- `learned`: `revtrack.poller.schedule`, its `chance` chosen to make as many requests as the ladder.
- `equal`: the learned schedule at the chance at which it sees as many versions as the ladder: the
  requests it needs for the same evidence.
- `bound`: a look at every article every five minutes for the whole time. No schedule that keeps
  the least interval sees more, whatever it knows beforehand, but by the luck of where its looks fall.

Other budgets are the ladder with all its steps longer or shorter (`--stretch`), never under five
minutes; the learned schedule's longest interval is stretched alike, where the budget is smaller.
A history is one JSON object a line: {"article_id", "versions": [{"time": RFC 3339}, ...]}.
Articles are found some minutes after their first version, the same for all.
A version counts as seen when it is the current one at some look. Prints the versions seen per
request, how many times the ladder's versions that is, and of what the bound sees beyond the
ladder, the share that is seen.
"""

import argparse
import bisect
import gzip
import json
import math
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from revtrack.config import ScheduleSettings
from revtrack.poller import schedule

DAY = 86400.0
LEAST_S = ScheduleSettings().min_interval_s


def histories(path: Path) -> list[tuple[str, list[float]]]:
    """Return (article, sorted epoch seconds of its versions) of every article with a dated version."""
    opener = gzip.open if path.suffix == ".gz" else open
    out = []
    with opener(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            times = sorted(
                datetime.fromisoformat(v["time"].replace("Z", "+00:00")).timestamp()
                for v in row["versions"] if v.get("time")
            )  # fmt: skip
            if times:
                out.append((str(row["article_id"]), times))
    return out


def found_at(article: str, first: float) -> float:
    """Return when the article was discovered: within a quarter of an hour of its first version."""
    return first + 900 * zlib.crc32(article.encode()) / 0xFFFFFFFF


def run(article: str, times: list[float], days: float, wait: Callable[[float, bool, int], float]) -> tuple[int, int]:
    """Return (requests, versions seen) of one article; *wait* is told (now, changed, looks) and says for how long."""
    now = found_at(article, times[0])
    end = times[0] + days * DAY
    last, seen, requests = -1, 0, 0
    while now < end:
        current = bisect.bisect_right(times, now) - 1
        requests += 1
        changed = current != last
        seen += changed
        last = current
        now += wait(now, changed, requests)
    return requests, seen


def ladder(stretch: float = 1.0) -> Callable[[float, bool, int], float]:
    changed_at = 0.0

    def wait(now: float, changed: bool, _looks: int) -> float:
        nonlocal changed_at
        if changed:
            changed_at = now
        age = now - changed_at
        for below, minutes in ((3 * 3600, 15), (DAY, 60), (7 * DAY, 180), (30 * DAY, 3 * 1440), (360 * DAY, 30 * 1440)):
            if age < below:
                return max(stretch * minutes * 60.0, LEAST_S)
        return 365 * DAY

    return wait


def bound(articles: list[tuple[str, list[float]]], days: float) -> tuple[int, int]:
    """Return (requests, versions seen) of a look at every article every `LEAST_S` seconds."""
    requests = seen = 0
    for article, times in articles:
        begin, end = found_at(article, times[0]), times[0] + days * DAY
        requests += math.ceil((end - begin) / LEAST_S)
        for shown, replaced in pairwise([*times, math.inf]):
            look = begin + LEAST_S * max(math.ceil((shown - begin) / LEAST_S), 0)
            seen += look < min(replaced, end)
    return requests, seen


def learned(settings: ScheduleSettings, article: str) -> Callable[[float, bool, int], float]:
    pulse: schedule.Pulse | None = None

    def wait(now: float, changed: bool, looks: int) -> float:
        nonlocal pulse
        pulse = schedule.Pulse(now, now) if pulse is None else schedule.after_look(pulse, now, changed)
        return schedule.jittered(schedule.wait_s(pulse, now, settings), article, looks)

    return wait


def total(
    articles: list[tuple[str, list[float]]], days: float, make: Callable[[str], Callable[..., float]]
) -> tuple[int, int]:
    """Return (requests, versions seen) over all articles."""
    results = [run(article, times, days, make(article)) for article, times in articles]
    return sum(r for r, _ in results), sum(s for _, s in results)


def at_budget(
    budget: int, low: float, high: float, trial: Callable[[float], tuple[int, int]]
) -> tuple[float, int, int]:
    """Return (parameter, requests, seen) where requests, falling as the parameter grows, come closest to *budget*."""
    best = (high, *trial(high))
    for _ in range(14):
        middle = (low * high) ** 0.5
        requests, seen = trial(middle)
        if abs(requests - budget) < abs(best[1] - budget):
            best = (middle, requests, seen)
        low, high = (middle, high) if requests > budget else (low, middle)
    return best


def rows(
    articles: list[tuple[str, list[float]]], days: float, stretch: float, chance: float | None
) -> Iterator[tuple[str, int, int]]:
    """Yield (schedule, requests, versions seen), the ladder's first."""
    longest = ScheduleSettings().max_interval_s * max(stretch, 1.0)

    def flat(interval: float) -> tuple[int, int]:
        return total(articles, days, lambda _: lambda *_: interval)

    def ours(chance: float) -> tuple[int, int]:
        settings = ScheduleSettings(chance=chance, max_interval_s=longest)
        return total(articles, days, lambda article: learned(settings, article))

    requests, seen = total(articles, days, lambda _: ladder(stretch))
    yield "ladder", requests, seen
    yield "uniform", *at_budget(requests, 600.0, 60 * DAY, flat)[1:]
    same, *found = at_budget(requests, 0.002, 0.99, ours)
    yield f"at {same:.3f}", found[0], found[1]
    low, high = same, 0.99
    for _ in range(12):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if ours(middle)[1] >= seen else (low, middle)
    yield "equal", *ours(low)
    if chance:
        yield f"at {chance:.3f}", *ours(chance)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("history", nargs="+", type=Path)
    parser.add_argument("--days", type=float, default=365)
    parser.add_argument("--stretch", type=float, nargs="+", default=[1.0])
    parser.add_argument("--chance", type=float, help="also replay at this chance, whatever the budget")
    args = parser.parse_args()
    print(
        f"{'history':16} {'ladder':>7} {'schedule':9} {'requests':>9} {'seen':>6} {'of':>6} {'per 1000':>9}"
        f" {'x ladder':>9} {'share':>6}"
    )
    for path in args.history:
        articles = histories(path)
        published = sum(bisect.bisect_left(times, times[0] + args.days * DAY) for _, times in articles)
        most = ("bound", *bound(articles, args.days))
        for stretch in args.stretch:
            lines = [*rows(articles, args.days, stretch, args.chance), most]
            seen = lines[0][2]
            for name, asked, caught in lines:
                share = (caught - seen) / (most[2] - seen)
                print(
                    f"{path.name[:16]:16} {'/' if stretch > 1 else 'x'}{max(stretch, 1 / stretch):<6g} {name:9}"
                    f" {asked:9} {caught:6} {published:6} {1000 * caught / asked:9.2f} {caught / seen:9.2f} {share:6.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
