"""What every command says where no archive is: a mistyped path is never made into an empty one and reported as done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.cli import COMMANDS

URL = "https://news.example/ferry"
MAKES = {"init", "add", "demo", "import", "restore"}
"""Commands that make an archive, or put one in its place."""
WITHOUT = {"compare", "profile", "verify-evidence"}
"""Commands that need none."""
ASKED: dict[str, list[list[str]]] = {
    "poll": [[], ["--dry-run"]],
    "pause": [[URL]],
    "resume": [[URL]],
    "status": [[]],
    "alert": [[], ["--list"]],
    "report": [["-o", "site"]],
    "search": [["ferry"]],
    "verify": [[]],
    "rederive": [[], ["--dry-run"]],
    "anchor": [["--list"], []],
    "backup": [["copy.db"]],
    "prune": [["--checks-before", "2026-01-01"], ["--checks-before", "2026-01-01", "--apply"]],
    "takedown": [[URL, "--reason", "asked to", "--yes"]],
    "serve": [["--port", "8999"]],
    "desk": [["--port", "8999"]],
    "user": [["list"], ["add", "ines"], ["role", "ines", "reader"], ["disable", "ines"]],
    "export": [["jsonl"]],
    "list": [[], ["--listings"]],
    "history": [[URL]],
    "show": [[URL]],
    "diff": [[URL, "1", "2"]],
    "blame": [[URL]],
    "notes": [[]],
    "audit": [[]],
    "merge": [["both.db", "harbuor.db", "harbour.db"]],
}


def test_every_command_is_here() -> None:
    """A new command says what it does without an archive."""
    assert set(COMMANDS) == MAKES | WITHOUT | set(ASKED)


each_command = pytest.mark.parametrize(
    "args", [[name, *more] for name, forms in ASKED.items() for more in forms], ids=" ".join
)


def run(args: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder* on its `harbuor.db`, with a configuration that anchors and no environment of ours."""
    (folder / "revtrack.toml").write_text('[anchor]\ncommand = ["true"]\n')
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REVTRACK_")}
    return subprocess.run(
        [sys.executable, "-m", "revtrack", *args, "--db", "harbuor.db"],
        cwd=folder, env=clean, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@each_command
def test_a_command_for_an_archive_says_that_none_is_there_and_makes_none(args: list[str], tmp_path: Path) -> None:
    """It names the path it looked at and what makes an archive, exits 1, and leaves the folder as it was."""
    done = run(args, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("revtrack: no archive at harbuor.db; ")
    assert "revtrack --db harbuor.db init" in done.stderr or "revtrack add URL --db harbuor.db" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["revtrack.toml"]


@each_command
def test_a_command_leaves_an_empty_file_empty(args: list[str], tmp_path: Path) -> None:
    """A file without a byte is no archive to begin unasked: every command says so, exits 65 and writes nothing into it."""
    (tmp_path / "harbuor.db").touch()
    done = run(args, tmp_path)
    assert (done.returncode, done.stdout) == (65, "")
    assert done.stderr == "revtrack: harbuor.db is empty; make it an archive with: revtrack --db harbuor.db init\n"
    assert {path.name: path.stat().st_size for path in tmp_path.glob("harbuor*")} == {"harbuor.db": 0}
