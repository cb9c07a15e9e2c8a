"""Git histories of content, and folders of dated pages."""

import os
import subprocess
from pathlib import Path

import pytest

from exchange.reading import everything, write
from exchange.stories import FIRST, PAGES, SECOND, TIMES
from revtrack.errors import InputError


def git(folder: Path, *args: str, at: str = TIMES[0]) -> None:
    """Run git in *folder* as an invented editor at a given time."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
           for key, value in (("NAME", "Ana Teal"), ("EMAIL", "ana@harbour.example"), ("DATE", at))}  # fmt: skip
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True, env={**os.environ, **who})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository: a story published, renamed and corrected, merged from a branch; a README beside it."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    write(folder / "content/fares.md", f"+++\ntitle = 'Fares'\n+++\n{FIRST}\n\n" + "More of the story. " * 20)
    write(folder / "README.md", "How we publish.")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Publish fares")
    git(folder, "mv", "content/fares.md", "content/ferry-fares.md")
    git(folder, "commit", "-qm", "Better slug", at=TIMES[1])
    git(folder, "checkout", "-qb", "fix")
    for text in (SECOND.replace("13", "30"), SECOND):
        write(folder / "content/ferry-fares.md", f"+++\ntitle = 'Fares'\n+++\n{text}\n\n" + "More of the story. " * 20)
        git(folder, "commit", "-qam", "Draft of the fix", at=TIMES[1])
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Correct the rise", "fix", at=TIMES[2])
    return folder


def test_each_publish_is_a_version_and_a_renamed_file_stays_one_article(repository: Path) -> None:
    """The main line only: drafts on a branch were never published, a rename alone changes no words."""
    found, troubles = everything("git", repository, base="https://harbour.example/{name}/")
    assert troubles == []
    assert [(i.key, i.url) for i in found] == [("content/ferry-fares.md", "https://harbour.example/ferry-fares/")]
    looks = found[0].looks
    assert [look.at for look in looks] == [TIMES[0], TIMES[2]]
    assert FIRST in looks[0].body.decode()
    assert SECOND in looks[1].body.decode()
    detail = dict(looks[1].detail)
    assert (detail["message"], detail["author"], detail["path"]) == (
        "Correct the rise",
        "Ana Teal",
        "content/ferry-fares.md",
    )


def test_paths_are_chosen_by_pattern(repository: Path) -> None:
    """With a pattern, a README is content as well; without a base, the address says where it came from."""
    found, _ = everything("git", repository, match=("README*",))
    assert [i.url for i in found] == ["import:git/harbour/README.md"]


def test_a_repository_runs_nothing_of_its_own(repository: Path, tmp_path: Path) -> None:
    """Hooks, filters and monitors configured by whoever made it stay off."""
    trap = write(tmp_path / "trap.sh", f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "core.pager", "diff.md.textconv"):
        git(repository, "config", key, str(trap))
    write(repository / ".gitattributes", "*.md diff=md\n")
    everything("git", repository)
    assert not (tmp_path / "sprung").exists()


def test_what_is_no_repository_is_refused(tmp_path: Path) -> None:
    """In words, whatever is there instead."""
    with pytest.raises(InputError, match="no folder at"):
        everything("git", tmp_path / "none")
    with pytest.raises(InputError, match="is no git repository"):
        everything("git", tmp_path)


@pytest.mark.parametrize(
    "names",
    [
        ("fares-2026-05-03T0800.html", "fares-2026-05-03T1130.html", "fares-2026-05-04T0700.html"),
        ("20260503080000/fares.html", "20260503113000/fares.html", "20260504070000/fares.html"),
        ("fares/20260503080000.html", "fares/20260503113000.html", "fares/20260504070000.html"),
        ("2026-05-03_08-00-00_fares.html", "2026-05-03_11-30-00_fares.html", "2026-05-04_07-00-00_fares.html"),
    ],
    ids=["suffix", "folder of dates", "file of dates", "prefix"],
)
def test_files_that_differ_only_in_the_date_are_one_article(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Wherever the date stands in the path; links out of the folder are not followed."""
    secret = write(tmp_path / "secret-2026-05-03.html", PAGES[0])
    for name, body in zip(names, PAGES, strict=True):
        write(tmp_path / "pages" / name, body)
    (tmp_path / "pages/link-2026-05-03.html").symlink_to(secret)
    found, troubles = everything("folder", tmp_path / "pages", base="https://harbour.example/")
    assert troubles == []
    assert [i.url for i in found] == ["https://harbour.example/fares.html"]
    assert [(look.at, look.body) for look in found[0].looks] == list(zip(TIMES, PAGES, strict=True))


def test_a_file_without_a_date_has_an_unknown_time(tmp_path: Path) -> None:
    """A number that is no date is part of the name."""
    write(tmp_path / "pages/budget-1337.html", PAGES[0])
    found, _ = everything("folder", tmp_path / "pages")
    assert [(i.key, i.looks[0].at) for i in found] == [("budget-1337.html", "")]
