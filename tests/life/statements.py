"""Die at the k-th SQL statement, in a forked process."""

import os
import signal
import sqlite3
from collections.abc import Callable


def killed_at(number: int, deed: Callable[[], object]) -> bool:
    """Do *deed* in a fork that kills itself when any connection begins its *number*-th statement; say if it died."""
    child = os.fork()
    if child == 0:
        _die_at(number, deed)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def _die_at(number: int, deed: Callable[[], object]) -> None:
    """Do *deed*, counting statements on every connection; never return."""
    left = [number]

    class Counted(sqlite3.Connection):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            self.set_trace_callback(lambda _: _count())

    def _count() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    plain = sqlite3.connect
    sqlite3.connect = lambda *a, **k: plain(*a, **{"factory": Counted, **k})  # type: ignore[assignment]
    code = 1
    try:
        deed()
        code = 0
    finally:
        os._exit(code)
