"""
Write the table of words near in meaning from the files of WordNet 3.1.

    python benchmarks/diff/concepts.py DICT > src/revtrack/diff/data/concepts.en.txt

Kept are words that WordNet's own sample of texts holds at least twice: verbs,
adjectives and adverbs with all their meanings, nouns with those the sample holds
and their first; and all verbs of several words. A line is a concept: its part of speech, its words, then the
lines of the concepts above it (for an adjective, of those like it).
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

Concept = tuple[str, int]
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
BY_DIGIT = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}
WORD = re.compile(r"[a-z][a-z-]*(?:_[a-z]+)?")
PHRASE = re.compile(r"[a-z]{2,}(?:_[a-z]+){1,3}")
ABOVE = {"n": "@", "v": "@", "a": "&", "r": ""}
SEEN = 2
"""Times a word stands in the sample."""


def meanings(folder: Path) -> dict[Concept, list[str]]:
    """Return the words kept of every concept."""
    found, seen = [], Counter[str]()
    for line in (folder / "index.sense").open(encoding="utf-8"):
        key, place, rank, times = line.split()
        word, _, rest = key.partition("%")
        seen[word] += int(times)
        found.append((word, (BY_DIGIT[rest[0]], int(place)), int(rank), int(times)))
    kept: dict[Concept, list[str]] = defaultdict(list)
    for word, concept, rank, times in found:
        known = seen[word] >= SEEN and WORD.fullmatch(word) and (times or rank == 1 or concept[0] != "n")
        if known or (concept[0] == "v" and PHRASE.fullmatch(word)):
            kept[concept].append(word)
    return kept


def above(folder: Path, kept: dict[Concept, list[str]]) -> dict[Concept, list[Concept]]:
    """Return the concepts above every one kept."""
    found: dict[Concept, list[Concept]] = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").open(encoding="utf-8", errors="replace"):
            if line[0] == " ":
                continue
            fields = line.split("|")[0].split()
            at = 4 + 2 * int(fields[3], 16)
            marks = [fields[i : i + 3] for i in range(at + 1, at + 1 + 4 * int(fields[at]), 4)]
            concept = part, int(fields[0])
            others = [(part, int(place)) for mark, place, _ in marks if mark == ABOVE[part]]
            if concept in kept:
                found[concept] = [other for other in others if other in kept]
    return found


def main() -> None:
    """Write the table to standard output."""
    folder = Path(sys.argv[1])
    kept = meanings(folder)
    parents = above(folder, kept)
    used = {concept for concept in kept if len(kept[concept]) > 1 or parents[concept]}
    used |= {other for concept in used for other in parents[concept]}
    order = {concept: at for at, concept in enumerate(sorted(used))}
    for concept in order:
        print(concept[0], *sorted(kept[concept]), *sorted(order[other] for other in parents[concept]))


if __name__ == "__main__":
    main()
