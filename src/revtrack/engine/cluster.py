"""
Run visits on a Dask cluster through its `concurrent.futures` interface.

The scheduler moves questions of a lost worker to another, and gives one up
that was on several lost workers, whichever question killed them; here it is
asked again in a process of its own, and only one that kills that as well
becomes `WorkerLost`. When the scheduler itself goes away and comes back, what
was in flight is asked again; when it stays away, everybody who waits is told.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from revtrack.engine.lost import WorkerLost
from revtrack.engine.pool import Pool
from revtrack.errors import MissingExtraError, RevtrackError, UsageError

CONNECT_S = "5s"
PATIENCE_S = "60s"
"""How long a scheduler that went away is waited for: a busy machine starts one in some ten seconds."""
WATCH_S = 1.0
"""How often the client is looked at: has it given its scheduler up?"""
TRIES = 4
"""How often a question is asked again that the cluster forgot (its scheduler was restarted) or gave up."""


class Cluster(Executor):
    """An executor whose workers are those of the Dask cluster that *client* is connected to."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._open: set[Future[Any]] = set()
        self._lock = threading.Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Ask, and return the answer's future; questions have positional arguments only."""
        if kwargs:
            raise TypeError("questions have positional arguments only")
        answer: Future[Any] = Future()
        answer.set_running_or_notify_cancel()
        self._open.add(answer)
        self._ask(answer, fn, args, 1)
        return answer

    def _ask(self, answer: Future[Any], fn: Callable[..., Any], args: tuple[Any, ...], attempt: int) -> None:
        from distributed.client import ClosedClientError

        try:
            # pure=False: two equal questions are two questions; a result is never taken from an earlier run.
            asked = self._client.submit(fn, *args, pure=False)
        except ClosedClientError:
            # Said to whoever waits: this may run in a thread of its own.
            self._fail(answer, _gone())
            return
        asked.add_done_callback(lambda done: self._answered(answer, done, fn, args, attempt))

    def _answered(
        self, answer: Future[Any], done: Any, fn: Callable[..., Any], args: tuple[Any, ...], attempt: int
    ) -> None:
        from distributed import KilledWorker

        try:
            value = done.result(timeout=60)
        except KilledWorker:
            if attempt < TRIES:
                # Its workers died, but perhaps over another question that waited beside it.
                threading.Timer(0, self._ask, (answer, ask_alone, _alone(fn, args), attempt + 1)).start()
            else:
                self._fail(answer, WorkerLost("its workers died time and again while reading it"))
        except Exception as error:
            # What the question raised is its asker's; an answer that was lost on its way, or never came, is not.
            if done.status != "error" and attempt < TRIES:
                # Not in the callback's own thread: it is the one that hears the scheduler.
                threading.Timer(2.0 * attempt, self._ask, (answer, fn, args, attempt + 1)).start()
            else:
                self._fail(answer, error)
        else:
            if self._settles(answer):
                answer.set_result(value)
            done.release()

    def give_up(self) -> None:
        """Tell everybody who waits, once the client has closed: what was asked while it did is never answered."""
        if self._client.status == "closed":
            for answer in tuple(self._open):
                self._fail(answer, _gone())

    def _fail(self, answer: Future[Any], error: Exception) -> None:
        if self._settles(answer):
            answer.set_exception(error)

    def _settles(self, answer: Future[Any]) -> bool:
        """Say whether *answer* is still waited for; from now on it is not."""
        with self._lock:
            waited = answer in self._open
            self._open.discard(answer)
            return waited


def _gone() -> RevtrackError:
    return RevtrackError(f"the cluster's scheduler went away for more than {PATIENCE_S}")


@contextmanager
def _watched(cluster: Cluster) -> Iterator[Cluster]:
    """Yield *cluster*, its client looked at beside the work."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(WATCH_S):
            cluster.give_up()

    watcher = threading.Thread(target=watch, name="revtrack cluster watch", daemon=True)
    watcher.start()
    try:
        yield cluster
    finally:
        ended.set()
        watcher.join()


def ask_alone(function: Callable[..., Any], *args: Any) -> Any:
    """Return what *function* answers in a process of its own, so that whatever kills it kills nothing else."""
    with Pool(1) as pool:
        return pool.submit(function, *args).result()


def _alone(fn: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the arguments that ask a question alone; one that is asked so already is asked as it is."""
    return args if fn is ask_alone else (fn, *args)


@contextmanager
def connected(address: str) -> Iterator[tuple[Cluster, int]]:
    """Yield the executor of the cluster at *address*, and how many threads its workers have."""
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise MissingExtraError("--cluster", "cluster") from None
    with dask.config.set({"distributed.comm.timeouts.connect": CONNECT_S}):
        try:
            with Client(address, set_as_default=False, timeout=CONNECT_S):  # type: ignore[no-untyped-call,unused-ignore]
                pass
            # What a client is given to connect is also all it waits when its scheduler is restarted.
            client: Any = Client(address, set_as_default=False, timeout=PATIENCE_S)  # type: ignore[no-untyped-call,unused-ignore]
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(f"no Dask scheduler answers at {address}: {error}") from None
        with client:
            threads = sum(client.nthreads().values())
            if not threads:
                raise UsageError(f"the cluster at {address} has no workers; start one with: dask worker {address}")
            with _watched(Cluster(client)) as cluster:
                yield cluster, threads
