"""
Sort what is due by host, and remember what each host says about being asked.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from revtrack.config import Settings
from revtrack.errors import AddressRefused
from revtrack.fetch import check
from revtrack.model import CheckCode, Fetched, FetchFailed, FetchResult
from revtrack.poller import politeness
from revtrack.poller.times import after, epoch
from revtrack.store.polling import Due, HostRest

NOWHERE = "-"
"""Where an address belongs that the gate refuses: it is visited all the same, so that its check row says why."""
LONGEST_S = 8 * 86400.0
"""A rest further off than any server may ask for was written by a clock that was ahead."""


@dataclass(slots=True)
class HostQueue:
    """The articles of one host that wait for their visit."""

    host: str
    ids: "array[int]"
    """In reverse: the next one is the last."""
    loaded: list[Due] = field(default_factory=list)

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


def queues_of(due: Iterable[tuple[int, str]], settings: Settings) -> list[HostQueue]:
    """Return a queue for each host of the (article id, address) pairs *due*."""
    queues: dict[str, HostQueue] = {}
    for article_id, url in due:
        host = host_at(url, settings)
        queue = queues.get(host)
        if queue is None:
            queue = queues[host] = HostQueue(host, array("q"))
        queue.ids.append(article_id)
    for queue in queues.values():
        queue.ids.reverse()
    return list(queues.values())


def host_at(url: str, settings: Settings) -> str:
    """Return the host that *url* leads to, `NOWHERE` when the gate refuses it."""
    try:
        return politeness.host_of(settings, check(url, settings.fetch))
    except AddressRefused:
        return NOWHERE


def owed_of(kept: Mapping[str, HostRest], now: datetime) -> dict[str, float]:
    """Return the seconds that are left at *now* of the gaps after earlier polls' last requests."""
    moments = {host: epoch(rest.not_before) for host, rest in kept.items() if not rest.failures}
    return {host: until - now.timestamp() for host, until in moments.items() if until and until > now.timestamp()}


def owing(left: Mapping[str, float], now: datetime) -> list[HostRest]:
    """Return what to remember of the seconds that are *left* of hosts' gaps at *now*: the next poll keeps them."""
    return [HostRest(host, after(now, seconds)) for host, seconds in left.items()]


class Rests:
    """Which hosts want to be left alone, and until when: from earlier polls (*kept*) and from what this one hears."""

    def __init__(self, settings: Settings, kept: Mapping[str, HostRest]) -> None:
        self._settings = settings
        self._known = {host: rest for host, rest in kept.items() if rest.failures}

    def left_s(self, host: str, now: datetime) -> float:
        """Return for how many seconds more *host* is not to be asked; 0 when it may be."""
        rest = self._known.get(host)
        until = epoch(rest.not_before) if rest else None
        left = 0.0 if until is None else until - now.timestamp()
        return left if 0 < left < LONGEST_S else 0.0

    def heard(self, asked: str, result: FetchResult, now: datetime) -> list[HostRest]:
        """
        Return what to remember of the hosts that took part when *asked*, an address, came to *result*.

        Where a redirect led to another host, the result is that host's word; the first one answered.
        """
        if not self._known and not isinstance(result, FetchFailed):
            return []  # Nine visits in ten: a good answer of a host that nothing bad is known of.
        first, last = host_at(asked, self._settings), host_at(_final(result) or asked, self._settings)
        rests = [self._judged(last, result, now)]
        if first != last:
            rests.append(self._answered(first))
        return [rest for rest in rests if rest is not None]

    def _judged(self, host: str, result: FetchResult, now: datetime) -> HostRest | None:
        if host == NOWHERE or (isinstance(result, FetchFailed) and _unasked(result)):
            return None
        if politeness.answered(result) and not (isinstance(result, FetchFailed) and result.retry_after_s):
            return self._answered(host)
        before = self._known.get(host)
        failures = before.failures + 1 if before else 1
        seconds = politeness.rest_s(result, failures)
        detail = result.detail if isinstance(result, FetchFailed) else ""
        rest = self._known[host] = HostRest(host, after(now, seconds or 0.0), failures, detail)
        return rest

    def _answered(self, host: str) -> HostRest | None:
        """Forget the host's failures; return None when there are none."""
        return None if self._known.pop(host, None) is None else HostRest(host, "")


def _unasked(result: FetchFailed) -> bool:
    """Say whether a failure is our own word: the gate's, robots.txt's, or that a host rests (a 429 has a status)."""
    ours = result.code in (CheckCode.ADDRESS_REFUSED, CheckCode.DISALLOWED)
    return ours or (result.code is CheckCode.RATE_LIMITED and result.status is None)


def _final(result: FetchResult) -> str:
    return result.capture.url if isinstance(result, Fetched) else result.url
