"""
Visit what is due: polite, bounded, one writer.

`poll` runs once, from cron; `due` says what it would visit; `Summary` is what it came to.
"""

from revtrack.poller.poll import due, poll
from revtrack.poller.summary import Summary

__all__ = ["Summary", "due", "poll"]
