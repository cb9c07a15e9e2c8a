"""
Give each host its turns: so many requests at once, so far apart, and rests when it asks for them.

How long to wait is computed by pure functions of values; the waiting itself
is done in `Turns` and nowhere else.
"""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
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


def host_of(settings: Settings, url: Url) -> str:
    """
    Return what counts as the host of *url*: its name whatever the scheme and port, for one machine answers.

    A `host:port` that the configuration has settings for is a host of its own.
    """
    exact = f"{url.host}:{url.port}"
    return exact if exact in settings.hosts else url.host


def manners(settings: Settings, host: str) -> Manners:
    """Return the settings for a host (see `host_of`); general ones where it has none."""
    own = settings.hosts.get(host)
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
    crawl_delays: dict[str, float] = field(default_factory=dict)
    """Of each of its origins that asks for one."""
    free_at: float = 0.0
    requests: int = 0
    waiting: int = 0


@dataclass(slots=True)
class Turns:
    """
    Everyone's turns in one run. *clock* is monotonic; *sleep* waits; *total* bounds all hosts together.

    *owed* holds the seconds that are left of hosts' gaps since the run before (`left` of its turns).
    """

    settings: Settings
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    total: asyncio.Semaphore
    owed: Mapping[str, float] = field(default_factory=dict)
    _hosts: OrderedDict[str, _Host] = field(default_factory=OrderedDict)

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            own = manners(self.settings, name)
            host = self._hosts[name] = _Host(asyncio.Semaphore(own.concurrency), own.gap_s)
            # A moment further off than any gap was written by a clock that was ahead.
            longest = 1.2 * max(own.gap_s, self.settings.politeness.max_crawl_delay_s)
            owed = self.owed.get(name, 0.0)
            host.free_at = self.clock() + (owed if owed <= longest else 0.0)
            self._forget()
        self._hosts.move_to_end(name)
        return host

    def _forget(self) -> None:
        """Drop hosts that are idle and free again, so that memory is flat over any number of hosts."""
        if len(self._hosts) <= MAX_HOSTS:
            return
        now = self.clock()
        for name in list(self._hosts)[: MAX_HOSTS // 2]:
            host = self._hosts[name]
            if not host.waiting and host.free_at <= now and not host.slots.locked():
                del self._hosts[name]

    def crawl_delay(self, url: Url, delay_s: float) -> None:
        """Note the Crawl-delay of the address's origin; a host keeps the longest of its origins'."""
        delays = self._host(host_of(self.settings, url)).crawl_delays
        delays.pop(url.origin, None)
        if delay_s:
            delays[url.origin] = delay_s

    def left(self) -> dict[str, float]:
        """Return for how many seconds more each host is not to be asked, where it is not."""
        now = self.clock()
        return {name: host.free_at - now for name, host in self._hosts.items() if host.free_at > now}

    @asynccontextmanager
    async def turn(self, url: Url) -> AsyncIterator[None]:
        """Wait for the turn of the address's host, and hold it inside."""
        name = host_of(self.settings, url)
        host = self._host(name)
        host.waiting += 1
        try:
            async with host.slots:
                while (wait := host.free_at - self.clock()) > 0:
                    await self.sleep(wait)
                gap = gap_s(host.gap_s, max(host.crawl_delays.values(), default=0.0), name, host.requests)
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
