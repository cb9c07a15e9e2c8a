"""What a bare installation can do: everything but what an extra is for, and that says which one."""

import subprocess
import sys
from pathlib import Path

import pytest

from intake.samples import SAMPLES

pytestmark = pytest.mark.filterwarnings("default:::urlwatch", "default:::webchanges")
"""They write two of the sources, and warn."""

OPTIONAL = ("warcio", "msgpack", "duckdb", "starlette", "uvicorn", "feedparser", "dask", "distributed")
BARE = (
    f"import sys; sys.modules.update(dict.fromkeys({OPTIONAL!r}));"
    "from revtrack.cli import main; main(sys.argv[1:])"
)  # fmt: skip
"""A program in which none of the extras' modules can be imported."""
NEEDS = {"import warc": "warc", "import webchanges": "watchers", "export warc": "warc", "export wacz": "warc",
         "export parquet": "parquet"}  # fmt: skip
EXPORTS = ("warc", "wacz", "jsonl", "csv", "tables", "parquet", "annotations", "jsonld", "timemap", "labels", "git")


def bare(*args: object, **env: str) -> tuple[int, str]:
    """Run the command line without the extras; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", BARE, *map(str, args)], capture_output=True, text=True, check=False, env=env or None
    )
    return done.returncode, done.stderr


def expected(what: str) -> tuple[int, str]:
    """Return the exit code and the hint that *what* comes to."""
    return (1, f"pip install 'revtrack[{NEEDS[what]}]'") if what in NEEDS else (0, "")


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_comes_in_or_names_its_extra(tmp_path: Path, kind: str) -> None:
    """One line that says what to install, and nothing else is needed."""
    code, said = bare("import", kind, SAMPLES[kind](tmp_path, 2, 2), "--db", tmp_path / "a.db", "--jobs", 1)
    assert (code, said.count("Traceback")) == (expected(f"import {kind}")[0], 0), said
    assert expected(f"import {kind}")[1] in said
    assert len(said.splitlines()) == 1


def test_every_kind_goes_out_or_names_its_extra(tmp_path: Path) -> None:
    """The same the other way; where the extra is missing nothing is left half written."""
    source = SAMPLES["jsonl"](tmp_path, 2, 3)
    assert bare("import", "jsonl", source, "--db", tmp_path / "a.db", "--jobs", 1)[0] == 0
    for kind in EXPORTS:
        out = tmp_path / f"out-{kind}"
        code, said = bare("export", kind, "--db", tmp_path / "a.db", "-o", out)
        assert (code, len(said.splitlines())) == (expected(f"export {kind}")[0], 1), said
        assert expected(f"export {kind}")[1] in said
        assert out.is_file() or (code == 0 and out.is_dir()) or (code and not any(tmp_path.glob(f"out-{kind}*/*")))


def test_a_machine_without_git_says_so(tmp_path: Path) -> None:
    """The one program that an import runs."""
    code, said = bare("import", "git", tmp_path, "--db", tmp_path / "a.db", "--jobs", 1, PATH="")
    assert (code, said) == (1, "revtrack: git is not installed; it reads the repository\n")
