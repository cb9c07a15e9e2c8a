"""
Run visits on one machine's cores or on a cluster, through one interface: `concurrent.futures.Executor`.

Results come back in the order of the questions, whoever answered first, so
that many processes write the same bytes as one. A question that kills its
worker three times is set aside and named; nothing else is lost with it.

Names are imported when first used: a process that answers loads nothing of what asks.
"""

import importlib
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
