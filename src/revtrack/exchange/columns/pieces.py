"""
Cut a page into its paragraphs and list items, each with its links and the headings it stands under.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "svg", "iframe", "select",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
MARKED = frozenset({"b", "strong", "em", "i", "cite", "u"})
"""How a column sets the title of an article apart inside a paragraph."""
BLOCKS = frozenset({
    "p", "li", "dd", "dt", "td", "th", "div", "section", "article", "main", "blockquote", "ul", "ol", "dl", "table",
    "tr", "tbody", "header", "figure", "figcaption", "pre", "body", "hr",
}) | HEADINGS  # fmt: skip
ROWLESS = BLOCKS - {"td", "th", "p"} | {"script", "style"}
"""What a table that lays out a page has in its cells, and a table of corrections has not."""
BULLET = re.compile(r"^\s*[•●▪■◆◼·*–—-]\s+|^\s*[•●▪■◆◼]")
SPACE = re.compile(r"\s+")
MOST_MARKED = 0.7
"""Which part of a paragraph may be set apart and be a title; a paragraph that is slanted as a whole is none."""
SHORT_HEADING = 120
"""Code points of a paragraph that may be a heading because all of it is bold or in capitals."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list item or heading."""

    text: str
    """Without the bullet it may begin with."""
    heading: bool = False
    links: tuple[tuple[str, str], ...] = ()
    """(address as written, words) in order."""
    bullet: bool = False
    marked: tuple[str, ...] = ()
    """The words set apart in it: bold, slanted."""
    beside: tuple[str, ...] = ()
    """The other cells of its row, where it is a cell of a table."""


@dataclass(slots=True)
class _Open:
    """A piece that is being read."""

    words: list[str]
    links: list[tuple[str, list[str]]]
    bold: int = 0
    """How many of its characters stand in bold."""
    heading: bool = False
    marked: list[list[str]] = field(default_factory=list)


def tree(page: bytes, charset: str = "") -> Any:
    """Return the parsed page, None when there is nothing in it; *charset* is what the server said."""
    parser = html.HTMLParser(encoding=charset or _charset(page), recover=True, huge_tree=False)
    try:
        return html.document_fromstring(page, parser=parser)
    except (html.etree.ParserError, html.etree.XMLSyntaxError):
        return None


def _charset(page: bytes) -> str | None:
    """Return UTF-8 where the page is, else None: its own meta element decides."""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def pieces(root: Any) -> Iterator[Piece]:
    """Yield the pieces of the page's main part, in reading order."""
    main = max(root.xpath("//main|//article|//*[@role='main']"), key=_weight, default=None)
    body = root.find(".//body")
    if main is None or (body is not None and _weight(main) * 2 < _weight(body)):
        main = body if body is not None else root
    yield from _walked(main)


def _weight(element: Any) -> int:
    return sum(len(text) for text in element.itertext() if isinstance(text, str))


def _walked(main: Any) -> Iterator[Piece]:
    """Yield pieces between block elements and double line breaks, without recursion: pages nest deeply on purpose."""
    now = _Open([], [])
    breaks = bold = depth = 0
    link: list[str] | None = None

    def add(text: str | None) -> None:
        nonlocal breaks
        if text and (text.strip() or now.words):
            now.words.append(text)
            now.bold += len(text.strip()) if bold else 0
            if link is not None:
                link.append(text)
            if depth and now.marked:
                now.marked[-1].append(text)
            breaks = 0 if text.strip() else breaks

    stack: list[tuple[Any, bool]] = [(main, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            bold -= tag in ("b", "strong")
            depth -= tag in MARKED
            link = None if tag == "a" else link
            if tag in BLOCKS:
                yield from _made(now)
                now = _Open([], [])
            add(element.tail if element is not main else None)
            continue
        if not tag or tag in LEFT_OUT:
            add(element.tail)
            continue
        if tag == "tr" and (row := _row(element)):
            yield from _made(now)
            yield row
            now = _Open([], [])
            add(element.tail)
            continue
        if tag in BLOCKS:
            yield from _made(now)
            now = _Open([], [], heading=tag in HEADINGS)
        elif tag == "br":
            breaks += 1
            add("\n")
            if breaks >= 2:
                yield from _made(now)
                now, breaks = _Open([], []), 0
        elif tag == "a" and element.get("href"):
            link = []
            now.links.append((element.get("href"), link))
        bold += tag in ("b", "strong")
        if tag in MARKED:
            depth += 1
            now.marked += [[]] if depth == 1 else []
        add(element.text)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _row(element: Any) -> Piece | None:
    """Return a row of plain cells as one piece, its longest cell with the others beside it; None for another row."""
    cells = [cell for cell in element if cell.tag in ("td", "th")]
    if any(inner.tag in ROWLESS for cell in cells for inner in cell.iter()):
        return None
    texts = [SPACE.sub(" ", "".join(cell.itertext())).strip() for cell in cells]
    longest = max(range(len(texts)), key=lambda at: len(texts[at]), default=0)
    beside = tuple(text for at, text in enumerate(texts) if text and at != longest)
    if not beside:
        return None
    links = tuple(
        (a.get("href"), SPACE.sub(" ", "".join(a.itertext())).strip()) for a in element.iter("a") if a.get("href")
    )
    return Piece(texts[longest], links=links, beside=beside)


def _made(now: _Open) -> Iterator[Piece]:
    """Yield the piece that was read; more than one where bullets begin new lines."""
    lines = [line for line in re.split(r"\n(?=\s*[•●▪■◆◼])", "".join(now.words)) if line.strip()]
    for line in lines:
        text = SPACE.sub(" ", line).strip()
        bare = BULLET.sub("", text)
        links = tuple((href, SPACE.sub(" ", "".join(words)).strip()) for href, words in now.links)
        mine = links if len(lines) == 1 else tuple(pair for pair in links if pair[1] and pair[1] in text)
        short = len(text) <= SHORT_HEADING and text[-1:] not in ".!?"
        loud = now.bold * 10 >= len(text) * 9 or (text.isupper() and len(text) > 3)
        runs = (SPACE.sub(" ", "".join(words)).strip() for words in now.marked)
        marked = tuple(run for run in runs if run and len(run) <= MOST_MARKED * len(text))
        yield Piece(bare, now.heading or (short and loud), mine, bare != text, marked if len(lines) == 1 else ())
