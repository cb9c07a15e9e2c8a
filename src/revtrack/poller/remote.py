"""
Run the stages on a cluster while this machine goes on asking.

Only this machine asks servers: a host is asked by one poller, one request after
another, however many workers read what it answered. So politeness needs no
agreement between machines, and what a poll costs elsewhere is reading alone.
"""

import asyncio
from concurrent.futures import Executor

from revtrack.config import OutletSettings
from revtrack.engine import WorkerLost
from revtrack.model import FetchResult, Job, Outcome
from revtrack.poller.workers import TIMEOUT_S, Digest, DigestCrashed, pipeline_digest


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
        async with self._slots:
            asked = self._executor.submit(self._digest, job, result, at, profile)
            try:
                async with asyncio.timeout(self._timeout_s):
                    return await asyncio.wrap_future(asked)
            except WorkerLost as lost:
                raise DigestCrashed(f"set aside: {lost}") from None
            except TimeoutError:
                raise DigestCrashed(f"the page was not read and compared within {self._timeout_s:g} s") from None

    async def close(self) -> None:
        """Leave the workers to whoever lent them."""
