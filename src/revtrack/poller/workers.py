"""
Run the stages in processes of their own.

A page that makes a parser crash or think for ever costs its own visit: the
process is ended, the visit becomes `crashed`, and visits that were in the same
pool are run again. Processes are started when the first page arrives: most
polls find nothing new and start none.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

from revtrack.config import OutletSettings
from revtrack.model import FetchResult, Job, Outcome

Digest = Callable[[Job, FetchResult, str, OutletSettings | None], Outcome]
TIMEOUT_S = 120.0
"""The stages have budgets of their own far below this; past it something is broken."""


class DigestCrashed(Exception):
    """The stages could not finish with a page; the text says how."""


def pipeline_digest(job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
    """Return the pipeline's outcome; imported here, so that only the workers load the stages."""
    from revtrack.pipeline import digest

    return digest(job, result, at, profile)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """*count* processes that digest; with 0, digesting is done in this one (for tests and tiny machines)."""

    def __init__(self, count: int, digest: Digest = pipeline_digest, timeout_s: float = TIMEOUT_S) -> None:
        self._count, self._digest, self._timeout_s = count, digest, timeout_s
        self._pool: ProcessPoolExecutor | None = None
        self._starting = asyncio.Lock()
        self._alone = asyncio.Lock()
        # What waits in the pool's queue is held in memory: pages and their histories.
        self._slots = asyncio.Semaphore(max(2 * count, 1))

    async def digest(self, job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
        """Return the outcome; raises `DigestCrashed` when the stages cannot finish, or what they raise."""
        if not self._count:
            return self._digest(job, result, at, profile)
        async with self._slots:
            pool = await self._ready()
            try:
                return await self._wait(pool, pool.submit(self._digest, job, result, at, profile))
            except (BrokenProcessPool, RuntimeError) as error:
                if isinstance(error, RuntimeError) and not isinstance(error, BrokenProcessPool) and self._pool is pool:
                    raise
                if self._pool is pool:
                    self._pool = None
        async with self._alone:
            pool = await asyncio.to_thread(self._start, 1)
            try:
                return await self._wait(pool, pool.submit(self._digest, job, result, at, profile))
            except BrokenProcessPool:
                raise DigestCrashed("a worker process died over this page") from None
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    async def _ready(self) -> ProcessPoolExecutor:
        """Return the pool, started in a thread when there is none: pages go on arriving meanwhile."""
        async with self._starting:
            if self._pool is None:
                self._pool = await asyncio.to_thread(self._start, self._count)
            return self._pool

    async def _wait(self, pool: ProcessPoolExecutor, future: "Future[Outcome]") -> Outcome:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            _kill(pool)
            if self._pool is pool:
                self._pool = None
            raise DigestCrashed(f"the page was not read and compared within {self._timeout_s:g} s") from None

    def _start(self, count: int) -> ProcessPoolExecutor:
        context = _Context()
        if self._digest is pipeline_digest:
            context.set_forkserver_preload(["revtrack.poller.stages"])
        pool = ProcessPoolExecutor(count, mp_context=context, initializer=_leave_signals)
        pool.submit(os.getpid).result()  # The first process has loaded the stages; the others are its copies.
        return pool

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


class _Worker(ForkServerProcess):
    """A process that ends with this one: the pool may lose sight of one it was starting when another died."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **(more | {"daemon": True}))


class _Context(ForkServerContext):
    Process = _Worker


def _leave_signals() -> None:
    """A Ctrl-C on the terminal reaches every process; the poller decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes at once: one of them does not listen."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)
