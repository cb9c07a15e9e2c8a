"""
Introduce the stages to each other: the only place where they meet.

`compare` takes two documents, `digest` a job and what its fetch brought, and
both return values. Nothing here touches a database, a clock or the network.
"""

from revtrack.pipeline.analysing import analyse
from revtrack.pipeline.comparing import compare
from revtrack.pipeline.digesting import digest
from revtrack.pipeline.lines import compare_line
from revtrack.pipeline.rereading import reread

__all__ = ["analyse", "compare", "compare_line", "digest", "reread"]
