"""What every command promises to other programs: the options it takes, the forms it prints in, the codes it exits with."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from revtrack.cli import COMMANDS, group
from revtrack.store import Archive
from store import stories


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its words, those below another included."""
    root = click.Context(group, info_name="revtrack")
    for name in COMMANDS:
        command = group.get_command(root, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", found) for below, found in command.commands.items())
        else:
            yield name, command


EVERY = dict(commands())
TALK = {
    "pause", "resume", "demo", "serve", "desk", "user add", "user disable", "user password", "user role"
}  # fmt: skip
"""Commands that print no data: they say what they did, or serve."""
LISTS = {"list", "history", "notes", "audit", "search", "alert", "anchor", "user list", "import", "export"}
"""Commands that print a list."""


def options(command: click.Command) -> set[str]:
    """Return the long options a command takes."""
    return {name for param in command.params for name in param.opts if name.startswith("--")}


@pytest.mark.parametrize("name", EVERY)
def test_every_command_takes_the_archive_and_the_configuration(name: str) -> None:
    """A script can give both to whatever command it runs."""
    assert options(EVERY[name]) >= {"--db", "--config"}


@pytest.mark.parametrize("name", EVERY)
def test_every_command_that_prints_data_has_json_and_lists_have_lines_and_cells(name: str) -> None:
    """A new command prints no data, or has `--json`; a list has `--jsonl` and `--csv` as well."""
    wanted = set() if name in TALK else {"--json", "--jsonl", "--csv"} if name in LISTS else {"--json"}
    assert options(EVERY[name]) >= wanted


def revtrack(*args: object, at: Path, stdin: str = "", **more: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in folder *at*, as another program would."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REVTRACK_")}
    out = {"stdout": subprocess.PIPE} | more
    return subprocess.run(
        [sys.executable, "-m", "revtrack", *map(str, args)], cwd=at, env=clean, input=stdin, stderr=subprocess.PIPE,
        text=True, check=False, **out,
    )  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of one article, two texts, and a file where some want a folder."""
    folder = tmp_path_factory.mktemp("contract")
    (folder / "db").mkdir()
    with Archive(folder / "db" / "revtrack.db") as archive:
        article = archive.add(stories.URL, "The Daily Harbour")
        one, two = stories.document("It runs.", "1,200 came."), stories.document("It runs.", "12,000 came.")
        archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
        archive.commit(stories.second(article, one, two, "2026-05-03T12:00:00Z"))
        archive.seal()
    (folder / "one.txt").write_text("Ferry stays\n\nIt carries 1,200 people.")
    (folder / "two.txt").write_text("Ferry stays\n\nIt carries 12,000 people.")
    return folder


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "args",
    ["list", "verify --json", "compare one.txt two.txt", "compare --jsonl -", "export jsonl", "search came --csv"],
)
def test_data_that_finds_no_room_exits_73(place: Path, args: str) -> None:
    """One line says so, whichever way the data is written."""
    with open("/dev/full", "w") as full:
        done = revtrack(*args.split(), at=place, stdin='{"id": "a", "before": "x", "after": "y"}\n', stdout=full)
    assert done.stderr == "revtrack: the output: cannot be written: No space left on device\n"
    assert done.returncode == 73


@pytest.mark.parametrize(
    "args",
    [
        "compare one.txt two.txt --html no/such/page.html", "export jsonl -o one.txt/x.jsonl", "export csv -o one.txt",
        "export warc -o one.txt/x.warc", "export wacz -o one.txt/x.wacz", "export timemap -o one.txt",
        "backup one.txt/backup.db", "init --db one.txt/a.db", "restore db/revtrack.db --db one.txt/a.db",
        "add https://news.example/x --db one.txt/a.db",
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_written_exits_73(place: Path, args: str) -> None:
    """The message names the place, and nothing is left half written."""
    before = sorted(place.iterdir())
    done = revtrack(*args.split(), at=place)
    assert (done.returncode, done.stdout) == (73, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("revtrack: ")
    assert any(f"{name}" in line for name in ("no/such/page.html", "one.txt"))
    assert sorted(place.iterdir()) == before


def test_a_configuration_that_was_named_must_be_there(place: Path) -> None:
    """By flag before or after the command, or by environment: exit 78; only the default one may be missing."""
    for args in ("poll --config none.toml", "--config none.toml poll"):
        done = revtrack(*args.split(), at=place)
        assert (done.returncode, done.stderr) == (78, "revtrack: no configuration file at none.toml\n")
    (place / "folder").mkdir()
    for args in ("poll --config folder", "--config folder poll"):
        done = revtrack(*args.split(), at=place)
        assert (done.returncode, done.stderr) == (78, "revtrack: folder: cannot be read: Is a directory\n")


def test_lines_compared_exit_10_when_one_changed(place: Path) -> None:
    """Only when asked to, and a bad line counts for more."""
    same, other = (
        json.dumps({"id": "a", "before": "It ran.", "after": f"It {verb}."}) + "\n" for verb in ("ran", "sank")
    )
    codes = [
        revtrack("compare", "--jsonl", "-", *flag, at=place, stdin=lines).returncode
        for lines in (same, same + other, "{\n" + other)
        for flag in ((), ("--exit-code",))
    ]
    assert codes == [0, 0, 0, 10, 1, 1]


def test_what_was_done_is_told_as_json(place: Path) -> None:
    """Standard output is one JSON value and nothing besides."""
    proof = {"backup", "articles", "versions", "head"}
    for args, keys in (
        ("init --json", {"archive", "made", "steps", "articles", "kept"}),
        ("backup copy.db --json", proof),
        ("restore copy.db --check --json", {"restored", *proof}),
        ("restore copy.db --json --db other.db", {"restored", *proof}),
        (f"takedown {stories.URL}@1 --reason order --yes --json --db other.db",
         {"article", "versions", "captures", "notes", "blocks", "head"}),
        ("merge whole.db copy.db --jobs 1 --json", {
            "target", "articles", "looks", "versions", "known", "unchanged", "faults", "feeds", "troubles", "examples",
            "sources"
        }),
    ):  # fmt: skip
        done = revtrack(*args.split(), at=place)
        assert done.returncode == 0, done.stderr
        assert set(json.loads(done.stdout)) == keys
    for args in ("poll --dry-run --json", "import kinds --json", "export kinds --json"):
        assert isinstance(json.loads(revtrack(*args.split(), at=place).stdout), list)


@pytest.mark.parametrize("args", ["audit", "notes", "search came", "prune", "search came --kind nonsense"])
def test_what_cannot_be_meant_is_wrong_usage(place: Path, args: str) -> None:
    """A time that is none, or a kind there is not: exit 2, and nothing is done."""
    flag = {"prune": ["--apply", "--captures-before", "yesterday"]}.get(args, ["--since", "yesterday"])
    assert revtrack(*args.split(), *flag, at=place).returncode == 2


@pytest.mark.parametrize("command", ["list", "verify", "poll", "init"])
@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        ("", 65, "is empty; make it an archive with: revtrack --db"),
        ("Ferry stays", 65, "is not a SQLite file"),
        (None, 2, "is a directory"),
    ],
)
def test_a_file_that_is_no_archive_is_called_what_it_is(
    tmp_path: Path, command: str, made: str | None, code: int, said: str
) -> None:
    """An empty one is made an archive by `init` alone; any other is left as it is."""
    path = tmp_path / "a.db"
    if made is None:
        path.mkdir()
    else:
        path.write_text(made)
    done = revtrack(command, "--db", path, at=tmp_path)
    if made == "" and command == "init":
        assert done.returncode == 0
        return
    assert done.returncode == code
    assert said in done.stderr
    assert made is None or path.read_text() == made
