"""
Find, over the whole page, the boxes and lines that may be an outlet's note, before anything is dropped.

Notes stand in footers, asides, captions, top boxes, beside the body and in
JSON-LD alone; whoever looks only at the body misses most of them. What is found
here is a candidate: `note` reads it and decides.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from revtrack.extract.cleaning import squeeze
from revtrack.extract.names import names_of, words
from revtrack.extract.noise import by_name
from revtrack.extract.notice_words import CUES, HOOK, LABEL, NEEDED, NO_HOOK, STANDING
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.extract.stamps import stamp_noise
from revtrack.extract.structured import Node, text_of
from revtrack.model import Block, BlockKind

LONGEST = 1500
"""Characters of the longest note on record in the handbook, roughly doubled."""
BOX = 2500
"""A hooked element with more text than this is no note box but a page about corrections."""
LEVELS = 3
"""Ancestors in which a hook is looked for (deps.md 1.4)."""

NAMING = frozenset({"class", "id", "itemprop", "role", "aria-label", "name"})
"""Attributes that say what an element is for, besides `data-`."""
TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
SHORTEST = 15
"""Characters of a note that is stated for machines, at least."""
LISTED = " (list item)"
"""What a hook says of an item of a list: each is a note of its own."""
MOST_HOOKS = 32
MOST_ITEMS = 60
"""Items of a list that are looked at."""
FEW_ITEMS = 3
"""Items of the shortest list of links."""
CARD = 600
"""Characters of a card, at most."""
TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
"""What bears its own words as its id, for links to it."""
CARDS = ("li", "div", "article", "section", "a")
HEADINGS = ("h2", "h3", "h4", "h5")
POST_NAMES = "tweet twitter instagram bluesky mastodon tiktok reddit threads facebook fb telegram"
POSTS = frozenset(POST_NAMES.split())
"""Whose posts are embedded as quotations."""


def hook_of(element: Element, sizes: Mapping[Element, int]) -> str:
    """Return what within three levels above *element* names it a note, as `class=...`, or an empty text."""
    node = element
    for _ in range(LEVELS + 1):
        if node is None or node.tag in ("body", "html", "main"):
            return ""
        if sizes.get(node, 0) <= BOX and node.attrib:
            # Not `items()`: libxml2 looks each value up by name, which takes seconds with 20,000 attributes.
            for key in [key for key in node.attrib if key in NAMING or key.startswith("data-")][:MOST_HOOKS]:
                value = node.get(key, "")
                if names_note(value) and not (key == "id" and node.tag in TITLES):
                    return f"{key}={value[:80]}"
        node = node.getparent()
    return ""


@lru_cache(maxsize=32768)
def names_note(value: str) -> bool:
    """Say whether an attribute's value names a note."""
    return len(value) < 200 and bool(HOOK.search(value)) and not NO_HOOK.search(value)


def cue_of(text: str) -> str:
    """Return the words by which *text* says of itself that it is a note; an empty text when it does not."""
    if not 15 <= len(text) <= LONGEST:
        return ""
    label = LABEL.match(text)
    if (
        label
        and (len(text) > len(label.group()) + 15)
        and re.match(r"\s*(?:[:.—–(|\n,]|\S{0,12}\s?\d)", text[label.end() :])
    ):
        return (
            ""
            if STANDING.search(text) and not any(cue.search(text) for cue in CUES)
            else f"label {label.group().strip()!r}"
        )
    low = text.lower()
    for cue, needed in zip(CUES, NEEDED, strict=True):
        if not all(any(word in low for word in words) for words in needed):
            continue
        found = cue.search(text)
        if found and not quoted(text, found.start()) and not STANDING.search(text[: found.start()]):
            return f"words {found.group()[:60]!r}"
    return ""


def quoted(text: str, at: int) -> bool:
    """Say whether the words at *at* stand inside quotation marks: then another speaks."""
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_label(text: str) -> bool:
    """Say whether *text* is nothing but a note's label: `Corrections & Amplifications`, `Correction: May 3, 2024`."""
    label = LABEL.match(text)
    return label is not None and len(text) <= 60 and not STANDING.search(text) and len(text) - len(label.group()) < 30


