"""
Run visits on one machine's cores or on a cluster, through one interface: `concurrent.futures.Executor`.

Results come back in the order of the questions, whoever answered first, so
that many processes write the same bytes as one. A question that kills its
worker three times is set aside and named; nothing else is lost with it.

Names are imported when first used: a process that answers loads nothing of what asks.
"""

from typing import TYPE_CHECKING

from revtrack.homes import found_in

if TYPE_CHECKING:
    from revtrack.engine.crew import Crew
    from revtrack.engine.lent import Lent
    from revtrack.engine.line import Line, in_order
    from revtrack.engine.lost import KILLS, WorkerLost
    from revtrack.engine.named import Named
    from revtrack.engine.pool import Pool
    from revtrack.engine.start import engine

_HOMES = {
    "KILLS": "lost",
    "Crew": "crew",
    "Lent": "lent",
    "Line": "line",
    "Named": "named",
    "Pool": "pool",
    "WorkerLost": "lost",
    "engine": "start",
    "in_order": "line",
}

__all__ = ["KILLS", "Crew", "Lent", "Line", "Named", "Pool", "WorkerLost", "engine", "in_order"]

__getattr__ = found_in(__name__, _HOMES)
