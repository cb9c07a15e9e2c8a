"""
Run visits on one machine's cores or on a cluster, through one interface: `concurrent.futures.Executor`.

Results come back in the order of the questions, whoever answered first, so
that many processes print the same bytes as one.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""Questions in flight for each process: enough to keep it busy, few enough to keep memory flat."""


def local_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of *jobs* processes, started afresh rather than forked, so that no lock or socket is inherited."""
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))


def in_order(function: Callable[[T], R], questions: Iterable[T], jobs: int = 1) -> Iterator[R]:
    """Yield `function(question)` for each of *questions*, in order, on *jobs* processes."""
    if jobs == 1:
        yield from map(function, questions)
        return
    with local_pool(jobs) as pool:
        waiting: deque[Future[R]] = deque()
        for question in questions:
            waiting.append(pool.submit(function, question))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
