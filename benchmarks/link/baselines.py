"""
Compare linking with simpler ways to choose an edit, and say how it does by family of note.

    python benchmarks/link/baselines.py CASES.jsonl --beside own.jsonl

Every way is given the same claims and the same passages and names one passage a
claim (`only hunk` none when there are several). The three-regex note finder is
a port of what newsdiff-corrections does: it takes added text that begins with
update, korrektur or correction for the note, and blames the largest change.
Ours is measured with weights fitted on other cases each time (`fit.py` also
leaves out whole sources).
"""

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from fit import PRIOR_FILE, fit, total, within

from cases import Question, questions, read_cases
from revtrack.link.passage import Passage
from revtrack.link.words import keys

THREE = re.compile(r"^\W*(?:update|korrektur|correction)", re.I)
CONTRAST = ("x_not_y", "to_from", "from_to", "instead_of", "instead_of_reversed", "said_but", "arrow", "attributed_to")


def lively(question: Question) -> list[Passage]:
    """Return the passages in which words changed."""
    return [passage for passage, _, _ in question.candidates if not passage.trivial]


def only_hunk(question: Question) -> Passage | None:
    """Name the change when there is only one."""
    found = lively(question)
    return found[0] if len(found) == 1 else None


def largest_hunk(question: Question) -> Passage | None:
    """Name the change with the most characters."""
    return max(lively(question), key=lambda p: sum(len(c.old) + len(c.new) for c in p.changes), default=None)


def overlap(question: Question) -> Passage | None:
    """Name the passage that shares the most of the note's words, rare ones counting more."""
    rarity, topic = question.scene.rarity, question.claim.topic
    return max(lively(question), key=lambda p: rarity.share(p.own, topic), default=None)


def overlap_and_values(question: Question) -> Passage | None:
    """The same, with the changed words and the values on top."""
    rarity, claim = question.scene.rarity, question.claim

    def value(passage: Passage) -> float:
        share = rarity.share(passage.own, claim.topic) + rarity.share(passage.changed, claim.topic)
        share += rarity.share(passage.inserted, claim.new) if claim.new else 0.0
        return share + (rarity.share(passage.deleted, claim.old) if claim.old else 0.0)

    return max(lively(question), key=value, default=None)


def bm25(question: Question, k1: float = 1.2, b: float = 0.75) -> Passage | None:
    """Name the passage that BM25 ranks first for the note's words."""
    found = lively(question)
    texts = [Counter(keys(p.before + " " + p.after)) for p in found]
    mean = sum(sum(t.values()) for t in texts) / max(1, len(texts))

    def value(text: Counter[str]) -> float:
        total = 0.0
        for word in question.claim.topic:
            with_it = sum(1 for t in texts if word in t)
            rarity = math.log(1 + (len(texts) - with_it + 0.5) / (with_it + 0.5))
            total += rarity * text[word] * (k1 + 1) / (text[word] + k1 * (1 - b + b * sum(text.values()) / (mean or 1)))
        return total

    return max(zip(found, texts, strict=True), key=lambda pair: value(pair[1]), default=(None, None))[0]


def three_regex(question: Question) -> Passage | None:
    """Blame the largest change, if the note begins with one of three words."""
    note = next(n for n in question.case.notes if question.claim.claim in n.claims)
    return largest_hunk(question) if THREE.match(note.text) else None


def held_out(data: list[Question], more: list[Question]) -> Callable[[Question], Passage | None]:
    """Return what the linker would assert with weights fitted on other cases."""
    prior = json.loads(PRIOR_FILE.read_text("utf-8"))
    chosen: dict[int, Passage | None] = {}
    for _, training, held in within(data):
        weights = fit(training, prior, more=more)
        for question in held:
            scored = [(total(weights, {**found, "bias": 1.0}), p) for p, found, _ in question.candidates]
            value, passage = max(scored, key=lambda pair: pair[0], default=(-1.0, None))
            chosen[id(question)] = passage if value >= 0 else None
    return lambda question: chosen[id(question)]


def family(question: Question) -> str:
    """Return the family of wording a claim belongs to (handbook 0.3)."""
    claim = question.claim.claim
    if claim.action == "remove":
        return "removal"
    if claim.locator:
        return "wire with locator"
    if claim.old and claim.new and claim.polarity in CONTRAST:
        return "contrast"
    if "restated_first" in claim.polarity or claim.polarity == "stated":
        return "right value first"
    if claim.old:
        return "error first"
    return "topic only" if not claim.new else "right value only"


def measure(name: str, data: list[Question], choose: Callable[[Question], Passage | None]) -> None:
    """Print recall, precision, F1 and false links of one way to choose."""
    answerable = [q for q in data if q.answerable]
    empty = [q for q in data if not q.answerable]
    chosen = [(q, passage) for q in data if (passage := choose(q)) is not None]
    right = sum(1 for q, passage in chosen if any(p is passage and r for p, _, r in q.candidates))
    recall, precision = right / max(1, len(answerable)), right / max(1, len(chosen))
    false = sum(1 for q, _ in chosen if not q.answerable) / max(1, len(empty))
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    print(
        f"| {name} | {recall:.2f} of {len(answerable)} | {precision:.2f} of {len(chosen)} | {f1:.2f} | {false:.2f} of {len(empty)} |"
    )


def main() -> None:
    """Print both tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="cases in every training set, never scored")
    options = parser.parse_args()
    data, more = (
        [q for path in paths for case in read_cases(path) for q in questions(case)]
        for paths in (options.cases, options.beside)
    )
    print("| way | claims linked | links right | F1 | false links |\n|---|---|---|---|---|")
    for way in (only_hunk, largest_hunk, three_regex, bm25, overlap, overlap_and_values):
        measure(way.__name__.replace("_", " "), data, way)
    ours = held_out(data, more)
    measure("revtrack", data, ours)
    families = defaultdict(list)
    for question in data:
        families[family(question)].append(question)
    print("\n| family | claims linked | links right | F1 | false links |\n|---|---|---|---|---|")
    for name, own in sorted(families.items(), key=lambda item: -len(item[1])):
        measure(name, own, ours)


if __name__ == "__main__":
    main()
