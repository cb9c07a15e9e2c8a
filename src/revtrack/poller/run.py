"""
Poll once: visit what is due, host by host, and hand what was found to the writer.

One asyncio loop asks; each host's articles are visited by as many tasks as the
host is asked at once. No task outlives the run, and no wait is without an end:
a turn is waited for, a request has its deadline, a digest has its own.
"""

import asyncio
import logging
from array import array
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from revtrack.config import Settings
from revtrack.errors import AddressRefused
from revtrack.fetch import Client, check, identity, join
from revtrack.model import CheckCode, Fetched, FetchFailed, FetchResult, Job, Outcome, Validators, stamp
from revtrack.poller import outcomes, pages, politeness
from revtrack.poller.admission import Admission
from revtrack.poller.alerts import alerts_of
from revtrack.poller.politeness import Turns
from revtrack.poller.profiles import profile_of
from revtrack.poller.remote import RemoteWorkers
from revtrack.poller.times import after, epoch
from revtrack.poller.workers import DigestCrashed, Workers
from revtrack.poller.writer import Writer
from revtrack.store.archive import Archive
from revtrack.store.polling import Due, HostRest, Polling, Record

log = logging.getLogger("revtrack.poller")
CHUNK = 64
"""Articles loaded at a time for one host's tasks: memory does not grow with what is due."""
MOST_REPORTED = 20
BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What a defect of ours raises: the visit is written as `crashed` with the log saying where, the others go on."""


@dataclass(slots=True)
class Summary:
    """What one poll came to."""

    visits: int = 0
    versions: int = 0
    unchanged: int = 0
    failed: int = 0
    gone: int = 0
    disallowed: int = 0
    resting: int = 0
    """Articles not asked for because their host is to be left alone."""
    left: int = 0
    """Articles that are still due: the poll's time was up, or it was told to stop."""
    stopped: str = ""
    """Why the poll ended early, in words."""
    clock: str = ""
    """What is odd about the clock, in words."""
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    """(address, code, detail) of the first failures."""
    partial: list[tuple[str, str]] = field(default_factory=list)
    """(address, why) of the first articles that were not read to their end."""
    listings: list[str] = field(default_factory=list)
    """A line about each feed or sitemap that brought something or failed."""

    @property
    def exit_code(self) -> int:
        """Return 1 when a visit failed, else 0."""
        return 1 if self.failed else 0


@dataclass(slots=True)
class _HostQueue:
    authority: str
    ids: "array[int]"
    loaded: list[Due] = field(default_factory=list)
    resting: bool = False
    failures: int = 0


