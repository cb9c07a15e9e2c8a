"""
Take the content encodings off an archived body, within bounds.
"""

import sys
import zlib
from typing import Any

from revtrack.exchange.incoming import MAX_BODY

MOST_ENCODINGS = 3


def decode(body: bytes, encoding: str | None) -> bytes:
    """
    Return *body* without the encodings a Content-Encoding header names, in the order they were put on.

    Raises `ValueError` for an unknown or damaged encoding, and for a body that
    grows beyond `MAX_BODY`.
    """
    names = [name.strip().lower() for name in (encoding or "").split(",") if name.strip()]
    if len(names) > MOST_ENCODINGS:
        raise ValueError(f"{len(names)} encodings on one body")
    for name in reversed(names):
        body = _decoded(body, name)
        if len(body) > MAX_BODY:
            raise ValueError(f"larger than {MAX_BODY} bytes once decoded from {name}")
    return body


def _decoded(body: bytes, name: str) -> bytes:
    if name in ("identity", "", "binary", "none", "utf-8"):
        return body
    if name in ("gzip", "x-gzip"):
        # Some crawlers keep the header and store the plain body.
        return _inflate(body, 31) if body[:2] == b"\x1f\x8b" else body
    if name == "deflate":
        return _inflate(body, 15) if body[:1] == b"\x78" else _inflate(body, -15)
    if name == "br":
        return _brotli(body)
    if name == "zstd":
        return _unzstd(body)
    raise ValueError(f"encoded as {name[:40]!r}, which is not read")


def _inflate(body: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(body, MAX_BODY + 1)
    except zlib.error as error:
        raise ValueError(f"its compressed body is damaged: {error}") from None


def _brotli(body: bytes) -> bytes:
    import brotli

    reader: Any = brotli.Decompressor()
    out = bytearray()
    try:
        piece = reader.process(body, output_buffer_limit=1 << 20)
        while piece and len(out) <= MAX_BODY:
            out += piece
            piece = b"" if reader.is_finished() else reader.process(b"", output_buffer_limit=1 << 20)
    except brotli.error as error:
        raise ValueError(f"its brotli body is damaged: {error}") from None
    return bytes(out)


def _unzstd(body: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        plain: bytes = zstd.ZstdDecompressor().decompress(body, max_length=MAX_BODY + 1)
    except zstd.ZstdError as error:
        raise ValueError(f"its zstd body is damaged: {error}") from None
    return plain
