"""
Apply an outlet's rules to what was found, and name what an editor should look at.
"""

from revtrack.audit.unannounced import unannounced

__all__ = ["unannounced"]
