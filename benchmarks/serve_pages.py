"""
Ask a running server for article pages from many readers at once, with a poll writing beside it.

    python benchmarks/report_site.py --articles 200 --keep DIR       # makes DIR/made.db
    python benchmarks/serve_pages.py DIR/made.db [--seconds 10] [--readers 8] [--workers 2]

Two rounds: *cold*, every page asked for once after the server started, so that
it must be drawn; then *warm*, pages at random for some seconds. In both, a
writer commits looks to random articles as a poll does, and the page of such an
article is drawn anew. Readers are coroutines of one process that only counts
bytes; the CPU it used is printed, so that one sees who was the bottleneck.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from revtrack.model import Check, CheckCode, Outcome
from revtrack.store import Archive


async def read(port: int, articles: Iterator[int], times: list[float]) -> None:
    """Ask for the pages of *articles*, one after the other over one connection; add the waiting times to *times*."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for article in articles:
        start = time.perf_counter()
        writer.write(b"GET /articles/%d/index.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % article)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith(b"http/1.1 200"), head
        await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
        times.append(time.perf_counter() - start)
    writer.close()


async def readers(port: int, streams: list[Iterator[int]]) -> list[float]:
    """Let one reader follow each stream, all at once; return every waiting time."""
    times: list[float] = []
    await asyncio.gather(*(read(port, stream, times) for stream in streams))
    return times


def at_random(articles: int, seconds: float, seed: int) -> Iterator[int]:
    """Yield articles at random until the seconds are over."""
    chance, end = random.Random(seed), time.perf_counter() + seconds
    while time.perf_counter() < end:
        yield chance.randint(1, articles)


def write(db: str, articles: int, gap_s: float, done: "multiprocessing.synchronize.Event") -> None:
    """Commit a look at a random article every *gap_s* seconds, until *done*."""
    chance, count = random.Random(1), 0
    with Archive(db) as archive:
        while not done.wait(gap_s):
            article = archive.article(chance.randint(1, articles))
            at = f"2027-01-01T{count // 3600 % 24:02d}:{count // 60 % 60:02d}:{count % 60:02d}Z"
            archive.commit(Outcome(article, Check(at, CheckCode.SAME_TEXT, version=1)))
            count += 1
    print(f"{count} commits meanwhile")


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process and its children have used (Linux)."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return own + sum(cpu_of(int(child)) for child in children.read().split())


def measured(name: str, port: int, server: int, streams: list[Iterator[int]]) -> None:
    """Let the readers read and print how it went."""
    cpu, ours, start = cpu_of(server), time.process_time(), time.perf_counter()
    times = sorted(asyncio.run(readers(port, streams)))
    took, cpu, ours = time.perf_counter() - start, cpu_of(server) - cpu, time.process_time() - ours
    print(
        f"{name:5} {len(times):6} pages   {len(times) / took:5.0f} a second   median {1000 * statistics.median(times):.1f} ms   "
        f"p99 {1000 * times[int(len(times) * 0.99)]:.1f} ms   worst {1000 * times[-1]:.1f} ms   "
        f"server {1000 * cpu / len(times):.2f} ms of CPU a page; readers used {ours / took:.0%} of a core"
    )


def main() -> None:
    """Serve, read, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--gap", type=float, default=0.1, help="seconds between two commits")
    given = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Archive(given.db, read_only=True) as archive:
        articles = archive.count()
    command = ["serve", "--db", given.db, "--port", str(port), "--workers", str(given.workers)]
    server = subprocess.Popen([sys.executable, "-m", "revtrack", *command])
    done = multiprocessing.Event()
    writer = multiprocessing.Process(target=write, args=(given.db, articles, given.gap, done))
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        writer.start()
        each = range(1, articles + 1)
        measured("cold", port, server.pid, [iter(each[at :: given.readers]) for at in range(given.readers)])
        seeds = range(given.readers)
        measured("warm", port, server.pid, [at_random(articles, given.seconds, seed) for seed in seeds])
    finally:
        done.set()
        if writer.pid:
            writer.join()
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
