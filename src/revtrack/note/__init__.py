"""
Find an outlet's own correction notes and read what they claim.
"""

from revtrack.note.find import find_notes, given
from revtrack.note.life import follow

__all__ = ["find_notes", "follow", "given"]
