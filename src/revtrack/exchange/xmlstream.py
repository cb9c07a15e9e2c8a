"""
Read large XML exports element by element, with nothing fetched and no entity expanded.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from revtrack.errors import InputError
from revtrack.exchange.incoming import Trouble

HEAD = 65_536
"""Bytes in which a document type definition is looked for before the parser sees any of it."""


def elements(stream: BinaryIO, tags: tuple[str, ...], name: str) -> Iterator[Any]:
    """
    Yield each element whose local name is one of *tags*, whole, then free it; a `Trouble` where the file breaks off.

    Raises `InputError` for a document type definition: exports have none, attacks do.
    """
    if stream.seekable():
        head = stream.read(HEAD)
        stream.seek(0)
        if b"<!DOCTYPE" in head.upper():
            raise InputError(f"{name} has a document type definition; it is not read")
    # huge_tree lifts lxml's limits on depth and text size; entities are never expanded, so only real bytes count.
    wanted = tuple(f"{{*}}{tag}" for tag in tags)
    events = etree.iterparse(
        stream, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in events:
            if element.getroottree().docinfo.doctype:
                raise InputError(f"{name} has a document type definition; it is not read")
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        yield Trouble(name, f"the XML cannot be read on from here: {error}")


def child(element: Any, name: str) -> str:
    """Return the text of the first child with this local name, empty when there is none."""
    found = element.find(f"{{*}}{name}")
    return "" if found is None else (found.text or "")


def name_of(path: str) -> str:
    """Return a file's name, for messages."""
    return Path(path).name
