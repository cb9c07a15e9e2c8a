"""
Read a page: parse once, walk once, locate the body, choose what belongs to it.
"""

from collections.abc import Mapping

from revtrack.config import OutletSettings
from revtrack.extract.choose import choose
from revtrack.extract.locate import locate, path_of, resolve
from revtrack.extract.page import parse
from revtrack.extract.version import EXTRACTOR
from revtrack.extract.walk import walk
from revtrack.model import Document, Fault, Ignored, Layout


def extract(
    page: bytes | str,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    layout: Layout | None = None,
    profile: OutletSettings | None = None,
) -> Document:
    """Return the article on *page*."""
    parsed = parse(page, headers)
    body = parsed.root.find("body")
    pieces = walk(body if body is not None else parsed.root, url)
    container, locator = None, ""
    if layout is not None:
        container, locator = resolve(parsed.root, layout.container), layout.locator
    if container is None:
        container, locator = locate(parsed.root, pieces)
    if container is None:
        return Document((), url=url, fault=Fault.EMPTY, extractor=EXTRACTOR)
    kept, left = choose(container, pieces)
    return Document(
        tuple(p.block() for p in kept),
        url=url,
        ignored=tuple(Ignored(p.text, r) for p, r in left),
        layout=Layout(path_of(container), locator=locator),
        extractor=EXTRACTOR,
    )
