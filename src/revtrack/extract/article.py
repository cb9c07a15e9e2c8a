"""
Read a page: parse once, walk once, locate the body, choose what belongs to it.
"""

from collections.abc import Mapping

from revtrack.config import OutletSettings
from revtrack.extract.choose import choose
from revtrack.extract.heading import head_blocks
from revtrack.extract.locate import locate, path_of, resolve
from revtrack.extract.metadata import read_metadata
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
    """
    Return the article on *page*.

    *layout* is `Document.layout` of the same article's previous page: the body
    is looked for there first, and a page where it no longer stands is read
    anew, with a warning that begins `layout change`.
    """
    parsed = parse(page, headers)
    body = parsed.root.find("body")
    pieces = walk(body if body is not None else parsed.root, url)
    meta = read_metadata(parsed.root, url)
    warnings = list(parsed.warnings)
    container, locator = None, ""
    if layout is not None:
        container, locator = resolve(parsed.root, layout.container), layout.locator
        if container is None:
            warnings.append(f"layout change: the body no longer stands at {layout.container}")
    if container is None:
        container, locator = locate(parsed.root, pieces)
    kept, left = choose(container, pieces) if container is not None else ([], [])
    top, kept = head_blocks(meta, kept)
    fault = Fault.EMPTY if not kept else None
    return Document(
        blocks=(*top, *(piece.block() for piece in kept)),
        headline=meta.headline,
        dek=meta.dek,
        authors=meta.authors,
        published=meta.published,
        modified=meta.modified,
        section=meta.section,
        language=meta.language,
        url=meta.url,
        outlet=meta.outlet,
        aliases=meta.aliases,
        lead_image=meta.lead_image,
        fields=meta.fields,
        sources=tuple(meta.sources.items()),
        layout=Layout(path_of(container), locator=locator) if container is not None else None,
        fault=fault,
        warnings=tuple(warnings),
        ignored=tuple(Ignored(piece.text, reason) for piece, reason in left),
        extractor=EXTRACTOR,
    )
