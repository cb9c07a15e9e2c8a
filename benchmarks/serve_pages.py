"""
Ask a running server for article pages from many readers at once, with a poll writing beside it.

    python benchmarks/serve_pages.py DB [--seconds 10] [--readers 8] [--workers 2]

Prints pages a second, and the median and 99th percentile of the waiting time.
While readers read, a writer commits looks to random articles, as a poll does.
"""

import argparse
import http.client
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import time

from revtrack.model import Check, CheckCode, Outcome
from revtrack.store import Archive


def read(port: int, articles: int, seconds: float, seed: int, out: "multiprocessing.Queue[list[float]]") -> None:
    """Ask for random article pages over one connection; put the waiting times in *out*."""
    chance = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        connection.request("GET", f"/articles/{chance.randint(1, articles)}/index.html")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        times.append(time.perf_counter() - start)
    out.put(times)


def write(db: str, articles: int, seconds: float, gap_s: float) -> None:
    """Commit a look at a random article every *gap_s* seconds."""
    chance = random.Random(1)
    end = time.perf_counter() + seconds
    with Archive(db) as archive:
        count = 0
        while time.perf_counter() < end:
            article = archive.article(chance.randint(1, articles))
            archive.commit(
                Outcome(article, Check(f"2027-01-01T00:{count % 60:02d}:00Z", CheckCode.SAME_TEXT, version=1))
            )
            count += 1
            time.sleep(gap_s)
    print(f"{count} commits meanwhile")


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process and its children have used (Linux)."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return own + sum(cpu_of(int(child)) for child in children.read().split())


def main() -> None:
    """Serve, read, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
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
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "revtrack",
            "serve",
            "--db",
            given.db,
            "--port",
            str(port),
            "--workers",
            str(given.workers),
        ]
    )
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        queue: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
        readers = [
            multiprocessing.Process(target=read, args=(port, articles, given.seconds, seed, queue))
            for seed in range(given.readers)
        ]
        writer = multiprocessing.Process(target=write, args=(given.db, articles, given.seconds, given.gap))
        before = cpu_of(server.pid)
        for process in (*readers, writer):
            process.start()
        times = sorted(moment for _ in readers for moment in queue.get())
        for process in (*readers, writer):
            process.join()
    finally:
        cpu = cpu_of(server.pid) - before
        server.terminate()
        server.wait()
    print(f"{1000 * cpu / len(times):.2f} ms of CPU a page in the server: {len(times) / cpu:.0f} pages per CPU second")
    print(
        f"{len(times) / given.seconds:.0f} pages/s   median {1000 * statistics.median(times):.1f} ms   "
        f"p99 {1000 * times[int(len(times) * 0.99)]:.1f} ms   worst {1000 * times[-1]:.1f} ms"
    )


if __name__ == "__main__":
    main()
