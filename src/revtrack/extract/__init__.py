"""
Turn bytes into a document: the front door.

Names are imported when first used: who only asks which reader is today's
(the poller, before a page has come) loads none of the parsers.
"""

import importlib
from typing import TYPE_CHECKING, Any

from revtrack.extract.version import EXTRACTOR, same_reader

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


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
