"""
Fit what each piece of evidence weighs, leaving out whole sources, and write the weights file.

    python benchmarks/link/own.py > own.jsonl
    python benchmarks/link/fit.py CASES.jsonl [MORE.jsonl ...] --beside own.jsonl [--write] [--drop NAME ...]

A claim chooses among its passages or none of them (a conditional logit). Weights
are pulled towards a prior and keep its sign, so a few hundred claims suffice and
no piece of evidence may turn against its meaning. Confidence is then calibrated
by Platt's two parameters on predictions made for sources left out.
"""

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from cases import Question, questions, read_cases
from revtrack.link.weights import Weights

PRIOR_FILE = Path(__file__).with_name("prior.json")
OUT = Path(__file__).parents[2] / "src/revtrack/link/data/weights.json"
PULL = 0.15
"""How strongly a weight is held at its prior; chosen by leaving out sources."""
TIMING = {"earlier_step": -1.5, "later_step": -1.2}
"""Set by hand: labelled revisions come one step at a time. Most notes come with their fix, fewer after, few before."""
STEPS = 250
FOLDS = 6
LINK_AT = 0.5


def fit(questions_: Sequence[Question], prior: dict[str, float], pull: float = PULL, more=()) -> dict[str, float]:
    """Return weights (`bias` among them) that make the right choices likeliest, held towards *prior*."""
    everything = [*questions_, *more]
    weights, size = dict(prior), dict.fromkeys(prior, 1e-6)
    for _ in range(STEPS):
        slope = {name: pull * (prior[name] - weights[name]) for name in prior}
        for question in everything:
            for name, value in gradient(question, weights).items():
                if name in slope:
                    slope[name] += value
        for name, value in slope.items():
            size[name] += value * value
            weights[name] += 0.3 * value / math.sqrt(size[name])
            if prior[name] and weights[name] * prior[name] < 0:
                weights[name] = 0.0
    return weights


def gradient(question: Question, weights: dict[str, float]) -> dict[str, float]:
    """Return the slope of the log-likelihood of one claim's right choice."""
    found = [({**evidence, "bias": 1.0}, right) for _, evidence, right in question.candidates]
    scores = [math.exp(min(30.0, total(weights, evidence))) for evidence, _ in found]
    everything = 1.0 + sum(scores)
    wanted = sum(score for score, (_, right) in zip(scores, found, strict=True) if right)
    slope: dict[str, float] = defaultdict(float)
    for score, (evidence, right) in zip(scores, found, strict=True):
        pull = (score / wanted if right and wanted else 0.0) - score / everything
        if abs(pull) > 1e-9:
            for name, value in evidence.items():
                slope[name] += pull * value
    return slope


def total(weights: dict[str, float], evidence: dict[str, float]) -> float:
    """Return the weighted sum of *evidence*."""
    return sum(weights.get(name, 0.0) * value for name, value in evidence.items())


def predict(question: Question, weights: dict[str, float]) -> tuple[float, bool]:
    """Return the best candidate's score and whether it is right."""
    scored = [(total(weights, {**evidence, "bias": 1.0}), right) for _, evidence, right in question.candidates]
    return max(scored, default=(-30.0, False), key=lambda s: s[0])


def folds(data: Sequence[Question]) -> list[tuple[str, list[Question], list[Question]]]:
    """Return (name, training, held out): each source with 20 claims or more alone, small ones together."""
    sources: dict[str, list[Question]] = defaultdict(list)
    for question in data:
        sources[question.case.source].append(question)
    groups: dict[str, list[Question]] = defaultdict(list)
    for name, own in sources.items():
        groups[name if len(own) >= 20 else "small sources"] += own
    return [(name, [q for q in data if q not in own], own) for name, own in groups.items()]


def within(data: Sequence[Question], seed: int = 7) -> list[tuple[str, list[Question], list[Question]]]:
    """Return folds over cases, sources mixed: optimistic, but with enough data in every training set."""
    ids = sorted({q.case.id for q in data})
    random.Random(seed).shuffle(ids)
    part = {case_id: number % FOLDS for number, case_id in enumerate(ids)}
    return [
        (f"fold {k}", [q for q in data if part[q.case.id] != k], [q for q in data if part[q.case.id] == k])
        for k in range(FOLDS)
    ]


