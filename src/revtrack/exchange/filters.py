"""
Choose what of a source a person asked for.
"""

from fnmatch import fnmatchcase

from revtrack.exchange.options import ReadOptions

PAGES = ("text/html", "application/xhtml+xml")


def wanted(options: ReadOptions, name: str, at: str = "") -> bool:
    """Say whether an address or path seen at *at* was asked for; an unknown time is inside every stretch of time."""
    if options.match and not any(fnmatchcase(name, pattern) for pattern in options.match):
        return False
    if at and options.since and at < options.since:
        return False
    return not (at and options.until and at >= options.until)


def is_page(content_type: str | None) -> bool:
    """Say whether a content type is that of a page; a missing one may be."""
    if content_type is None:
        return True
    return content_type.partition(";")[0].strip().lower() in PAGES
