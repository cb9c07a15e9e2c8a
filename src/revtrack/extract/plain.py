"""
Read plain text: blocks are what blank lines separate.

Nothing is rewritten, so a text already in that form comes back exactly. A
headline and a byline are recognised where plain text puts them, at the top,
and only when a longer block follows.
"""

import re

from revtrack.extract.cleaning import clean
from revtrack.extract.version import EXTRACTOR
from revtrack.model import Block, BlockKind, Document

BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
SENTENCE_END = re.compile(r"[.;:,…][\"'”’»)\]]*$")
NO_HEADLINE = re.compile(r"^[*•\-–—]\s|^\(?https?://|^\(")
BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+\S+(?:\s+\S+){0,15}$", re.IGNORECASE)

MAX_HEADLINE = 200
MAX_BYLINE = 120


def parse_text(text: str) -> Document:
    """
    Return *text* as a document, one block for each run of lines between blank lines.

    `Document.text` equals *text* exactly when its blocks are separated by one
    empty line each and nothing blank stands before or after. Line ends become
    `\\n`; characters that cannot be stored become U+FFFD, with a warning.
    """
    cleaned, lost = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = [part for part in BLANK_LINES.split(cleaned.strip("\n")) if part.strip()]
    kinds = [BlockKind.PARAGRAPH] * len(parts)
    headline = ""
    authors: tuple[str, ...] = ()
    if is_headline(parts):
        kinds[0], headline = BlockKind.HEADLINE, parts[0].strip()
        for index in (1, 2):
            if index < len(parts) - 1 and is_byline(parts[index]):
                kinds[index], authors = BlockKind.BYLINE, names(parts[index])
                break
    return Document(
        blocks=tuple(Block(kind, part) for kind, part in zip(kinds, parts, strict=True)),
        headline=headline,
        authors=authors,
        sources=(("headline", "first block"),) if headline else (),
        warnings=(f"unreadable characters replaced: {lost}",) if lost else (),
        extractor=EXTRACTOR,
    )


def is_headline(parts: list[str]) -> bool:
    """Say whether the first of *parts* is a headline: one line, no sentence, and running text after it."""
    if len(parts) < 2 or "\n" in parts[0] or len(parts[0]) > MAX_HEADLINE:
        return False
    if NO_HEADLINE.search(parts[0]):
        return False
    if SENTENCE_END.search(parts[0].rstrip()) and not any(is_byline(part) for part in parts[1:4]):
        return False
    return any(len(part) > len(parts[0]) and re.search(r"[.!?…]", part) for part in parts[1:5])


def is_byline(part: str) -> bool:
    """Say whether *part* reads `By Jane Doe of The Harbour`: one short line that is no sentence."""
    return len(part) <= MAX_BYLINE and bool(BYLINE.match(part.strip())) and not SENTENCE_END.search(part)


def names(byline: str) -> tuple[str, ...]:
    """Return the names in a byline that `is_byline` accepted."""
    words = re.sub(r"^\S+\s+", "", byline.strip())
    words = re.split(r"\s+(?:for|of|für|pour|para|per)\s+", words)[0]
    return tuple(name for name in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|en|&)\s+", words) if name)
