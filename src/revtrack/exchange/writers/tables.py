"""
Flatten timelines into tables: versions, edits of texts and of fields, notes, links, findings, decisions.

One row a thing, keys that join (`article`, `version`, ids), the words beside
the offsets. The same rows go out as CSV, JSON lines and Parquet.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from revtrack.model import Revision, Span, Step, Timeline, Version

TIME = "TIMESTAMPTZ"
"""RFC 3339 in UTC in the forms that have no type for it; null when nobody knows."""

TABLES: dict[str, dict[str, str]] = {
    "versions": {
        "article": "VARCHAR", "outlet": "VARCHAR", "version": "BIGINT", "first_seen": TIME, "last_seen": TIME,
        "not_before": TIME, "headline": "VARCHAR", "reason": "VARCHAR", "revert_to": "BIGINT", "words": "BIGINT",
        "capture_sha256": "VARCHAR", "hash": "VARCHAR", "source": "VARCHAR", "text": "VARCHAR",
    },
    "edits": {
        "article": "VARCHAR", "version": "BIGINT", "edit": "VARCHAR", "kind": "VARCHAR", "category": "VARCHAR",
        "materiality": "BIGINT", "reasons": "VARCHAR", "before_start": "BIGINT", "before_end": "BIGINT",
        "after_start": "BIGINT", "after_end": "BIGINT", "before_text": "VARCHAR", "after_text": "VARCHAR",
        "unannounced": "BOOLEAN",
    },
    "field_edits": {
        "article": "VARCHAR", "version": "BIGINT", "edit": "VARCHAR", "field": "VARCHAR", "category": "VARCHAR",
        "materiality": "BIGINT", "reasons": "VARCHAR", "before_text": "VARCHAR", "after_text": "VARCHAR",
        "unannounced": "BOOLEAN",
    },
    "notes": {
        "article": "VARCHAR", "version": "BIGINT", "note": "VARCHAR", "kind": "VARCHAR", "status": "VARCHAR",
        "label": "VARCHAR", "date": "VARCHAR", "language": "VARCHAR", "source": "VARCHAR", "start": "BIGINT",
        "end": "BIGINT", "text": "VARCHAR",
    },
    "links": {
        "article": "VARCHAR", "version": "BIGINT", "claim": "VARCHAR", "claim_text": "VARCHAR", "claim_type": "VARCHAR",
        "old": "VARCHAR", "new": "VARCHAR", "status": "VARCHAR", "linked_version": "BIGINT", "edits": "VARCHAR",
        "confidence": "DOUBLE", "before_text": "VARCHAR", "after_text": "VARCHAR", "evidence": "VARCHAR",
    },
    "findings": {
        "article": "VARCHAR", "version": "BIGINT", "code": "VARCHAR", "rule": "VARCHAR", "verdict": "VARCHAR",
        "severity": "BIGINT", "title": "VARCHAR", "edits": "VARCHAR", "note": "VARCHAR", "evidence": "VARCHAR",
        "key": "VARCHAR",
    },
    "decisions": {
        "article": "VARCHAR", "target": "VARCHAR", "key": "VARCHAR", "verdict": "VARCHAR", "reason": "VARCHAR",
        "editor": "VARCHAR", "decided_at": TIME, "detail": "VARCHAR",
    },
}  # fmt: skip
"""Every table's columns in order, with their SQL types."""

Row = dict[str, Any]


def rows(timelines: Iterable[Timeline]) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for everything in *timelines*, article by article."""
    for timeline in timelines:
        url = timeline.article.url
        for version in timeline.versions:
            yield "versions", _version(url, timeline, version)
        texts = {version.number: version.document.text for version in timeline.versions}
        revisions = {step.version: step.revision for step in timeline.steps}
        for step in timeline.steps:
            yield from _step(url, step, revisions, texts)
        for finding in timeline.findings:
            yield "findings", _finding(url, None, finding)
        for decision in timeline.decisions:
            yield "decisions", {
                "article": url, "target": decision.target, "key": decision.key, "verdict": decision.verdict,
                "reason": decision.reason, "editor": decision.editor, "decided_at": decision.decided_at,
                "detail": decision.detail,
            }  # fmt: skip


def _version(url: str, timeline: Timeline, version: Version) -> Row:
    document = version.document
    return {
        "article": url, "outlet": timeline.article.outlet, "version": version.number, "first_seen": version.first_seen,
        "last_seen": version.last_seen, "not_before": version.not_before, "headline": document.headline,
        "reason": version.reason, "revert_to": version.revert_to, "words": len(document.text.split()),
        "capture_sha256": version.capture_sha256, "hash": version.hash, "source": version.source,
        "text": document.text,
    }  # fmt: skip


def _step(url: str, step: Step, revisions: dict[int, Revision], texts: dict[int, str]) -> Iterator[tuple[str, Row]]:
    revision = step.revision
    for edit in revision.walk():
        old, new = revision.words(edit)
        yield "edits", {
            "article": url, "version": step.version, "edit": edit.id, "kind": str(edit.kind),
            "category": str(edit.category), "materiality": int(edit.materiality), "reasons": "; ".join(edit.reasons),
            **_ends("before", edit.before), **_ends("after", edit.after), "before_text": old, "after_text": new,
            "unannounced": edit.id in step.unannounced,
        }  # fmt: skip
    for change in revision.field_edits:
        yield "field_edits", {
            "article": url, "version": step.version, "edit": change.id, "field": change.field,
            "category": str(change.category), "materiality": int(change.materiality),
            "reasons": "; ".join(change.reasons), "before_text": change.before, "after_text": change.after,
            "unannounced": change.id in step.unannounced,
        }  # fmt: skip
    claims = {}
    for note in step.notes:
        claims.update({claim.id: claim for claim in note.claims})
        yield "notes", {
            "article": url, "version": step.version, "note": note.id, "kind": str(note.kind),
            "status": str(note.status), "label": note.label, "date": note.date, "language": note.language,
            "source": note.source, "start": note.span.start if note.span else None,
            "end": note.span.end if note.span else None, "text": note.text,
        }  # fmt: skip
    for joined in step.links:
        link, claim = joined.link, claims.get(joined.link.claim)
        target = revisions.get(joined.step, revision)
        yield "links", {
            "article": url, "version": step.version, "claim": link.claim, "claim_text": claim.text if claim else None,
            "claim_type": claim.type if claim else None, "old": claim.old if claim else None,
            "new": claim.new if claim else None, "status": str(link.status), "linked_version": joined.step,
            "edits": " ".join(link.edits), "confidence": link.confidence,
            "before_text": link.before.of(target.before.text) if link.before and target.before else None,
            "after_text": link.after.of(texts.get(joined.step, target.after.text)) if link.after else None,
            "evidence": "; ".join(f"{e.kind}: {e.detail}" for e in link.evidence),
        }  # fmt: skip
    for finding in step.findings:
        yield "findings", _finding(url, step.version, finding)


def _finding(url: str, version: int | None, finding: Any) -> Row:
    return {
        "article": url, "version": version, "code": finding.code, "rule": finding.rule, "verdict": str(finding.verdict),
        "severity": finding.severity, "title": finding.title, "edits": " ".join(finding.edits), "note": finding.note,
        "evidence": "; ".join(f"{e.kind}: {e.detail}" for e in finding.evidence), "key": finding.key,
    }  # fmt: skip


def _ends(side: str, span: Span | None) -> Row:
    return {f"{side}_start": span.start if span else None, f"{side}_end": span.end if span else None}
