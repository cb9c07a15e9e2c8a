"""
Turn bytes into a document: the front door.
"""

from revtrack.extract.article import extract
from revtrack.extract.markdown import parse_markdown
from revtrack.extract.plain import parse_text
from revtrack.extract.reading import read
from revtrack.extract.version import EXTRACTOR, same_reader

__all__ = ["EXTRACTOR", "extract", "parse_markdown", "parse_text", "read", "same_reader"]
