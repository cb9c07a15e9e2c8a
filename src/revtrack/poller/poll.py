"""
The front door of polling: take the lock, find what is due, run, say how it ended.

SIGTERM and Ctrl-C finish what is in flight; a second one gives up at once, and
the next poll heals: what was not committed was not seen.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractAsyncContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from revtrack.config import Settings
from revtrack.engine.collecting import collecting_less
from revtrack.errors import NotFoundError, StoreError, UsageError
from revtrack.fetch import Client, read
from revtrack.model import Article, ArticleState, stamp
from revtrack.poller.feeds import discover
from revtrack.poller.run import Run
from revtrack.poller.summary import Summary
from revtrack.poller.times import epoch
from revtrack.poller.watch import named
from revtrack.poller.workers import DIGEST, TIMEOUT_S, Digest, Workers, crew_of
from revtrack.store.alerts import AlertBox
from revtrack.store.archive import Archive
from revtrack.store.feeds import Feeds
from revtrack.store.polling import Polling

CLOCK_SLACK_S = 60.0
"""How far behind the newest check the clock may stand without a word."""


def due(
    archive: Archive, settings: Settings, moment: datetime, *, everything: bool = False
) -> Generator[tuple[int, str], None, None]:
    """Yield (article id, address to ask) of what a poll at *moment* would visit, the most overdue first."""
    # An appointment further off than any rule makes was written by a clock that was ahead.
    horizon = stamp(moment + timedelta(seconds=1.2 * max(settings.schedule.max_interval_s, 7 * 86400.0)))
    yield from Polling(archive).due(stamp(moment), horizon, everything=everything)


def todays_extractor() -> str:
    """Return what today's extractor calls itself; asked only once a page has to be read."""
    from revtrack.extract import EXTRACTOR

    return EXTRACTOR


