"""`revtrack pause` and `resume`: an article is left alone and taken up again as it stood."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FERRY = "https://harbour.example/ferry"


@pytest.fixture
def revtrack(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Return a function that runs the command line on an archive with one article."""

    def run(*args: str) -> tuple[int, str, str]:
        env = os.environ | {"REVTRACK_DB": str(tmp_path / "a.db")}
        call = [sys.executable, "-m", "revtrack", *args]
        done = subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    run("add", FERRY)
    return run


def state(run) -> str:  # type: ignore[no-untyped-def]
    """Return the state of the one article."""
    return str(json.loads(run("list", "--json")[1])[0]["state"])


def test_a_paused_article_is_not_due_until_it_is_resumed(revtrack) -> None:  # type: ignore[no-untyped-def]
    """Each says what it did; doing it twice changes nothing; the chain proves both changes."""
    assert revtrack("pause", FERRY, "--why", "the outlet asked us to") == (
        0, "", f"{FERRY} is paused: no poll visits it until `revtrack resume`\n"
    )  # fmt: skip
    assert revtrack("pause", FERRY)[2] == f"{FERRY} was paused already\n"
    assert state(revtrack) == "paused"
    assert json.loads(revtrack("status", "--json")[1])["due"] == 0
    assert revtrack("resume", FERRY) == (0, "", f"{FERRY} is visited again\n")
    assert revtrack("resume", FERRY)[2] == f"{FERRY} was not paused\n"
    assert state(revtrack) == "new"
    assert json.loads(revtrack("status", "--json")[1])["due"] == 1
    assert revtrack("verify")[0] == 0


def test_what_was_taken_down_cannot_be_resumed(revtrack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A visit would bring the content back, and the message says so."""
    history = {
        "article_id": "quay",
        "url": "https://harbour.example/quay",
        "versions": [{"text": "Quay\n\nIt stands."}],
    }
    (tmp_path / "quay.jsonl").write_text(json.dumps(history))
    assert revtrack("import", "jsonl", "quay.jsonl", "--jobs", "1")[0] == 0
    assert revtrack("takedown", history["url"], "--reason", "order 12/26", "--yes")[0] == 0
    assert revtrack("resume", history["url"]) == (
        2, "",
        f"revtrack: {history['url']} was taken down and stays paused: a visit would bring its content back\n",
    )  # fmt: skip
