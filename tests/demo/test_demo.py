"""The demo finds what its newsroom did, and the committed sample is what it writes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.demo import run
from revtrack.report.remembered import SUMMARIES

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "reports" / "sample"
DIGEST = re.compile(r"[0-9a-f]{12,64}")
"""Hashes prove the bytes and name the libraries that read them: they change with a library's release, words do not."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demo's archive (`demo.db`) and site (`site/`)."""
    folder = tmp_path_factory.mktemp("demo")
    run(folder / "demo.db", folder / "site", lambda line: None)
    return folder


def ask(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", *arguments, "--db", str(folder / "demo.db"), "--json"],
        capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def words(folder: Path) -> dict[str, str]:
    """Return every file of a site by name, digests masked; what a run keeps for the next one is left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMMARIES)
    return {str(path.relative_to(folder)): DIGEST.sub("#", path.read_text("utf-8")) for path in files}


def test_every_note_of_the_newsroom_is_found_and_joined(demo: Path) -> None:
    """Eight notes in eight places, two languages, one of them in structured data only: each finds its words."""
    notes = [note for note in ask(demo, "notes") if note["status"] == "new"]
    assert sorted((note["outlet"], note["kind"]) for note in notes) == [
        ("Capital Ledger", "correction"),
        ("Lakeland Today", "correction"),
        ("Niedermarker Bote", "correction"),
        ("Northmoor Courier", "correction"),
        ("The Daily Harbour", "correction"),
        ("The Marrow Post", "correction"),
        ("The Marrow Post", "correction"),
        ("Tidewater News", "correction"),
    ]
    assert [note["text"] for note in notes if not any(link["status"] == "linked" for link in note["links"])] == []  # type: ignore[attr-defined,index]


def test_what_was_not_announced_is_listed_and_nothing_else(demo: Path) -> None:
    """The name, the legal status, the removed note, the withdrawn article and the social card are there to look at."""
    found = {(row["code"], str(row["url"]).rsplit("/", 1)[-1]) for row in ask(demo, "audit", "--severity", "2")}
    assert found == {
        ("article_gone", "bellweather-takeover-talks"),
        ("note_removed", "school-meals-vote"),
        ("old_value_stands", "bridge"),
        ("social_card", "museum-heist"),
        ("unannounced_change", "quarry-owner-charged"),
        ("unannounced_change", "bridge"),
        ("unannounced_change", "museum-heist"),
    }


def test_noise_makes_no_version(demo: Path) -> None:
    """Nonces, counters and rotating rails change on every load; versions are only what the newsroom edited."""
    versions = {row["url"]: len(ask(demo, "history", str(row["url"]))) for row in ask(demo, "list")}
    assert sorted(versions.values()) == [1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 5]


def test_the_sample_is_what_the_demo_writes(demo: Path) -> None:
    """Every page of reports/sample is there word for word; `make sample` renews it."""
    assert words(demo / "site") == words(SAMPLE)
