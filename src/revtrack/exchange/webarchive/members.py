"""
Cut a web archive into stretches that are read each on its own: what is broken costs its stretch only.

A gzip file is cut at its members (in a WARC, a member is a record), a plain
file only where a record was broken: reading goes on at the next place that
looks like a start.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

START = b"\x1f\x8b\x08"
READ = 1 << 16


class _Source:
    """The file's bytes, with those read too far put back."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.held = b""

    def fill(self) -> bool:
        """Read more; say whether there was any."""
        piece = self._raw.read(READ)
        self.held += piece
        return bool(piece)

    def take(self) -> bytes:
        """Return what is held, or more; empty at the end."""
        if not self.held:
            self.fill()
        piece, self.held = self.held, b""
        return piece

    def seek_start(self) -> bool:
        """Go to the next place that looks like a member's start; say whether there is one."""
        while True:
            at = self.held.find(START)
            if at >= 0:
                self.held = self.held[at:]
                return True
            self.held = self.held[-2:]
            if not self.fill():
                return False


class _Member(io.RawIOBase):
    """The plain bytes of one member."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._inflate: Any = zlib.decompressobj(31)
        self.failed = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._source.take()
            if not packed:
                self.failed = True
                # Not an `EOFError`, which readers of records take for the end of the file.
                raise OSError("the compressed file breaks off")
            try:
                plain = self._inflate.decompress(packed, len(buffer))
            except zlib.error as error:
                self.failed = True
                self._source.held = packed[1:] + self._source.held
                raise OSError(f"the compressed record is damaged: {error}") from None
            if self._inflate.eof:
                self._source.held = self._inflate.unused_data + self._source.held
            if plain:
                buffer[: len(plain)] = plain
                return len(plain)
        return 0

    def finish(self) -> None:
        """Read to the member's end, so that the next one begins."""
        scratch = bytearray(READ)
        while not self.failed and self.readinto(scratch):
            pass


def members(raw: BinaryIO) -> Iterator[BinaryIO]:
    """Yield the plain bytes of each member of a gzip file; reading one may raise `OSError`."""
    source = _Source(raw)
    while source.seek_start():
        member = _Member(source)
        yield cast(BinaryIO, io.BufferedReader(member, READ))
        try:
            member.finish()
        except OSError:
            continue


NEXT = b"\nWARC/1."
"""Where a record may start in a plain file."""


class Stretch(io.RawIOBase):
    """A plain file from some place on."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._read = raw, 0
        self.broken_at: int | None = None
        """Set by the reader when a record is broken: its place, counted from the stretch's start."""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._read

    def readinto(self, buffer: Any) -> int:
        piece = self._raw.read(len(buffer))
        self._read += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


def stretches(raw: BinaryIO) -> Iterator[BinaryIO]:
    """Yield a plain file (seekable), and after a broken record the rest from the next place that looks like one."""
    base = raw.tell()
    while True:
        stretch = Stretch(raw)
        yield cast(BinaryIO, stretch)
        if stretch.broken_at is None:
            return
        base += stretch.broken_at + 1
        raw.seek(base)
        held = b""
        while (at := held.find(NEXT)) < 0:
            base += max(0, len(held) - len(NEXT) + 1)
            held = held[-len(NEXT) + 1 :]
            piece = raw.read(READ)
            if not piece:
                return
            held += piece
        base += at + 1
        raw.seek(base)
