"""
Poll the same pages with revtrack and with its peers, side by side, on loopback.

    python benchmarks/poll/run.py [--pages 2000] [--rounds 3] [--peers VENV] [--only NAME ...]

For each tool: add all pages, a first poll (every page is new), polls of unchanged pages (the
tool's own conditional requests answered 304), then polls in which every page has changed.
Politeness is off for this host, each tool may make 16 requests at once. The tools take turns
in every round, so that a busy machine is busy for all. Prints wall seconds (median), CPU
seconds and peak memory (proportional set size of the whole process tree), the first two also
as a ratio to revtrack's.

changedetection.io is a server: it is driven in its own batch mode (`-b -r all`: its store, queue
and 16 workers check every watch once, then end), which waits some seconds at the end to be sure;
its pages are added by a first batch that also fetches them, so it has no line of its own for
the first poll.

Peers are installed into VENV (default: beside this script) when they are not there yet.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import venv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
PEERS = ("urlwatch", "webchanges", "changedetection.io")
SETTINGS = {
    "ALLOW_IANA_RESTRICTED_ADDRESSES": "true", "FETCH_WORKERS": "16", "DISABLE_VERSION_CHECK": "true",
    "LOGGER_LEVEL": "ERROR", "MINIMUM_SECONDS_RECHECK_TIME": "0",
}  # fmt: skip
"""What changedetection.io reads from the environment."""


class Server:
    """The pages, in a process of their own."""

    def __init__(self, port: int, pages: int, *options: str) -> None:
        self.port, self.pages = port, pages
        command = [sys.executable, str(HERE / "serve.py"), str(port), "--pages", str(pages), *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            # Somebody else's server may be there: its answers would be measured.
            raise SystemExit(f"no server at port {port}: is it taken? name another with --port")

    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{self.port}/a/{number}" for number in range(self.pages)]

    def next_edition(self) -> None:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/edition", method="POST")
        urllib.request.urlopen(request).close()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


def revtrack(folder: Path, server: Server, _bin: Path) -> list[str]:
    config = folder / "revtrack.toml"
    place = f"127.0.0.1:{server.port}"
    config.write_text(
        f'[fetch]\nallow_private = ["{place}"]\nfull_read_every = 1000000\n[politeness]\ntotal = 16\n'
        f'[hosts."{place}"]\ngap_s = 0\nconcurrency = 16\nrobots = false\n'
    )
    (folder / "urls.txt").write_text("\n".join(server.urls()))
    base = [sys.executable, "-m", "revtrack"]
    rest = ["--db", str(folder / "a.db"), "--config", str(config)]
    subprocess.run([*base, "add", str(folder / "urls.txt"), *rest], check=True, capture_output=True)
    return [*base, "poll", "--all", *rest]


def urlwatch(folder: Path, server: Server, bin_: Path) -> list[str]:
    (folder / "urls.yaml").write_text("---\n".join(f"url: {url}\n" for url in server.urls()))
    (folder / "urlwatch.yaml").write_text("report:\n  stdout:\n    enabled: true\n    color: false\n")
    (folder / "hooks.py").write_text("")
    names = {"urls": "urls.yaml", "config": "urlwatch.yaml", "hooks": "hooks.py", "cache": "cache.db"}
    return [str(bin_ / "urlwatch"), *(f"--{key}={folder / name}" for key, name in names.items())]


def webchanges(folder: Path, server: Server, bin_: Path) -> list[str]:
    (folder / "jobs.yaml").write_text("---\n".join(f"url: {url}\n" for url in server.urls()))
    names = {"jobs": "jobs.yaml", "config": "config.yaml", "database": "snapshots.db", "hooks": "hooks.py"}
    return [
        str(bin_ / "webchanges"), *(f"--{key}={folder / name}" for key, name in names.items()), "--max-workers=16"
    ]  # fmt: skip


def changedetection(folder: Path, server: Server, bin_: Path) -> list[str]:
    base = [str(bin_ / "changedetection.io"), "-d", str(folder), "-h", "127.0.0.1", "-p", str(server.port + 1), "-b"]
    pages = [part for url in server.urls() for part in ("-u", url)]
    subprocess.run([*base, "-C", *pages], check=True, capture_output=True, env=os.environ | SETTINGS)
    return [*base, "-r", "all"]


TOOLS: dict[str, Callable[[Path, Server, Path], list[str]]] = {
    "revtrack": revtrack, "urlwatch": urlwatch, "webchanges": webchanges,
    "changedetection": changedetection,
}  # fmt: skip


def tree(pid: int, ticks: dict[int, int]) -> int:
    """Return the proportional set size of a process and its children in KiB; note the CPU ticks of each."""
    total, todo = 0, [pid]
    while todo:
        number = todo.pop()
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks[number] = int(fields[11]) + int(fields[12])
            for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
            for task in Path(f"/proc/{number}/task").iterdir():
                todo += [int(child) for child in (task / "children").read_text().split()]
        except (OSError, ValueError):
            continue
    return total


def measure(command: list[str], folder: Path) -> tuple[float, float, int, int]:
    """Run *command*; return wall seconds, CPU seconds, peak KiB, exit code."""
    peak = 0
    ended = threading.Event()
    # Per process and not from the system's children times: workers are another process's children.
    ticks: dict[int, int] = {}
    begun = time.perf_counter()
    environment = {**os.environ, **SETTINGS, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "out.txt").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)

        def watch() -> None:
            nonlocal peak
            while not ended.wait(0.05):
                peak = max(peak, tree(process.pid, ticks))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
    wall = time.perf_counter() - begun
    ended.set()
    watcher.join()
    cpu = sum(ticks.values()) / os.sysconf("SC_CLK_TCK")
    return wall, cpu, peak, code


def peers(folder: Path) -> Path:
    """Return the folder of the peers' commands, installed now when missing."""
    bin_ = folder / "bin"
    if not (bin_ / "python").exists():
        venv.create(folder, with_pip=True)
    missing = [name for name in PEERS if not (bin_ / name).exists()]
    if missing:
        subprocess.run([str(bin_ / "python"), "-m", "pip", "install", "--quiet", *missing], check=True)
    return bin_


