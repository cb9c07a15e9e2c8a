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

from revtrack.errors import InputError, NotFoundError
from revtrack.exchange.incoming import MAX_LINE, Trouble

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"


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
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """Yield the plain bytes of the file at *path* (`-`: standard input); raises `NotFoundError`, `InputError`."""
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        raw = open(path, "rb")  # noqa: SIM115 (closed below, whatever wraps it)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError(f"no file at {path}") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; a file is wanted") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    with raw:
        head = raw.read(4)
        raw.seek(0)
        if head.startswith(GZIP):
            with gzip.GzipFile(fileobj=raw) as plain:
                yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, plain), 1 << 16))
        elif head == ZSTD:
            with zstd_open(raw) as plain_zstd:
                yield plain_zstd
        else:
            yield raw


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
