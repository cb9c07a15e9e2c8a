"""
Introduce the stages to each other: the only place where they meet.

`compare` takes two documents, `digest` a job and what its fetch brought, and
both return values. Nothing here touches a database, a clock or the network.

Names are imported when first used: who only asks others to run the stages
loads none of them.
"""

from typing import TYPE_CHECKING

from revtrack.homes import found_in

if TYPE_CHECKING:
    from revtrack.pipeline.analysing import analyse
    from revtrack.pipeline.comparing import compare
    from revtrack.pipeline.digesting import digest, digest_bare
    from revtrack.pipeline.lines import compare_line
    from revtrack.pipeline.replaying import replay_bare
    from revtrack.pipeline.rereading import reread, reread_task
    from revtrack.pipeline.warming import warm

_HOMES = {
    "analyse": "analysing",
    "compare": "comparing",
    "compare_line": "lines",
    "digest": "digesting",
    "digest_bare": "digesting",
    "replay_bare": "replaying",
    "reread": "rereading",
    "reread_task": "rereading",
    "warm": "warming",
}

__all__ = [
    "analyse",
    "compare",
    "compare_line",
    "digest",
    "digest_bare",
    "replay_bare",
    "reread",
    "reread_task",
    "warm",
]

__getattr__ = found_in(__name__, _HOMES)
