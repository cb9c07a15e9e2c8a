"""
Drive the command line through the newsroom's days, as cron would.

Every step is one `revtrack poll` in a process of its own, at a pretended time,
so that the finished site is the same bytes wherever the demo runs.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from revtrack.demo.edition import HOURS, Story, moment, stories
from revtrack.demo.newsroom import Newsroom, serving
from revtrack.errors import RevtrackError
from revtrack.model import stamp

Say = Callable[[str], None]


def run(database: Path, site: Path, say: Say) -> None:
    """
    Poll the newsroom through every step into *database* and write *site*; *say* gets a line a step.

    A database of an earlier demo is replaced. Raises `RevtrackError` when a command fails.
    """
    told = stories()
    newsroom = Newsroom(told)
    for old in (database, *(Path(f"{database}{end}") for end in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)
    database.parent.mkdir(parents=True, exist_ok=True)
    with serving(newsroom) as address, tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "revtrack.toml"
        config.write_text(settings(told, address), encoding="utf-8")
        environment = {**os.environ, "REVTRACK_DB": str(database), "REVTRACK_CONFIG": str(config)}
        call(["init"], environment, 0)
        call(["add", *(story.first.url for story in told)], environment, 0)
        for step in range(len(HOURS)):
            newsroom.step = step
            call(["poll", "--all"], environment, step)
            say(f"{moment(step):%d %b %H:%M} UTC  looked at {len(told)} articles")
        call(["report", "-o", str(site)], environment, len(HOURS) - 1)
        for line in summary(environment):
            say(line)


def settings(told: Sequence[Story], address: str) -> str:
    """Return a configuration that sends every invented host to the newsroom on loopback, with no waiting."""
    hosts = sorted({story.first.outlet.host for story in told})
    lines = ["[fetch]", 'contact = "https://revtrack.example/demo"', "", "[fetch.connect_to]"]
    lines += [f'"{host}" = "{address}"' for host in hosts]
    lines += ["", "[politeness]", "gap_s = 0", "concurrency = 4", "robots = false", ""]
    for name, host in sorted({(story.first.outlet.name, story.first.outlet.host) for story in told}):
        lines += [f'[outlets."{name}"]', f'match = ["{host}"]', ""]
    return "\n".join(lines)


def call(arguments: Sequence[str], environment: Mapping[str, str], step: int) -> str:
    """Run one revtrack command at the time of *step* and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", *arguments],
        env={**environment, "REVTRACK_PRETEND_NOW": stamp(moment(step), "seconds")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RevtrackError(f"revtrack {' '.join(arguments)} failed ({done.returncode}): {done.stderr.strip()}")
    return done.stdout


def summary(environment: Mapping[str, str]) -> list[str]:
    """Return what the archive now knows, a line each, as the commands print it."""
    last = len(HOURS) - 1
    notes: list[dict[str, Any]] = json.loads(call(["notes", "--json"], environment, last))
    findings: list[dict[str, Any]] = json.loads(call(["audit", "--json"], environment, last))
    joined = sum(any(link["status"] == "linked" for link in note["links"]) for note in notes)
    lines = ["", f"{len(notes)} correction notes seen, {joined} joined to the words they correct", "To look at:"]
    lines += [f"  {finding['title']}  ({finding['outlet']}: {finding['headline']})" for finding in findings]
    return lines
