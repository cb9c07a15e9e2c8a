"""
Decide whether an address may be asked now: the host's rest and robots.txt first, then its turn.

Every request of a poll comes through here, those for feeds, redirects and robots.txt as well.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from revtrack.config import Settings
from revtrack.fetch import Client, Url, Wanted
from revtrack.model import CheckCode, FetchFailed, FetchResult, stamp
from revtrack.poller import politeness, robots
from revtrack.poller.hosts import Rests, host_at
from revtrack.poller.politeness import Turns
from revtrack.store.polling import Polling

MAX_ORIGINS = 4096


class Admission:
    """The turns of one run, with each origin's robots.txt read before its first."""

    def __init__(
        self, settings: Settings, polling: Polling, client: Client, turns: Turns, rests: Rests,
        now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._settings, self._polling, self._client, self._turns, self._now = settings, polling, client, turns, now
        self.rests = rests
        self._asked: dict[str, float] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def admit(self, url: Url) -> AsyncIterator[FetchFailed | None]:
        """Hold the turn of the address's host inside; yield why it may not be asked, when it may not."""
        refused = self._resting(url)
        if refused is None and politeness.manners(self._settings, politeness.host_of(self._settings, url)).robots:
            refused = await self._forbidden(url)
        if refused is not None:
            yield refused
            return
        async with self._turns.turn(url):
            # It may have asked for a rest while its turn was waited for.
            yield self._resting(url)

    def resting_s(self, url: str) -> float:
        """Return for how many seconds more the host that *url* leads to is to be left alone."""
        return self.rests.left_s(host_at(url, self._settings), self._now())

    def heard(self, url: str, result: FetchResult) -> None:
        """Remember at once what the hosts said that took part in asking for *url*, a listing or robots.txt."""
        self._polling.rest(self.rests.heard(url, result, self._now()))

    def _resting(self, url: Url) -> FetchFailed | None:
        left = self.rests.left_s(politeness.host_of(self._settings, url), self._now())
        if not left:
            return None
        return FetchFailed(CheckCode.RATE_LIMITED, f"not asked: {url.host} wants a rest", retry_after_s=left)

    async def _forbidden(self, url: Url) -> FetchFailed | None:
        """Return why the origin's robots.txt keeps us from the address, None when it does not."""
        verdict = await self._verdict(url)
        self._turns.crawl_delay(url, verdict.delay_s)
        if verdict.allowed:
            return None
        if verdict.later and (refused := self._resting(url)) is not None:
            return refused
        return FetchFailed(CheckCode.CONNECT_ERROR if verdict.later else CheckCode.DISALLOWED, verdict.reason)

    async def _verdict(self, url: Url) -> robots.Verdict:
        """Return what the origin's robots.txt says, asking for it when the kept copy is old."""
        origin = url.origin
        if len(self._locks) > MAX_ORIGINS:
            self._locks = {name: lock for name, lock in self._locks.items() if lock.locked()}
        async with self._locks.setdefault(origin, asyncio.Lock()):
            kept = self._polling.robots(origin)
            now = self._now()
            if not robots.is_fresh(kept, self._asked.get(origin), now.timestamp()):
                # The request for robots.txt takes the host's turn too, but asks nobody's leave.
                result = await self._client.fetch(
                    f"{origin}/robots.txt", admit=self._turn, wanted=Wanted.ANY, max_bytes=robots.MAX_BYTES * 4
                )
                kept = robots.read(origin, result, stamp(now), kept)
                self._asked[origin] = now.timestamp()
                self.heard(f"{origin}/robots.txt", result)
                self._polling.save_robots(kept)
        assert kept is not None
        delay = self._settings.politeness.max_crawl_delay_s
        return robots.verdict(kept, str(url), self._now().timestamp(), delay)

    @asynccontextmanager
    async def _turn(self, url: Url) -> AsyncIterator[FetchFailed | None]:
        async with self._turns.turn(url):
            yield self._resting(url)
