"""
Write what editors decided as labelled data: each decision with the words it was about and their context.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from revtrack.model import Decision, Finding, Step, Timeline

CONTEXT = 400
"""Code points of text on each side of the words decided about."""


def rows(timelines: Iterable[Timeline]) -> Iterator[dict[str, Any]]:
    """Yield one object a decision; `context` is None when what it was about is no longer found."""
    for timeline in timelines:
        found = {finding.key: (step, finding) for step in timeline.steps for finding in step.findings}
        found.update({finding.key: (None, finding) for finding in timeline.findings})  # type: ignore[misc]
        for decision in timeline.decisions:
            step, finding = found.get(decision.key, (None, None))
            yield {"article": timeline.article.url, "outlet": timeline.article.outlet, **_decision(decision),
                   "finding": None if finding is None else _finding(finding),
                   "context": None if step is None or finding is None else _context(step, finding)}  # fmt: skip


def _decision(decision: Decision) -> dict[str, Any]:
    return {"target": decision.target, "key": decision.key, "verdict": decision.verdict, "reason": decision.reason,
            "decided_at": decision.decided_at, "detail": decision.detail}  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "rule": finding.rule, "verdict": str(finding.verdict), "severity": finding.severity,
            "title": finding.title, "evidence": [[e.kind, e.detail] for e in finding.evidence]}  # fmt: skip


def _context(step: Step, finding: Finding) -> dict[str, Any]:
    revision = step.revision
    edits = [edit for edit in revision.walk() if edit.id in finding.edits]
    note = next((note for note in step.notes if note.id == finding.note), None)
    after = [edit.after for edit in edits if edit.after] or ([finding.after] if finding.after else [])
    before = [edit.before for edit in edits if edit.before] or ([finding.before] if finding.before else [])
    return {
        "version": step.version,
        "edits": [[*revision.words(edit), str(edit.category), int(edit.materiality)] for edit in edits],
        "note": None if note is None else note.text,
        "before": _around(revision.before.text, before) if revision.before else None,
        "after": _around(revision.after.text, after),
    }


def _around(text: str, spans: Iterable[Any]) -> str | None:
    ends = list(spans)
    if not ends:
        return None
    return text[max(0, min(s.start for s in ends) - CONTEXT) : max(s.end for s in ends) + CONTEXT]
