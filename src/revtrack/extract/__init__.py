"""
Turn bytes into a document.
"""

from revtrack.extract.article import extract
from revtrack.extract.plain import parse_text
from revtrack.extract.reading import read
from revtrack.extract.version import EXTRACTOR, same_reader

parse_markdown = parse_text

__all__ = ["EXTRACTOR", "extract", "parse_markdown", "parse_text", "read", "same_reader"]
