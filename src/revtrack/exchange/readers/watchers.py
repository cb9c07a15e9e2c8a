"""
Read what page watchers keep: urlwatch (`cache.db`), webchanges (`snapshots.db`).

Both name a job by the SHA-1 of its address; the address itself stands in the
list of jobs. Lists in YAML that lie beside the database, or where the tool
keeps its configuration and `--base` points to, are searched for it. What they
keep is what their filters left: text as a rule, a page when there was none.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from revtrack.errors import InputError, MissingExtraError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import HTML, MARKDOWN, MAX_BODY, TEXT, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.tables import Tables, opened
from revtrack.exchange.times import read_time

JOB = re.compile(
    r"""^\s*(?:-\s*)?(?:url|navigate|user_visible_url)\s*:\s*["']?([^\s"'#]\S*?)["']?\s*(?:#.*)?$""", re.MULTILINE
)
MOST_LIST = 20_000_000
PAGE = re.compile(r"\s*(?:<!doctype|<html|<\?xml|<(?:div|article|main|body|p|h1)\b)", re.IGNORECASE)


def read(source: str, options: ReadOptions) -> Reading:
    """Yield what urlwatch or webchanges keeps in its database; raises `InputError`."""
    with opened(source) as tables:
        if tables.columns("CacheEntry"):
            kind, rows = "urlwatch", _urlwatch(tables)
        elif tables.columns("webchanges"):
            kind, rows = "webchanges", _webchanges(tables)
        else:
            raise InputError(f"{source} is no database of urlwatch (table CacheEntry) or webchanges (table webchanges)")
        addresses = _addresses(Path(source), options)
        for guid, group in groupby(rows, key=lambda row: row[0]):
            yield from _job(kind, guid, [row[1:] for row in group], addresses.get(guid), options)


def _urlwatch(tables: Tables) -> Iterator[tuple[str, Any, Any, int, str]]:
    """Yield (guid, time, data, tries, mime type), jobs together, oldest first."""
    for row in tables.rows("SELECT guid, timestamp, data, tries FROM CacheEntry ORDER BY guid, timestamp, id"):
        yield str(row["guid"]), row["timestamp"], row["data"], int(row["tries"] or 0), ""


def _webchanges(tables: Tables) -> Iterator[tuple[str, Any, Any, int, str]]:
    try:
        import msgpack
    except ImportError:
        raise MissingExtraError("reading webchanges databases", "watchers") from None
    for row in tables.rows("SELECT uuid, timestamp, msgpack_data FROM webchanges ORDER BY uuid, timestamp, rowid"):
        try:
            item = msgpack.unpackb(row["msgpack_data"], max_str_len=MAX_BODY, strict_map_key=False)
            yield str(row["uuid"]), row["timestamp"], item["d"], int(item.get("t") or 0), str(item.get("m") or "")
        except (ValueError, KeyError, TypeError, msgpack.UnpackException) as error:
            yield str(row["uuid"]), row["timestamp"], error, 0, ""


def _addresses(database: Path, options: ReadOptions) -> dict[str, str]:
    """Return the addresses of jobs by the SHA-1 that names them."""
    folders = [database.absolute().parent]
    if options.base and Path(options.base).exists():
        base = Path(options.base)
        folders.append(base if base.is_dir() else base.parent)
    found = {}
    for folder in folders:
        for file in [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*.yml"))]:
            if file.is_file() and file.stat().st_size <= MOST_LIST:
                for url in JOB.findall(file.read_text("utf-8", "replace")):
                    found[hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()] = url
    return found


def _job(kind: str, guid: str, rows: list[tuple[Any, Any, int, str]], url: str | None, options: ReadOptions) -> Reading:
    looks = []
    for number, (timestamp, data, tries, mime) in enumerate(rows, 1):
        where = f"{kind} {url or guid}, entry {number}"
        if isinstance(data, Exception):
            yield Trouble(where, f"cannot be read: {data}")
            continue
        if tries:
            # An entry with tries is the earlier content kept while the page failed: no look at the page.
            continue
        try:
            at = read_time(timestamp)
        except ValueError as error:
            yield Trouble(where, str(error))
            continue
        text = str(data or "")
        body = text.encode("utf-8", "replace")
        if len(body) > MAX_BODY:
            yield Trouble(where, f"larger than {MAX_BODY} bytes")
        elif wanted(options, url or guid, at):
            looks.append(Look(body, at, content_type=_form(text, mime), detail=(("guid", guid),)))
    yield from parts(guid, url or address(kind, guid), iter(looks), options.outlet)


def _form(text: str, mime: str) -> str:
    if "html" in mime or (not mime and PAGE.match(text)):
        return HTML
    return MARKDOWN if "markdown" in mime else TEXT
