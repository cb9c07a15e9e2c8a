"""
Give each host its turns: so many requests at once, so far apart, and rests when it asks for them.

How long to wait is computed by pure functions of values; the waiting itself
is done in `Turns` and nowhere else.
"""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from revtrack.config import HostSettings, Settings
from revtrack.fetch import Url
from revtrack.model import CheckCode, FetchFailed, FetchResult

BACK_OFF_S = 60.0
MAX_BACK_OFF_S = 86400.0
FAILS = frozenset({CheckCode.RATE_LIMITED, CheckCode.SERVER_ERROR})
"""Codes by which a host says "too much": it rests, all its articles with it."""
SILENT = frozenset({CheckCode.TIMEOUT, CheckCode.CONNECT_ERROR, CheckCode.DNS_ERROR, CheckCode.TLS_ERROR})
"""Codes of a host that does not answer; it rests after the third in a row."""
MAX_HOSTS = 4096


@dataclass(frozen=True, slots=True)
class Manners:
    """How one host is treated."""

    gap_s: float
    concurrency: int
    robots: bool


def manners(settings: Settings, authority: str) -> Manners:
    """Return the settings for the host, by `host:port` or by its name; general ones where it has none."""
    own = settings.hosts.get(authority) or settings.hosts.get(authority.rpartition(":")[0] or authority)
    own = own or HostSettings()
    general = settings.politeness
    return Manners(
        general.gap_s if own.gap_s is None else own.gap_s,
        max(general.concurrency if own.concurrency is None else own.concurrency, 1),
        general.robots if own.robots is None else own.robots,
    )


def gap_s(least_s: float, crawl_delay_s: float, seed: str, number: int) -> float:
    """
    Return the seconds between the end of a host's request *number* and the start of its next.

    Never less than the gap or the Crawl-delay; up to a fifth more, so that the rhythm is not a machine's.
    """
    least = max(least_s, crawl_delay_s)
    return least * (1.0 + 0.2 * zlib.crc32(f"{seed}#{number}".encode()) / 0xFFFFFFFF)


def rest_s(result: FetchResult, failures: int) -> float | None:
    """
    Return for how many seconds a host rests after *result*, its *failures*-th failure in a row; None for not at all.

    What the server asks for in Retry-After is obeyed; without it a minute doubles up to a day.
    """
    if not isinstance(result, FetchFailed):
        return None
    doubled = min(BACK_OFF_S * 2.0 ** min(failures - 1, 20), MAX_BACK_OFF_S)
    if result.retry_after_s is not None and result.retry_after_s > 0:
        return max(result.retry_after_s, doubled if result.code in FAILS else 0.0)
    if result.code is CheckCode.RATE_LIMITED or (result.code is CheckCode.SERVER_ERROR and result.status == 503):
        return doubled
    if result.code in FAILS | SILENT and failures >= 3:
        return doubled
    return None


def answered(result: FetchResult) -> bool:
    """Say whether the host answered as a healthy server does, whatever it said about the article."""
    return not isinstance(result, FetchFailed) or result.code not in FAILS | SILENT


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    gap_s: float
    crawl_delay_s: float = 0.0
    free_at: float = 0.0
    requests: int = 0
    waiting: int = 0


@dataclass(slots=True)
class Turns:
    """Everyone's turns in one run. *clock* is monotonic; *sleep* waits; *total* bounds all hosts together."""

    settings: Settings
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    total: asyncio.Semaphore
    _hosts: OrderedDict[str, _Host] = field(default_factory=OrderedDict)

    def _host(self, authority: str) -> _Host:
        host = self._hosts.get(authority)
        if host is None:
            own = manners(self.settings, authority)
            host = self._hosts[authority] = _Host(asyncio.Semaphore(own.concurrency), own.gap_s)
            self._forget()
        self._hosts.move_to_end(authority)
        return host

    def _forget(self) -> None:
        """Drop hosts that are idle and free again, so that memory is flat over any number of hosts."""
        if len(self._hosts) <= MAX_HOSTS:
            return
        now = self.clock()
        for authority in list(self._hosts)[: MAX_HOSTS // 2]:
            host = self._hosts[authority]
            if not host.waiting and host.free_at <= now and not host.slots.locked():
                del self._hosts[authority]

    def crawl_delay(self, authority: str, delay_s: float) -> None:
        """Note the host's Crawl-delay."""
        self._host(authority).crawl_delay_s = delay_s

    @asynccontextmanager
    async def turn(self, url: Url) -> AsyncIterator[None]:
        """Wait for the turn of the address's host, and hold it inside."""
        host = self._host(url.authority)
        host.waiting += 1
        try:
            async with host.slots:
                while (wait := host.free_at - self.clock()) > 0:
                    await self.sleep(wait)
                gap = gap_s(host.gap_s, host.crawl_delay_s, url.authority, host.requests)
                host.requests += 1
                # Taken before the request as well: with several slots the starts are a gap apart too.
                host.free_at = self.clock() + gap
                async with self.total:
                    try:
                        yield
                    finally:
                        host.free_at = self.clock() + gap
        finally:
            host.waiting -= 1
