"""
Ask live archives, one request after another, as politely as a poll: gate, turns and limits are the same.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from revtrack.config import Settings
from revtrack.exchange.options import Answer
from revtrack.fetch import Fetcher, Wanted
from revtrack.model import Fetched
from revtrack.poller.politeness import Turns


@contextmanager
def asking(settings: Settings) -> Iterator[Callable[[str], Answer]]:
    """Yield a function that asks an address and returns the answer; one that failed says why, and never raises."""
    with asyncio.Runner() as runner:
        turns = Turns(settings, time.monotonic, asyncio.sleep, asyncio.Semaphore(1))
        fetcher = runner.run(Fetcher(settings.fetch).__aenter__())

        def ask(url: str) -> Answer:
            result = runner.run(fetcher.fetch(url, admit=turns.turn, wanted=Wanted.ANY))
            if isinstance(result, Fetched):
                return Answer(result.capture.status, result.capture.headers, result.capture.body)
            capture = getattr(result, "capture", None)
            detail = getattr(result, "detail", "not modified")
            if capture is None:
                return Answer(result.status or 0, (), b"", detail)
            return Answer(result.status or 0, capture.headers, capture.body, detail)

        try:
            yield ask
        finally:
            runner.run(fetcher.__aexit__(None, None, None))
