"""Every command helps, fails clearly, and costs nothing until it is asked for."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from revtrack.cli import COMMANDS, group
from revtrack.cli.reference import reference

ROOT = Path(__file__).parents[2]


def run(*arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "revtrack", *arguments],
        cwd=cwd, input=stdin, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "NO_COLOR": "1"},
    )  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_how(name: str) -> None:
    """Each help names what the command does; each command that takes anything shows an example."""
    context = click.Context(group, info_name="revtrack")
    command = group.get_command(context, name)
    assert command is not None
    assert command.help
    shown = command.get_help(click.Context(command, info_name=name, parent=context))
    assert "Example" in shown or isinstance(command, click.Group)


def test_the_list_of_commands_imports_none_of_them() -> None:
    """`revtrack --help` answers without lxml, aiohttp, sqlite-utils or Jinja."""
    code = (
        "import sys\nfrom revtrack.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'lxml', 'aiohttp', 'sqlite3', 'sqlite_utils', 'jinja2', 'trafilatura', 'rapidfuzz', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["lst"], 2, "No such command"),
        (["list"], 1, "db/revtrack.db"),
        (["history", "https://a.example/"], 1, "db/revtrack.db"),
        (["compare"], 2, "compare takes one or two files, not 0"),
        (["compare", "a", "b", "c"], 2, "compare takes one or two files, not 3"),
        (["compare", "nowhere.txt"], 65, "nowhere.txt: cannot be read: No such file or directory"),
        (["compare", "--jsonl", "nowhere.jsonl"], 65, "nowhere.jsonl: cannot be read"),
        (["compare", "--jsonl", "-", "x"], 2, "--jsonl takes its texts and notes from the lines"),
        (["compare", "binary.bin"], 65, "binary.bin: is not UTF-8 (byte 0)"),
    ],
)
def test_a_mistake_is_answered_in_one_line_with_its_own_code(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    """The message says what was asked and what there is; nothing is printed to standard output."""
    (tmp_path / "binary.bin").write_bytes(b"\xff\xfe\x00")
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_compare_prints_for_people_for_programs_and_as_a_page(tmp_path: Path) -> None:
    """The same comparison in three dresses; `--exit-code` says that there is something to see."""
    (tmp_path / "a.txt").write_text("The ferry carries 40 cars.\n\nIt sails at noon.\n")
    (tmp_path / "b.txt").write_text("The ferry carries 60 cars.\n\nIt sails at noon.\n")
    people = run("compare", "a.txt", "b.txt", "--exit-code", cwd=tmp_path)
    assert people.returncode == 10
    assert "“40” -> “60”" in people.stdout
    programs = run("compare", "a.txt", "b.txt", "--json", cwd=tmp_path)
    result = json.loads(programs.stdout)
    assert (result["schema"], programs.returncode) == ("revtrack.comparison/1", 0)
    assert result["unannounced"] == [result["edits"][0]["id"]]
    page = run("compare", "a.txt", "b.txt", "--html", "out.html", cwd=tmp_path)
    assert (page.returncode, page.stdout) == (0, "")
    html = (tmp_path / "out.html").read_text()
    assert ">40</del>" in html
    assert ">60</ins>" in html
    assert "<script" not in html
    assert 'href="static' not in html


def test_many_processes_print_the_same_bytes_as_one(tmp_path: Path) -> None:
    """`--jobs` changes nothing but the time; bad lines are answered and make the exit code 1."""
    lines = [
        json.dumps({"id": str(n), "before": f"The toll is {n}.", "after": f"The toll is {n + 1}."}) for n in range(12)
    ]
    lines.insert(5, "not json")
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    one = run("compare", "--jsonl", "in.jsonl", cwd=tmp_path)
    two = run("compare", "--jsonl", "in.jsonl", "--jobs", "2", cwd=tmp_path)
    assert (one.returncode, two.returncode) == (1, 1)
    assert one.stdout == two.stdout
    answers = [json.loads(line) for line in one.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["0", "1", "2", "3", "4", None, *map(str, range(5, 12))]


def test_the_command_reference_is_what_the_commands_say() -> None:
    """docs/cli.md holds every command's help as it is now."""
    assert reference().strip() in (ROOT / "docs" / "cli.md").read_text()
