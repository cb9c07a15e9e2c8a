"""
Say that a question was set aside.
"""

from revtrack.errors import RevtrackError

KILLS = 3
"""How often a question may kill its process before it is set aside (the number Dask's scheduler uses as well)."""


class WorkerLost(RevtrackError):
    """A question killed the process that was to answer it, time and again, or never ended."""
