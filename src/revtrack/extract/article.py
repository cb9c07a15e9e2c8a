"""
Read a page: parse once, walk once, locate the body, choose what belongs to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from revtrack.config import OutletSettings
from revtrack.extract import people
from revtrack.extract.choose import Chosen, choose, sizes_of, without
from revtrack.extract.entries import Entry, entries, entry_of, is_stamp
from revtrack.extract.folded import unfold
from revtrack.extract.heading import Kept, head_blocks, lead_captions, lines_above, placed, standfirst
from revtrack.extract.house import House, house_of, marked
from revtrack.extract.judge import is_article, judge
from revtrack.extract.locate import fits, locate, outweighs
from revtrack.extract.metadata import Metadata, read_metadata
from revtrack.extract.notices import candidates, stated
from revtrack.extract.page import Element, Page, parse
from revtrack.extract.paging import next_page
from revtrack.extract.path import path_of, resolve
from revtrack.extract.piece import Piece
from revtrack.extract.rivals import without_rivals
from revtrack.extract.running import running
from revtrack.extract.strike import strike
from revtrack.extract.unrendered import ORIGIN, unrendered
from revtrack.extract.version import EXTRACTOR
from revtrack.extract.walk import MOST, walk
from revtrack.model import BODY_KINDS, Block, BlockKind, Document, Ignored, Layout

LAYOUT_CHANGE = "layout change"
"""How the warning begins that `snapshot` knows a moved body by."""
BEGINNING = 1000
"""Blocks looked at of a page that has too many: such a capture is faulty, and these show what it is."""


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
    strike(parsed.root)
    body = parsed.root.find("body")
    pieces = walk(body if body is not None else parsed.root, url)
    if len(pieces) >= MOST:
        parsed = replace(parsed, cut=parsed.cut or f"more than {MOST} blocks")
        del pieces[BEGINNING:]
    meta = read_metadata(parsed.root, url)
    house = house_of(parsed.root, profile)
    if house.byline:
        meta.set("authors", people.split(house.byline), "profile")
    story = _story(parsed, pieces, meta, house, layout)
    above = _above(story, pieces, meta)
    top, kept = head_blocks(meta, [*above, *story.chosen.kept])
    text = " ".join(piece.text for piece, kind, _ in kept if kind in BODY_KINDS)
    fault, detail = judge(parsed, meta, pieces, text, url, story.container)
    return Document(
        blocks=tuple(_blocks(top, kept, story, meta)),
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
        layout=story.layout,
        fault=fault,
        fault_detail=detail,
        warnings=(*parsed.warnings, *story.warnings),
        ignored=tuple(Ignored(piece.text, reason) for piece, reason in story.chosen.left),
        next_page=next_page(parsed.root, url) if is_article(meta) else "",
        extractor=EXTRACTOR,
    )


class _Story(NamedTuple):
    """What was chosen of a page, and where it stands."""

    chosen: Chosen
    container: Element | None
    layout: Layout | None
    warnings: tuple[str, ...]
    live: Mapping[Element, Entry]
    """The entries of a live blog."""


def _story(parsed: Page, pieces: Sequence[Piece], meta: Metadata, house: House, layout: Layout | None) -> _Story:
    """Return which of *pieces* are the article; the body that is stated for machines where the page renders none."""
    sizes = sizes_of(pieces)
    container, where, warnings = _container(parsed, pieces, layout, house, sizes)
    notes = {**candidates(pieces, sizes), **marked(pieces, house.notes)}
    unfold(parsed.root, pieces, notes)
    chosen = choose(container, pieces, notes, meta.authors, marked(pieces, house.noise), lists=not is_article(meta))
    if stated_body := unrendered(meta.node, chosen.kept, layout):
        noted = [item for item in chosen.kept if item[1] is BlockKind.NOTE]
        chosen = Chosen([*((piece, piece.kind, None) for piece in stated_body), *noted], chosen.left)
        return _Story(chosen, None, Layout("", locator=ORIGIN), tuple(house.warnings), {})
    if layout is not None and layout.locator == ORIGIN and where is not None:
        warnings.append(f"{LAYOUT_CHANGE}: the body no longer stands in structured data only")
    live = {} if container is None else entries(container, meta.nodes)
    if live:
        stamps = [piece for piece, _, _ in chosen.kept if is_stamp(piece.element, piece.text, live)]
        chosen = without(chosen, stamps, "time stamp")
    return _Story(chosen, container, where, tuple(warnings), live)


def _above(story: _Story, pieces: Sequence[Piece], meta: Metadata) -> list[Kept]:
    """Return what stands above the body and is the article's too; the standfirst among it becomes the dek."""
    kept, container = story.chosen.kept, story.container
    lines = placed(meta, pieces, kept, container)
    dek, source = standfirst(meta, pieces, kept, container, lines)
    if dek is not None:
        meta.replace_dek(dek.text, source)
    return [*lead_captions(meta, pieces, kept, container), *lines_above(dek, lines)]


def _blocks(top: Sequence[Block], kept: Sequence[Kept], story: _Story, meta: Metadata) -> list[Block]:
    """Return the document's blocks: head, body, and the notes that stand in structured data alone."""
    live = story.live
    blocks = [
        *top,
        *(piece.block(hook, kind, entry_of(piece.element, live) if live else None) for piece, kind, hook in kept),
    ]
    blocks += [
        note
        for note in stated(meta.nodes, meta.corrections)
        if not any(same(note.text, block.text) for block in blocks)
    ]
    return blocks


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