class Run:
    """One poll. Times come from *now* (the wall clock) and *clock* (monotonic); waiting is done by *sleep*."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        fetcher: Client,
        workers: Workers | RemoteWorkers,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        extractor: Callable[[], str] = lambda: "",
    ) -> None:
        self.summary = Summary()
        self._archive, self._settings, self._fetcher, self._workers = archive, settings, fetcher, workers
        self._polling = Polling(archive)
        self._now, self._clock, self._progress, self._extractor = now, clock, progress, extractor
        turns = Turns(settings, clock, sleep, asyncio.Semaphore(max(settings.politeness.total, 1)))
        self.admission = Admission(settings, self._polling, fetcher, turns, now)
        self._writer = Writer(self._polling, self._written)
        self._rests = self._polling.host_rests()
        self._stop = asyncio.Event()
        self._total = 0
        self._deadline = float("inf")

    def stop(self, why: str) -> None:
        """Begin no further visit; those in flight are finished and written."""
        self.summary.stopped = self.summary.stopped or why
        self._stop.set()

    async def visit_all(self, due: Iterable[tuple[int, str]], budget_s: float) -> None:
        """Visit the (article id, address) pairs of *due*, beginning none after *budget_s* seconds."""
        self._deadline = self._clock() + budget_s
        queues = self._queues(due)
        self._total = sum(len(queue.ids) for queue in queues)
        try:
            async with asyncio.TaskGroup() as group:
                for queue in queues:
                    at_once = politeness.manners(self._settings, queue.authority).concurrency
                    for _ in range(min(at_once, len(queue.ids))):
                        group.create_task(self._work(queue))
        except BaseExceptionGroup as errors:
            # The first is why; the others are its echo in the other tasks.
            raise errors.exceptions[0] from None
        finally:
            if self._writer.error is None:
                self._writer.flush()
        if self._writer.error is not None:
            raise self._writer.error

    def _queues(self, due: Iterable[tuple[int, str]]) -> list[_HostQueue]:
        queues: dict[str, _HostQueue] = {}
        now = self._now().timestamp()
        for article_id, url in due:
            try:
                authority = check(url, self._settings.fetch).authority
            except AddressRefused:
                authority = "-"  # Each is visited all the same, so that its check row says why it cannot be.
            queue = queues.get(authority)
            if queue is None:
                queue = queues[authority] = _HostQueue(authority, array("q"))
                rest = self._rests.get(authority)
                queue.failures = rest.failures if rest else 0
                until = epoch(rest.not_before) if rest else None
                # A rest further off than any server may ask for was written by a clock that was ahead.
                queue.resting = until is not None and now < until < now + 8 * 86400
            if queue.resting:
                self.summary.resting += 1
            else:
                queue.ids.append(article_id)
        for queue in queues.values():
            queue.ids.reverse()
        return [queue for queue in queues.values() if queue.ids]

    async def _work(self, queue: _HostQueue) -> None:
        """Visit the host's articles one after another until none is left or the host wants a rest."""
        while (due := self._next(queue)) is not None:
            try:
                await self._visit(queue, due)
            except (
                ExceptionGroup,
                ArithmeticError,
                AssertionError,
                AttributeError,
                LookupError,
                TypeError,
                ValueError,
            ):
                # A bug of ours: the other articles go on, and the check row says that this one did not.
                log.exception("the visit to %s crashed", due.url)
                self._record(
                    queue, due, outcomes.crashed(due, "a defect of revtrack; see the log", self._stamp()), None
                )

    def _next(self, queue: _HostQueue) -> Due | None:
        if self._stop.is_set() or self._clock() >= self._deadline:
            self.summary.left += len(queue.loaded) + len(queue.ids)
            queue.loaded.clear()
            del queue.ids[:]
        elif queue.resting:
            self.summary.resting += len(queue.loaded) + len(queue.ids)
            queue.loaded.clear()
            del queue.ids[:]
        if not queue.loaded and queue.ids:
            ids = [queue.ids.pop() for _ in range(min(CHUNK, len(queue.ids)))]
            queue.loaded = self._polling.load(ids)[::-1]
        return queue.loaded.pop() if queue.loaded else None

    async def _visit(self, queue: _HostQueue, due: Due) -> None:
        full = due.appointment.looks >= self._settings.fetch.full_read_every - 1 or not due.versions
        validators = Validators() if full or due.article.state in ("gone", "moved") else due.validators
        result = await self._fetcher.fetch(due.url, validators, admit=self.admission.admit)
        outcome, flaps = await self._judge(due, result)
        if isinstance(result, Fetched) and outcome.document is not None and outcome.document.next_page:
            outcome, flaps, result = await self._several(due, result, outcome.document.next_page)
        self._record(queue, due, outcome, result, full=validators == Validators(), flaps=flaps)

    async def _several(self, due: Due, first: Fetched, onward: str) -> tuple[Outcome, bool, FetchResult]:
        """Return the outcome over all pages of an article that goes on at *onward*, and what was fetched."""

        async def fetch(url: str) -> FetchResult:
            return await self._fetcher.fetch(url, Validators(), admit=self.admission.admit)

        async def beyond(page: Fetched) -> str:
            job = Job(due.article, page.capture.url)
            found = await self._workers.digest(job, page, self._stamp(), profile_of(self._settings, due.article.url))
            return found.document.next_page if found.document is not None else ""

        try:
            result, cut = await pages.follow(first.capture, onward, fetch, beyond, self._settings.fetch.max_bytes)
        except DigestCrashed as error:
            return outcomes.crashed(due, str(error), self._stamp()), False, first
        outcome, flaps = await self._judge(due, result)
        if cut:
            if len(self.summary.partial) < MOST_REPORTED:
                self.summary.partial.append((due.url, cut))
            outcome = outcomes.partial(outcome, cut)
        return outcome, flaps, result

    async def _judge(self, due: Due, result: FetchResult) -> tuple[Outcome, bool]:
        """Return what a result comes to, the stages asked only where need be, and whether the article flaps."""
        last = self._polling.last_sha256(due.article.id) if isinstance(result, Fetched) and due.versions else None
        outcome = outcomes.plain(due, result, last, self._stamp())
        return await self._digest(due, result) if outcome is None else (outcome, False)

    async def _digest(self, due: Due, result: FetchResult) -> tuple[Outcome, bool]:
        """Return what the stages found, and whether the article goes back and forth."""
        job = self._archive.job(due.article, extractor=self._extractor())
        try:
            profile = profile_of(self._settings, due.article.url)
            outcome = await self._workers.digest(job, result, self._stamp(), profile)
        except DigestCrashed as error:
            return outcomes.crashed(due, str(error), self._stamp()), False
        except BUGS as error:
            log.exception("the page at %s could not be digested", due.url)
            return outcomes.crashed(due, f"{type(error).__name__}: {error}", self._stamp()), False
        return outcomes.completed(due, outcome, result), outcomes.flaps(job, outcome)

    def _record(
        self,
        queue: _HostQueue,
        due: Due,
        outcome: Outcome,
        result: FetchResult | None,
        *,
        full: bool = False,
        flaps: bool = False,
    ) -> None:
        now = self._now()
        appointment = outcomes.appointment(due, outcome, full, now, self._settings.schedule)
        rest = self._rest(queue, result, now) if result is not None else None
        self._writer.add(
            Record(outcome, appointment, partial(alerts_of, outcome, flaps), self._keys(due, outcome)), rest
        )

    def _keys(self, due: Due, outcome: Outcome) -> tuple[str, ...]:
        """Return the keys of the addresses the article turned out to have: its final one and its canonical one."""
        if outcome.analysis is None or outcome.document is None:
            return ()
        try:
            final = check(outcome.check.url or due.url, self._settings.fetch)
            named = join(final, outcome.document.url or str(final), self._settings.fetch)
        except (AddressRefused, ValueError):
            return ()
        canonical = identity.accepted_canonical(final, named)
        return tuple({identity.key(url) for url in (final, canonical) if url is not None})

    def _rest(self, queue: _HostQueue, result: FetchResult, now: datetime) -> HostRest | None:
        """Return what to remember of the host, None when nothing is new."""
        ours = isinstance(result, FetchFailed) and result.code in (CheckCode.ADDRESS_REFUSED, CheckCode.DISALLOWED)
        if ours or queue.authority == "-":
            return None
        if politeness.answered(result) and not (isinstance(result, FetchFailed) and result.retry_after_s):
            if not queue.failures:
                return None
            queue.failures = 0
            return HostRest(queue.authority, "")
        queue.failures += 1
        seconds = politeness.rest_s(result, queue.failures)
        if seconds is not None:
            queue.resting = True
        detail = result.detail if isinstance(result, FetchFailed) else ""
        return HostRest(queue.authority, after(now, seconds or 0.0), queue.failures, detail)

    def _written(self, record: Record, number: int | None) -> None:
        """Count a visit that is in the archive."""
        summary, found = self.summary, record.outcome.check
        summary.visits += 1
        if number is not None:
            summary.versions += 1
        elif found.code in outcomes.SEEN:
            summary.unchanged += 1
        elif found.code in outcomes.ANSWERS:
            summary.gone += 1
        elif found.code is CheckCode.DISALLOWED:
            summary.disallowed += 1
        else:
            summary.failed += 1
            if len(summary.failures) < MOST_REPORTED:
                summary.failures.append((record.outcome.article.url, str(found.code), found.detail))
        self._progress(summary.visits, self._total)

    def _stamp(self) -> str:
        return stamp(self._now())
