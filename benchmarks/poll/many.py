"""
Poll a great many small pages in one go, and watch the memory.

    python benchmarks/poll/many.py [--pages 100000] [--marks 20000 50000 100000] [--port 8918]

One `revtrack poll --all` in which every page is new, then one in which none has changed (the
server answers 304). At each mark of pages asked for, prints the memory of the poller alone and
of it and its workers together (proportional set size). Ends with an error when memory grows by
more than a tenth, or 8 MB, between the first mark and the last.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from run import Server, revtrack, tree

GROWTH, SPARE_MB = 1.1, 8.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What a poll held when *asked* pages had been asked for."""

    asked: int
    poller_mb: float
    together_mb: float
    seconds: float


def asked(server: Server) -> int:
    """Return how many pages were asked for so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/asked") as answer:
        return int(answer.read())


def alone_mb(pid: int) -> float:
    """Return the proportional set size of one process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def poll(command: list[str], server: Server, marks: list[int]) -> tuple[list[Mark], float]:
    """Run one poll; return what it held at each of *marks*, and the most that was seen together."""
    found: list[Mark] = []
    before, begun, peak = asked(server), time.monotonic(), 0.0
    process = subprocess.Popen(command)
    left = list(marks)
    while process.poll() is None:
        time.sleep(0.2)
        count = asked(server) - before
        try:
            together = tree(process.pid, {}) / 1024
            alone = alone_mb(process.pid)
        except OSError:  # It has ended meanwhile.
            break
        peak = max(peak, together)
        # The last mark is the end, which no look from outside meets: it is taken just before.
        while left and count >= min(left[0], marks[-1] * 0.995):
            found.append(Mark(count, alone, together, time.monotonic() - begun))
            print(f"  {count:7} asked: {alone:5.0f} MB alone, {together:5.0f} MB together, {found[-1].seconds:6.0f} s")
            left.pop(0)
    if process.wait():
        raise SystemExit(f"the poll ended with {process.returncode}")
    return found, peak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--marks", type=int, nargs="+", default=[5_000, 20_000, 50_000, 100_000])
    parser.add_argument("--port", type=int, default=8918)
    args = parser.parse_args()
    marks = [mark for mark in args.marks if mark < args.pages] + [args.pages]
    server = Server(args.port, args.pages, "--small")
    work = Path(tempfile.mkdtemp(prefix="poll-many-"))
    wrong = 0
    try:
        command = revtrack(work, server, work)
        for name in ("every page new", "none changed"):
            print(f"{args.pages} pages, {name}", flush=True)
            found, peak = poll(command, server, marks)
            print(f"  {peak:.0f} MB together at most", flush=True)
            # Twenty thousand in, SQLite's cache and the tables of remembered words are full.
            first, last = found[min(1, len(found) - 1)], found[-1]
            if last.poller_mb > first.poller_mb * GROWTH + SPARE_MB:
                print(f"  grew from {first.poller_mb:.0f} MB at {first.asked} to {last.poller_mb:.0f} MB")
                wrong = 1
    finally:
        server.close()
        shutil.rmtree(work)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
