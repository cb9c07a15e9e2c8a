"""
Find an outlet's own correction notes and read what they claim.
"""

from revtrack.note.columns import entry_claims
from revtrack.note.find import find_notes, given
from revtrack.note.life import follow

__all__ = ["entry_claims", "find_notes", "follow", "given"]
