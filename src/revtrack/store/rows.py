"""
Turn values into rows and back: a document's blocks and fields, spans, JSON columns.

What is put in comes out equal, but for `Document.ignored` and `next_page`,
which the capture gives again. Nothing here opens or queries anything.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from revtrack.model import Anchor, Block, BlockKind, Document, Fault, Field, Image, Layout, Mark, MarkKind, Span

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class BlockRow(NamedTuple):
    """A block as its table holds it."""

    kind: str
    text: str
    details: str | None
    """JSON of links, marks, image, time, entry and hook; None when it has none of them."""

    @property
    def digest(self) -> int:
        """Return 32 bits of the row's SHA-256, signed: what a short index finds it by; the words decide."""
        raw = "\0".join((self.kind, self.text, self.details or "")).encode()
        return int.from_bytes(hashlib.sha256(raw).digest()[:4], signed=True)


class FieldRow(NamedTuple):
    """A field as its table holds it."""

    kind: str
    """`document` for what `Document` names itself, `hidden` for one of `Document.fields`."""
    name: str
    value: str
    source: str


def storable(text: str) -> str:
    """Return *text* with lone surrogates, which UTF-8 cannot hold, replaced one for one, so that offsets stay true."""
    if text.isascii():
        return text
    try:
        text.encode()  # a tenth of what it takes to search for them
    except UnicodeEncodeError:
        return LONE_SURROGATE.sub("\ufffd", text)
    return text


ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def dump(value: Any) -> str:
    """Return *value* as compact JSON, one spelling for one value."""
    return storable(ENCODER.encode(value))


def dump_or_none(value: Any) -> str | None:
    """Return *value* as JSON, or None when it is empty: most rows have nothing to say there."""
    return dump(value) if value else None


def load(text: str | None) -> Any:
    """Return what a JSON column holds; an empty list for null."""
    return [] if text is None else json.loads(text)


def ends(span: Span | None) -> tuple[int | None, int | None]:
    """Return a span's two columns."""
    return (None, None) if span is None else (span.start, span.end)


def span_of(start: int | None, end: int | None) -> Span | None:
    """Return the span of two columns."""
    return None if start is None or end is None else Span(start, end)


def block_row(block: Block) -> BlockRow:
    """Return *block* as a row."""
    if not (block.links or block.marks or block.image or block.time or block.entry or block.hook):
        return BlockRow(block.kind.value, storable(block.text), None)
    details: dict[str, Any] = {}
    if block.links:
        details["links"] = [[*anchor.span, anchor.href] for anchor in block.links]
    if block.marks:
        details["marks"] = [[*mark.span, str(mark.kind)] for mark in block.marks]
    if block.image is not None:
        details["image"] = [block.image.src, block.image.alt]
    if block.time is not None:
        details["time"] = block.time.isoformat()
    if block.entry is not None:
        details["entry"] = block.entry
    if block.hook is not None:
        details["hook"] = block.hook
    return BlockRow(str(block.kind), storable(block.text), dump_or_none(details))


def block_of(row: BlockRow) -> Block:
    """Return the block of a row."""
    if row.details is None:
        return Block(BlockKind(row.kind), row.text)
    details = json.loads(row.details)
    time = details.get("time")
    return Block(
        BlockKind(row.kind),
        row.text,
        links=tuple(Anchor(Span(start, end), href) for start, end, href in details.get("links", ())),
        marks=tuple(Mark(Span(start, end), MarkKind(kind)) for start, end, kind in details.get("marks", ())),
        image=_image(details.get("image")),
        time=None if time is None else datetime.fromisoformat(time),
        entry=details.get("entry"),
        hook=details.get("hook"),
    )


def _image(pair: Sequence[str] | None) -> Image | None:
    return None if pair is None else Image(*pair)


TEXTS = ("headline", "dek", "section", "language", "outlet", "fault_detail", "extractor")
"""Fields of `Document` kept as they are when not empty."""
LISTS = ("authors", "aliases", "warnings")
"""Fields of `Document` kept as JSON lists when not empty."""


def field_rows(document: Document) -> list[FieldRow]:
    """Return everything of *document* but its blocks, as rows."""
    out = [(name, getattr(document, name)) for name in TEXTS]
    out += [(name, dump_or_none(list(getattr(document, name)))) for name in LISTS]
    out += [("published", _iso(document.published)), ("modified", _iso(document.modified))]
    out += [("url", document.url), ("fault", document.fault and str(document.fault))]
    out.append(("sources", dump_or_none([list(pair) for pair in document.sources])))
    if document.lead_image is not None:
        out.append(("lead_image", dump([document.lead_image.src, document.lead_image.alt])))
    if document.layout is not None:
        layout = document.layout
        out.append(("layout", dump([layout.container, layout.profile, layout.locator])))
    rows = [FieldRow("document", name, storable(value), "") for name, value in out if value]
    return rows + [FieldRow("hidden", f.name, storable(f.value), f.source) for f in document.fields]


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def document_of(blocks: Iterable[Block], fields: Iterable[FieldRow]) -> Document:
    """Return the document whose blocks and field rows these are, both in order."""
    own: dict[str, str] = {}
    hidden = []
    for row in fields:
        if row.kind == "hidden":
            hidden.append(Field(row.name, row.value, row.source))
        else:
            own[row.name] = row.value
    texts: dict[str, Any] = {name: own.get(name, "") for name in TEXTS}
    lists: dict[str, Any] = {name: tuple(load(own.get(name))) for name in LISTS}
    fault, layout, lead = own.get("fault"), own.get("layout"), own.get("lead_image")
    return Document(
        tuple(blocks),
        published=_time(own.get("published")),
        modified=_time(own.get("modified")),
        url=own.get("url"),
        lead_image=None if lead is None else Image(*json.loads(lead)),
        fields=tuple(hidden),
        sources=tuple((name, where) for name, where in load(own.get("sources"))),
        layout=None if layout is None else Layout(*json.loads(layout)),
        fault=None if fault is None else Fault(fault),
        **texts,
        **lists,
    )
