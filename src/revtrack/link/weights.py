"""
Weigh evidence: a sum, through a logistic, then calibrated on labelled revisions.

The numbers stand in `data/weights.json`, written by `benchmarks/link/fit.py`.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence weighs, and how sums become confidence."""

    bias: float
    evidence: Mapping[str, float]
    slope: float = 1.0
    """Platt scaling: confidence = logistic(slope x sum + offset)."""
    offset: float = 0.0

    def score(self, found: Mapping[str, float]) -> float:
        """Return the sum of weight x strength over the evidence *found*, bias included."""
        return self.bias + sum(self.evidence.get(name, 0.0) * value for name, value in found.items())

    def confidence(self, score: float) -> float:
        """Return how often a link with this *score* is right, from 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * score + self.offset))))


@cache
def fitted() -> Weights:
    """Return the weights that came with this release."""
    raw = json.loads(files("revtrack.link").joinpath("data/weights.json").read_text("utf-8"))
    return Weights(raw["bias"], raw["evidence"], raw["slope"], raw["offset"])
