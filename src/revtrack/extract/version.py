"""
Name what reads a page, so that both sides of a diff are read by the same.

Raise `METHOD` whenever a change here can change a document's text.
"""

from importlib.metadata import PackageNotFoundError, version

METHOD = 8


def _of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a vendored or zipped copy without metadata
        return "unknown"


EXTRACTOR = f"revtrack/{METHOD} trafilatura/{_of('trafilatura')} lxml/{_of('lxml')} (fast, no comments)"
"""Name, version and options of the reader, stored with every version."""


def same_reader(extractor: str) -> bool:
    """Say whether a document with this `Document.extractor` was read by today's reader."""
    return extractor == EXTRACTOR
