"""
Turn what a fetch brought into the outcome of a visit.

Pure and picklable on both sides: it runs in this process, in a pool or on
another machine with the same result.
"""

from dataclasses import replace

from revtrack.audit import article_findings, headline_flapping
from revtrack.config import OutletSettings
from revtrack.extract import EXTRACTOR, read
from revtrack.model import (
    Analysis,
    Capture,
    Check,
    CheckCode,
    Decided,
    Document,
    Fetched,
    FetchFailed,
    FetchResult,
    Job,
    NotModified,
    Outcome,
    Verdict,
    Version,
)
from revtrack.pipeline.analysing import analyse
from revtrack.pipeline.tasks import with_body
from revtrack.snapshot import Decision, decide, fingerprint

NO_VERSION = {
    Decided.UNCHANGED: CheckCode.SAME_TEXT,
    Decided.LAYOUT: CheckCode.LAYOUT_CHANGE,
    Decided.FAULT: CheckCode.FAULT,
}
"""Decisions that make no version, and the code their check gets."""


def digest(job: Job, result: FetchResult, at: str, profile: OutletSettings | None = None) -> Outcome:
    """Return everything this visit found; *at* is the time of the check, RFC 3339 in UTC."""
    if isinstance(result, NotModified):
        check = Check(at, CheckCode.NOT_MODIFIED, status=result.status, url=result.url, duration_ms=result.duration_ms)
        return Outcome(job.article, replace(check, version=_number(job.previous)))
    if isinstance(result, FetchFailed):
        return _failed(job, result, at)
    return _read(job, result, at, profile)


def digest_bare(job: Job, result: FetchResult, at: str, profile: OutletSettings | None = None) -> Outcome:
    """Return what `digest` does without its page: who asked has it, and need not be sent it back."""
    return with_body(digest(job, result, at, profile), b"")


def _failed(job: Job, result: FetchFailed, at: str) -> Outcome:
    check = Check(at, result.code, result.detail, status=result.status, url=result.url, duration_ms=result.duration_ms)
    return Outcome(
        job.article,
        check,
        capture=result.capture,
        findings=article_findings(job.article, check, job.previous),
        retry_after_s=result.retry_after_s,
    )


def _read(job: Job, result: Fetched, at: str, profile: OutletSettings | None) -> Outcome:
    capture = result.capture
    check = Check(at, CheckCode.SAME_BYTES, status=capture.status, url=capture.url, bytes=len(capture.body))
    if capture.sha256 == job.last_sha256:
        return Outcome(job.article, replace(check, version=_number(job.previous)))
    document = read(capture.body, dict(capture.headers), url=capture.url, layout=job.layout, profile=profile)
    previous = _alike(job, profile)
    decision = decide(previous, document, job.fingerprints)
    check = replace(check, detail=decision.reason)
    if decision.decided in NO_VERSION:
        fault = decision.decided is Decided.FAULT
        check = replace(check, code=NO_VERSION[decision.decided], version=None if fault else _number(previous))
        return Outcome(
            job.article,
            check,
            capture=capture if fault else None,
            document=document,
            decided=decision.decided,
            findings=article_findings(job.article, check, previous, document),
        )
    return _version(job, capture, replace(check, code=CheckCode.NEW_VERSION), document, previous, profile, decision)


def _version(
    job: Job,
    capture: Capture,
    check: Check,
    document: Document,
    previous: Version | None,
    profile: OutletSettings | None,
    decision: Decision,
) -> Outcome:
    """Return the outcome of a visit that makes a version."""
    found = analyse(
        previous.document if previous else None,
        document,
        past=job.past,
        past_notes=job.past_notes,
        seen=(*job.past_seen, (previous.last_seen if previous else None, check.at)),
        profile=profile,
    )
    if decision.decided is Decided.HEADLINE_TEST:
        found = _tested(found)
    return Outcome(
        job.article,
        replace(check, version=(_number(previous) or 0) + 1),
        capture=capture,
        document=document,
        decided=decision.decided,
        fingerprint=decision.fingerprint or fingerprint(document),
        revert_to=decision.revert_to,
        analysis=found,
        findings=(
            *article_findings(job.article, check, previous, document),
            *headline_flapping([*_headlines(job, previous), document.headline]),
        ),
    )


def _tested(found: Analysis) -> Analysis:
    """Return *found* without what a headline that came back would be asked: the test itself is named as a finding."""
    findings = tuple(finding for finding in found.findings if finding.verdict is not Verdict.FAIL or finding.note)
    return replace(found, unannounced=(), findings=findings)


def _headlines(job: Job, previous: Version | None) -> list[str]:
    """Return the headlines of the versions before this one, oldest first, as far back as the job knows."""
    known = [step.before.headline for step in job.past if step.before is not None]
    return known + ([previous.document.headline] if previous else [])


def _alike(job: Job, profile: OutletSettings | None) -> Version | None:
    """Return the newest version as today's extractor reads it, so that a change of rules never looks like an edit."""
    if job.previous is None or job.previous_page is None or job.previous.document.extractor == EXTRACTOR:
        return job.previous
    document = read(job.previous_page, {}, url=job.url, layout=job.layout, profile=profile)
    return replace(job.previous, document=document)


def _number(version: Version | None) -> int | None:
    return None if version is None else version.number