def poll(
    archive: Archive,
    settings: Settings,
    *,
    urls: Sequence[str] = (),
    everything: bool = False,
    listings: bool = True,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    fetcher: Callable[[], AbstractAsyncContextManager[Client]] | None = None,
    digest: Digest = DIGEST,
    extractor: Callable[[], str] = todays_extractor,
    workers: int | None = None,
    cluster: tuple[Executor, int] | None = None,
    digest_timeout_s: float = TIMEOUT_S,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Summary:
    """
    Visit what is due once, and return what it came to.

    *urls* visits these articles only, *everything* all of them, due or not; *listings* says
    whether feeds and sitemaps are read first. *workers* is the number
    of processes (one a processor by default, 0 for none), *cluster* lends others instead: an executor
    and how many visits it reads at once,
    *digest_timeout_s* how long one page may keep one busy. *fetcher* makes the client, *now*, *sleep*
    and *loop_factory* are for tests with a clock of their own.

    Raises `LockedError` at once when another poll is running, `NotFoundError` for a URL that is not
    watched (`AddressRefused` for one that never could be), `UsageError` for one that is paused, and what
    stops all writing (`NoSpaceError`, `ReadOnlyError`, `DamagedError`, `LockedError`).
    """
    started = now()
    with collecting_less(), archive.poll_lock(stamp(started)):
        polling = Polling(archive)
        AlertBox(archive).register(list(settings.alerts.sinks), stamp(started))
        chosen = _chosen(archive, urls) if urls else None
        listings = listings and chosen is None and bool(Feeds(archive).due(stamp(started)))
        odd = _clock_words(polling.newest_check(), started)
        if chosen is None and not listings and not _any(due(archive, settings, started, everything=everything)):
            polling.idle(stamp(started), odd or "nothing was due")
            return Summary(clock=odd)
        number = polling.begin(stamp(started))
        readers = Workers(crew_of(workers, cluster, digest_timeout_s), digest)
        plan = _Plan(archive, settings, chosen, everything, listings, readers, now, sleep, progress, extractor)
        summary, how = Summary(), "crashed"
        try:
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                summary = runner.run(_go(plan, fetcher or _fetcher(settings, now)))
            summary.clock = odd
            how = "; ".join(filter(None, (summary.stopped or "done", odd)))
        finally:
            _end(polling, number, stamp(now()), how, summary)
        return summary


def _chosen(archive: Archive, urls: Sequence[str]) -> list[int]:
    """Return the ids of the articles known by *urls*, which may not be paused: whoever paused one had a reason."""
    found = [_asked_for(archive, url) for url in urls]
    for article in found:
        if article.state is ArticleState.PAUSED:
            raise UsageError(f"{article.url} is paused: no poll visits it until `revtrack resume`")
    return [article.id for article in found]


def _asked_for(archive: Archive, url: str) -> Article:
    """Return the article that is to be visited; raises `AddressRefused` for an address that nothing could visit."""
    try:
        return named(archive, url)
    except NotFoundError:
        if ":" in url.partition("/")[0]:
            read(url)
        raise


def _any(found: Generator[tuple[int, str], None, None]) -> bool:
    """Say whether there is one, and let go of the rest: an open query would hold up the writer's checkpoints."""
    with closing(found):
        return next(found, None) is not None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one poll is to do, and with what."""

    archive: Archive
    settings: Settings
    chosen: list[int] | None
    everything: bool
    listings: bool
    workers: Workers
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    progress: Callable[[int, int], None]
    extractor: Callable[[], str]


async def _go(plan: _Plan, fetcher: Callable[[], AbstractAsyncContextManager[Client]]) -> Summary:
    loop = asyncio.get_running_loop()
    archive, settings = plan.archive, plan.settings
    async with fetcher() as client:
        run = Run(
            archive, settings, client, plan.workers, now=plan.now, clock=loop.time, sleep=plan.sleep,
            progress=plan.progress, extractor=plan.extractor,
        )  # fmt: skip
        with _signals(loop, run):
            if plan.listings:
                run.summary.listings = await discover(archive, settings, client, run.admission, plan.now)
            wanted: Iterable[tuple[int, str]]
            if plan.chosen is not None:
                wanted = [(item.article.id, item.url) for item in Polling(archive).load(plan.chosen)]
            else:
                wanted = due(archive, settings, plan.now(), everything=plan.everything)
            hurried = plan.chosen is None and not plan.everything
            try:
                await run.visit_all(wanted, settings.schedule.poll_s if hurried else float("inf"))
            finally:
                await plan.workers.close()
    return run.summary


def _fetcher(settings: Settings, now: Callable[[], datetime]) -> Callable[[], AbstractAsyncContextManager[Client]]:
    def make() -> AbstractAsyncContextManager[Client]:
        from revtrack.fetch import Fetcher

        return Fetcher(settings.fetch, now=now, limit=settings.politeness.total)

    return make


@contextmanager
def _signals(loop: asyncio.AbstractEventLoop, run: Run) -> Iterator[None]:
    """Let SIGTERM and SIGINT stop the run gently the first time; the second takes its usual course."""
    caught: list[int] = []

    def stop(number: int) -> None:
        run.stop(f"stopped by {signal.Signals(number).name}")
        _forget(loop, caught)

    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop, number)
            caught.append(number)
    except (NotImplementedError, ValueError, RuntimeError):
        pass  # Not in the main thread, or a system without signals: whoever started us stops us.
    try:
        yield
    finally:
        _forget(loop, caught)


def _forget(loop: asyncio.AbstractEventLoop, caught: list[int]) -> None:
    while caught:
        loop.remove_signal_handler(caught.pop())


def _clock_words(newest: str | None, moment: datetime) -> str:
    last = epoch(newest)
    behind = 0.0 if last is None else last - moment.timestamp()
    if behind <= CLOCK_SLACK_S:
        return ""
    return f"the clock stands {behind:.0f} s before the newest check; order is kept by sequence"


def _end(polling: Polling, number: int, at: str, how: str, summary: Summary) -> None:
    """Write how the poll ended; when nothing can be written any more, the error that says so is on its way already."""
    try:
        polling.end(number, at, how, summary.visits, summary.versions, summary.failed)
    except StoreError:
        if how != "crashed":
            raise