def score(predictions: Sequence[tuple[Question, float, bool]], at: float = 0.0) -> str:
    """Return recall over answerable claims, precision of asserted links, and false links, as one line."""
    answerable = [p for p in predictions if p[0].answerable]
    asserted = [p for p in predictions if p[1] >= at]
    empty = [p for p in predictions if not p[0].answerable]
    hits = sum(1 for q, s, right in answerable if s >= at and right)
    right = sum(1 for _, _, r in asserted if r)
    false = sum(1 for q, s, _ in empty if s >= at)
    recall, precision = hits / max(1, len(answerable)), right / max(1, len(asserted))
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return (
        f"recall {recall:.3f} of {len(answerable)}  precision {precision:.3f} of {len(asserted)}  F1 {f1:.3f}  "
        f"false links {false / max(1, len(empty)):.3f} of {len(empty)}"
    )


def cross_validate(data: Sequence[Question], prior: dict[str, float], split, pull: float = PULL, more=(), *, show=True):
    """Return predictions for every claim made by weights fitted without its fold."""
    found: list[tuple[Question, float, bool]] = []
    for name, training, held in split(data):
        weights = fit(training, prior, pull, more)
        own = [(q, *predict(q, weights)) for q in held]
        if show:
            print(f"  {name[:32]:34}{score(own)}")
        found += own
    return found


def platt(predictions: Sequence[tuple[Question, float, bool]]) -> tuple[float, float]:
    """Return slope and offset that turn scores into how often the best candidate is right."""
    slope, offset = 1.0, 0.0
    for _ in range(2000):
        a = b = 0.0
        for _, value, right in predictions:
            error = right - 1 / (1 + math.exp(-max(-30, min(30, slope * value + offset))))
            a += error * value
            b += error
        slope += 0.02 * (a - 2.0 * (slope - 1)) / len(predictions)
        offset += 0.1 * (b - 2.0 * offset) / len(predictions)
    return slope, offset


def calibration(predictions: Sequence[tuple[Question, float, bool]], slope: float, offset: float) -> float:
    """Return the expected calibration error of asserted links in five equal bins of cases."""
    rows = sorted((1 / (1 + math.exp(-(slope * s + offset))), right) for _, s, right in predictions)
    rows = [row for row in rows if row[0] >= LINK_AT]
    bins = [rows[len(rows) * k // 5 : len(rows) * (k + 1) // 5] for k in range(5)]
    for part in bins:
        said, was = sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)
        print(f"    said {said:.3f}  right {was:.3f}  of {len(part)}")
    return sum(abs(sum(p - r for p, r in part)) for part in bins) / len(rows)


def main() -> None:
    """Fit, print what was measured, and write the weights on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="cases in every training set, never scored")
    parser.add_argument("--write", action="store_true", help="write the weights file of the linker")
    parser.add_argument("--drop", nargs="*", default=[], help="evidence to leave out")
    parser.add_argument("--pull", type=float, default=PULL)
    options = parser.parse_args()
    prior = {k: v for k, v in json.loads(PRIOR_FILE.read_text("utf-8")).items() if k not in options.drop}
    data = [q for path in options.cases for case in read_cases(path) for q in questions(case)]
    print("prior, nothing fitted: ", score([(q, *predict(q, prior)) for q in data]))
    more = [q for path in options.beside for case in read_cases(path) for q in questions(case)]
    fitted = fit(data, prior, options.pull, more)
    print("in sample:             ", score([(q, *predict(q, fitted)) for q in data]))
    held = cross_validate(data, prior, folds, options.pull, more)
    print("each source held out:  ", score(held))
    mixed = cross_validate(data, prior, within, options.pull, more, show=False)
    print("each case held out:    ", score(mixed))
    slope, offset = platt(mixed)
    print(f"calibration: slope {slope:.3f} offset {offset:+.3f}")
    print(f"  error, each case held out   {calibration(mixed, slope, offset):.3f}")
    print(f"  error, each source held out {calibration(held, slope, offset):.3f}")
    if options.write:
        write(fitted, slope, offset)


def write(fitted: dict[str, float], slope: float, offset: float) -> None:
    """Write the weights file."""
    fitted = {**fitted, **TIMING}
    rounded = {name: round(value, 2) for name, value in fitted.items() if abs(value) >= 0.05}
    weights = Weights(rounded.pop("bias"), rounded, round(slope, 3), round(offset, 3))
    raw = {
        "bias": weights.bias,
        "slope": weights.slope,
        "offset": weights.offset,
        "evidence": dict(sorted(weights.evidence.items())),
    }
    OUT.write_text(json.dumps(raw, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
