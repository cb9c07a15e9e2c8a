"""
Poll once: visit what is due, host by host, and hand what was found to the writer.

One asyncio loop asks; each host's articles are visited by as many tasks as the
host is asked at once. No task outlives the run, and no wait is without an end:
a turn is waited for, a request has its deadline, a digest has its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial

from revtrack.config import Settings
from revtrack.fetch import Client
from revtrack.model import stamp
from revtrack.poller import outcomes, politeness
from revtrack.poller.admission import Admission
from revtrack.poller.alerts import alerts_of
from revtrack.poller.hosts import HostQueue, Rests, owed_of, owing, queues_of
from revtrack.poller.politeness import Turns
from revtrack.poller.summary import Summary
from revtrack.poller.visiting import BUGS, Visit, Visitor
from revtrack.poller.workers import Workers
from revtrack.poller.writer import Writer
from revtrack.store.archive import Archive
from revtrack.store.polling import Due, Polling, Record

CHUNK = 64
"""Articles loaded at a time for one host's tasks: memory does not grow with what is due."""


class Run:
    """One poll. Times come from *now* (the wall clock) and *clock* (monotonic); waiting is done by *sleep*."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        fetcher: Client,
        workers: Workers,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        extractor: Callable[[], str] = lambda: "",
    ) -> None:
        self.summary = Summary()
        self._settings, self._polling = settings, Polling(archive)
        self._now, self._clock, self._progress = now, clock, progress
        kept = self._polling.host_rests()
        total = asyncio.Semaphore(max(settings.politeness.total, 1))
        self._turns = Turns(settings, clock, sleep, total, owed_of(kept, now()))
        self._rests = Rests(settings, kept)
        self.admission = Admission(settings, self._polling, fetcher, self._turns, self._rests, now)
        self._visitor = Visitor(
            archive, settings, fetcher, self.admission, workers, stamped=lambda: stamp(now()), extractor=extractor
        )
        self._writer = Writer(self._polling, self._written)
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
        queues = queues_of(due, self._settings)
        self.summary.resting += sum(queue.drop() for queue in queues if self._is_resting(queue))
        self._total = sum(queue.waiting for queue in queues)
        try:
            async with asyncio.TaskGroup() as group:
                for queue in queues:
                    at_once = politeness.manners(self._settings, queue.host).concurrency
                    for _ in range(min(at_once, queue.waiting)):
                        group.create_task(self._work(queue))
        except BaseExceptionGroup as errors:
            # The first is why; the others are its echo in the other tasks.
            raise errors.exceptions[0] from None
        finally:
            if self._writer.error is None:
                self._writer.flush()
                self._polling.rest(owing(self._turns.left(), self._now()))
        if self._writer.error is not None:
            raise self._writer.error

    async def _work(self, queue: HostQueue) -> None:
        """Visit the host's articles one after another until none is left or the host wants a rest."""
        while (due := self._next(queue)) is not None:
            try:
                self._record(due, await self._visitor.visit(due))
            except BUGS:
                self._record(due, self._visitor.crashed(due))

    def _next(self, queue: HostQueue) -> Due | None:
        if self._stop.is_set() or self._clock() >= self._deadline:
            self.summary.left += queue.drop()
        elif self._is_resting(queue):
            self.summary.resting += queue.drop()
        if not queue.loaded and queue.ids:
            ids = [queue.ids.pop() for _ in range(min(CHUNK, len(queue.ids)))]
            queue.loaded = self._polling.load(ids)[::-1]
        return queue.loaded.pop() if queue.loaded else None

    def _record(self, due: Due, visit: Visit) -> None:
        now, outcome = self._now(), visit.outcome
        appointment = outcomes.appointment(due, outcome, visit.full, now, self._settings.schedule)
        rests = self._rests.heard(due.url, visit.result, now) if visit.result is not None else []
        if visit.cut:
            self.summary.read_in_part(due.url, visit.cut)
        alerts = partial(alerts_of, outcome, visit.flaps)
        keys, twin = self._visitor.keys(due, outcome), self._visitor.twin(due, outcome)
        self._writer.add(Record(outcome, appointment, alerts, keys, twin), rests)

    def _is_resting(self, queue: HostQueue) -> bool:
        return self._rests.left_s(queue.host, self._now()) > 0

    def _written(self, record: Record, number: int | None) -> None:
        self.summary.count(record, number)
        self._progress(self.summary.visits, self._total)
