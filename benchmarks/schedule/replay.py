"""
Replay real version histories against a virtual clock: versions seen for each request.

    python benchmarks/schedule/replay.py HISTORY.jsonl.gz ... [--days 365] [--chance 0.12]

Three ways of spending requests on the same articles over the same time:
- `ladder`: the fixed steps of the NewsDiffs scraper, by the time since the last
  change it saw: 15 minutes in the first 3 hours, 1 hour in the first day, 3 hours
  in the first week, 3 days in the first month, then monthly.
- `uniform`: one interval for all, chosen to make as many requests as the ladder.
- `learned`: `revtrack.poller.schedule`, its `chance` chosen to make as many requests as the ladder.

A history is one JSON object a line: {"article_id", "versions": [{"time": RFC 3339}, ...]}.
`equal` is the learned schedule at the chance at which it sees as many versions as the ladder: the
requests it needs for the same evidence. Articles are found some minutes after their first version, the same for all three.
A version counts as seen when it is the current one at some look. Prints the
versions seen per request, and how many times the ladder's that is.
"""

import argparse
import bisect
import gzip
import json
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from revtrack.config import ScheduleSettings
from revtrack.poller import schedule

DAY = 86400.0
Looks = Callable[[float, list[float], float], tuple[int, int]]


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


def ladder() -> Callable[[float, bool, int], float]:
    changed_at = 0.0

    def wait(now: float, changed: bool, _looks: int) -> float:
        nonlocal changed_at
        if changed:
            changed_at = now
        age = now - changed_at
        for below, minutes in ((3 * 3600, 15), (DAY, 60), (7 * DAY, 180), (30 * DAY, 3 * 1440), (360 * DAY, 30 * 1440)):
            if age < below:
                return minutes * 60.0
        return 365 * DAY

    return wait


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("history", nargs="+", type=Path)
    parser.add_argument("--days", type=float, default=365)
    parser.add_argument("--chance", type=float, help="also replay at this chance, whatever the budget")
    args = parser.parse_args()
    print(f"{'history':24} {'schedule':10} {'requests':>9} {'seen':>6} {'of':>6} {'per 1000':>9} {'x ladder':>9}")
    for path in args.history:
        articles = histories(path)
        published = sum(bisect.bisect_left(times, times[0] + args.days * DAY) for _, times in articles)
        requests, seen = total(articles, args.days, lambda _: ladder())
        rows = [("ladder", requests, seen)]

        def flat(interval: float, chosen: list[tuple[str, list[float]]] = articles) -> tuple[int, int]:
            return total(chosen, args.days, lambda _: lambda *_: interval)

        def ours(chance: float, chosen: list[tuple[str, list[float]]] = articles) -> tuple[int, int]:
            settings = ScheduleSettings(chance=chance)
            return total(chosen, args.days, lambda article: learned(settings, article))

        rows.append(("uniform", *at_budget(requests, 600.0, 60 * DAY, flat)[1:]))
        chance, *rest = at_budget(requests, 0.002, 0.9, ours)
        rows.append((f"at {chance:.3f}", rest[0], rest[1]))
        low, high = chance, 0.95
        for _ in range(12):
            middle = (low * high) ** 0.5
            low, high = (middle, high) if ours(middle)[1] >= seen else (low, middle)
        rows.append(("equal", *ours(low)))
        if args.chance:
            rows.append((f"at {args.chance:.3f}", *ours(args.chance)))
        for name, asked, caught in rows:
            rate = 1000 * caught / asked
            print(
                f"{path.name[:24]:24} {name:10} {asked:9} {caught:6} {published:6} {rate:9.2f} {rate / (1000 * seen / requests):9.2f}"
            )


if __name__ == "__main__":
    main()
