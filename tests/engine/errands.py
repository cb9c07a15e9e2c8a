"""Questions for the engine's tests, importable by the processes that answer them."""

import os
import signal
import time

from revtrack.config import OutletSettings
from revtrack.model import Fetched, FetchResult, Job, Outcome
from revtrack.pipeline import digest


def square(number: int) -> int:
    """Return the square."""
    return number * number


def square_or_die(number: int) -> int:
    """Return the square; kill this process at 7, as a page might that crashes a parser written in C."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def square_or_worse(number: int) -> int:
    """Return the square; die at 7, think for ever at 8, raise at 9."""
    if number == 8:
        time.sleep(600)
    return refuse(number) if number == 9 else square_or_die(number)


def refuse(number: int) -> int:
    """Raise what a bug would raise."""
    raise ZeroDivisionError(number)


def digest_or_die(job: Job, result: FetchResult, at: str, profile: OutletSettings | None) -> Outcome:
    """Return the pipeline's outcome; die over a page that says POISON."""
    if isinstance(result, Fetched) and b"POISON" in result.capture.body:
        os.kill(os.getpid(), signal.SIGKILL)
    return digest(job, result, at, profile)


_ready: list[int] = []


def get_ready() -> None:
    """Remember which process got ready."""
    _ready.append(os.getpid())


def who_got_ready(_question: int) -> tuple[int, ...]:
    """Return which processes got ready for this one."""
    return tuple(_ready)
