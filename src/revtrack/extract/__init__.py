"""
Turn bytes into a document: the front door.

Names are imported when first used: who only asks which reader is today's
(the poller, before a page has come) loads none of the parsers.
"""

from typing import TYPE_CHECKING

from revtrack.extract.version import EXTRACTOR, same_reader
from revtrack.homes import found_in

if TYPE_CHECKING:
    from revtrack.extract.after import onward
    from revtrack.extract.article import extract
    from revtrack.extract.markdown import parse_markdown
    from revtrack.extract.plain import parse_text
    from revtrack.extract.reading import read

_HOMES = {
    "extract": "article",
    "onward": "after",
    "parse_markdown": "markdown",
    "parse_text": "plain",
    "read": "reading",
}

__all__ = ["EXTRACTOR", "extract", "onward", "parse_markdown", "parse_text", "read", "same_reader"]

__getattr__ = found_in(__name__, _HOMES)
