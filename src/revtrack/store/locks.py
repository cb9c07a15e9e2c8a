"""
Keep two processes from doing the same thing at once, with the operating system's own file locks.

The system drops a lock when its holder dies, however it dies, so there is
nothing to clean up after a crash. A lock file is never deleted: deleting one
that another process is waiting on would let two in.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revtrack.errors import LockedError, unwritable

RETRY_S = 0.005


class FileLock:
    """An exclusive lock on one small file beside the archive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._depth = 0
        self._descriptor = -1

    @contextmanager
    def held(self, timeout_s: float, holder: str = "") -> Iterator[None]:
        """
        Hold the lock inside; what is written in the file while it is held is *holder*.

        Holding it twice in one process is allowed. Raises `LockedError`, which
        quotes the holder's line, when it is not free within *timeout_s*.
        """
        if self._depth == 0:
            self._acquire(timeout_s, holder)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                os.close(self._descriptor)

    def _acquire(self, timeout_s: float, holder: str) -> None:
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise unwritable(self.path, error) from None
        # Waiting only: no stored value depends on this clock.
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    said = os.read(descriptor, 400).decode("utf-8", "replace").strip()
                    os.close(descriptor)
                    raise LockedError(f"{self.path} is held by {said or 'another process'}; try again later") from None
                time.sleep(RETRY_S)
        if holder:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, holder.encode(), 0)
        self._descriptor = descriptor
