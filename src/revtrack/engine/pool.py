"""
Processes on this machine that survive the loss of one of them.

The standard pool breaks as a whole when a process dies. This one starts a
fresh one and asks what was in flight again, one question at a time, so that
the one that kills its process is known for sure.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from queue import SimpleQueue
from typing import Any

from revtrack.engine.collecting import collect_less
from revtrack.errors import RevtrackError

KILLS = 3
"""How often a question may kill its process before it is set aside (the number Dask's scheduler uses as well)."""


class WorkerLost(RevtrackError):
    """A question killed the process that was to answer it, time and again."""


def local_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of *jobs* processes, started afresh rather than forked, so that no lock or socket is inherited."""
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"), initializer=collect_less)


@dataclass(slots=True)
class _Asked:
    """One question and who waits for its answer."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    answer: Future[Any] = field(default_factory=Future)


class Pool(Executor):
    """An executor of *jobs* processes; a question that kills its process three times fails with `WorkerLost`."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._pool = local_pool(jobs)
        self._suspects: SimpleQueue[_Asked | None] = SimpleQueue()
        self._inquiry: threading.Thread | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Ask, and return the answer's future."""
        asked = _Asked(fn, args, kwargs)
        self._ask(asked)
        return asked.answer

    def _ask(self, asked: _Asked) -> None:
        with self._lock:
            try:
                inner = self._pool.submit(asked.function, *asked.args, **asked.kwargs)
            except BrokenProcessPool:
                self._pool.shutdown(wait=False)
                self._pool = local_pool(self._jobs)
                inner = self._pool.submit(asked.function, *asked.args, **asked.kwargs)
        inner.add_done_callback(lambda done: self._answered(asked, done))

    def _answered(self, asked: _Asked, done: Future[Any]) -> None:
        error = done.exception()
        if isinstance(error, BrokenProcessPool):
            self._suspect(asked)
        elif error is not None:
            asked.answer.set_exception(error)
        else:
            asked.answer.set_result(done.result())

    def _suspect(self, asked: _Asked) -> None:
        self._suspects.put(asked)
        with self._lock:
            if self._inquiry is None:
                self._inquiry = threading.Thread(target=self._inquire, name="revtrack-inquiry", daemon=True)
                self._inquiry.start()

    def _inquire(self) -> None:
        """Ask each suspect alone in a process of its own."""
        while (asked := self._suspects.get()) is not None:
            for attempt in range(1, KILLS + 1):
                with local_pool(1) as alone:
                    done = alone.submit(asked.function, *asked.args, **asked.kwargs)
                    error = done.exception()
                if not isinstance(error, BrokenProcessPool):
                    break
                if attempt == KILLS:
                    error = WorkerLost(f"its process died {KILLS} times while reading it")
            if error is not None:
                asked.answer.set_exception(error)
            else:
                asked.answer.set_result(done.result())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; with *wait*, after what is in flight is answered."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
        self._suspects.put(None)
        if wait and self._inquiry is not None:
            self._inquiry.join()
