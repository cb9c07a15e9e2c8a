"""
Name a document's content by a hash: two documents share it exactly when a reader would see the same article.

Kinds, words, order, links' targets and hidden fields count; where the body
stood in the page, what was ignored and how the page was read do not.
"""

import hashlib
import json

from revtrack.model import Document

LENGTH = 32
"""Hexadecimal digits kept: 128 bits."""


def fingerprint(document: Document) -> str:
    """Return the fingerprint of what a reader sees: every block's kind and words, in order."""
    return digest(
        [[str(block.kind), block.text, str(block.image.src) if block.image else ""] for block in document.blocks]
    )


def digest(value: object) -> str:
    """Return the hash of *value*, which JSON can write."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
