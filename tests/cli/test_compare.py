"""`revtrack compare --jsonl` through its front door: one answer a line, whatever the line is."""

import json
import subprocess
import sys
from pathlib import Path

from revtrack.pipeline.lines import MAX_LINE

GOOD = '{"id": "after", "before": "The ferry carried 12 people.", "after": "The ferry carried 21 people."}\n'
BLANK = {"code": "blank_line", "message": "the line is blank"}


def test_a_line_that_is_too_long_is_answered_once_and_the_next_one_is_read(tmp_path: Path) -> None:
    """One error with the line's own id and a code; the line behind it has its result; exit code 1."""
    source = tmp_path / "pairs.jsonl"
    with source.open("w") as stream:
        stream.write('{"id": "long", "before": null, "after": "')
        for _ in range(MAX_LINE // 1_000_000 + 5):
            stream.write("x" * 1_000_000)
        stream.write('"}\n' + GOOD)
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", "compare", "--jsonl", str(source)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {
        "id": "long",
        "error": {"code": "line_too_long", "message": f"longer than {MAX_LINE} bytes, skipped"},
    }
    assert [answer["id"] for answer in answers] == ["long", "after"]
    assert len(answers[1]["edits"]) == 1
    assert done.returncode == 1


def test_every_line_has_its_answer_a_blank_one_too() -> None:
    """Answers and lines can be laid side by side; the end of the last line begins no other."""
    for last in ("\n", ""):
        done = subprocess.run(
            [sys.executable, "-m", "revtrack", "compare", "--jsonl", "-"],
            input=f"\n{GOOD}  \r\n{GOOD}".removesuffix("\n") + last, capture_output=True, text=True, check=False,
        )  # fmt: skip
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [answer.get("error", answer["id"]) for answer in answers] == [
            BLANK, "after", BLANK, "after"
        ]  # fmt: skip
        assert done.returncode == 1
