"""
Open another tool's file for reading, compressed or not, within bounds.

What a file is, its first bytes say, not its name. Nothing is unpacked to disk.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from revtrack.errors import InputError
from revtrack.exchange.incoming import MAX_LINE, Trouble
from revtrack.exchange.places import a_file

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
BUFFER = 1 << 16
"""Bytes read at once, and so how many may be looked at before any is taken."""


def zstd_open(raw: IO[bytes]) -> BinaryIO:
    """Return a reader of the zstd frames in *raw*."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return cast(BinaryIO, zstd.ZstdFile(raw))


def damaged() -> tuple[type[Exception], ...]:
    """Return what reading a damaged compressed file may raise."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return (EOFError, OSError, zlib.error, zstd.ZstdError)


@contextmanager
def opened(path: str | Path) -> Iterator[io.BufferedReader]:
    """
    Yield the plain bytes of the file at *path* (`-`: standard input, a pipe is as good as a file).

    Raises `InputError` when there is none.
    """
    if str(path) == "-":
        yield _plain(sys.stdin.buffer)
        return
    try:
        raw = open(a_file(path), "rb", buffering=BUFFER)  # noqa: SIM115 (closed below, whatever wraps it)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    with raw:
        yield _plain(raw)


def _plain(raw: BinaryIO) -> io.BufferedReader:
    """Return a reader of what *raw* holds once decompressed."""
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw), BUFFER)
    head = buffered.peek(4)
    if head.startswith(GZIP):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)), BUFFER)
    if head.startswith(ZSTD):
        return io.BufferedReader(cast(io.RawIOBase, zstd_open(buffered)), BUFFER)
    return buffered


def head_of(stream: io.BufferedReader, name: str) -> bytes:
    """Return the first bytes of *stream* and take none of them; raises `InputError` when they are damaged."""
    try:
        return stream.peek(BUFFER)
    except damaged() as error:
        raise InputError(f"{name} is damaged from its first bytes on: {error}") from None


def whole(stream: BinaryIO, most: int, name: str) -> bytes:
    """Return all of *stream*; raises `InputError` when it is more than *most* bytes, or damaged."""
    try:
        data = stream.read(most + 1)
    except damaged() as error:
        raise InputError(f"{name} is damaged: {error}") from None
    if len(data) > most:
        raise InputError(f"{name} is larger than {most} bytes; split it")
    return data


def lines(stream: BinaryIO, most: int = MAX_LINE) -> Iterator[tuple[int, bytes] | Trouble]:
    """
    Yield (line number from 1, line); a line of more than *most* bytes is skipped as a `Trouble`.

    A compressed file that breaks off ends with a `Trouble`; the lines before it come through.
    """
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(most + 1)
            if len(line) > most:
                yield Trouble(f"line {number}", f"longer than {most} bytes, skipped")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(1 << 20)
                continue
        except damaged() as error:
            yield Trouble(f"line {number}", f"the file breaks off here: {error}")
            return
        if not line:
            return
        yield number, line
