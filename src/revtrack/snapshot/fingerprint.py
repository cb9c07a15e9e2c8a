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
    return digest([[str(block.kind), block.text] for block in document.blocks])


def digest(value: object) -> str:
    """Return the hash of *value*, which JSON can write."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
