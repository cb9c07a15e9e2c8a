"""
Put the entries of a corrections page together: one for each paragraph, with what it cites.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

from revtrack.errors import InputError
from revtrack.exchange.columns.citing import TITLE_WORDS, Citation, cite
from revtrack.exchange.columns.pieces import Piece, pieces, tree
from revtrack.exchange.incoming import MAX_BODY
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.streams import opened, whole
from revtrack.text import guess_language, language_code, typographic

MOST_ENTRIES = 20_000
SHORTEST, LONGEST = 30, 5_000
"""Code points of an entry."""
LONGEST_DAY = 40
"""Code points of a paragraph that names a day and nothing else: `Mercoledì 8 maggio 2026`."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='DC.date.issued' or @itemprop='datePublished']/@content",
    "//time/@datetime",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction of a column, as published, and what it says about the article it corrects."""

    text: str
    """All of it, without its bullet."""
    words: str
    """The same without the bracket that only cites."""
    place: str
    """Where in the source: `entry 3`."""
    day: str = ""
    """When it was published, `2026-05-08`; empty when the page does not say."""
    urls: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """The days it names: the article's, as a rule."""
    bracket: bool = False
    """Whether it names the article as columns do: a bracket with its title, day or page and nothing else."""
    language: str = "en"

    @property
    def cites(self) -> bool:
        """Say whether it names an article by anything."""
        return bool(self.urls or self.titles or self.days)


def read(source: str, options: ReadOptions) -> Iterator[Entry]:
    """
    Yield the paragraphs of the corrections page *source*, a file or an address, that may be entries.

    `options.base` is a file's own address, under which its links hang. Raises `InputError`.
    """
    page, url, charset = _page(source, options)
    root = tree(page, charset)
    if root is None:
        raise InputError(f"{source} holds no page")
    found = list(pieces(root))
    named = root.get("lang")
    language = language_code(named) if named else guess_language("\n".join(piece.text for piece in found))
    title = typographic(root.findtext(".//title") or "")
    heads = [piece.text for piece in found[:10] if piece.heading or _only_day(piece, language)]
    column = _day(root, [title, *heads], language)
    day, heading, number = column, None, 0
    for piece in found:
        if piece.heading or _only_day(piece, language):
            own = _named_day(piece.text, column, language)
            day, heading = own or day, None if own or typographic(piece.text) in title else piece
            continue
        if not SHORTEST <= len(piece.text) <= LONGEST or _only_links(piece):
            continue
        number += 1
        if number > MOST_ENTRIES:
            raise InputError(f"more than {MOST_ENTRIES} paragraphs in {source}; split it")
        own = next(filter(None, (_named_day(text, column, language) for text in piece.beside)), day)
        yield _entry(piece, heading, cite(piece.text, own, language), f"entry {number}", own, url, language)


def _page(source: str, options: ReadOptions) -> tuple[bytes, str, str]:
    """Return the page's bytes, its address, and the charset its server named."""
    if source.startswith(("http://", "https://")) and options.ask is not None:
        answer = options.ask(source)
        if answer.problem or not answer.body:
            raise InputError(f"{source} was not read: {answer.problem or 'it is empty'}")
        named = CHARSET.search(next((value for name, value in answer.headers if name.lower() == "content-type"), ""))
        return answer.body, source, named[1] if named else ""
    with opened(source) as stream:
        page = whole(stream, MAX_BODY, source)
    return page, options.base or (Path(source).absolute().as_uri() if source != "-" else ""), ""


def _entry(
    piece: Piece, heading: Piece | None, cited: Citation, place: str, day: str, url: str, language: str
) -> Entry:
    """Return *piece* as an entry; a heading of its own, neither day nor page title, is taken for a title as well."""
    links = _links(piece, url) or (_links(heading, url) if heading else [])
    urls = [address for address, _ in links]
    titles = [*cited.titles, *(words for _, words in links), *piece.marked, *piece.beside]
    titles += [heading.text] if heading else []
    titles = [title for title in titles if len(title.split()) >= TITLE_WORDS]
    return Entry(
        piece.text, cited.rest, place, day, tuple(dict.fromkeys(urls)), tuple(dict.fromkeys(titles)), cited.days,
        cited.bracket, language,
    )  # fmt: skip


def _links(piece: Piece, url: str) -> list[tuple[str, str]]:
    """Return (address, words) of the links to other pages."""
    links = [(urldefrag(urljoin(url, href.strip())).url, words) for href, words in piece.links]
    return [link for link in links if link[0].startswith(("http://", "https://")) and link[0] != urldefrag(url).url]


def _only_day(piece: Piece, language: str) -> bool:
    """Say whether a piece is a day and nothing else, as between the entries of a column."""
    return (
        len(piece.text) <= LONGEST_DAY and len(piece.text.split()) <= 6 and bool(_named_day(piece.text, "", language))
    )


def _only_links(piece: Piece) -> bool:
    """Say whether a piece is nothing but links, as in lists of other pages."""
    return sum(len(words) for _, words in piece.links) * 10 >= len(piece.text) * 8


def _day(root: Any, headings: list[str], language: str) -> str:
    """Return the day the page names for itself: in its head, else in its title or first headings; empty for none."""
    for path in PUBLISHED:
        for value in root.xpath(path):
            if DAY.match(value):
                return str(value)[:10]
    return next(filter(None, (_named_day(text, "", language) for text in headings)), "")


def _named_day(text: str, column: str, language: str) -> str:
    """Return the day a heading names, completed from the page's; empty when it names none."""
    cited = cite(text, column, language)
    return (list(cited.days) or [""])[-1]
