"""
Read large XML exports element by element, with nothing fetched and no entity expanded.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from revtrack.errors import InputError
from revtrack.exchange.incoming import Trouble
from revtrack.exchange.streams import damaged, head_of

MOST_ELEMENT = 256_000_000
"""Bytes of one element: a page of a wiki with its whole history is held in memory while it is read."""


class _Measured:
    """A stream that stops where an element is larger than any honest one."""

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        self._stream, self._name = stream, name
        self.taken = 0
        """Bytes since the last element; set to 0 by the reader."""

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.taken += len(piece)
        if self.taken > MOST_ELEMENT:
            raise InputError(f"{self._name} has an element of more than {MOST_ELEMENT} bytes; it is not read on")
        return piece


def elements(stream: io.BufferedReader, root: str, tags: tuple[str, ...], name: str) -> Iterator[Any]:
    """
    Yield each element whose local name is one of *tags*, whole, then free it; a `Trouble` where the file breaks off.

    Raises `InputError` when the file's outermost element is not *root*, for a
    document type definition (exports have none, attacks do), and for an element
    too large to be held.
    """
    if b"<!DOCTYPE" in head_of(stream, name).upper():
        raise InputError(f"{name} has a document type definition; it is not read")
    measured = _Measured(stream, name)
    # huge_tree lifts lxml's limits on depth and text size; entities are never expanded, so only real bytes count.
    wanted = tuple(f"{{*}}{tag}" for tag in tags)
    events = etree.iterparse(
        measured, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    seen = False
    try:
        for _, element in events:
            if not seen:
                _expect(element.getroottree().getroot(), root, name)
                seen = True
            yield element
            measured.taken = 0
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, *damaged()) as error:
        if not seen and events.root is None:
            raise InputError(f"{name} is no XML that can be read: {error}") from None
        if not seen:
            _expect(events.root, root, name)
        yield Trouble(name, f"the XML cannot be read on from here: {error}")
        return
    if not seen:
        _expect(events.root, root, name)


def _expect(outermost: Any, root: str, name: str) -> None:
    """Raise `InputError` for a document type definition, and for another kind of XML than wanted."""
    if outermost.getroottree().docinfo.doctype:
        raise InputError(f"{name} has a document type definition; it is not read")
    found = etree.QName(outermost).localname
    if found != root:
        raise InputError(f"{name} is another kind of XML: its outermost element is <{found[:60]}>, not <{root}>")


def child(element: Any, name: str) -> str:
    """Return the text of the first child with this local name, empty when there is none."""
    found = element.find(f"{{*}}{name}")
    return "" if found is None else (found.text or "")


def name_of(path: str) -> str:
    """Return a file's name, for messages."""
    return Path(path).name
