"""
Live through a year of cron with a virtual clock and a fake network.

    python benchmarks/poll/year.py [--articles 10000] [--days 365] [--every 300] [--db FILE]

The real poller, scheduler, politeness and store; pages that answer from a table, a clock that
jumps. Cron runs every EVERY seconds of virtual time. Each article is edited in bursts after
its publication; some are withdrawn, some hosts answer 429 for a day. Prints, month by month,
visits, versions seen of those published, memory, the archive's size, and the drift between
appointments and visits. Ends with an error when memory grows or work is left overdue.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from poller.kit import SETTINGS, World, poll
from revtrack.model import CheckCode, FetchFailed, FetchResult
from revtrack.poller.watch import watch
from revtrack.store import Archive
from revtrack.store.standing import standing

HOSTS = 50
DAY = 86400.0


def article(
    number: int, published: float, chance: random.Random
) -> tuple[list[float], Callable[[float], str | FetchResult]]:
    """Return the seconds at which article *number* is edited, and its page at any second."""
    edits = [published]
    while len(edits) < 8 and chance.random() < 0.6:
        edits.append(edits[-1] + min(900.0 * chance.paretovariate(0.6), 60 * DAY))
    gone = edits[-1] + 20 * DAY if chance.random() < 0.02 else float("inf")
    tired = chance.uniform(0, 300 * DAY) if number % HOSTS == 7 else -1.0

    def page(at: float) -> str | FetchResult:
        if at > gone:
            return FetchFailed(CheckCode.GONE, "status 410: withdrawn", 410)
        if 0 <= tired <= at < tired + DAY:
            return FetchFailed(CheckCode.RATE_LIMITED, "status 429", 429, retry_after_s=3600.0)
        edition = sum(edit <= at for edit in edits)
        return f"Story {number}\n\nThe council said in edition {edition} that {number * 7} people cross each day."

    return edits, page


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--days", type=float, default=365)
    parser.add_argument("--every", type=float, default=300)
    parser.add_argument("--db", type=Path)
    args = parser.parse_args()
    report = live(args.articles, args.days, args.every, args.db, print)
    return 1 if report else 0


def live(articles: int, days: float, every: float, path: Path | None, say: Callable[[str], None]) -> list[str]:
    """Live through *days* and return what went wrong, in words; *say* gets a line a month."""
    chance = random.Random(1)
    world = World(took_s=0.05)
    births = sorted(chance.uniform(0, 0.8 * days * DAY) for _ in range(articles))
    lives = [article(number, birth, chance) for number, birth in enumerate(births)]
    urls = [f"https://outlet{number % HOSTS}.example/{number}" for number in range(articles)]
    world.pages = {url: page for url, (_, page) in zip(urls, lives, strict=True)}
    settings = replace(SETTINGS, schedule=replace(SETTINGS.schedule, poll_s=every * 0.9))
    begun, added, visits, versions, month, wrong = time.monotonic(), 0, 0, 0, 0, []
    memory: list[int] = []
    with tempfile.TemporaryDirectory() as folder, Archive(path or Path(folder) / "year.db") as archive:
        # A year's commits in minutes: the disk's own waiting is not what is simulated.
        archive.db.raw.execute("PRAGMA synchronous = OFF")
        while world.seconds() < days * DAY:
            turn = world.seconds()
            fresh = []
            while added < articles and births[added] <= turn:
                fresh.append(urls[added])
                added += 1
            list(watch(archive, settings, fresh, now=world.now()))
            summary = poll(archive, world, settings)
            visits += summary.visits
            versions += summary.versions
            world.asked.clear()
            world.pass_time(max(every - (world.seconds() - turn), 0.0))
            if world.seconds() >= (month + 1) * days * DAY / 12:
                month += 1
                rss = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024
                memory.append(rss)
                now = world.now()
                stands = standing(archive, now.isoformat(), (now - timedelta(seconds=3 * every)).isoformat())
                published = sum(edit <= world.seconds() for edits, _ in lives for edit in edits)
                say(
                    f"month {month:2}: {added:6} articles, {visits:8} visits, {versions:6} of {published:6} versions,"
                    f" {rss // 1024:4} MB, {stands.overdue:4} overdue, {time.monotonic() - begun:6.0f} s"
                )
                if stands.overdue > max(articles // 100, 5):
                    wrong.append(f"month {month}: {stands.overdue} overdue")
        if not archive.verify().holds:
            wrong.append("the archive does not prove")
    # The archive's page cache fills in the first months; after that nothing may grow.
    if len(memory) > 6 and memory[-1] > memory[len(memory) // 2] * 1.25 + 4096:
        wrong.append(f"memory grew from {memory[len(memory) // 2]} to {memory[-1]} KB")
    for line in wrong:
        say(line)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
