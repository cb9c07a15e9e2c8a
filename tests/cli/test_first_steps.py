"""What a newcomer types, mistakes included: each answer says what there is and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def revtrack(*args: str, at: Path, **env: str) -> tuple[int, str, str]:
    """Run the command line in folder *at*; return its exit code, data and talk."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REVTRACK_")}
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", *args], cwd=at, env=clean | env, capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr


def test_the_archive_may_be_named_before_or_after_the_command(tmp_path: Path) -> None:
    """The command's own flag beats the early one, and either beats the environment."""
    assert revtrack("--db", "a.db", "init", at=tmp_path)[:2] == (0, "made a.db\n")
    assert revtrack("init", "--db", "b.db", at=tmp_path)[:2] == (0, "made b.db\n")
    assert revtrack("--db", "a.db", "init", "--db", "c.db", at=tmp_path)[:2] == (0, "made c.db\n")
    assert revtrack("--db", "d.db", "init", at=tmp_path, REVTRACK_DB="e.db")[:2] == (0, "made d.db\n")
    assert revtrack("init", at=tmp_path, REVTRACK_DB="e.db")[:2] == (0, "made e.db\n")
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["a.db", "b.db", "c.db", "d.db", "e.db"]


def test_the_configuration_may_be_named_before_the_command(tmp_path: Path) -> None:
    """A wrong one is complained about under the name that was given."""
    (tmp_path / "house.toml").write_text("[fetch]\nbytes = 3\n")
    code, _, talk = revtrack("--config", "house.toml", "add", "https://news.example/a", at=tmp_path)
    assert (code, talk.startswith("revtrack: house.toml:2:")) == (78, True)


def test_what_an_error_advises_works(tmp_path: Path) -> None:
    """The command that the message about a missing archive names makes it."""
    code, _, talk = revtrack("list", at=tmp_path)
    advice = "revtrack --db db/revtrack.db init"
    assert (code, talk) == (1, f"revtrack: no archive at db/revtrack.db; make one with: {advice}\n")
    assert revtrack(*advice.split()[1:], at=tmp_path)[0] == 0
    assert revtrack("list", at=tmp_path)[0] == 0


def test_a_mistyped_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """One that resembles none is sent to the help."""
    assert revtrack("histroy", at=tmp_path)[2].endswith("Error: no command 'histroy'; did you mean 'history'?\n")
    assert revtrack("xyzzy", at=tmp_path)[2].endswith("Error: no command 'xyzzy'; see: revtrack --help\n")


@pytest.mark.parametrize(
    ("args", "talk"),
    [
        (["list"], "no articles yet; begin with: revtrack add URL\n"),
        (["list", "--outlet", "The Daily Harbour"], "no such article\n"),
        (["notes"], "no correction notes\n"),
        (["audit"], "nothing to look at\n"),
        (["search", "ferry"], "nothing found\n"),
    ],
)
def test_an_empty_list_says_so_and_prints_no_data(tmp_path: Path, args: list[str], talk: str) -> None:
    """Talk goes to standard error, so that a program reading the data sees none."""
    revtrack("init", at=tmp_path)
    assert revtrack(*args, at=tmp_path) == (0, "", talk)


def test_an_address_without_its_scheme_is_told_how_to_begin(tmp_path: Path) -> None:
    """It is refused, not guessed, and the others are watched."""
    code, _, talk = revtrack("add", "news.example/ferry", "https://news.example/ferry", at=tmp_path)
    assert code == 1
    assert talk == (
        "refused: news.example/ferry: not an absolute http or https URL: begin it with https://; nor is there a file of that name\n"
        "1 new article, 0 known already\n"
    )
