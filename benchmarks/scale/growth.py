"""
Measure how the cost of an import grows with the archive, as a ratio, so that other work on the machine does not count.

    python benchmarks/scale/growth.py [--sizes 1000 10000 100000] [--versions 3] [--batch 150] [--rounds 5]

Invented articles fill one archive. At each size the same number of new articles is imported, in turn, into it and
into an empty archive; the ratio of the two CPU times, the median over the rounds, says what size costs. Beside it:
bytes a look, and the median times of reading one article's timeline and of a search.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from revtrack.exchange import Incoming, Look
from revtrack.intake import Intake, bring_in
from revtrack.store import Archive

WORDS = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text().split()


OTHERS = 10_000_000
"""The articles of the empty archive are others, so that nothing of one import is remembered in the next."""


def article(number: int, versions: int) -> Incoming:
    """Return the history of one invented article: a page whose figure changes, then a note that says so."""
    dice = random.Random(number)
    paragraphs = [" ".join(dice.choices(WORDS, k=60)) + "." for _ in range(4)]
    looks = []
    for version in range(versions):
        figure = f"The ferry of Lumen carried {number + 1000 + version} passengers in May."
        note = f"Correction: An earlier version of this article said {number + 1000}." if version == 2 else ""
        text = "\n\n".join((f"Ferry {number}", figure, *paragraphs, note))
        looks.append(
            Look(text.encode(), f"2026-05-{version + 1:02}T08:00:00Z", content_type="text/plain; charset=utf-8")
        )
    return Incoming(str(number), f"https://paper{number % 50}.example/{number}", tuple(looks), f"Paper {number % 50}")


def some(first: int, last: int, versions: int) -> Iterator[Incoming]:
    """Yield articles by number."""
    for number in range(first, last):
        yield article(number, versions)


def times(calls: list[float]) -> str:
    """Return the median in milliseconds."""
    return f"{statistics.median(calls) * 1000:.1f}"


def cost(archive: Archive, first: int, last: int, versions: int) -> float:
    """Import articles by number and return the CPU seconds."""
    start = time.process_time()
    bring_in(
        archive, some(first, last, versions), Intake("jsonl", f"from {first}"), lambda: "2026-06-01T00:00:00Z"
    )  # fmt: skip
    return time.process_time() - start


def reading(archive: Archive, size: int) -> tuple[str, str]:
    """Return the median times of a timeline and of a search."""
    dice, lines, finds = random.Random(size), [], []
    for _ in range(50):
        one = archive.article(dice.randrange(1, size))
        at = time.perf_counter()
        archive.timeline(one)
        lines.append(time.perf_counter() - at)
        at = time.perf_counter()
        archive.search(f"carried {one.id + 999}", limit=20)
        finds.append(time.perf_counter() - at)
    return times(lines), times(finds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--batch", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder, "a.db")) as archive:
        print("articles  cost against an empty archive  bytes a look  timeline ms  search ms")
        number = 0
        for size in arguments.sizes:
            cost(archive, number, size, arguments.versions)
            number, ratios = size, []
            for again in range(arguments.rounds):
                last = number + arguments.batch
                with Archive(Path(folder, f"{size}-{again}.db")) as empty:
                    alone = cost(empty, OTHERS + number, OTHERS + last, arguments.versions)
                ratios.append(cost(archive, number, last, arguments.versions) / alone)
                number = last
            archive.db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            weight = Path(folder, "a.db").stat().st_size / (number * arguments.versions)
            timeline, search = reading(archive, size)
            print(
                f"{size:>8}  {statistics.median(ratios):>29.2f}  {weight:>12.0f}  {timeline:>11}  {search:>9}",
                flush=True,
            )  # fmt: skip
