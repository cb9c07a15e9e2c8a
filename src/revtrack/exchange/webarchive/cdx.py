"""
Read the indexes of web archives, CDX and CDXJ, and the records they point at.

An index names a file, an offset and a length. Only files that lie in the
index's own folder (or `warcs`, `archive` beside it) are opened, by their bare
name: what a line says is never a path.
"""

import gzip
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import BinaryIO, cast

from revtrack.errors import InputError
from revtrack.exchange.incoming import MAX_BODY, Trouble
from revtrack.exchange.streams import GZIP, lines
from revtrack.exchange.values import loads

MAX_LINE = 100_000
CDXJ = re.compile(rb"^\S+ \d{4,17} \{")
CDX = re.compile(rb"^\S+ \d{4,14} \S+ \S+ ")
HEADER = re.compile(rb"^.?CDX( [A-Za-z])+\s*$")
BESIDE = (".", "../warcs", "../archive", "warcs", "archive")
LETTERS = {"a": "url", "b": "timestamp", "m": "mime", "s": "status", "k": "digest", "S": "length", "V": "offset",
           "v": "offset", "g": "filename"}  # fmt: skip
COLUMNS = {9: "N b a m s k r V g", 11: "N b a m s k r M S V g", 10: "A b e a m s c V n g"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an index."""

    url: str
    timestamp: str
    filename: str
    offset: int
    length: int
    """0 when the index does not say."""
    mime: str = ""
    status: str = ""
    digest: str = ""


def looks_like(head: bytes, name: str) -> bool:
    """Say whether a file begins like an index, or is called one."""
    return bool(CDXJ.match(head) or CDX.match(head) or head[:5] in (b" CDX ", b"!meta")) or (
        name.lower().removesuffix(".gz").endswith((".cdx", ".cdxj"))
    )


def entries(stream: BinaryIO, name: str) -> Iterator[Entry | Trouble]:
    """Yield the entries of an index, and a trouble for each line that is none."""
    columns: list[str] | None = None
    for item in lines(stream, MAX_LINE):
        if isinstance(item, Trouble):
            yield Trouble(f"{name}, {item.where}", item.what)
            continue
        number, line = item
        if HEADER.match(line.strip(b"\r\n")):
            columns = line.decode("ascii").split()[1:]
        elif line.strip() and not line.startswith(b"!"):
            try:
                yield _entry(line.decode("utf-8", "replace").strip(), columns)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                yield Trouble(f"{name}, line {number}", f"no index entry: {error}")


def _entry(line: str, columns: list[str] | None) -> Entry:
    key, timestamp, rest = line.split(" ", 2)
    if rest.startswith("{"):
        row = loads(rest.encode())
        return _built({**row, "url": row.get("url") or key, "timestamp": timestamp})
    values = line.split(" ")
    letters = columns or COLUMNS.get(len(values), "").split()
    if len(letters) != len(values):
        raise ValueError(f"it has {len(values)} columns, of which nothing says what they are")
    return _built({LETTERS[a]: b for a, b in zip(letters, values, strict=True) if a in LETTERS})


def _built(row: dict[str, object]) -> Entry:
    for needed in ("filename", "offset"):
        if row.get(needed) in (None, "", "-"):
            raise ValueError(f"it names no {needed}")
    offset, length = int(str(row["offset"])), int(str(row.get("length") or 0).replace("-", "0"))
    if offset < 0 or length < 0:
        raise ValueError("its offset or length is negative")
    texts = {key: str(row.get(key) or "") for key in ("url", "timestamp", "filename", "mime", "status", "digest")}
    return Entry(offset=offset, length=length, **texts)


def streams(stream: BinaryIO, path: Path) -> Iterator[tuple[str, Iterable[BinaryIO], Trouble | None]]:
    """Yield each record the index at *path* points at as a stream of its own."""
    missing: set[str] = set()
    found = 0
    for item in entries(stream, path.name):
        if isinstance(item, Trouble):
            yield path.name, (), item
            continue
        found += 1
        file = _beside(path, item.filename)
        if file is None:
            if item.filename not in missing:
                missing.add(item.filename)
                what = f"its records lie in {item.filename!r}, which is not beside the index"
                yield path.name, (), Trouble(path.name, what)
            continue
        yield f"{file.name} at {item.offset}", (_record(file, item),), None
    if not found:
        raise InputError(f"{path.name} is an index without one entry that names a file and a place in it")


def _beside(index: Path, named: str) -> Path | None:
    """Return the file of that bare name beside the index, or None."""
    bare = PureWindowsPath(named).name
    if not bare or bare in (".", ".."):
        return None
    for folder in BESIDE:
        file = index.parent / folder / bare
        if file.is_file() and not file.is_symlink():
            return file
    return None


def _record(file: Path, entry: Entry) -> BinaryIO:
    """Return the plain bytes of one record."""
    with open(file, "rb") as raw:
        raw.seek(entry.offset)
        data = raw.read(min(entry.length or 4 * MAX_BODY, 4 * MAX_BODY))
    if data[:2] == GZIP:
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=io.BytesIO(data)))))
    return io.BytesIO(data)
