"""
Sort what is due by host, and remember what each host says about being asked.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from revtrack.config import FetchSettings
from revtrack.errors import AddressRefused
from revtrack.fetch import check
from revtrack.model import CheckCode, FetchFailed, FetchResult
from revtrack.poller import politeness
from revtrack.poller.times import after, epoch
from revtrack.store.polling import Due, HostRest

NOWHERE = "-"
"""Where an address belongs that the gate refuses: it is visited all the same, so that its check row says why."""


@dataclass(slots=True)
class HostQueue:
    """The articles of one host that wait for their visit."""

    authority: str
    ids: "array[int]"
    """In reverse: the next one is the last."""
    loaded: list[Due] = field(default_factory=list)
    resting: bool = False
    failures: int = 0
    """Failures of the host in a row."""

    @property
    def waiting(self) -> int:
        """Return how many articles wait."""
        return len(self.ids) + len(self.loaded)

    def drop(self) -> int:
        """Let go of all that waits; return how many articles that were."""
        count = self.waiting
        self.loaded.clear()
        del self.ids[:]
        return count

    def rest_after(self, result: FetchResult, now: datetime) -> HostRest | None:
        """Return what to remember of the host after it answered with *result*, None when nothing is new."""
        ours = isinstance(result, FetchFailed) and result.code in (CheckCode.ADDRESS_REFUSED, CheckCode.DISALLOWED)
        if ours or self.authority == NOWHERE:
            return None
        if politeness.answered(result) and not (isinstance(result, FetchFailed) and result.retry_after_s):
            if not self.failures:
                return None
            self.failures = 0
            return HostRest(self.authority, "")
        self.failures += 1
        seconds = politeness.rest_s(result, self.failures)
        if seconds is not None:
            self.resting = True
        detail = result.detail if isinstance(result, FetchFailed) else ""
        return HostRest(self.authority, after(now, seconds or 0.0), self.failures, detail)


def queues_of(
    due: Iterable[tuple[int, str]], rests: Mapping[str, HostRest], settings: FetchSettings, now: float
) -> list[HostQueue]:
    """Return a queue for each host of the (article id, address) pairs *due*; *now* is epoch seconds."""
    queues: dict[str, HostQueue] = {}
    for article_id, url in due:
        try:
            authority = check(url, settings).authority
        except AddressRefused:
            authority = NOWHERE
        queue = queues.get(authority)
        if queue is None:
            queue = queues[authority] = HostQueue(authority, array("q"))
            rest = rests.get(authority)
            queue.failures = rest.failures if rest else 0
            until = epoch(rest.not_before) if rest else None
            # A rest further off than any server may ask for was written by a clock that was ahead.
            queue.resting = until is not None and now < until < now + 8 * 86400
        queue.ids.append(article_id)
    for queue in queues.values():
        queue.ids.reverse()
    return list(queues.values())
