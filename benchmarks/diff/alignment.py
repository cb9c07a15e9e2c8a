"""
Score revtrack.diff.align against hand-made links of sentences, beside difflib's ratio.

    python benchmarks/diff/alignment.py PAIRS.jsonl

A line holds `before` and `after` as lists of sentences and `links` with `sent_idx_x` (before) and `sent_idx_y` (after),
as the NewsEdits authors publish them; a missing side means added or deleted. Their own matcher reaches an F1 of 89.5
(Spangher et al. 2022). The baseline takes for each old sentence the new one whose words difflib finds most alike, from
0.5. `worst` is the outlet with the lowest F1, since a gain at one outlet only is none.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from revtrack.diff import align

Links = set[tuple[int, int]]


def linked(pair: dict[str, Any]) -> Links:
    """Return the links of a line that have both sides."""
    sides = [(link.get("sent_idx_x"), link.get("sent_idx_y")) for link in pair["links"]]
    return {(int(x), int(y)) for x, y in sides if _is_index(x) and _is_index(y)}


def _is_index(value: object) -> bool:
    return isinstance(value, int | float) and value == value  # not a number is not itself


def by_ratio(before: Sequence[str], after: Sequence[str], cutoff: float = 0.5) -> Links:
    """Return for each old sentence the new one with the highest ratio of difflib, if high enough."""
    words = [text.split() for text in after]
    found = set()
    for i, text in enumerate(before):
        ratios = [
            (SequenceMatcher(None, text.split(), other, autojunk=False).ratio(), j) for j, other in enumerate(words)
        ]
        ratio, j = max(ratios, default=(0.0, 0))
        if ratio >= cutoff:
            found.add((i, j))
    return found


def f1(answers: list[tuple[Links, Links]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over all links of *answers*, each right links and found ones."""
    right = sum(len(gold & found) for gold, found in answers)
    precision = right / max(1, sum(len(found) for _, found in answers))
    recall = right / max(1, sum(len(gold) for gold, _ in answers))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.pairs.open(encoding="utf-8")]
    print(f"{len(pairs)} pairs, {sum(len(linked(pair)) for pair in pairs)} links")
    differs: dict[str, Callable[[Sequence[str], Sequence[str]], Links]] = {
        "difflib": by_ratio, "revtrack": lambda before, after: set(align(before, after)),
    }  # fmt: skip
    for name, differ in differs.items():
        start = time.process_time()
        answers = [(linked(pair), differ(pair["before"], pair["after"])) for pair in pairs]
        taken = (time.process_time() - start) / max(1, len(pairs)) * 1000
        outlets = defaultdict(list)
        for pair, answer in zip(pairs, answers, strict=True):
            outlets[pair.get("outlet", "")].append(answer)
        worst, outlet = min((f1(found)[2], outlet) for outlet, found in outlets.items())
        precision, recall, both = f1(answers)
        print(
            f"{name:10} precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}  worst {worst:.3f} ({outlet})  {taken:6.2f} ms a pair"
        )


if __name__ == "__main__":
    main()
