"""
Lend a crew to who has no event loop: the same processes, as an executor.

The crew lives in a loop of its own in a thread, so that answers are taken from
the processes while whoever asked is busy with earlier ones.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures import wait as until_done
from types import TracebackType
from typing import Any

from revtrack.engine.crew import Crew

LIMIT_S = 3600.0
"""What one question may take: up to a hundred pages, each of them read within budgets far below."""


class Pool(Executor):
    """An executor of *jobs* processes, started with the first question."""

    def __init__(self, jobs: int, limit_s: float = LIMIT_S) -> None:
        self._crew = Crew(jobs, limit_s)
        self._open: set[Future[Any]] = set()
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._live, name="revtrack-pool", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Ask, and return the answer's future; *fn* is a module's own or `Named` and takes no *kwargs*."""
        if kwargs:
            raise TypeError("questions have positional arguments only")
        answer = asyncio.run_coroutine_threadsafe(self._crew.ask(fn, *args), self._loop)
        self._open.add(answer)
        answer.add_done_callback(self._open.discard)
        return answer

    def _live(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_the_end())

    async def _until_the_end(self) -> None:
        await self._end.wait()
        await self._crew.close()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, after what was asked is answered unless told not to care."""
        if wait and not cancel_futures:
            until_done(list(self._open))
        if self._thread.is_alive() and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end.set)
        if wait:
            self._thread.join()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # Whoever leaves with an error waits for no answer.
        self.shutdown(cancel_futures=error is not None)