def report(results: dict[tuple[str, str], list[tuple[float, float, int, int]]], names: list[str]) -> None:
    print(f"\n{'':12} {'':15} {'wall s':>8} {'x':>6} {'CPU s':>8} {'x':>6} {'peak MB':>8} {'exit':>5}")
    for phase in ("first", "unchanged", "changed"):
        own = results.get((phase, "revtrack"), [])
        for name in names:
            runs = results.get((phase, name), [])
            if not runs:
                continue
            wall, cpu = (statistics.median(run[index] for run in runs) for index in (0, 1))
            peak = max(run[2] for run in runs) / 1024
            of_ours = [statistics.median(run[index] for run in own) if own else 1.0 for index in (0, 1)]
            codes = ",".join(sorted({str(run[3]) for run in runs}))
            print(
                f"{phase:12} {name:15} {wall:8.2f} {wall / of_ours[0]:6.2f} {cpu:8.2f} {cpu / of_ours[1]:6.2f}"
                f" {peak:8.0f} {codes:>5}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8917)
    parser.add_argument("--peers", type=Path, default=HERE / ".peers")
    parser.add_argument("--only", nargs="+", choices=TOOLS, default=list(TOOLS))
    args = parser.parse_args()
    bin_ = peers(args.peers)
    server = Server(args.port, args.pages)
    work = Path(tempfile.mkdtemp(prefix="poll-benchmark-"))
    results: dict[tuple[str, str], list[tuple[float, float, int, int]]] = defaultdict(list)
    try:
        commands = {}
        for name in args.only:
            (work / name).mkdir()
            commands[name] = TOOLS[name](work / name, server, bin_)

        def turn(phase: str) -> None:
            for name in args.only:
                if phase == "first" and name == "changedetection":
                    continue
                results[phase, name].append(measure(commands[name], work / name))
                print(f"{phase}: {name}: {results[phase, name][-1][0]:.2f} s", file=sys.stderr)

        turn("first")
        for _ in range(args.rounds):
            turn("unchanged")
        for _ in range(args.rounds):
            server.next_edition()
            turn("changed")
        print(f"{args.pages} pages, {args.rounds} rounds, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        report(results, args.only)
    finally:
        server.close()
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
