"""
Name a document's content by a hash: two documents share it exactly when a reader would see the same article.

Kinds, words and their order count. Addresses of pictures do not: they carry
sizes and signatures that change on every load. Neither does what was ignored.
"""

import hashlib
import json

from revtrack.model import Document

LENGTH = 32
"""Hexadecimal digits kept: 128 bits."""


def fingerprint(document: Document) -> str:
    """Return the fingerprint of what a reader sees: every block's kind and words, in order."""
    raw = json.dumps(shown(document), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def shown(document: Document) -> list[tuple[str, str]]:
    """Return what a reader sees: every block's kind and words, in order."""
    return [(block.kind, block.text) for block in document.blocks]
