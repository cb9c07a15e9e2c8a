"""
Write our own invented cases of linking as case lines, as the other programs here read them.

    python benchmarks/link/own.py > own.jsonl
    python benchmarks/link/own.py --half 0 > read.jsonl      # every second case: 0 was read while working, 1 kept apart

Each has `gold` with the words a right link touches, or a claim with nothing visible.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[2] / "tests/quality/links"


def cases() -> Iterator[dict[str, Any]]:
    """Yield every case of the two tables of links, in their order."""
    table = tomllib.loads((CASES / "cases.toml").read_text("utf-8"))
    first, second, third = table["stay"]
    for number, case in enumerate(table["case"]):
        before = [first, table["drift"][0][0], second, case["b"], table["drift"][1][0], third, table["drift"][2][0]]
        now = case.get("a", case["b"])
        after = [first, table["drift"][0][1], second, now, table["drift"][1][1], third, table["drift"][2][1]]
        spans = (
            [{"before": case["b"], "before_core": case["b"], "after": now, "after_core": now}] if "a" in case else []
        )
        yield line(f"short-{number}", before, after, case["n"], spans)
    table = tomllib.loads((CASES / "rewritten.toml").read_text("utf-8"))
    for number, case in enumerate(table["case"]):
        spans = [spot for words in case.get("t", ()) for spot in spots(words, case["b"], case["a"])]
        carried = [case["n"]] if case.get("c") else []
        yield line(f"rewritten-{number}", case["b"] + carried, case["a"], case["n"], spans)


def spots(words: str, before: list[str], after: list[str]) -> Iterator[dict[str, str | None]]:
    """Yield where *words* stand on either side, as the labelled set says it."""
    for side, texts in (("before", before), ("after", after)):
        for text in texts:
            if words in text:
                yield {"before": None, "before_core": None, "after": None, "after_core": None} | {
                    side: text, f"{side}_core": words,
                }  # fmt: skip


def line(
    name: str, before: list[str], after: list[str], note: str, spans: list[dict[str, str | None]]
) -> dict[str, Any]:
    """Return one case."""
    claim = {"what": note, "old": None, "new": None, "status": "linked" if spans else "not_visible", "spans": spans}
    gold = {"is_note": True, "note_quote": note, "note_kind": "correction", "claims": [claim]}
    return {
        "id": name, "source": "own " + name.split("-")[0],
        "before": "\n\n".join(before), "after": "\n\n".join([*after, note]), "gold": gold,
    }  # fmt: skip


def main() -> None:
    """Print the cases, or every second one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1))
    half = parser.parse_args().half
    for number, case in enumerate(cases()):
        if half is None or number % 2 == half:
            print(json.dumps(case, ensure_ascii=False))


if __name__ == "__main__":
    main()
