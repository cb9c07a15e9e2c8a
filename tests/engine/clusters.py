"""A real Dask cluster on loopback, whose parts a test may kill and bring back."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client


class Cluster:
    """A scheduler at a fixed address and its workers, each a process group of its own."""

    def __init__(self, folder: Path, workers: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._folder, self._wanted, self._names = folder, workers, 0
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._alive: list[subprocess.Popen[bytes]] = []
        self._begin()

    def _begin(self) -> None:
        self._start(["scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"])
        for _ in range(self._wanted):
            self._names += 1
            self._alive.append(
                self._start(["worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard",
                             "--local-directory", str(self._folder), "--name", f"w{self._names}"])
            )  # fmt: skip
        with Client(self.address, timeout="30s", set_as_default=False) as client:
            client.wait_for_workers(self._wanted, timeout=60)

    def _start(self, args: list[str]) -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "PYTHONPATH": f"{Path('src').absolute()}:{Path('tests').absolute()}",
            # A question that killed two workers is asked alone: fewer restarts to wait for.
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + args[0], *args[1:]], env=env, cwd=self._folder,
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._processes.append(process)
        return process

    def kill_worker(self) -> None:
        """Kill one worker and the nanny that would bring it back."""
        _kill(self._alive.pop())

    def kill_worker_at(self, count: int) -> Callable[[int, int], None]:
        """Return what is told of a poll's progress and kills a worker after *count* visits."""

        def told(done: int, _total: int) -> None:
            if done == count:
                self.kill_worker()

        return told

    def restart(self) -> None:
        """Kill everything and start it again at the same address."""
        self.end()
        self._begin()

    def end(self) -> None:
        """Kill everything."""
        for process in reversed(self._processes):
            _kill(process)
        self._processes.clear()
        self._alive.clear()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """Yield a cluster; end it whatever happens."""
    cluster = Cluster(folder, workers)
    try:
        yield cluster
    finally:
        cluster.end()
