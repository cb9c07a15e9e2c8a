"""
Ask many questions at once and hear the answers in the order they were asked.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Generic, TypeVar

from revtrack.engine.pool import Pool, WorkerLost

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""Questions in flight for each process: enough to keep it busy, few enough to keep memory flat."""


class Line(Generic[T, R]):
    """Questions in a row; answers leave in the same order. With no executor they are answered here and now."""

    def __init__(self, function: Callable[[T], R], executor: Executor | None, *, ahead: int = AHEAD) -> None:
        self._function, self._executor, self._ahead = function, executor, ahead
        self._waiting: deque[tuple[T, Future[R]]] = deque()

    def put(self, question: T) -> Iterator[tuple[T, R | WorkerLost]]:
        """Ask, and yield (question, answer) of those that have to leave to make room."""
        if self._executor is None:
            yield question, self._function(question)
            return
        self._waiting.append((question, self._executor.submit(self._function, question)))
        while len(self._waiting) >= self._ahead:
            yield self._next()

    def drain(self) -> Iterator[tuple[T, R | WorkerLost]]:
        """Yield (question, answer) of all that is still on its way."""
        while self._waiting:
            yield self._next()

    def _next(self) -> tuple[T, R | WorkerLost]:
        question, future = self._waiting.popleft()
        try:
            return question, future.result()
        except WorkerLost as lost:
            return question, lost


def in_order(function: Callable[[T], R], questions: Iterable[T], jobs: int = 1) -> Iterator[R]:
    """
    Yield `function(question)` for each of *questions*, in order, on *jobs* processes.

    Raises `WorkerLost` for a question that kills its process.
    """
    if jobs == 1:
        yield from map(function, questions)
        return
    with Pool(jobs) as pool:
        line = Line(function, pool, ahead=jobs * AHEAD)
        for question in questions:
            yield from (_sound(answer) for _, answer in line.put(question))
        yield from (_sound(answer) for _, answer in line.drain())


def _sound(answer: R | WorkerLost) -> R:
    if isinstance(answer, WorkerLost):
        raise answer
    return answer
