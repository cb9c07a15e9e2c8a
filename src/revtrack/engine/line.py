"""
Ask many questions at once and hear the answers in the order they were asked.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, Generic, TypeVar

from revtrack.engine.lost import WorkerLost
from revtrack.engine.pool import Pool

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""Questions in flight for each process: enough to keep it busy, few enough to keep memory flat."""


class Line(Generic[T, R]):
    """
    Questions in a row; answers leave in the same order. With no executor they are answered here and now.

    *ahead* is how much may be on its way, counted by *weight* (1 a question);
    *part* is what of a question the function is asked, so that nothing else travels.
    """

    def __init__(
        self,
        function: Callable[[Any], R],
        executor: Executor | None,
        *,
        ahead: int = AHEAD,
        weight: Callable[[T], int] = lambda question: 1,
        part: Callable[[T], Any] = lambda question: question,
    ) -> None:
        self._function, self._executor, self._part = function, executor, part
        self._ahead, self._weight, self._load = ahead, weight, 0
        self._waiting: deque[tuple[T, Future[R]]] = deque()

    def put(self, question: T) -> Iterator[tuple[T, R | WorkerLost]]:
        """Ask, and yield (question, answer) of those that have to leave to make room and of those that are done."""
        if self._executor is None:
            yield question, self._function(self._part(question))
            return
        self._waiting.append((question, self._executor.submit(self._function, self._part(question))))
        self._load += self._weight(question)
        while self._waiting and (self._load >= self._ahead or self._waiting[0][1].done()):
            yield self._next()

    def drain(self) -> Iterator[tuple[T, R | WorkerLost]]:
        """Yield (question, answer) of all that is still on its way."""
        while self._waiting:
            yield self._next()

    def _next(self) -> tuple[T, R | WorkerLost]:
        question, future = self._waiting.popleft()
        self._load -= self._weight(question)
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
        line: Line[T, R] = Line(function, pool, ahead=jobs * AHEAD)
        for question in questions:
            yield from (_sound(answer) for _, answer in line.put(question))
        yield from (_sound(answer) for _, answer in line.drain())


def _sound(answer: R | WorkerLost) -> R:
    if isinstance(answer, WorkerLost):
        raise answer
    return answer
