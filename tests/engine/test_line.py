"""The row of questions: bounded by how much they weigh, and only what is asked travels."""

from concurrent.futures import Executor, Future
from typing import Any

from engine.errands import square
from revtrack.engine import Line, engine


class _Counting(Executor):
    """Answers when it is told to; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.open: list[tuple[Any, Future[Any]]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked.append(args[0])
        self.open.append((fn(*args), future))
        return future

    def answer(self) -> None:
        """Answer everything that is open."""
        for value, future in self.open:
            future.set_result(value)
        self.open.clear()


def test_what_is_on_its_way_is_bounded_by_weight() -> None:
    """Two light questions go out at once; what is answered leaves in order."""
    executor = _Counting()
    line: Line[int, int] = Line(square, executor, ahead=10, weight=lambda number: number)
    assert list(line.put(3)) == []
    assert list(line.put(4)) == []
    executor.answer()
    assert list(line.put(1)) == [(3, 9), (4, 16)], "what is done leaves as soon as anybody looks"
    executor.answer()
    assert list(line.drain()) == [(1, 1)]


def test_a_line_that_is_full_waits_for_the_first_answer() -> None:
    """With processes behind it nothing is lost and the order holds, however little room there is."""
    with engine(2) as (executor, _):
        line: Line[int, int] = Line(square, executor, ahead=5, weight=lambda number: number)
        answers = [pair for number in range(12) for pair in line.put(number)]
        assert list(line.drain()) == [], "the last question weighs more than there is room: it was waited for"
    assert answers == [(n, n * n) for n in range(12)]


def test_only_the_part_that_is_asked_travels() -> None:
    """The question comes back whole with its answer; the worker sees its part."""
    executor = _Counting()
    line: Line[tuple[str, int], int] = Line(square, executor, part=lambda pair: pair[1])
    assert list(line.put(("five", 5))) == []
    executor.answer()
    assert list(line.drain()) == [(("five", 5), 25)]
    assert executor.asked == [5]
