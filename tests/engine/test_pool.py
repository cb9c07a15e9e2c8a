"""Processes on this machine: order kept, none lost with another."""

from concurrent.futures import Future

import pytest

from engine.errands import refuse, square, square_or_die, square_or_worse
from revtrack.engine import Line, Pool, WorkerLost, engine, in_order


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_the_order_of_the_questions(jobs: int) -> None:
    """Whoever answers first, the output is the same for any number of processes."""
    assert list(in_order(square, range(40), jobs)) == [n * n for n in range(40)]


def test_a_question_that_kills_its_process_is_named_and_the_others_are_answered() -> None:
    """Three deaths set one question aside; every other one gets its answer, in order."""
    answers = []
    with engine(2) as (executor, width):
        line = Line(square_or_die, executor, ahead=width * 4)
        for number in range(20):
            answers.extend(line.put(number))
        answers.extend(line.drain())
    assert [question for question, _ in answers] == list(range(20))
    assert [question for question, answer in answers if isinstance(answer, WorkerLost)] == [7]
    assert [answer for _, answer in answers if not isinstance(answer, WorkerLost)] == [
        n * n for n in range(20) if n != 7
    ]


def test_an_error_of_the_question_is_its_askers() -> None:
    """A bug in a visit looks like a bug, not like a lost worker."""
    with Pool(1) as pool:
        assert isinstance(pool.submit(refuse, 3).exception(), ZeroDivisionError)


def test_whoever_leaves_in_peace_has_every_answer() -> None:
    """What was asked before the end is answered."""
    with Pool(1) as pool:
        answers = [pool.submit(square, number) for number in range(5)]
    assert [answer.result(timeout=0) for answer in answers] == [0, 1, 4, 9, 16]


def test_whoever_leaves_with_an_error_waits_for_no_answer() -> None:
    """A question that would take ten minutes does not hold up the error, and its asker is let go."""
    asked: list[Future[int]] = []

    def leave() -> None:
        with Pool(1) as pool:
            asked.extend(pool.submit(square_or_worse, number) for number in (2, 8))
            asked[0].result()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()
    assert (asked[0].result(), asked[1].cancelled()) == (4, True)
