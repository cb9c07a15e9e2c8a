"""
Join each claim of a note to the words it corrects, with the evidence that says so.
"""

from revtrack.link.linker import link

__all__ = ["link"]
