"""
Run visits on one machine's cores or on a cluster, through one interface: `concurrent.futures.Executor`.

Results come back in the order of the questions, whoever answered first, so
that many processes write the same bytes as one. A question that kills its
worker three times is set aside and named; nothing else is lost with it.
"""

from revtrack.engine.line import Line, in_order
from revtrack.engine.pool import KILLS, Pool, WorkerLost, local_pool
from revtrack.engine.start import engine

__all__ = ["KILLS", "Line", "Pool", "WorkerLost", "engine", "in_order", "local_pool"]
