"""
Tell how each rule of the outlet's profile answered in one step, with its evidence.
"""

from collections import Counter
from dataclasses import dataclass

from revtrack.model import Finding, Step, Verdict
from revtrack.report import vocabulary, wording
from revtrack.report.items import found_by

ORDER = (Verdict.FAIL, Verdict.NOT_ASSESSABLE, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule answered about one thing."""

    rule: str
    """The rule with what it asks for."""
    verdict: str
    """`met`, `not met` or `not assessable`."""
    said: str
    """Why, in a sentence."""
    evidence: tuple[str, ...]
    href: str
    """The edit or the note it is about; empty for the step as a whole."""
    open: bool
    """Whether it is not met."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer of a step, what is not met first."""

    summary: str
    """`1 not met, 2 not assessable, 5 met`."""
    lines: tuple[Answer, ...]


def answers_of(step: Step) -> Answers:
    """Return what the rules answered in *step*, what is not met first, each rule's answers together."""
    found = sorted(step.findings, key=lambda one: (ORDER.index(one.verdict), len(one.rule), one.rule))
    counts = Counter(one.verdict for one in found)
    said = [f"{counts[verdict]:,} {vocabulary.VERDICT[verdict]}" for verdict in ORDER if counts[verdict]]
    return Answers(", ".join(said), tuple(_answer(one) for one in found))


def _answer(finding: Finding) -> Answer:
    """Return one rule's answer."""
    href = f"#{finding.edits[0]}" if finding.edits else f"index.html#{finding.note}" if finding.note else ""
    evidence = (found_by(item.kind, item.detail) for item in finding.evidence)
    return Answer(
        wording.rule(finding.rule), vocabulary.VERDICT[finding.verdict], wording.sentence(finding.title),
        tuple(filter(None, evidence)), href, finding.verdict is Verdict.FAIL,
    )  # fmt: skip
