"""
Run the stages elsewhere: in processes of this machine, or on workers that somebody lends.

A page that makes a parser crash or think for ever costs its own visit: the
process is ended, the visit becomes `crashed`, and what waited behind it is read
by another. Processes are started when the first page arrives: most polls find
nothing new and start none.

Only this machine asks servers: a host is asked by one poller, one request after
another, however many workers read what it answered. So politeness needs no
agreement between machines, and what a poll costs elsewhere is reading alone.
"""

import os
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from revtrack.config import OutletSettings
from revtrack.engine import Crew, Lent, Named, WorkerLost
from revtrack.model import Capture, FetchResult, Job, NotModified, Outcome

Digest = Callable[[Job, FetchResult, str, OutletSettings | None], Outcome]
TIMEOUT_S = 120.0
"""The stages have budgets of their own far below this; past it something is broken."""
WARM = "revtrack.pipeline:warm"
DIGEST, ONWARD = Named("revtrack.pipeline:digest_bare", WARM), Named("revtrack.extract:onward", WARM)
"""The stages, which send no page back, and what only looks for an article's next page: loaded by those who answer."""


class DigestCrashed(Exception):
    """The stages could not finish with a page; the text says how."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def crew_of(count: int | None, lent: tuple[Executor, int] | None, limit_s: float) -> Crew | Lent | None:
    """
    Return who answers: workers *lent* (an executor and how many they are), else *count* processes.

    None as count is one for each processor; with 0 nobody answers but who asks.
    """
    if lent is not None:
        return Lent(*lent, limit_s)
    count = cores() if count is None else count
    return Crew(count, limit_s) if count else None


class Workers:
    """Those of *crew* digest; without one, digesting is done in this process (for tests and tiny machines)."""

    def __init__(self, crew: Crew | Lent | None, digest: Digest = DIGEST) -> None:
        self._crew, self._digest = crew, digest

    async def digest(self, job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
        """Return the outcome; raises `DigestCrashed` when the stages cannot finish, or what they raise."""
        outcome: Outcome = await self._answer(self._digest, job, result, at, profile)
        page = None if isinstance(result, NotModified) else result.capture
        return outcome if outcome.capture is None or page is None else replace(outcome, capture=page)

    async def onward(self, capture: Capture) -> str:
        """Return the address of the page after *capture*, empty for the last; raises as `digest` does."""
        address: str = await self._answer(ONWARD, capture)
        return address

    async def _answer(self, function: Callable[..., Any], *args: Any) -> Any:
        if self._crew is None:
            return function(*args)
        try:
            return await self._crew.ask(function, *args)
        except WorkerLost as lost:
            raise DigestCrashed(f"set aside: {lost}") from None
        except OSError as error:
            raise DigestCrashed(f"no worker process: {error}") from None

    async def close(self) -> None:
        """Let the workers go."""
        if self._crew is not None:
            await self._crew.close()
