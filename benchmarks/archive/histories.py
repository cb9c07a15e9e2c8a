"""
Read page histories to measure with: captures others fetched, or pages with made changes.

A history is a list of (time, HTML). Paragraphs are taken with one plain rule,
so that revtrack and every peer store the same text.
"""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import lxml.html

from revtrack.model import Block, BlockKind, Document

TAGS = {"h1": BlockKind.HEADLINE, "h2": BlockKind.HEADING, "h3": BlockKind.HEADING, "p": BlockKind.PARAGRAPH,
        "li": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE}  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """One article's pages."""

    url: str
    pages: tuple[tuple[str, str], ...]
    """(time, HTML), oldest first."""


def read(path: Path) -> Iterator[History]:
    """Yield the histories of a JSON-lines file of captures (`captures`: time, html) or versions (`versions`)."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            looks = row.get("captures") or row.get("versions") or []
            pages = tuple(
                (look.get("time") or "", look.get("html") or f"<p>{look.get('text', '')}</p>") for look in looks
            )
            if pages:
                yield History(row.get("url") or f"https://history.example/{number}", pages)


def made(source: History, versions: int, seed: int) -> History:
    """
    Return a history of *versions* pages made of the first of *source*.

    Each differs from the last by 1 to 3 edited words, 40 changed nonces and
    times, a rotating "most read" list and a token, as news pages do.
    """
    dice = random.Random(seed)
    tree = lxml.html.document_fromstring(source.pages[0][1].encode())
    words = [p for p in tree.iter("p") if p.text and len(p.text.split()) > 8]
    body = tree.find("body") if tree.find("body") is not None else tree
    noise = [lxml.html.fromstring('<script data-nonce=""></script>') for _ in range(40)]
    most_read = lxml.html.fromstring("<ol class='most-read'></ol>")
    for element in (*noise, most_read):
        body.append(element)
    headlines = [f"<li><a href='/s/{i}'>Story {i} of the day, told at length</a></li>" for i in range(30)]
    pages = []
    for number in range(versions):
        for paragraph in dice.sample(words, min(len(words), dice.randint(1, 3))) if number else ():
            pieces = paragraph.text.split(" ")
            pieces[dice.randrange(len(pieces))] = f"word{dice.randrange(10**6)}"
            paragraph.text = " ".join(pieces)
        for element in noise:
            element.set("data-nonce", f"{dice.getrandbits(96):x}")
            element.set("data-time", f"2026-05-{number % 28 + 1:02}T{dice.randrange(24):02}:{dice.randrange(60):02}")
        for child in list(most_read):
            most_read.remove(child)
        for item in headlines[number % 20 : number % 20 + 10]:
            most_read.append(lxml.html.fromstring(item))
        time = f"2026-05-{number // 24 % 28 + 1:02}T{number % 24:02}:00:00Z"
        pages.append((time, lxml.html.tostring(tree, encoding="unicode")))
    return replace(source, pages=tuple(pages))


def document(html: str) -> Document:
    """Return headings, paragraphs, list items and quotes of at least 25 characters, in order."""
    tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"))
    blocks = []
    for element in tree.iter(*TAGS):
        text = " ".join(element.text_content().split())
        if len(text) >= 25 or element.tag == "h1":
            blocks.append(Block(TAGS[element.tag], text))
    headline = next((block.text for block in blocks if block.kind is BlockKind.HEADLINE), "")
    return Document(tuple(blocks), headline=headline, language="en", extractor="plain paragraphs")
