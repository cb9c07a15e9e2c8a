"""
Answer one question in a process of its own, so that whatever kills it kills nothing else.

A cluster blames every question that waited on a lost worker, the guilty with
the innocent. Asked again this way, only the guilty one dies.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from revtrack.engine.lost import KILLS, WorkerLost


def ask_alone(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return the answer, raise what the question raises; `WorkerLost` when it kills its process time and again."""
    question = pickle.dumps((sys.path, pickle.dumps((function, args, kwargs))))
    # A worker of a cluster is a daemon, which multiprocessing allows no children.
    for _ in range(KILLS):
        done = subprocess.run(
            [sys.executable, "-m", "revtrack.engine.alone"], input=question, stdout=subprocess.PIPE, check=False
        )
        if done.returncode == 0:
            sound, value = pickle.loads(done.stdout)  # noqa: S301 (our own child wrote it)
            if sound:
                return value
            raise value
    raise WorkerLost(f"its process died {KILLS} times while reading it")


def main() -> None:
    """Answer the question on standard input on standard output."""
    path, asked = pickle.load(sys.stdin.buffer)  # noqa: S301 (our own parent wrote it)
    sys.path[:] = path
    function, args, kwargs = pickle.loads(asked)  # noqa: S301
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    answer: tuple[bool, Any]
    try:
        answer = (True, function(*args, **kwargs))
    except Exception as error:  # whatever the question raises is its asker's
        answer = (False, error)
    answers.write(pickle.dumps(answer))
    answers.flush()


if __name__ == "__main__":
    main()
