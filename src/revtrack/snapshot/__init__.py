"""
Decide whether a document is a new version, and if not, why not.
"""

from revtrack.snapshot.decide import Decision, decide
from revtrack.snapshot.fingerprint import fingerprint

__all__ = ["Decision", "decide", "fingerprint"]
