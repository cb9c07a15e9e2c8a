"""
Run the stages on a cluster while this machine goes on asking.

Only this machine asks servers: a host is asked by one poller, one request after
another, however many workers read what it answered. So politeness needs no
agreement between machines, and what a poll costs elsewhere is reading alone.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from revtrack.config import OutletSettings
from revtrack.engine import WorkerLost
from revtrack.model import Capture, FetchResult, Job, Outcome
from revtrack.poller.workers import TIMEOUT_S, Digest, DigestCrashed, page_after, pipeline_digest


class RemoteWorkers:
    """The *width* workers of *executor*, which lose no question with a worker and name the one that kills three."""

    def __init__(
        self, executor: Executor, width: int, digest: Digest = pipeline_digest, timeout_s: float = TIMEOUT_S
    ) -> None:
        self._executor, self._digest, self._timeout_s = executor, digest, timeout_s
        # What waits for a worker is held in memory: pages and their histories.
        self._slots = asyncio.Semaphore(max(2 * width, 1))

    async def digest(self, job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
        """Return the outcome; raises `DigestCrashed` when the stages cannot finish, or what they raise."""
        outcome: Outcome = await self._answer(self._digest, job, result, at, profile)
        return outcome

    async def onward(self, capture: Capture) -> str:
        """Return the address of the page after *capture*, empty for the last; raises as `digest` does."""
        address: str = await self._answer(page_after, capture)
        return address

    async def _answer(self, function: Callable[..., Any], *args: Any) -> Any:
        async with self._slots:
            asked = self._executor.submit(function, *args)
            try:
                async with asyncio.timeout(self._timeout_s):
                    return await asyncio.wrap_future(asked)
            except WorkerLost as lost:
                raise DigestCrashed(f"set aside: {lost}") from None
            except TimeoutError:
                raise DigestCrashed(f"the page was not read and compared within {self._timeout_s:g} s") from None

    async def close(self) -> None:
        """Leave the workers to whoever lent them."""
