"""Processes for an event loop: what kills or holds up one costs its own question, and none outlives its asker."""

import asyncio
import signal
import subprocess
import sys
from typing import Any

import pytest

from engine.errands import square_or_worse
from revtrack.engine import Crew, Named, WorkerLost

LIMIT_S = 0.5


def ask(numbers: list[int], count: int = 2, limit_s: float = LIMIT_S) -> list[Any]:
    """Return what comes of asking all of *numbers* at once, by whoever answers."""

    async def run() -> list[Any]:
        crew = Crew(count, limit_s)
        try:
            return await asyncio.gather(
                *(crew.ask(square_or_worse, number) for number in numbers), return_exceptions=True
            )
        finally:
            await crew.close()

    return asyncio.run(run())


def test_every_question_has_its_answer() -> None:
    """Twenty questions, two processes: each asker hears its own answer."""
    assert ask(list(range(100, 120)), limit_s=60) == [n * n for n in range(100, 120)]


@pytest.mark.parametrize(
    ("evil", "words"), [(7, "its process died 3 times while reading it"), (8, "no answer within 0.5 s")]
)
def test_a_question_that_ends_or_holds_up_its_process_costs_itself_only(evil: int, words: str) -> None:
    """It is named, whoever waited behind it is answered, with one process as with two."""
    for count in (1, 2):
        answers = ask([1, 2, evil, 3, 4, evil, 5], count)
        assert [str(answer) for answer in answers if isinstance(answer, WorkerLost)] == [words, words]
        assert [answer for answer in answers if not isinstance(answer, WorkerLost)] == [1, 4, 9, 16, 25]


def test_processes_get_ready_once() -> None:
    """What makes ready is called in the process of which the others are copies, and in no other."""
    ready = Named("engine.errands:who_got_ready", "engine.errands:get_ready")

    async def run() -> set[Any]:
        crew = Crew(3, 60.0)
        try:
            return set(await asyncio.gather(*(crew.ask(ready, number) for number in range(12))))
        finally:
            await crew.close()

    (answer,) = asyncio.run(run())
    assert len(answer) == 1


def test_an_error_of_the_question_is_its_askers() -> None:
    """What the function raises is raised where it was asked."""
    one, two, three = ask([3, 9, 4])
    assert (one, type(two), three) == (9, ZeroDivisionError, 16)


def test_the_end_waits_for_nobody() -> None:
    """A process that would think for ten minutes is ended with the crew, and its asker is let go."""

    async def run() -> None:
        crew = Crew(2, 600.0)
        assert await crew.ask(square_or_worse, 2) == 4
        stuck = asyncio.create_task(crew.ask(square_or_worse, 8))
        assert await crew.ask(square_or_worse, 3) == 9
        async with asyncio.timeout(60):
            stuck.cancel()
            await crew.close()

    asyncio.run(run())


def test_no_process_outlives_an_asker_that_was_killed() -> None:
    """After kill -9 of the asker, a process in endless thought ends itself: its standard error is closed."""
    asker = (
        "import asyncio, os, signal, sys; sys.path[:] = {path!r}\n"
        "from engine.errands import square_or_worse\n"
        "from revtrack.engine import Crew\n"
        "async def run():\n"
        "    crew = Crew(2, 0.5)\n"
        "    await crew.ask(square_or_worse, 2)\n"
        "    asyncio.create_task(crew.ask(square_or_worse, 8))\n"
        "    await crew.ask(square_or_worse, 3)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(run())"
    )
    # Returns when the last process that holds the pipe has ended.
    done = subprocess.run([sys.executable, "-c", asker.format(path=sys.path)], stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


def test_a_function_that_is_not_there_is_an_error_and_no_wait() -> None:
    """Processes that cannot even start are given up after the third."""

    async def run() -> None:
        crew = Crew(1, 60.0)
        try:
            with pytest.raises(WorkerLost, match="died"):
                await crew.ask(Named("engine.errands:nothing"), 1)
        finally:
            await crew.close()

    asyncio.run(run())
