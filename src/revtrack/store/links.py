"""Keep links and findings: what joins a note to an edit, and what an editor should look at."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from revtrack.model import Evidence, Finding, JoinedLink, Link, LinkStatus, Verdict
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import dump, dump_or_none, ends, load, span_of, storable


def _evidence(items: Sequence[Evidence]) -> str | None:
    return dump_or_none([[item.kind, item.detail, item.weight] for item in items])


def _evidence_of(text: str | None) -> tuple[Evidence, ...]:
    return tuple(Evidence(kind, detail, weight) for kind, detail, weight in load(text))


def save_links(
    db: Connection, version_id: int, number: int, links: Sequence[Link], claims: Mapping[str, int], past: int
) -> None:
    """
    Write the links of version *number*; *claims* are row ids by name.

    A link's revision is counted from the end when negative (-1 leads to
    *number*), else from the start of *past* earlier revisions and this one.
    """
    rows = []
    for link in links:
        back = link.revision if link.revision < 0 else link.revision - past - 1
        before_start, before_end = ends(link.before)
        after_start, after_end = ends(link.after)
        rows.append({
            "version": version_id, "claim": link.claim, "claim_id": claims.get(link.claim), "status": str(link.status),
            "step": max(1, number + 1 + back), "edits": dump_or_none(link.edits), "before_start": before_start,
            "before_end": before_end, "after_start": after_start, "after_end": after_end,
            "confidence": link.confidence, "evidence": _evidence(link.evidence),
        })  # fmt: skip
    db.run_many(
        "INSERT INTO links (version_id, claim, claim_id, status, step, edits, before_start, before_end, after_start,"
        " after_end, confidence, evidence) VALUES (:version, :claim, :claim_id, :status, :step, :edits,"
        " :before_start, :before_end, :after_start, :after_end, :confidence, :evidence)",
        rows,
    )


def link_of(row: Row, number: int) -> JoinedLink:
    """Return the link of a row that belongs to version *number*; its revision counts back from there."""
    link = Link(
        row["claim"], LinkStatus(row["status"]), tuple(load(row["edits"])),
        span_of(row["before_start"], row["before_end"]), span_of(row["after_start"], row["after_end"]),
        row["confidence"], _evidence_of(row["evidence"]), row["step"] - number - 1,
    )  # fmt: skip
    return JoinedLink(link, row["step"])


def finding_key(finding: Finding) -> str:
    """Return the finding's key, or a digest of what it says when its rule gave none."""
    if finding.key:
        return finding.key
    said = dump([finding.code, finding.rule, finding.title, finding.note, finding.field, finding.edits])
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def save_findings(
    db: Connection, article_id: int, version_id: int | None, check_id: int, findings: Sequence[Finding]
) -> None:
    """Write findings of a version, or of the article as a whole when *version_id* is None: those only once a key."""
    rows = []
    for finding in findings:
        row = _finding_row(finding)
        if version_id is None and _known(db, article_id, row["key"]):
            continue
        rows.append({**row, "article": article_id, "version": version_id, "check": check_id})
    db.run_many(
        "INSERT INTO findings (article_id, version_id, check_id, key, code, rule, verdict, severity, title, evidence,"
        " edits, note, field, before_start, before_end, after_start, after_end) VALUES (:article, :version, :check,"
        " :key, :code, :rule, :verdict, :severity, :title, :evidence, :edits, :note, :field, :before_start,"
        " :before_end, :after_start, :after_end)",
        rows,
    )


def _known(db: Connection, article_id: int, key: str) -> bool:
    sql = "SELECT 1 FROM findings WHERE key = :key AND article_id = :article AND version_id IS NULL"
    return db.value(sql, {"key": key, "article": article_id}) is not None


def _finding_row(finding: Finding) -> dict[str, Any]:
    before_start, before_end = ends(finding.before)
    after_start, after_end = ends(finding.after)
    return {
        "key": finding_key(finding), "code": finding.code, "rule": finding.rule, "verdict": str(finding.verdict),
        "severity": finding.severity, "title": storable(finding.title), "evidence": _evidence(finding.evidence),
        "edits": dump_or_none(finding.edits), "note": finding.note, "field": finding.field,
        "before_start": before_start, "before_end": before_end, "after_start": after_start, "after_end": after_end,
    }  # fmt: skip


def finding_of(row: Row) -> Finding:
    """Return the finding of a row; its key is never empty."""
    return Finding(
        row["code"], row["rule"], Verdict(row["verdict"]), row["severity"], row["title"],
        _evidence_of(row["evidence"]), tuple(load(row["edits"])), row["note"], row["field"],
        span_of(row["before_start"], row["before_end"]), span_of(row["after_start"], row["after_end"]), row["key"],
    )  # fmt: skip
