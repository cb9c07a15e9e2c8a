"""
Read what a page says about itself for machines: JSON-LD first of all.

Publishers' JSON-LD is often not JSON: comments, trailing commas, raw line
breaks, HTML entities, CDATA marks. Each is mended before it is given up.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from revtrack.extract.cleaning import squeeze
from revtrack.extract.page import Element

ARTICLES = re.compile(
    r"Article|Report|BlogPosting|LiveBlog|Review|AnalysisNews|OpinionNews|AskPublic|Opinion|"
    r"SocialMediaPosting"
)
MAX_DEPTH = 12
MAX_BLOCK = 3_000_000

Node = Mapping[str, Any]


def nodes(root: Element) -> list[Node]:
    """Return every JSON-LD object of the page, flattened in document order; broken blocks are mended or left out."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found += list(flatten(load(script.text or "")))
    return found


def load(raw: str) -> Any:
    """Return what a JSON-LD block says, or None when it cannot be mended."""
    raw = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", raw.strip())
        .strip()
        .rstrip(";")
    )
    if not raw or len(raw) > MAX_BLOCK:
        return None
    for mend in (str, without_commas, html.unescape):
        try:
            return json.loads(mend(raw), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def without_commas(raw: str) -> str:
    """Return *raw* without block comments and without commas before a closing bracket."""
    return re.sub(r",\s*([}\]])", r"\1", re.sub(r"/\*.*?\*/", "", raw, flags=re.DOTALL))


def flatten(value: Any, depth: int = 0) -> Iterator[Node]:
    """Yield each object in lists and `@graph`s of *value*, outermost first."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(value.get(key), (list, dict)):
                yield from flatten(value[key], depth + 1)


def types(node: Node) -> str:
    """Return the node's types as one text."""
    kind = node.get("@type") or ""
    return " ".join(str(k) for k in kind) if isinstance(kind, list) else str(kind)


def article(found: list[Node], address: str = "") -> Node:
    """Return the node that describes the page's article: by type, then by address, then by how much it says."""
    best: Node = {}
    score = -1
    for node in found:
        kind = types(node)
        if not ARTICLES.search(kind) or not (node.get("headline") or node.get("name")):
            continue
        points = sum(
            bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody", "dateModified")
        )
        about = text_of(node.get("url")) or text_of(node.get("mainEntityOfPage")) or text_of(node.get("@id"))
        points += 5 if address and about and about.split("#")[0].rstrip("/") == address.rstrip("/") else 0
        points += 0 if "LiveBlog" not in kind else 1
        if points > score:
            best, score = node, points
    return best


def by_id(found: list[Node]) -> dict[str, Node]:
    """Return the nodes that have an `@id` and say more than that, by it."""
    return {str(node["@id"]): node for node in found if isinstance(node.get("@id"), str) and len(node) > 2}


def text_of(value: Any) -> str:
    """Return a schema.org value as one text: of a list the first, of an object its name, text, url or id."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), "")
    if isinstance(value, dict):
        return next((text for key in ("name", "text", "url", "@id", "@value") if (text := text_of(value.get(key)))), "")
    if isinstance(value, bool) or value is None:
        return ""
    text = str(value)
    return squeeze(html.unescape(html.unescape(text)) if "&" in text else text)
