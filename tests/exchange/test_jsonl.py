"""JSON lines of versions: the contract's shape."""

import gzip
import json
from pathlib import Path

from exchange.reading import everything, write
from exchange.stories import FIRST, SECOND


def lines(*rows: object) -> str:
    """Return rows as JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_versions_come_in_order_with_their_times_and_messages(tmp_path: Path) -> None:
    """A missing time is unknown, a text with front matter is markdown, an article without a URL gets an address."""
    rows = lines(
        {"article_id": "fares 1", "versions": [{"text": FIRST}, {"time": "2026-05-03T10:00:00+02:00", "text": SECOND}]},
        {"article_id": "b", "url": "https://harbour.example/b", "versions": [{"text": "+++\ntitle = 'x'\n+++\nWords."}]},
    )  # fmt: skip
    found, troubles = everything("jsonl", write(tmp_path / "a.jsonl", rows), outlet="The Daily Harbour")
    assert troubles == []
    assert [(i.key, i.url, i.outlet) for i in found] == [
        ("fares 1", "import:jsonl/fares%201", "The Daily Harbour"),
        ("b", "https://harbour.example/b", "The Daily Harbour"),
    ]
    assert [(look.at, look.body.decode(), look.content_type) for look in found[0].looks] == [
        ("", FIRST, "text/plain; charset=utf-8"),
        ("2026-05-03T08:00:00Z", SECOND, "text/plain; charset=utf-8"),
    ]
    assert found[1].looks[0].content_type == "text/markdown; charset=utf-8"


def test_bad_lines_are_named_and_the_good_ones_come_through(tmp_path: Path) -> None:
    """Neither broken JSON nor a wrong shape nor an impossible time costs more than itself."""
    good = {"article_id": "a", "versions": [{"text": FIRST}]}
    rows = lines(
        good, {"article_id": "", "versions": []}, [1], {"article_id": "c", "versions": [
            {"text": FIRST, "html": "<p>"}, {"text": FIRST, "time": "9999-01-01T00:00:00Z"}, {"text": SECOND}, 7]},
    )  # fmt: skip
    found, troubles = everything(
        "jsonl", write(tmp_path / "a.jsonl", rows + "{broken\n" + lines({**good, "article_id": "z"}))
    )
    assert [(i.key, len(i.looks)) for i in found] == [("a", 1), ("c", 1), ("z", 1)]
    assert troubles == [
        "line 2: 'article_id' must be a text that is not empty",
        "line 3: an article must be an object, not list",
        "line 4, article 'c', version 1: one of 'html', 'text' and 'markdown' is wanted, there is html and text",
        "line 4, article 'c', version 2: '9999-01-01T00:00:00Z' lies outside the years 1990 to 2200",
        "line 4, article 'c', version 4: a version must be an object, not int",
        "line 5: not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    ]


def test_a_compressed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    """The lines before the break come through; the break is named."""
    rows = [{"article_id": f"a{n}", "versions": [{"text": f"{FIRST} {n} " * 50}]} for n in range(200)]
    whole = gzip.compress(lines(*rows).encode())
    found, troubles = everything("jsonl", write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2]))
    assert 10 < len(found) < 200
    assert len(troubles) == 1
    assert "the file breaks off here" in troubles[0]


def test_a_long_history_comes_in_parts(tmp_path: Path) -> None:
    """Parts of one article follow each other and count on, so that memory stays flat."""
    row = {"article_id": "a", "versions": [{"text": f"Version {n}."} for n in range(250)]}
    found, _ = everything("jsonl", write(tmp_path / "a.jsonl", lines(row)))
    assert [(i.first, len(i.looks)) for i in found] == [(0, 100), (100, 100), (200, 50)]
