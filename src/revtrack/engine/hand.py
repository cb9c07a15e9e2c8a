"""
Be the processes of a crew: read questions from one pipe, write answers to another.

    python -m revtrack.engine.hand < ORDER

ORDER is JSON: the import path, a function (`module:name`), one to call before it or
nothing, the seconds one answer may take, and a pair of file descriptors for each
process. The first one loads the functions and what they need; the others are its
copies, made before it has answered anything, so that they share that memory.
"""

import gc
import json
import os
import pickle
import signal
import sys
import traceback
from typing import BinaryIO

from revtrack.engine.collecting import collect_less
from revtrack.engine.named import found


def main() -> None:
    """Load the function, become as many processes as there are pairs of pipes, and answer until nobody asks."""
    order = json.load(sys.stdin)
    sys.path[:] = order["path"]
    # A Ctrl-C or a service manager's SIGTERM reaches every process; the one that asks decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    found(order["function"])
    if order["before"]:
        found(order["before"])()
    # What is loaded now is shared until somebody writes beside it; frozen, the collector of nobody does.
    gc.collect()
    gc.freeze()
    collect_less()
    pairs: list[list[int]] = order["pipes"]
    mine, first = pairs[0], True
    for pair in pairs[1:]:
        if os.fork() == 0:
            mine, first = pair, False
            break
    for pair in pairs:
        if pair != mine:
            os.close(pair[0])
            os.close(pair[1])
    try:
        serve(mine[0], mine[1], order["limit_s"])
    except BrokenPipeError:
        pass  # Nobody listens any more.
    except Exception:
        traceback.print_exc()
    if first:
        _wait_for_copies()
    # Nothing here is worth tidying up, and freeing it all takes longer than many a poll.
    os._exit(0)


def serve(questions_fd: int, answers_fd: int, limit_s: float) -> None:
    """Answer each question until the pipe ends; SIGALRM ends a process whose asker is gone and cannot."""
    with open(questions_fd, "rb") as questions, open(answers_fd, "wb") as answers:
        _send(answers, pickle.dumps(os.getpid()))
        while head := questions.read(8):
            asked = questions.read(int.from_bytes(head, "big"))
            signal.setitimer(signal.ITIMER_REAL, limit_s)
            answer = _answer(asked)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(answers, answer)


def _answer(asked: bytes) -> bytes:
    """Return (True, what the function asked returns) or (False, what it raises), pickled."""
    try:
        place, args = pickle.loads(asked)  # noqa: S301 (ours)
        return pickle.dumps((True, found(place)(*args)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # whatever the question raises is its asker's
        try:
            return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        except Exception:
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))


def _send(answers: BinaryIO, content: bytes) -> None:
    answers.write(len(content).to_bytes(8, "big") + content)
    answers.flush()


def _wait_for_copies() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


if __name__ == "__main__":
    main()
