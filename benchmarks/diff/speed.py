"""
Time revtrack.diff beside its peers on real revisions, in one run.

    python benchmarks/diff/speed.py HISTORY.jsonl.gz ... [--pairs 2000] [--rounds 3]

`edits` is what the peers do: the changes with their places. `revision` adds category, materiality, reasons,
block pairs and field edits. wikidiff2 (Debian: php-cli, php-wikidiff2) is timed inside PHP.
Each time is the best of the rounds, so that a busy machine disturbs all alike.

The last rows are the smallest edit there is, one number of an article of about 5,000 characters, beside
fast-diff-match-patch (C++) where that is installed.
"""

import argparse
import gc
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from pairs import read

from revtrack.diff import diff
from revtrack.diff.compose import tiles_between
from revtrack.diff.words import Ids
from revtrack.model import Block, BlockKind, Document


def document(text: str) -> Document:
    """Return *text* as a document, one paragraph a block."""
    return Document(tuple(Block(BlockKind.PARAGRAPH, block) for block in text.split("\n\n")), language="en")


def edits_only(before: Document, after: Document) -> None:
    """Find the changes and their places, without reading what they mean."""
    tiles_between(before, after, Ids())


def timed(work: Callable[[Any, Any], object], pairs: list[tuple[Any, Any]], rounds: int) -> list[float]:
    """Return the best time of each pair, in milliseconds."""
    best = [float("inf")] * len(pairs)
    gc.disable()
    for _ in range(rounds):
        for at, (before, after) in enumerate(pairs):
            start = time.perf_counter_ns()
            work(before, after)
            best[at] = min(best[at], (time.perf_counter_ns() - start) / 1e6)
    gc.enable()
    return best


def wikidiff2(pairs: list[tuple[str, str]], rounds: int) -> list[float] | None:
    """Return wikidiff2's times in milliseconds, measured inside PHP; None where it is not installed."""
    if not shutil.which("php"):
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(pair) + "\n" for pair in pairs)
        file.flush()
        script = Path(__file__).with_name("wikidiff2.php")
        done = subprocess.run(["php", str(script), file.name, str(rounds)], capture_output=True, text=True, check=False)
    return [json.loads(line)["ns"] / 1e6 for line in done.stdout.splitlines()] if done.returncode == 0 else None


def one_number(texts: list[str]) -> list[tuple[str, str]]:
    """Return articles of about 5,000 characters, each with one number in its middle changed."""
    found = []
    for text in texts:
        number = re.compile(r"\b\d+\b").search(text, len(text) // 2) if 4_500 <= len(text) <= 5_500 else None
        if number:
            other = f"{int(number[0]) + 7:,}"
            found.append((text, text[: number.start()] + other + text[number.end() :]))
    return found


def smallest(texts: list[str], rounds: int) -> None:
    """Print what one changed number costs, beside fast-diff-match-patch."""
    pairs = one_number(texts)[:50]
    if not pairs:
        return
    print(f"one number changed in each of {len(pairs)} articles of about 5,000 characters")
    read_pairs = [(document(before), document(after)) for before, after in pairs]
    print(row("revtrack edits", timed(edits_only, read_pairs, rounds)))
    print(row("revtrack revision", timed(diff, read_pairs, rounds)))
    try:
        from fast_diff_match_patch import diff as fast
    except ImportError:
        return
    print(
        row("fast-dmp semantic", timed(lambda a, b: fast(a, b, cleanup="Semantic", counts_only=False), pairs, rounds))
    )


def row(name: str, times: list[float]) -> str:
    """Return one line of the table."""
    ranked = sorted(times)
    at = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.9, 0.99)]
    mean = sum(ranked) / len(ranked)
    return (
        f"{name:24} median {at[0]:7.3f}  mean {mean:7.3f}  p90 {at[1]:7.3f}  p99 {at[2]:8.3f}  max {ranked[-1]:8.2f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("histories", nargs="+", type=Path)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = [pair for path in options.histories for pair in read(path)]
    random.Random(3).shuffle(texts)
    texts = texts[: options.pairs]
    print(
        f"{len(texts)} pairs of {len(options.histories)} histories, {sum(len(a) for a, _ in texts) / len(texts):,.0f} characters on average"
    )
    pairs = [(document(before), document(after)) for before, after in texts]
    print(row("revtrack edits", timed(edits_only, pairs, options.rounds)))
    print(row("revtrack revision", timed(diff, pairs, options.rounds)))
    peer = wikidiff2(texts, options.rounds)
    if peer:
        print(row("wikidiff2", peer))
    smallest([before for before, _ in texts], 10 * options.rounds)


if __name__ == "__main__":
    main()
