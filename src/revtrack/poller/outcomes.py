"""
Turn what a fetch brought into an outcome where no stage is needed, and into the next appointment. Pure.

Nine visits in ten bring nothing new; they cost a short row and an appointment,
and none of the extraction machinery is loaded for them.
"""

from dataclasses import replace
from datetime import datetime

from revtrack.config import ScheduleSettings
from revtrack.model import (
    Analysis,
    BlockKind,
    Check,
    CheckCode,
    Fetched,
    FetchFailed,
    FetchResult,
    Job,
    NotModified,
    Outcome,
    Validators,
)
from revtrack.poller import schedule
from revtrack.poller.times import after, at, epoch
from revtrack.store.polling import Appointment, Due

ANSWERS = frozenset({CheckCode.GONE, CheckCode.MOVED})
"""Codes of visits that found it withdrawn: an answer, judged by the stages."""
DISALLOWED_S = 86400.0


def plain(due: Due, result: FetchResult, last_sha256: str | None, moment: str) -> Outcome | None:
    """Return the outcome of a visit that needs no stage; None when the page is to be read."""
    article = due.article
    if isinstance(result, NotModified):
        check = Check(moment, CheckCode.NOT_MODIFIED, "", result.status, result.url, result.duration_ms)
        return Outcome(article, check)
    if isinstance(result, Fetched):
        capture = result.capture
        if not due.versions or capture.sha256 != last_sha256 or due.article.state in ("gone", "moved"):
            return None
        validators = Validators(capture.header("etag"), capture.header("last-modified"))
        check = Check(moment, CheckCode.SAME_BYTES, "", capture.status, capture.url, 0, len(capture.body))
        return Outcome(article, check, validators=validators)
    if result.code in ANSWERS and due.article.state not in ("gone", "moved"):
        return None
    return failed(due, result, moment)


def completed(due: Due, outcome: Outcome, result: FetchResult) -> Outcome:
    """
    Return the stages' *outcome* with what only the poller knows.

    The validators of a page that made no version count as well, or it would be read in full each
    time; and the same trouble's page is evidence once, not at every visit.
    """
    if isinstance(result, Fetched) and outcome.validators is None:
        capture = result.capture
        outcome = replace(outcome, validators=Validators(capture.header("etag"), capture.header("last-modified")))
    if outcome.check.code is CheckCode.FAULT and due.appointment.failures:
        outcome = replace(outcome, capture=None)
    return outcome


def partial(outcome: Outcome, cut: str) -> Outcome:
    """Return *outcome* with a check that says that the article goes on after what was read, and why (*cut*)."""
    detail = "; ".join(part for part in (outcome.check.detail, f"read in part: {cut}") if part)
    return replace(outcome, check=replace(outcome.check, detail=detail[:1000]))


def flaps(job: Job, outcome: Outcome) -> bool:
    """Say whether the article goes back and forth: the text has come and gone twice before."""
    return sum(seen == outcome.fingerprint for _, seen in job.fingerprints) >= 2


def goes_on(outcome: Outcome) -> bool:
    """Say whether what was seen is the article's own text, edited at most: half of its paragraphs stand as they did."""
    if outcome.analysis is None:
        return True
    revision = outcome.analysis.revision
    if revision.before is None:
        return False
    old, new = (
        {block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH}
        for document in (revision.before, revision.after)
    )
    return 2 * len(old & new) >= max(min(len(old), len(new)), 1)


def failed(due: Due, result: FetchFailed, moment: str) -> Outcome:
    """Return the outcome of a visit that failed; its page is kept as evidence the first time in a row."""
    check = Check(moment, result.code, result.detail[:1000], result.status, result.url, result.duration_ms)
    first = not due.appointment.failures
    return Outcome(due.article, check, result.capture if first else None, retry_after_s=result.retry_after_s)


def crashed(due: Due, detail: str, moment: str) -> Outcome:
    """Return the outcome of a visit that our own code could not finish."""
    return Outcome(due.article, Check(moment, CheckCode.CRASHED, detail[:1000], url=due.url))


def appointment(due: Due, outcome: Outcome, full: bool, now: datetime, settings: ScheduleSettings) -> Appointment:
    """Return when to look next and what was learned; *full* says that no validators were sent."""
    before, seconds = due.appointment, now.timestamp()
    looks = 0 if full else before.looks + 1
    code = outcome.check.code
    if not code.saw_article:
        return _after_trouble(due, outcome, looks, now, settings)
    # A text that was there before is no news: a page shown in two variants would be asked for every five minutes.
    changed = outcome.analysis is not None and outcome.revert_to is None
    last = epoch(before.looked_at)
    if last is None or not due.versions:
        pulse = schedule.Pulse(min(_published(outcome.analysis) or seconds, seconds), seconds)
    else:
        # A clock that was ahead when these were written must not stop the learning.
        known = schedule.Pulse(
            min(epoch(before.fresh_at) or last, seconds), min(last, seconds), before.expected, before.seen
        )
        pulse = schedule.after_look(known, seconds, changed)
    wait = schedule.jittered(schedule.wait_s(pulse, seconds, settings), due.article.url, int(seconds))
    return Appointment(
        after(now, wait), at(pulse.fresh_at), at(pulse.looked_at), pulse.expected, pulse.seen, looks, 0,
        outcome.check.at,
    )  # fmt: skip


def _after_trouble(due: Due, outcome: Outcome, looks: int, now: datetime, settings: ScheduleSettings) -> Appointment:
    before, code = due.appointment, outcome.check.code
    failures = before.failures + 1
    if code in ANSWERS:
        wait = schedule.gone_s(failures, settings)
    elif code is CheckCode.DISALLOWED:
        wait = DISALLOWED_S
    else:
        wait = schedule.after_failure_s(failures, outcome.retry_after_s, settings)
    if outcome.retry_after_s is None:
        wait = schedule.jittered(wait, due.article.url, failures)
    return Appointment(
        after(now, wait), before.fresh_at, before.looked_at, before.expected, before.seen, looks, failures,
        before.succeeded_at,
    )  # fmt: skip


def _published(analysis: Analysis | None) -> float | None:
    """Return the epoch second at which the document says it was published or last modified."""
    if analysis is None:
        return None
    document = analysis.revision.after
    moments = [moment for moment in (document.published, document.modified) if moment is not None]
    try:
        return max((moment.timestamp() for moment in moments), default=None)
    except (OverflowError, ValueError):
        return None
