"""
Choose where visits run: here, on this machine's cores, or on a cluster.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from revtrack.engine.collecting import collecting_less
from revtrack.engine.pool import Pool


@contextmanager
def engine(jobs: int = 1, cluster: str = "") -> Iterator[tuple[Executor | None, int]]:
    """
    Yield an executor and how many questions it works on at once; None means: answer here.

    *cluster* is a Dask scheduler's address (`tcp://host:8786`). Raises
    `MissingExtraError`, `UsageError` when no cluster answers there.
    """
    with collecting_less():
        if cluster:
            from revtrack.engine.cluster import connected

            with connected(cluster) as found:
                yield found
        elif jobs > 1:
            with Pool(jobs) as pool:
                yield pool, jobs
        else:
            yield None, 1
