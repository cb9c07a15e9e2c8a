"""
Run the stages in processes of their own.

A page that makes a parser crash or think for ever costs its own visit: the
process is ended, the visit becomes `crashed`, and what waited behind it is read
by another. Processes are started when the first page arrives: most polls find
nothing new and start none.
"""

import os
from collections.abc import Callable
from typing import Any

from revtrack.config import OutletSettings
from revtrack.engine import WorkerLost
from revtrack.engine.crew import Crew
from revtrack.model import Capture, FetchResult, Job, Outcome

Digest = Callable[[Job, FetchResult, str, OutletSettings | None], Outcome]
TIMEOUT_S = 120.0
"""The stages have budgets of their own far below this; past it something is broken."""
DIGEST, ONWARD = "revtrack.pipeline:digest", "revtrack.extract:onward"
"""Where a crew finds the stages, and what only looks for an article's next page."""


class DigestCrashed(Exception):
    """The stages could not finish with a page; the text says how."""


def pipeline_digest(job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
    """Return the pipeline's outcome; imported here, so that only the workers load the stages."""
    from revtrack.pipeline import digest

    return digest(job, result, at, profile)


def page_after(capture: Capture) -> str:
    """Return the address of the page after *capture*, empty for the last; only the workers load the parsers."""
    from revtrack.extract import onward

    return onward(capture)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """*count* processes that digest; with 0, digesting is done in this one (for tests and tiny machines)."""

    def __init__(self, count: int, digest: Digest = pipeline_digest, timeout_s: float = TIMEOUT_S) -> None:
        self._digest = digest
        # By its own name: a process that loads the stages need not load the poller as well.
        self._place = DIGEST if digest is pipeline_digest else f"{digest.__module__}:{digest.__name__}"
        self._crew = Crew(count, (self._place, ONWARD), timeout_s) if count else None

    async def digest(self, job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
        """Return the outcome; raises `DigestCrashed` when the stages cannot finish, or what they raise."""
        if self._crew is None:
            return self._digest(job, result, at, profile)
        outcome: Outcome = await _answer(self._crew, self._place, job, result, at, profile)
        return outcome

    async def onward(self, capture: Capture) -> str:
        """Return the address of the page after *capture*, empty for the last; raises as `digest` does."""
        if self._crew is None:
            return page_after(capture)
        address: str = await _answer(self._crew, ONWARD, capture)
        return address

    async def close(self) -> None:
        """End the processes."""
        if self._crew is not None:
            await self._crew.close()


async def _answer(crew: Crew, function: str, *args: Any) -> Any:
    """Return what one of *crew* answers; a lost or missing process is `DigestCrashed`."""
    try:
        return await crew.ask(function, *args)
    except WorkerLost as lost:
        raise DigestCrashed(f"set aside: {lost}") from None
    except OSError as error:
        raise DigestCrashed(f"no worker process: {error}") from None
