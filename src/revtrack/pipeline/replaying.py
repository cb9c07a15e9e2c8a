"""
Read the looks of one article one after another, each compared with the one before.

Pure and picklable: what `archive.job` would say after each commit is worked
out here from the outcome, so a whole history is read without the archive, in
another process or on another machine.
"""

from dataclasses import dataclass, field, replace

from revtrack.exchange import Look
from revtrack.model import (
    Capture,
    Fetched,
    FetchFailed,
    FetchResult,
    Job,
    Note,
    NoteStatus,
    Outcome,
    Validators,
    Version,
)
from revtrack.pipeline.digesting import digest
from revtrack.pipeline.tasks import ReplayTask, with_body

PAST = 12
"""Earlier revisions a job carries, as the archive's jobs do."""
MOST_FINGERPRINTS = 200


@dataclass(frozen=True, slots=True)
class State:
    """What a job is made from, and the notes of the newest version beside it."""

    job: Job
    notes: tuple[Note, ...] = field(default=())


def replay(task: ReplayTask) -> tuple[Outcome, ...]:
    """Return the outcome of each of the task's looks, in order."""
    state = State(task.job, task.notes)
    outcomes = []
    for look in task.looks:
        outcome = digest(state.job, answer(look, state.job.url), look.at, task.profile)
        outcomes.append(outcome)
        state = after(state, outcome)
    return tuple(outcomes)


def replay_bare(task: ReplayTask) -> tuple[Outcome, ...]:
    """Return the outcomes without their pages: who asked has them, and need not be sent them back."""
    return tuple(with_body(outcome, b"") for outcome in replay(task))


def answer(look: Look, url: str) -> FetchResult:
    """Return *look* as what a fetch would have brought."""
    headers = look.headers
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers = (*headers, ("Content-Type", look.content_type))
    capture = Capture(
        look.url or url,
        look.status,
        headers,
        look.body,
        look.sha256,
        request_headers=look.request_headers,
        address=look.address,
        started_at=look.at,
        finished_at=look.at,
    )
    failed: FetchFailed | None = None
    if look.status != 200:
        # The client's library is loaded with it, and most imports hold no failed answer.
        from revtrack.fetch.failures import failure_of
        from revtrack.fetch.wanted import Wanted

        failed = failure_of(look.status, capture.header("content-type"), Wanted.PAGE)
    return Fetched(capture) if failed is None else replace(failed, url=capture.url, capture=capture)


def after(state: State, outcome: Outcome) -> State:
    """Return the state that follows once *outcome* is committed: as the archive would give it."""
    job = replace(state.job, validators=Validators())
    if outcome.capture is not None:
        job = replace(job, last_sha256=outcome.capture.sha256)
    at = outcome.check.at or None
    if outcome.check.code.saw_article and outcome.check.url:
        job = replace(job, url=outcome.check.url)
    if outcome.analysis is None or outcome.document is None:
        if job.previous is not None and outcome.check.code.saw_article:
            job = replace(job, previous=replace(job.previous, last_seen=at))
        return State(job, state.notes)
    number = 1 if job.previous is None else job.previous.number + 1
    assert outcome.capture is not None
    job = replace(
        job,
        previous=Version(
            number,
            outcome.document,
            at,
            at,
            job.previous.last_seen if job.previous else None,
            outcome.check.detail or str(outcome.decided or "new").replace("_", " "),
            outcome.revert_to,
            outcome.capture.sha256,
        ),
        previous_page=None,
        past=(*job.past, outcome.analysis.revision)[-PAST:] if number > 1 else (),
        past_seen=(*job.past_seen, (_last_look(job.previous), at))[-PAST:] if number > 1 else (),
        past_notes=past_notes(job.past_notes, state.notes, outcome.analysis.notes),
        fingerprints=(*job.fingerprints, (number, outcome.fingerprint))[-MOST_FINGERPRINTS:],
        layout=outcome.document.layout,
    )
    return State(job, outcome.analysis.notes)


def _last_look(version: Version | None) -> str | None:
    """Return when the version before was seen last."""
    return None if version is None else version.last_seen or version.first_seen


def past_notes(past: tuple[Note, ...], newest: tuple[Note, ...], now: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return the notes seen before and not *now*, each as it was last seen: a reworded note's old wording is one."""
    here = {wording(note) for note in now if note.status is not NoteStatus.REMOVED}
    stood = (note for note in newest if note.status is not NoteStatus.REMOVED and not note.outside)
    seen = {wording(note): note for note in (*past, *stood)}
    return tuple(note for key, note in seen.items() if key not in here)


def wording(note: Note) -> Note:
    """Return what makes two sightings one wording: everything but where and how this version shows it."""
    claims = tuple(replace(claim, id=claim.id.removeprefix(f"{note.id}.")) for claim in note.claims)
    return replace(note, id="", span=None, status=NoteStatus.NEW, detail=None, previous=None, claims=claims)
