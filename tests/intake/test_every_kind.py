"""Laws of every importer: again adds nothing, and what was cut short goes on to the same archive."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from intake.histories import everything
from intake.samples import SAMPLES
from revtrack.exchange import KINDS, ReadOptions, reader
from revtrack.intake import Intake, Progress, bring_in
from revtrack.store import Archive

pytestmark = pytest.mark.filterwarnings("default:::urlwatch", "default:::webchanges")
"""They write two of the sources, and warn."""

NOW = "2026-06-01T00:00:00Z"
LISTS = ("csv", "opml")
"""Kinds that bring addresses and no looks."""
LOOKING = [kind for kind in SAMPLES if kind not in LISTS]


def bring(path: Path, kind: str, source: Path, items: int | None = None) -> Progress:
    """Import the source, or only the first *items* of what its reader hands on."""
    with Archive(path) as archive:
        found = islice(reader(kind)(str(source), ReadOptions()), items)
        return bring_in(archive, found, Intake(kind, source.name), lambda: NOW)


def test_every_kind_has_a_sample() -> None:
    """All but an archive on the net: the round trips import that from a real pywb, twice."""
    assert {*SAMPLES, "memento"} == KINDS.keys()


@pytest.mark.parametrize("kind", SAMPLES)
def test_importing_again_adds_nothing_whatever_the_kind(tmp_path: Path, kind: str) -> None:
    """Not a row but that of the import itself; the first time brought every version of every article."""
    source = SAMPLES[kind](tmp_path, 3, 4)
    first = bring(tmp_path / "a.db", kind, source)
    assert (first.articles, first.versions, first.troubles) == (3, 0 if kind in LISTS else 12, 0)
    before = everything(tmp_path / "a.db")
    again = bring(tmp_path / "a.db", kind, source)
    assert (again.looks, again.versions, again.known) == (0, 0, first.looks)
    assert everything(tmp_path / "a.db") == before


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_import_cut_short_anywhere_goes_on_to_the_same_archive(tmp_path: Path, kind: str) -> None:
    """After each of the articles: what the rest adds is what an undisturbed import wrote."""
    source = SAMPLES[kind](tmp_path, 3, 4)
    bring(tmp_path / "whole.db", kind, source)
    for items in range(1, 3):
        cut = tmp_path / f"{items}.db"
        bring(cut, kind, source, items)
        bring(cut, kind, source)
        assert _content(cut) == _content(tmp_path / "whole.db"), items


@pytest.mark.slow
@pytest.mark.parametrize("kind", LOOKING)
def test_a_killed_import_goes_on_where_it_stopped(tmp_path: Path, kind: str) -> None:
    """kill -9 in the middle, then the same command: the archive is that of an undisturbed import."""
    source = SAMPLES[kind](tmp_path, 40, 8)
    command = [sys.executable, "-m", "revtrack", "import", kind, str(source), "--jobs", "1"]
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    subprocess.run([*command, "--db", str(whole)], stderr=subprocess.DEVNULL, check=True)
    process = subprocess.Popen([*command, "--db", str(cut)], stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _versions(cut):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert 0 < _versions(cut) < _versions(whole), "it was killed in the middle"
    assert _versions(whole) == 320
    subprocess.run([*command, "--db", str(cut)], stderr=subprocess.DEVNULL, check=True)
    assert _content(cut) == _content(whole)


def _content(path: Path) -> list[object]:
    """Return what every article shows, once the archive has proved."""
    with Archive(path, read_only=True) as archive:
        assert archive.verify().problems == ()
        timelines = [archive.timeline(article) for article in list(archive.articles())]
    return [
        [timeline.article.url, timeline.steps, [replace(version, hash="") for version in timeline.versions]]
        for timeline in timelines
    ]


def _versions(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        try:
            return int(db.execute("SELECT COUNT(*) FROM versions").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
