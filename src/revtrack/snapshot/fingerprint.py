"""
Name a document's content by a hash: two documents share it exactly when a reader would see the same article.

Kinds, words and their order count. Addresses of pictures do not: they carry
sizes and signatures that change on every load. Neither does what was ignored.
"""

import hashlib
from functools import lru_cache
from json.encoder import encode_basestring

from revtrack.model import Document

LENGTH = 32
"""Hexadecimal digits kept: 128 bits."""


def fingerprint(document: Document) -> str:
    """Return the fingerprint of what a reader sees: every block's kind and words, in order, as JSON."""
    raw = ",".join(['["' + block.kind + '",' + _spelled(block.text) + "]" for block in document.blocks])
    return hashlib.sha256(f"[{raw}]".encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


@lru_cache(maxsize=512)
def _spelled(text: str) -> str:
    """Return *text* as JSON spells it; remembered, since two versions share most blocks."""
    return encode_basestring(text)
