"""
Open the files of web archives: what each is, its first bytes say.
"""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from revtrack.errors import InputError
from revtrack.exchange.incoming import Trouble
from revtrack.exchange.places import a_file, a_file_or_folder
from revtrack.exchange.streams import GZIP, ZSTD, damaged
from revtrack.exchange.webarchive import cdx, wacz, zst
from revtrack.exchange.webarchive.members import members, stretches

LZ4 = b"\x04\x22\x4d\x18"
ZIP = b"PK\x03\x04"
LEAST = 18
"""Bytes of the shortest gzip member (RFC 1952): a header of ten and a trailer of eight."""
SUFFIXES = (".warc", ".arc", ".wacz", ".cdx", ".cdxj")

Source: TypeAlias = tuple[str, Iterable[BinaryIO], Trouble | None]


def sources(source: str) -> Iterator[Source]:
    """
    Yield (name, stretches of plain bytes, None) of each WARC or ARC file at *source*, or (name, nothing, trouble).

    Raises `InputError` when a single file is none of these.
    """
    path = a_file_or_folder(source)
    if path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.is_file() and _is_called_one(file)]
        if not files:
            raise InputError(f"no WARC, ARC, WACZ or CDX file in the folder {source}")
        for file in files:
            try:
                yield from _file(a_file(file))
            except InputError as error:
                yield file.name, (), Trouble(file.name, str(error))
        return
    yield from _file(path)


def _is_called_one(file: Path) -> bool:
    return any(suffix in file.name.lower() for suffix in SUFFIXES)


def _file(path: Path) -> Iterator[Source]:
    with open(path, "rb") as raw:
        head = raw.read(16)
        raw.seek(0)
        if head[:2] == GZIP:
            yield from _gzip(path, raw)
        elif head[:4] == ZSTD or zst.is_skippable(head):
            with zst.opened(raw) as plain_zst:
                yield from _plain(path, plain_zst)
        elif head[:4] == ZIP:
            yield from wacz.streams(raw, path.name)
        elif head[:4] == LZ4:
            raise InputError(f"{path.name} is compressed with lz4, which is not read; unpack it with lz4 -d")
        else:
            yield from _plain(path, raw)


def _gzip(path: Path, raw: BinaryIO) -> Iterator[Source]:
    """Yield what a gzip file holds: records, a member each as a rule, or an index."""
    with gzip.GzipFile(fileobj=raw) as plain:
        try:
            head = plain.read(64)
            if not head:
                raise InputError(f"{path.name} is empty")
        except (OSError, EOFError, zlib.error) as error:
            if path.stat().st_size < LEAST:
                raise InputError(f"{path.name} is damaged from its first bytes on: {error}") from None
            head = b""
        if cdx.looks_like(head, path.name) and not _is_archive(head):
            plain.seek(0)
            yield from cdx.streams(cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, plain))), path)
            return
    raw.seek(0)
    yield path.name, members(raw), None


def _is_archive(head: bytes) -> bool:
    return head.lstrip(b"\r\n\x00 ").startswith((b"WARC/", b"filedesc:"))


def _plain(path: Path, stream: BinaryIO) -> Iterator[Source]:
    """Yield what the plain bytes of a file are: records, or an index of records."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        head = buffered.peek(64)[:64]
    except damaged() as error:
        raise InputError(f"{path.name} is damaged from its first bytes on: {error}") from None
    if _is_archive(head):
        yield path.name, stretches(buffered), None
    elif cdx.looks_like(head, path.name):
        yield from cdx.streams(cast(BinaryIO, buffered), path)
    elif not head.strip():
        raise InputError(f"{path.name} is empty")
    else:
        raise InputError(f"{path.name} is no WARC, ARC, WACZ or CDX file: it begins with {head[:24]!r}")