def candidates(pieces: Sequence[Piece], sizes: Mapping[Element, int]) -> dict[int, str]:
    """Return, for the index of each piece that may be a note, what says so."""
    found: dict[int, str] = {}
    rails: dict[Element, bool] = {}
    for index, piece in enumerate(pieces):
        if len(piece.text) > LONGEST or piece.linked > 0.7 * len(piece.text) or in_rail(piece.element, rails):
            continue
        hook = hook_of(piece.element, sizes)
        if (
            hook
            and (len(piece.text) >= 25 or is_label(piece.text) or is_day(piece.text))
            and not STANDING.search(piece.text[:80])
        ):
            found[index] = f"{hook}{LISTED}" if piece.kind is BlockKind.LIST_ITEM else hook
        elif cue := cue_of(piece.text):
            found[index] = cue
        elif is_label(piece.text) and index + 1 < len(pieces) and follows(piece, pieces[index + 1]):
            found[index] = found[index + 1] = f"label {piece.text!r}"
    return found


def follows(label: Piece, body: Piece) -> bool:
    """Say whether *body* is the text under a label that stands alone."""
    near = body.element.getparent() in (label.element.getparent(), label.element, label.element.getparent().getparent())
    return (
        near
        and 25 <= len(body.text) <= LONGEST
        and body.linked < 0.6 * len(body.text)
        and not STANDING.search(body.text)
    )


def in_rail(element: Element, known: dict[Element, bool]) -> bool:
    """
    Say whether *element* stands in a rail, a menu, an embedded post or the comments: others' headlines and words.

    *known* keeps what was found about the elements above it.
    """
    asked, answer, node = [], False, element
    while node is not None and node.tag != "body":
        if node in known:
            answer = known[node]
            break
        asked.append(node)
        if is_rail(node):
            answer = True
            break
        node = node.getparent()
    known.update(dict.fromkeys(asked, answer))
    return answer


def is_rail(element: Element) -> bool:
    """Say whether *element* itself is a rail, a menu, an embedded post or the comments, by its tag or its name."""
    if element.tag == "nav":
        return True
    if element.tag in ("ul", "ol"):
        return lists_links(element)
    names = names_of(element)
    if not names:
        return False
    if element.tag == "blockquote" and not POSTS.isdisjoint(words(names)):
        return True
    return by_name(names) in ("comments", "navigation", "related links", "cookie strip")


def is_teaser(element: Element) -> bool:
    """
    Say whether *element* stands in a card whose heading links to another page: it is that page's text, not this one's.

    Only asked of what stands outside the body.
    """
    node = element
    for _ in range(LEVELS):
        if node is None or node.tag in ("body", "html", "main") or sum(map(len, node.itertext())) > CARD:
            return False
        if node.tag in CARDS and heads_elsewhere(node):
            return True
        node = node.getparent()
    return False


def heads_elsewhere(card: Element) -> bool:
    """Say whether a heading in *card* holds a link, or a link holds a heading."""
    headings = islice((inner for inner in card.iter(*HEADINGS)), FEW_ITEMS)
    return any(heading.find(".//a[@href]") is not None or heading.getparent().tag == "a" for heading in headings)


def lists_links(element: Element) -> bool:
    """Say whether most items of a list are links and no more: one that is none is a teaser too."""
    items = [item for item in islice(element, MOST_ITEMS) if item.tag == "li"]
    bare_links = sum(1 for item in items if len(item) == 1 and item[0].tag == "a" and not (item.text or "").strip())
    return len(items) >= FEW_ITEMS and bare_links > len(items) / 2


def is_day(text: str) -> bool:
    """Say whether a short line is a date and no more."""
    return len(text) <= 40 and any(map(str.isdigit, text)) and stamp_noise(text, ()) != ""


def stated(nodes: Sequence[Node], metas: Sequence[str] = ()) -> list[Block]:
    """
    Return the notes that only machines are told.

    JSON-LD's `correction` as text or CorrectionComment, comments of that type, and *metas*, microdata in the head.
    """
    out = [Block(BlockKind.NOTE, text, hook="itemprop=correction") for text in metas if len(text) >= SHORTEST]
    for node in nodes:
        values: list[Any] = [node.get("correction")]
        if "CorrectionComment" in str(node.get("@type")):
            values.append(node.get("text") or node.get("description"))
        for key in ("comment", "hasPart"):
            parts = node.get(key)
            values += [
                p
                for p in (parts if isinstance(parts, list) else [parts])
                if isinstance(p, dict) and "Correction" in str(p.get("@type"))
            ]
        for value in values:
            for item in value if isinstance(value, list) else [value]:
                text = text_of((item.get("text") or item.get("description")) if isinstance(item, dict) else item)
                text = squeeze(TAG.sub(" ", text)) if "</" in text else text
                if len(text) >= SHORTEST and not text.startswith(("http://", "https://")):
                    out.append(Block(BlockKind.NOTE, text, hook="json-ld"))
    return list({block.text: block for block in out}.values())
