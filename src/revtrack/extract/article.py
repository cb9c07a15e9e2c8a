"""
Read a page: parse once, walk once, locate the body, choose what belongs to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from revtrack.config import OutletSettings
from revtrack.extract import people
from revtrack.extract.choose import choose, sizes_of, without
from revtrack.extract.entries import entries, entry_of, is_stamp
from revtrack.extract.heading import head_blocks, lead_captions, lines_above, standfirst
from revtrack.extract.house import House, house_of, marked
from revtrack.extract.judge import is_article, judge
from revtrack.extract.locate import fits, locate, outweighs
from revtrack.extract.metadata import read_metadata
from revtrack.extract.notices import candidates, stated
from revtrack.extract.page import Element, Page, parse
from revtrack.extract.paging import next_page
from revtrack.extract.path import path_of, resolve
from revtrack.extract.piece import Piece
from revtrack.extract.rivals import without_rivals
from revtrack.extract.running import running
from revtrack.extract.version import EXTRACTOR
from revtrack.extract.walk import MOST, walk
from revtrack.model import BODY_KINDS, Document, Ignored, Layout

LAYOUT_CHANGE = "layout change"
"""How the warning begins that `snapshot` knows a moved body by."""


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
    without_rivals(parsed.root, url)
    body = parsed.root.find("body")
    pieces = walk(body if body is not None else parsed.root, url)
    meta = read_metadata(parsed.root, url)
    house = house_of(parsed.root, profile)
    if house.byline:
        meta.set("authors", people.split(house.byline), "profile")
    sizes = sizes_of(pieces)
    container, where, warnings = _container(parsed, pieces, layout, house, sizes)
    notes = {**candidates(pieces, sizes), **marked(pieces, house.notes)}
    chosen = choose(container, pieces, notes, meta.authors, marked(pieces, house.noise), lists=not is_article(meta))
    dek, source = standfirst(meta, pieces, chosen.kept, container)
    if dek is not None:
        meta.replace_dek(dek.text, source)
    live = {} if container is None else entries(container, meta.nodes)
    if live:
        stamps = [piece for piece, _, _ in chosen.kept if is_stamp(piece.element, piece.text, live)]
        chosen = without(chosen, stamps, "time stamp")
    above = [
        *lead_captions(meta, pieces, chosen.kept, container),
        *lines_above(meta, dek, pieces, chosen.kept, container),
    ]
    top, kept = head_blocks(meta, [*above, *chosen.kept])
    blocks = [
        *top,
        *(piece.block(hook, kind, entry_of(piece.element, live) if live else None) for piece, kind, hook in kept),
    ]
    blocks += [note for note in stated(meta.nodes) if not any(same(note.text, block.text) for block in blocks)]
    text = " ".join(piece.text for piece, kind, _ in kept if kind in BODY_KINDS)
    if len(pieces) >= MOST and not parsed.cut:
        parsed = replace(parsed, cut=f"more than {MOST} blocks")
    fault, detail = judge(parsed, meta, pieces, text, url, container)
    return Document(
        blocks=tuple(blocks),
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
        layout=where,
        fault=fault,
        fault_detail=detail,
        warnings=(*parsed.warnings, *warnings),
        ignored=tuple(Ignored(piece.text, reason) for piece, reason in chosen.left),
        next_page=next_page(parsed.root, url) if is_article(meta) else "",
        extractor=EXTRACTOR,
    )


def _container(
    parsed: Page, pieces: Sequence[Piece], layout: Layout | None, house: House, sizes: Mapping[Element, int]
) -> tuple[Element | None, Layout | None, list[str]]:
    """Return the body's container, where it stands, and a warning when it no longer stands where it did."""
    warnings = list(house.warnings)
    if house.body is not None:
        return house.body, Layout(path_of(house.body, sizes), locator="profile"), warnings
    text = running(pieces)
    if layout is not None and layout.container:
        container = resolve(parsed.root, layout.container, sizes)
        if container is not None and fits(container, text):
            return container, layout, warnings
        found, locator = locate(parsed.root, pieces, text)
        if container is not None and (found is None or not outweighs(found, container, text)):
            return container, layout, warnings
        warnings.append(f"{LAYOUT_CHANGE}: the body no longer stands at {layout.container}")
    else:
        found, locator = locate(parsed.root, pieces, text)
    if found is None:
        return None, None, warnings
    return found, Layout(path_of(found, sizes), locator=locator), warnings


def same(one: str, other: str) -> bool:
    """Say whether one text holds the other, white space and case aside."""
    a, b = (" ".join(text.casefold().split()) for text in (one, other))
    return a in b or (len(b) > 40 and b in a)
