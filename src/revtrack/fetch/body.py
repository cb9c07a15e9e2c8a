"""
Undo a transfer's compression in bounded memory.

A body is decoded piece by piece and counted while it streams: 200 KB of gzip
can hold 200 MB, and it is the decoded size that fills a machine. Nothing here
knows about HTTP but the names of the codings.
"""

import zlib
from collections.abc import Iterator
from typing import Any, Protocol

PIECE = 65_536
"""Decoded bytes handed on at a time: what one layer may have in memory."""
RATIO_FROM = 1_000_000
"""The ratio is judged from this many decoded bytes on: small repetitive pages compress well."""
MAX_LAYERS = 4


class BodyTooLarge(Exception):
    """The decoded body passed a bound; the text says which."""


class BodyDamaged(Exception):
    """The body is not what its coding says; the text says how."""


class BodyIncomplete(Exception):
    """The body ends in the middle of its coding."""


class _Layer(Protocol):
    """One coding, undone."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield what *data* decodes to, at most `PIECE` bytes at a time."""

    def at_end(self) -> bool:
        """Say whether the coding came to its own end."""


class Decoder:
    """A body's decoder: feed it what arrives, get what it means, or an exception above."""

    def __init__(self, encoding: str, max_bytes: int, max_ratio: int) -> None:
        """Take the `Content-Encoding` header as sent, and the bounds: decoded bytes, decoded over received."""
        names = [name.strip().lower() for name in encoding.split(",")]
        names = [name for name in names if name not in ("", "identity")]
        if len(names) > MAX_LAYERS:
            raise BodyDamaged(f"{len(names)} codings on top of each other")
        self._layers = [_layer(name) for name in reversed(names)]
        self._max_bytes, self._max_ratio = max_bytes, max_ratio
        self.received = self.decoded = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces of *data*."""
        self.received += len(data)
        try:
            for piece in self._through(0, data):
                self.decoded += len(piece)
                self._judge()
                yield piece
        except _errors() as error:
            raise BodyDamaged(f"the body cannot be decoded: {error}") from None

    def finish(self) -> None:
        """Raise `BodyIncomplete` unless every coding came to its end."""
        if self.received and not all(layer.at_end() for layer in self._layers):
            raise BodyIncomplete("the compressed body ends early")

    def _through(self, depth: int, data: bytes) -> Iterator[bytes]:
        if depth == len(self._layers):
            if data:
                yield data
            return
        for piece in self._layers[depth].pieces(data):
            yield from self._through(depth + 1, piece)

    def _judge(self) -> None:
        if self.decoded > self._max_bytes:
            raise BodyTooLarge(f"more than {self._max_bytes} bytes decoded")
        if self._layers and self.decoded > RATIO_FROM and self.decoded > self._max_ratio * self.received:
            raise BodyTooLarge(f"{self.received} bytes unpack to more than {self._max_ratio} times as much")


class _Zlib:
    """gzip (of several members, as the format allows) and deflate (with or without its wrapper)."""

    def __init__(self, wbits: int) -> None:
        self._wbits, self._member, self._ended = wbits, zlib.decompressobj(wbits), False
        self._started = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if not self._started and data and self._wbits == zlib.MAX_WBITS:
            # RFC 9110 means zlib by "deflate", but raw deflate has always been sent as well.
            if data[0] & 0x0F != 8:
                self._wbits = -zlib.MAX_WBITS
                self._member = zlib.decompressobj(self._wbits)
            self._started = True
        while data:
            if self._ended:
                if not data.startswith(b"\x1f"):
                    return  # Padding after the last member is common and harmless.
                self._member, self._ended = zlib.decompressobj(self._wbits), False
            out = self._member.decompress(data, PIECE)
            if out:
                yield out
            if self._member.eof:
                data, self._ended = self._member.unused_data, True
            else:
                data = self._member.unconsumed_tail

    def at_end(self) -> bool:
        return self._ended


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._state = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        out = self._state.process(data, output_buffer_limit=PIECE)
        while out:
            yield out
            out = self._state.process(b"", output_buffer_limit=PIECE)

    def at_end(self) -> bool:
        return bool(self._state.is_finished())


class _Zstd:
    """Zstandard of one or several frames (RFC 8878)."""

    def __init__(self) -> None:
        self._frame = _zstd().ZstdDecompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while True:
            if self._frame.eof:
                if not data:
                    return
                self._frame = _zstd().ZstdDecompressor()
            out = self._frame.decompress(data, PIECE)
            data = b""
            if out:
                yield out
            if self._frame.eof:
                data = self._frame.unused_data
            elif self._frame.needs_input:
                return

    def at_end(self) -> bool:
        return bool(self._frame.eof)


def _zstd() -> Any:
    """Return the zstd module: the standard library's from Python 3.14 on, before that its backport."""
    try:
        from compression import zstd
    except ImportError:
        from backports import zstd
    return zstd


def _layer(name: str) -> _Layer:
    if name in ("gzip", "x-gzip"):
        return _Zlib(zlib.MAX_WBITS | 16)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstd()
    raise BodyDamaged(f"unknown coding {name[:40]!r}")


def _errors() -> tuple[type[Exception], ...]:
    """Return what the decoders raise; a library that was never loaded can have raised nothing."""
    import sys

    names = (("brotli", "error"), ("compression.zstd", "ZstdError"), ("backports.zstd", "ZstdError"))
    found = [getattr(sys.modules[module], name) for module, name in names if module in sys.modules]
    return (zlib.error, EOFError, *found)
