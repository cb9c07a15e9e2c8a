"""`revtrack notes` shows, for a person, each note with the very words it was joined to."""

import json
import os
import subprocess
import sys
from pathlib import Path

STORY = (
    "Ferry to run all winter\n\nThe council voted on Tuesday to keep the ferry running.\n\n"
    "It carried {count} passengers a day last year, said Ines Falk, the {title}.\n\nThe vote was carried."
)
NOTE = (
    "\n\nCorrection: An earlier version of this article misstated the number of passengers. It is 12,000, not 1,200."
    " It also gave the wrong title for Ines Falk. She is the deputy harbour master."
)


def test_each_note_stands_with_the_words_before_and_after(tmp_path: Path) -> None:
    """A replaced value shows both sides, an inserted word says that it was put in."""
    texts = [STORY.format(count="1,200", title="harbour master")]
    texts.append(STORY.format(count="12,000", title="deputy harbour master") + NOTE)
    versions = [{"time": f"2026-05-0{day}T08:00:00Z", "text": text} for day, text in enumerate(texts, 1)]
    article = {"article_id": "ferry", "url": "https://harbour.example/ferry", "versions": versions}
    (tmp_path / "ferry.jsonl").write_text(json.dumps(article))

    def revtrack(*args: str) -> str:
        env = os.environ | {"REVTRACK_DB": str(tmp_path / "a.db")}
        call = [sys.executable, "-m", "revtrack", *args]
        return subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout

    revtrack("import", "jsonl", "ferry.jsonl", "--outlet", "The Daily Harbour", "--jobs", "1")
    lines = [line.rpartition(" (confidence ")[0] or line for line in revtrack("notes").splitlines()]
    assert lines == [
        "2026-05-02T08:00:00Z  The Daily Harbour  Ferry to run all winter",
        f"    version 2, new correction: {NOTE.strip()}",
        "    n1.c1 is about e1: “1,200” -> “12,000”",
        "    n1.c2 is about e2: put in “deputy”",
    ]
