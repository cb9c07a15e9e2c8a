"""
Name every kind of source there is a reader for; a reader's module is loaded when it is asked for.
"""

import difflib
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from revtrack.errors import InputError, UsageError
from revtrack.exchange.incoming import Reading, Trouble
from revtrack.exchange.options import ReadOptions

Reader = Callable[[str, ReadOptions], Reading]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: what it is, and the module that reads it."""

    name: str
    about: str
    module: str


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("jsonl", "JSON lines of versions, one article a line (ours, or written by you)", "jsonl"),
        Kind("warc", "a WARC, ARC or WACZ file, a CDX(J) index beside its files, or a folder of them", "warc"),
        Kind("memento", "an address in the Wayback Machine or another Memento archive", "memento"),
        Kind("git", "a content repository: every publish on its main line", "git"),
        Kind("folder", "a folder of dated pages", "folder"),
        Kind("newsdiffs", "a NewsDiffs database (SQLite) beside its git repositories", "newsdiffs"),
        Kind("diffengine", "a diffengine database", "diffengine"),
        Kind("newsedits", "a NewsEdits database", "newsedits"),
        Kind("urlwatch", "urlwatch's cache.db", "watchers"),
        Kind("webchanges", "webchanges' snapshots.db", "watchers"),
        Kind("changedetection", "the data folder of changedetection.io", "changedetection"),
        Kind("wordpress", "a WordPress export (WXR) or answers of its REST interface (JSON)", "wordpress"),
        Kind("mediawiki", "a MediaWiki XML dump with histories", "mediawiki"),
        Kind("csv", "a table with a column of addresses", "lists"),
        Kind("opml", "an OPML file of feeds and addresses", "lists"),
    )
}


COLUMN = "corrections"
"""The one kind of source that brings notes about articles, not articles: `exchange.columns` reads it."""
ABOUT_COLUMN = "an outlet's corrections page, a file or an address: its entries become notes of the articles they name"


def reader(kind: str) -> Reader:
    """Return the reader of *kind*; raises `UsageError` naming the nearest there is."""
    if kind not in KINDS:
        there = [*KINDS, COLUMN]
        near = difflib.get_close_matches(kind, there, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(there)}"
        raise UsageError(f"no importer for {kind!r}; {hint}")
    module = importlib.import_module(f"revtrack.exchange.readers.{KINDS[kind].module}")
    return partial(_read, module.read)


def _read(read: Reader, source: str, options: ReadOptions) -> Reading:
    """Yield what *read* does; where the source breaks after something came through, that is a `Trouble` at its end."""
    came = False
    try:
        for item in read(source, options):
            came = True
            yield item
    except InputError as error:
        if not came:
            raise
        yield Trouble(source, f"not read on from here: {error}")
