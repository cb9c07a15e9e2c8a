"""
Give every file of a folder to `revtrack import warc` by itself, and print a table of what each came to.

    python benchmarks/scale/archive_files.py FOLDER [--seconds 60]

A file passes when it is imported or refused with a reason (exit 0, 1, 65) in time, and the archive proves afterwards.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

GOOD = (0, 1, 65)


def one(path: Path, seconds: float) -> tuple[str, str]:
    """Return (how it ended, a line about it)."""
    with tempfile.TemporaryDirectory() as folder:
        base = [sys.executable, "-m", "revtrack"]
        where = ["--db", f"{folder}/a.db"]
        start = time.monotonic()
        try:
            done = subprocess.run(
                [*base, "import", "warc", str(path), *where, "--jobs", "1", "--json"],
                capture_output=True, text=True, timeout=seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "HANGS", f"{path.name}: not done in {seconds:g} s"
        spent = time.monotonic() - start
        verified = subprocess.run([*base, "verify", *where], capture_output=True, check=False).returncode
        rows = json.loads(done.stdout) if done.stdout.startswith("[") else [{}]
        told = {key: rows[0].get(key, 0) for key in ("articles", "versions", "unchanged", "faults", "troubles")}
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        why = (rows[0].get("examples") or said[-1:] or [""])[0]
        sound = done.returncode in GOOD and verified in (0, 66)
        how = {0: "imported", 1: "imported in part", 65: "refused"}.get(done.returncode, "FAILS") if sound else "FAILS"
        counts = " ".join(f"{value:>4}" for value in told.values())
        return how, f"{how:<17}{counts} {spent:6.1f} s  {path.name}  {why if done.returncode else ''}"[:220]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    ends: Counter[str] = Counter()
    print(f"{'':<17}arti vers unch faul trou")
    for file in sorted(path for path in Path(arguments.folder).rglob("*") if path.is_file()):
        how, line = one(file, arguments.seconds)
        ends[how] += 1
        print(line, flush=True)
    print(dict(ends))
    sys.exit(1 if ends["HANGS"] or ends["FAILS"] else 0)
