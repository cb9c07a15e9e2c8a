"""
Ask an executor that somebody lends from an event loop, as a crew of one's own is asked.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from revtrack.engine.lost import WorkerLost


class Lent:
    """The *width* workers of *executor*, each answer within *limit_s* seconds."""

    def __init__(self, executor: Executor, width: int, limit_s: float) -> None:
        self._executor, self._limit_s = executor, limit_s
        # What waits for a worker is held in memory.
        self._slots = asyncio.Semaphore(max(2 * width, 1))

    async def ask(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what *function* answers, or raise what it raises; `WorkerLost` as a crew does."""
        async with self._slots:
            asked = self._executor.submit(function, *args)
            try:
                async with asyncio.timeout(self._limit_s):
                    return await asyncio.wrap_future(asked)
            except TimeoutError:
                raise WorkerLost(f"no answer within {self._limit_s:g} s") from None

    async def close(self) -> None:
        """Leave the workers to whoever lent them."""
