"""
Read the HTML that markdown was rendered to, each top-level part of it once.

Two versions of an article share most paragraphs, and what a paragraph holds does
not depend on those around it: parts met before are remembered, new ones are parsed
together. Where a page's own HTML does not nest plainly, all of it is parsed as one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from revtrack.extract.noise import by_name
from revtrack.extract.page import Element, parse
from revtrack.extract.piece import Piece
from revtrack.extract.tags import BLOCKS, SKIPPED
from revtrack.extract.walk import MOST, walk, walk_part
from revtrack.model import Block, BlockKind, Ignored, Image

NAMES = (
    "a abbr address article aside b big blockquote button caption center cite code dd del details dfn div dl dt em "
    "figcaption figure font footer h1 h2 h3 h4 h5 h6 header i iframe ins kbd li main mark nav ol p pre q s samp "
    "section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var"
)
"""Elements that change how nothing beyond their own end is read."""
ATTRIBUTES = r"""(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*\s*/?>"""
PLAIN = re.compile(
    rf"<(/?)(?:(br|hr|img)|{NAMES.replace(' ', '|')}){ATTRIBUTES}|"
    rf"<((?:script|style)\b){ATTRIBUTES}[^<]*</(?:script|style)>|<(!--)[^<>]*-->"
)
"""A tag of one of them, or something that is whole as it stands: then the second, third or fourth group holds it."""
APART = BLOCKS | SKIPPED | {"br", "iframe"}
"""What ends the block before it and begins one, or has no words."""
BETWEEN = "revtrack-part"
"""An element between two parts that are parsed together: proof that each ends where it seems to."""
LONGEST = 50_000
"""Characters of a part that is remembered."""
MOST_HELD = 500_000
"""Characters of parts remembered; more are forgotten together."""


class Part(NamedTuple):
    """What one part, or all of a body, comes to."""

    blocks: tuple[Block, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    tag: str = ""
    """The element of the first block."""
    image: Image | None = None
    """A picture whose caption is still to come."""
    captioned: bool = False
    """Whether it has a caption, kept or ignored: a picture before it waits for no other."""
    asks: int | None = None
    """The block that is its first caption, where the part has no picture before it."""
    cut: str = ""
    """Why not all of it could be parsed; empty when it was."""


class _Held:
    """The parts met last, by their text."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self._size = 0

    def keep(self, read: dict[str, Part]) -> None:
        for text, part in read.items():
            if len(text) <= LONGEST:
                self.parts[text] = part
                self._size += len(text)
        if self._size > MOST_HELD:
            self.parts, self._size = {}, 0


_held = _Held()


def body_of(html: str) -> Part:
    """Return what *html* holds: blocks, and what a paired shortcode marked as a sign-up or the like."""
    found = _split(html)
    parts = None if found is None else _known(found)
    if parts is None or sum(len(part.blocks) + len(part.ignored) for part in parts) >= MOST:
        page = parse(html)
        return _read(walk(page.root))._replace(cut=page.cut)
    return _joined(parts)


def _joined(parts: Iterable[Part]) -> Part:
    """Return *parts* as one; a picture goes to the next caption, in whatever part."""
    blocks: list[Block] = []
    ignored: list[Ignored] = []
    tag, image = "", None
    for part in parts:
        start = len(blocks)
        blocks += part.blocks
        ignored += part.ignored
        tag = tag or part.tag
        if part.asks is not None and image is not None:
            blocks[start + part.asks] = replace(part.blocks[part.asks], image=image)
        image = part.image if part.captioned else part.image or image
    return Part(tuple(blocks), tuple(ignored), tag)


def _split(html: str) -> list[str | Part] | None:
    """
    Return the top-level parts of *html*, those met before as what they come to.

    None where it does not nest so plainly that each can be parsed alone.
    """
    parts: list[str | Part] = []
    lines: list[str] = []
    depth, known = 0, _held.parts.get
    for number, line in enumerate(html.rstrip("\n").split("\n<")):
        line = f"<{line}" if number else line
        if not lines and (part := known(line)) is not None:
            parts.append(part)
            continue
        opened = _opened(line)
        if opened is None:
            return None
        depth += opened
        lines.append(line)
        if depth > 0:
            continue
        if depth < 0:
            return None
        text = "\n".join(lines)
        parts.append(known(text) or text)
        lines = []
    return None if lines else parts


@lru_cache(maxsize=1024)
def _opened(line: str) -> int | None:
    """Return how many elements *line* leaves open, negative when it closes more; None where it is not plain."""
    tags = PLAIN.findall(line)
    if len(tags) + sum(bool(raw) for _, _, raw, _ in tags) != line.count("<"):
        return None
    return sum(0 if void or raw or comment else -1 if end else 1 for end, void, raw, comment in tags)


def _known(found: Sequence[str | Part]) -> list[Part] | None:
    """Return what each of *found* comes to, new ones parsed; None where they do not end where they seem to."""
    fresh = dict.fromkeys([part for part in found if isinstance(part, str)])
    read = _parsed(list(fresh)) if fresh else {}
    if read is None:
        return None
    _held.keep(read)
    return [read[part] if isinstance(part, str) else part for part in found]


def _parsed(texts: Sequence[str]) -> dict[str, Part] | None:
    """Return what each of *texts* comes to, parsed together; None where one does not end where it seems to."""
    marker = f"<{BETWEEN}></{BETWEEN}>\n"
    page = parse("\n".join((marker, *(f"{text}\n{marker}" for text in texts))))
    body = page.root.find("body")
    groups: list[list[Element]] = []
    for child in () if body is None else body:
        if (child.tail or "").strip() or (child.tag != BETWEEN and child.tag not in APART):
            return None
        if child.tag == BETWEEN:
            groups.append([])
        elif groups:
            groups[-1].append(child)
    if page.cut or len(groups) != len(texts) + 1 or groups[-1]:
        return None
    return {text: _read_part(group) for text, group in zip(texts, groups, strict=False)}


def _read_part(elements: Sequence[Element]) -> Part:
    pieces, image = walk_part(elements)
    return _read(pieces)._replace(image=image)


def _read(pieces: Iterable[Piece]) -> Part:
    """Return *pieces* as blocks, those that a paired shortcode marked as a sign-up or the like apart."""
    blocks: list[Block] = []
    ignored: list[Ignored] = []
    tag, captioned, asks = "", False, None
    for piece in pieces:
        if not piece.text:
            continue
        reason = _reason(piece)
        if piece.kind is BlockKind.CAPTION and not captioned:
            captioned = True
            asks = len(blocks) if piece.image is None and not reason else None
        if reason:
            ignored.append(Ignored(piece.text, reason))
        else:
            tag = tag or piece.element.tag
            blocks.append(piece.block())
    return Part(tuple(blocks), tuple(ignored), tag, None, captioned, asks)


def _reason(piece: Piece) -> str:
    """Return why *piece* is none of the article's, or an empty text."""
    reason = ""
    for element in (piece.element, *piece.element.iterancestors("div")):
        names = element.get("class") or ""
        if names.startswith("shortcode-"):
            reason = reason or by_name(names)
    return reason
