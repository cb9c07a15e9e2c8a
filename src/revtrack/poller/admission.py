"""
Decide whether an address may be asked now: robots.txt first, then the host's turn.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from revtrack.config import Settings
from revtrack.fetch import Client, Url, Wanted
from revtrack.model import CheckCode, FetchFailed, stamp
from revtrack.poller import politeness, robots
from revtrack.poller.politeness import Turns
from revtrack.store.polling import Polling

MAX_ORIGINS = 4096


class Admission:
    """The turns of one run, with each origin's robots.txt read before its first."""

    def __init__(
        self, settings: Settings, polling: Polling, client: Client, turns: Turns, now: Callable[[], datetime]
    ) -> None:
        self._settings, self._polling, self._client, self._turns, self._now = settings, polling, client, turns, now
        self._asked: dict[str, float] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def admit(self, url: Url) -> AsyncIterator[FetchFailed | None]:
        """Hold the turn of the address's host inside; yield why it may not be asked, when it may not."""
        if politeness.manners(self._settings, url.authority).robots:
            verdict = await self._verdict(url)
            self._turns.crawl_delay(url.authority, verdict.delay_s)
            if not verdict.allowed:
                code = CheckCode.CONNECT_ERROR if verdict.later else CheckCode.DISALLOWED
                yield FetchFailed(code, verdict.reason)
                return
        async with self._turns.turn(url):
            yield None

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
                self._polling.save_robots(kept)
        assert kept is not None
        delay = self._settings.politeness.max_crawl_delay_s
        return robots.verdict(kept, str(url), self._now().timestamp(), delay)

    @asynccontextmanager
    async def _turn(self, url: Url) -> AsyncIterator[FetchFailed | None]:
        async with self._turns.turn(url):
            yield None
