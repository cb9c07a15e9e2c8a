"""
Measure how fast histories come in: looks a second for each number of processes, and bytes on disk a look.

    python benchmarks/scale/import_rate.py histories.jsonl.gz [--jobs 1 2]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from revtrack.store import Archive


def measure(source: str, jobs: int) -> str:
    """Return one line about an import of *source* into a fresh archive on *jobs* processes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        command = [sys.executable, "-m", "revtrack", "import", "jsonl", source, "--db", str(path), "--jobs", str(jobs)]
        subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
        spent = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        with Archive(path, read_only=True) as archive:
            looks = archive.db.value("SELECT COUNT(*) FROM checks")
            versions = archive.db.value("SELECT COUNT(*) FROM versions")
        size = path.stat().st_size
    return (
        f"{jobs} processes: {looks} looks, {versions} versions in {spent:.1f} s ({cpu:.1f} s of CPU): "
        f"{looks / spent:.0f} looks/s, {looks / cpu:.0f} per CPU second, {size / max(looks, 1):.0f} bytes a look"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    print(f"load when started: {os.getloadavg()[0]:.1f}")
    for number in arguments.jobs:
        print(measure(arguments.source, number))
