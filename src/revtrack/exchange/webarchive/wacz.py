"""
Read the WARC files inside a WACZ, which is a ZIP file somebody else made.

Nothing is extracted: members are read as streams. A file with a name that
leaves its folder, two members of one name or one place, a link, encryption, or
more members or bytes than an archive of pages has, is refused as a whole.
"""

import hashlib
import io
import stat
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from revtrack.errors import InputError
from revtrack.exchange.incoming import Trouble
from revtrack.exchange.streams import GZIP
from revtrack.exchange.values import loads
from revtrack.exchange.webarchive.members import members, stretches

MOST_MEMBERS = 20_000
MOST_RATIO = 200
"""Plain over packed bytes of one member; WARCs inside are compressed already or compress about five times."""
RATIO_FROM = 10_000_000
"""Plain bytes from which the ratio counts."""
MOST_BYTES = 50_000_000_000
MOST_INDEX = 64_000_000
"""Bytes of datapackage.json."""

Found = tuple[str, Iterable[BinaryIO], Trouble | None]


def streams(raw: BinaryIO, name: str) -> Iterator[Found]:
    """Yield (name, stretches of plain bytes, None) of each WARC file inside; raises `InputError` when unsafe."""
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"{name} is a damaged ZIP file: {error}") from None
    with archive:
        listed = check(archive, name)
        warcs = [m for m in listed if m.filename.startswith("archive/") and ".warc" in m.filename]
        if not warcs:
            raise InputError(f"{name} is a ZIP file without WARC files in archive/; is it a WACZ?")
        hashes, problem = _hashes(archive, listed)
        if problem:
            yield name, (), Trouble(name, problem)
        for member in warcs:
            label = f"{name}:{member.filename}"
            wrong = _wrong(archive, member, hashes.get(member.filename))
            if wrong:
                yield label, (), Trouble(label, wrong)
            with archive.open(member) as packed:
                stream = io.BufferedReader(cast(io.RawIOBase, packed))
                head = stream.peek(2)[:2]
                yield (
                    label,
                    (members(cast(BinaryIO, stream)) if head == GZIP else stretches(cast(BinaryIO, stream))),
                    None,
                )


def check(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Return the members of a ZIP file that is safe to read; raises `InputError` naming what is wrong."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(f"{name} has {len(members)} members, more than {MOST_MEMBERS}; it is not read")
    seen: set[str] = set()
    places: list[tuple[int, int, str]] = []
    total = 0
    for member in members:
        problem = _unsafe(member)
        if member.filename in seen:
            problem = "is there twice"
        if problem:
            raise InputError(f"{name} is not read: its member {member.filename[:200]!r} {problem}")
        seen.add(member.filename)
        places.append((member.header_offset, member.header_offset + member.compress_size, member.filename))
        total += member.file_size
    if total > MOST_BYTES:
        raise InputError(f"{name} unpacks to {total} bytes, more than {MOST_BYTES}; it is not read")
    places.sort()
    for (_, end, one), (start, _, other) in pairwise(places):
        if start < end:
            raise InputError(f"{name} is not read: its members {one!r} and {other!r} overlap")
    return members


def _unsafe(member: zipfile.ZipInfo) -> str | None:
    """Say what makes a member one that no honest archive has, or None."""
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.orig_filename or ":" in path.parts[0]:
        return "has a name that leaves its folder"
    if "\x00" in member.orig_filename:
        return "has a name with a NUL byte"
    if member.flag_bits & 0x1:
        return "is encrypted"
    mode = member.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_IFMT(mode) == 0):
        return "is a link or a device"
    if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(1, member.compress_size):
        return f"unpacks to {member.file_size // max(1, member.compress_size)} times its size"
    return None


def _hashes(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> tuple[dict[str, str], str | None]:
    """Return what datapackage.json says each member's SHA-256 is, and what is wrong with it."""
    info = next((m for m in members if m.filename == "datapackage.json"), None)
    if info is None:
        return {}, "there is no datapackage.json, so nothing says what its files should be"
    if info.file_size > MOST_INDEX:
        return {}, f"datapackage.json has {info.file_size} bytes and was not read"
    try:
        package: Any = loads(archive.read(info))
        listed = package["resources"]
        return {
            str(item["path"]): str(item["hash"]).removeprefix("sha256:")
            for item in listed
            if str(item.get("hash", "")).startswith("sha256:")
        }, None
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, OSError) as error:
        return {}, f"datapackage.json cannot be read: {error}"


def _wrong(archive: zipfile.ZipFile, member: zipfile.ZipInfo, wanted: str | None) -> str | None:
    """Say when a member is not what the package's list says, or is damaged."""
    digest = hashlib.sha256()
    try:
        with archive.open(member) as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        return f"damaged: {error}"
    if wanted is not None and digest.hexdigest() != wanted:
        return "not the file that datapackage.json names: its SHA-256 is another"
    return None
